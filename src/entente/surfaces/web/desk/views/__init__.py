"""One module per kind of page: its context, documented, and the views that fill it."""
