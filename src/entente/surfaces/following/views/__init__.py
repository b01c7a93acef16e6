"""The pages and files of following."""
