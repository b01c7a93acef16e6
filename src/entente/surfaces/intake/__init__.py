"""How files become records: plan packages, documents, uploads."""
