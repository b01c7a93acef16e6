"""What all sign: proposals, the parties' keys and their signatures.  Knows content and signatories, never what they mean."""
