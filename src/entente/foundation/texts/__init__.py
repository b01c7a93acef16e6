"""The state of each wording per language, and the publication gate."""
