"""Addresses that are fetched: which may be, how safely, and what becomes of it."""
