"""Documents, snapshots of them, and citations."""
