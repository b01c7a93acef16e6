"""Choices of the sources domain."""

from django.db import models


class Side(models.TextChoices):
    """Whose voice a document is."""

    PARTY = "party", "one party"
    JOINT = "joint", "all parties together"
    THIRD = "third", "a third voice"


class Weakness(models.TextChoices):
    """Why a source proves less than the original would."""

    NONE = "", "as good as any"
    REPUBLISHED = "republished", "somebody else's text, published again"
    SECONDARY = "secondary", "tells what another source says"
    PARTISAN = "partisan", "published by somebody with a cause"
    PERSONAL_SITE = "personal_site", "a personal site"


class Showing(models.TextChoices):
    """What of a snapshot may be shown to the public."""

    COPY = "copy", "the copy itself"
    QUOTATION = "quotation", "a quotation"
    REFERENCE = "reference", "the reference only"
