"""Choices of the assessment domain."""

from django.db import models

from entente.foundation.common.transitions import Transitions


class EvidenceState(models.TextChoices):
    """What the keeper's search for public evidence gave, derived from claims and findings, never stored."""

    FOUND = "found", "public evidence found"
    NONE_FOUND = "none_found", "searched, none found"
    NOT_LOOKED = "not_looked", "not searched yet"


class Checked(models.TextChoices):
    """How far anybody but its maker stands behind the public evidence for a promise, derived, never stored."""

    ACCEPTED = "accepted", "accepted by a verifier"
    OWN_SIDE = "own_side", "accepted by the side that put it forward"
    NOT_CHECKED = "not_checked", "not yet checked"
    DISPUTED = "disputed", "disputed"
    REJECTED = "rejected", "rejected by a verifier"


class Reported(models.TextChoices):
    """What a party's own column says of a promise, derived, never stored.  REPORTED: read its status and its updates."""

    NOT_OWED = "not_owed", "not applicable"
    NOT_TAKING_PART = "not_taking_part", "nothing reported: not taking part"
    NOTHING_YET = "nothing_yet", "nothing reported yet"
    NO_CHANGE = "no_change", "no change noted"
    REPORTED = "reported", "reported"


class CalendarState(models.TextChoices):
    """Where one party stands with a calendar.  PROPOSED: it has not accepted it and owes nothing by it."""

    PROPOSED = "proposed", "proposed"
    ACCEPTED = "accepted", "accepted"
    ENDED = "ended", "ended"


CALENDAR_TRANSITIONS: Transitions = {
    CalendarState.PROPOSED: frozenset({CalendarState.ACCEPTED}),
    CalendarState.ACCEPTED: frozenset({CalendarState.ENDED}),
    CalendarState.ENDED: frozenset(),
}


class ReportState(models.TextChoices):
    """What the clock says of a report that a party accepted to give by a date, derived, never stored."""

    AHEAD = "due", "due"
    RECEIVED = "received", "reported in time"
    NOTHING = "nothing", "nothing reported by its date"
    LATE = "late", "reported late"


class JointState(models.TextChoices):
    """What there is together about a promise or a part of it, derived, never stored.  Disagreement is a state, no error."""

    AGREED = "agreed", "joint status"
    UNPROVEN = "unproven", "signed by all, its proof no longer stands"
    DIFFER = "differ", "no joint status, the sides differ"
    ALIKE = "alike", "no joint status, the sides say the same"
    NONE = "none", "no joint status"


class Completion(models.TextChoices):
    """How far a party says it has come, on the scale of the Open Government Partnership, with its two ends."""

    NOT_STARTED = "not_started", "not started"
    LIMITED = "limited", "limited"
    SUBSTANTIAL = "substantial", "substantial"
    COMPLETE = "complete", "complete"
    NOT_PURSUED = "not_pursued", "not being pursued"
    SUPERSEDED = "superseded", "superseded"


class SideState(models.TextChoices):
    """What one side says of one promise in an overview: its value, or what stands where it has named none.  Derived."""

    NOT_STARTED = "not_started", "not started"
    LIMITED = "limited", "limited"
    SUBSTANTIAL = "substantial", "substantial"
    COMPLETE = "complete", "complete"
    NOT_PURSUED = "not_pursued", "not being pursued"
    SUPERSEDED = "superseded", "superseded"
    BY_PART = "by_part", "differs by part"
    REPORTED = "reported", "reported, no status named"
    OVERDUE = "unreported", "nothing reported by its date"
    NOTHING = "nothing_yet", "nothing reported yet"
    NOT_TAKING_PART = "not_taking_part", "not taking part"


PROVEN = frozenset({Completion.SUBSTANTIAL, Completion.COMPLETE})
"""Values that need proof."""


class ProofState(models.TextChoices):
    """How a party's status stands beside its proof, derived from the checks, never stored."""

    NOT_NEEDED = "not_needed", "needs no proof"
    ACCEPTED = "accepted", "proof accepted"
    ACCEPTED_OWN = "accepted_own", "proof accepted, own side"
    NOT_VERIFIED = "not_verified", "proof not verified"
    DISPUTED = "disputed", "proof disputed"
