"""Choices of the delivery domain."""

from django.db import models


class LeadRole(models.TextChoices):
    """What a body does for a promise."""

    LEAD = "lead", "leads"
    SUPPORTING = "supporting", "supports"
    SIGNER = "signer", "signed"
    WITNESS = "witness", "witnessed"
