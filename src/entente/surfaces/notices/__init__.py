"""What reaches people outside the pages: digests and single notices by e-mail, and a calendar feed."""
