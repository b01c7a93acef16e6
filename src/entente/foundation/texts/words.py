"""States of a wording in one language."""

from django.db import models


class WordingStatus(models.TextChoices):
    """How far a wording in one language has come.  The order is the order of trust."""

    MISSING = "missing", "missing"
    DRAFT = "draft", "draft"
    MACHINE = "machine", "made by machine"
    PROJECT = "project", "project wording, not reviewed by the parties"
    REVIEWED = "reviewed", "reviewed"
    AUTHENTIC = "authentic", "authentic"
