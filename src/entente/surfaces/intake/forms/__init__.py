"""An update as a one-page Word form: it leaves filled in, and comes back as a document or in a mail."""
