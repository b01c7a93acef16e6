"""Choices of the plan domain."""

from django.db import models

from entente.foundation.common.transitions import Transitions


class PlanStatus(models.TextChoices):
    """Where a plan stands in its own life."""

    DRAFT = "draft", "draft"
    ADOPTED = "adopted", "adopted"
    CLOSED = "closed", "closed"


TRANSITIONS: Transitions = {
    PlanStatus.DRAFT: frozenset({PlanStatus.ADOPTED}),
    PlanStatus.ADOPTED: frozenset({PlanStatus.CLOSED}),
    PlanStatus.CLOSED: frozenset(),
}


class Standing(models.TextChoices):
    """Whether a party takes part in the record of a plan."""

    NOT_TAKING_PART = "not_taking_part", "not taking part"
    TAKING_PART = "taking_part", "taking part"


class Kind(models.TextChoices):
    """What kind of promise it is."""

    DELIVERABLE = "deliverable", "deliverable"
    """Something discrete that can be finished."""
    STANDING = "standing", "standing duty"
    """A continuing duty: it has a rhythm and is never complete."""
    TIME_BOUND = "time_bound", "bound by an outside date"


class Strength(models.TextChoices):
    """How strongly the words bind."""

    FIRM = "firm", "firm"
    BEST_EFFORTS = "best_efforts", "best efforts"
    EXPLORATORY = "exploratory", "exploratory"


class TextField(models.TextChoices):
    """Which words of the plan an authentic text is."""

    TITLE = "title", "title"
    PREAMBLE = "preamble", "preamble"
    INTRODUCTION = "introduction", "introduction"
    TEXT = "text", "text of the promise"
