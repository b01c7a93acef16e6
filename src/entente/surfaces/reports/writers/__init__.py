"""The writers: each puts the same document into one form."""
