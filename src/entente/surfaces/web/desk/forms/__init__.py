"""What the pages read from people.  Plain Django forms: they read and clean, rules decide."""
