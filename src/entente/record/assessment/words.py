"""Choices of the assessment domain."""

from django.db import models


class EvidenceState(models.TextChoices):
    """What the keeper's search for public evidence gave, derived from claims and findings, never stored."""

    FOUND = "found", "public evidence found"
    NONE_FOUND = "none_found", "searched, none found"
    NOT_LOOKED = "not_looked", "not searched yet"
