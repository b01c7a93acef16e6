"""Choices of the verification domain."""

from django.db import models


class Support(models.TextChoices):
    """How much of its subject a claim says the source supports."""

    ALL = "all", "shows all of it"
    PART = "part", "shows part of it"
    CONTRIBUTES = "contributes", "contributes to it"
