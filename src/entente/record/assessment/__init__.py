"""Findings of the keeper."""
