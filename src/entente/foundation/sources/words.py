"""Choices of the sources domain."""

from django.db import models


class Side(models.TextChoices):
    """Whose voice a document is."""

    PARTY = "party", "one party"
    JOINT = "joint", "all parties together"
    THIRD = "third", "a third voice"


class Showing(models.TextChoices):
    """What of a snapshot may be shown to the public."""

    COPY = "copy", "the copy itself"
    QUOTATION = "quotation", "a quotation"
    REFERENCE = "reference", "the reference only"
