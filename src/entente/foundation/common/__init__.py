"""Words and shapes that every part of the house uses; no tables, no queries."""
