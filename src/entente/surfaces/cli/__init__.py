"""The command line.  Each module beside `main` is a noun: it holds the click group of the same name."""
