"""One module per page: its context, documented, and the view that fills it."""
