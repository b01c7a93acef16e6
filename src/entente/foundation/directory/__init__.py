"""Parties, organisations with their aliases and successions, people, posts and who holds them."""
