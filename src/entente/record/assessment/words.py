"""Choices of the assessment domain."""

from django.db import models


class EvidenceState(models.TextChoices):
    """What the keeper's search for public evidence gave, derived from claims and findings, never stored."""

    FOUND = "found", "public evidence found"
    NONE_FOUND = "none_found", "searched, none found"
    NOT_LOOKED = "not_looked", "not searched yet"


class Reported(models.TextChoices):
    """What a party's own column says of a promise while it has reported nothing, derived, never stored."""

    NOT_OWED = "not_owed", "not applicable"
    NOT_TAKING_PART = "not_taking_part", "nothing reported: not taking part"
    NOTHING_YET = "nothing_yet", "nothing reported yet"
