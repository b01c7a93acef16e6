"""Log-in, second factor, and the step from a log-in to an Actor."""
