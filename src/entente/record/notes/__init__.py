"""Internal notes of one side.  No public path reads this domain."""
