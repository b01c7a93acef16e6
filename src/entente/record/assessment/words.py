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


class Completion(models.TextChoices):
    """How far a party says it has come, on the scale of the Open Government Partnership, with its two ends."""

    NOT_STARTED = "not_started", "not started"
    LIMITED = "limited", "limited"
    SUBSTANTIAL = "substantial", "substantial"
    COMPLETE = "complete", "complete"
    NOT_PURSUED = "not_pursued", "not being pursued"
    SUPERSEDED = "superseded", "superseded"


PROVEN = frozenset({Completion.SUBSTANTIAL, Completion.COMPLETE})
"""Values that need proof."""


class ProofState(models.TextChoices):
    """How a party's status stands beside its proof, derived from the checks, never stored."""

    NOT_NEEDED = "not_needed", "needs no proof"
    ACCEPTED = "accepted", "proof accepted"
    ACCEPTED_OWN = "accepted_own", "proof accepted, own side"
    NOT_VERIFIED = "not_verified", "proof not verified"
    DISPUTED = "disputed", "proof disputed"
