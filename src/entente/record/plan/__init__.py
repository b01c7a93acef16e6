"""Plans, pillars, commitments, clauses, who owes them, alignment, and the importers."""
