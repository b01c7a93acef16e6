"""Choices of the notices."""

from django.db import models


class Rhythm(models.TextChoices):
    """How often somebody wants the digest."""

    DAILY = "daily", "every day"
    WEEKLY = "weekly", "every Monday"
    OFF = "off", "never"


class ProblemState(models.TextChoices):
    """What has become of a problem that a reader reported."""

    OPEN = "open", "open"
    ANSWERED = "answered", "answered"
    CLOSED = "closed", "closed"
