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


class ChangeStatus(models.TextChoices):
    """Where a change of what is agreed stands: an amendment, or a succession."""

    DRAFT = "draft", "draft"
    """Its own side alone sees it."""
    PROPOSED = "proposed", "proposed"
    """Before the parties, each of which signs or does not."""
    AGREED = "agreed", "agreed"
    """All have signed; it is in force and never changes."""
    WITHDRAWN = "withdrawn", "withdrawn"


CHANGES: Transitions = {
    ChangeStatus.DRAFT: frozenset({ChangeStatus.PROPOSED, ChangeStatus.WITHDRAWN}),
    ChangeStatus.PROPOSED: frozenset({ChangeStatus.DRAFT, ChangeStatus.AGREED, ChangeStatus.WITHDRAWN}),
    ChangeStatus.AGREED: frozenset(),
    ChangeStatus.WITHDRAWN: frozenset(),
}


class Fate(models.TextChoices):
    """What becomes of a promise when its plan ends."""

    CONTINUED = "continued", "continued"
    """It goes on in the successor, as one promise or as several."""
    MERGED = "merged", "merged"
    """It goes into one promise of the successor, together with others."""
    DROPPED = "dropped", "dropped"
    """It is not carried on; the reason says why."""


class ChangeKind(models.TextChoices):
    """What the parties sign, as `foundation/accord` knows it."""

    ADOPTION = "adoption", "adoption of a plan by all its parties"
    AMENDMENT = "amendment", "amendment of a promise"
    SUCCESSION = "succession", "end of a plan in its successor"
    CLOSURE = "closure", "end of a plan without a successor"


class TermKind(models.TextChoices):
    """What parties agree beside the words of a promise.  Each side's own milestones and rhythm stay its own."""

    MILESTONE = "milestone", "milestone agreed by all"
    RHYTHM = "rhythm", "rhythm agreed by all"
    MEASURE = "measure", "measure agreed by all"
