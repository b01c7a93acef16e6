"""The public record as a folder of files that no server serves."""
