"""Claims: what a citation is said to support."""
