"""Search: the indexes, one per tier, how they are kept current, and the one way of asking them."""
