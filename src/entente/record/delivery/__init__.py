"""Who carries a commitment on each side."""
