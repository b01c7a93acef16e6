"""Choices of the verification domain."""

from django.db import models


class Support(models.TextChoices):
    """How much of its subject a claim says the source supports."""

    ALL = "all", "shows all of it"
    PART = "part", "shows part of it"
    CONTRIBUTES = "contributes", "contributes to it"


class Verdict(models.TextChoices):
    """What somebody who did not make a claim says after checking it against its sources."""

    ACCEPTED = "accepted", "accepted"
    IN_PART = "in_part", "accepted in part"
    REJECTED = "rejected", "rejected"
    DISPUTED = "disputed", "disputed"


class Proof(models.TextChoices):
    """Where a claim stands, derived from its checks and the clock, never stored."""

    NOT_CHECKED = "not_checked", "not yet checked"
    NOT_VERIFIED = "not_verified", "proof not verified in time"
    ACCEPTED_OWN = "accepted_own", "accepted, own side"
    ACCEPTED = "accepted", "accepted"
    IN_PART = "in_part", "accepted in part"
    REJECTED = "rejected", "rejected"
    DISPUTED = "disputed", "disputed"
