"""Choices of intake."""

from django.db import models


class ImportStatus(models.TextChoices):
    """Where an uploaded document stands."""

    WAITING = "waiting", "waiting to be read"
    READING = "reading", "being read"
    READY = "ready", "ready to look at"
    FAILED = "failed", "could not be read"
    DONE = "done", "on record"
    DISCARDED = "discarded", "discarded"


class BatchStatus(models.TextChoices):
    """Where a workbook that came back stands."""

    READY = "ready", "ready to look at"
    APPLIED = "applied", "applied"
    TAKEN_BACK = "taken_back", "taken back"
    DISCARDED = "discarded", "thrown away"


class BatchKind(models.TextChoices):
    """What came back."""

    SHEET = "sheet", "workbook or form"
    TEXTS = "texts", "translations"
