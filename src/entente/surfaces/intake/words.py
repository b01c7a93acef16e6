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
