"""Choices of the notices."""

from django.db import models


class Rhythm(models.TextChoices):
    """How often somebody wants the digest."""

    DAILY = "daily", "every day"
    WEEKLY = "weekly", "every Monday"
    OFF = "off", "never"
