"""The append-only log: entries, leaves, the Merkle tree."""
