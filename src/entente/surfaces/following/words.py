"""Choices of following."""

from django.db import models


class SubjectKind(models.TextChoices):
    """What can be followed: a plan, a pillar or a promise of it, a body that carries promises of it."""

    PLAN = "plan", "plan"
    PILLAR = "pillar", "pillar"
    COMMITMENT = "commitment", "commitment"
    BODY = "body", "body"


class Rhythm(models.TextChoices):
    """How often a follower is told."""

    AT_ONCE = "at_once", "at once"
    DAILY = "daily", "every day"
    WEEKLY = "weekly", "every Monday"
