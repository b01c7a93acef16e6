"""What each side does, and how far it is proven, in plain words: statuses, checks, stages, milestones, rhythm, updates."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext_lazy

from entente.record.assessment.queries import Checked, Completion, ProofState
from entente.record.delivery.queries import Level, MilestoneStatus
from entente.record.verification.queries import Proof

from .labels import Tag

COMPLETION = {
    Completion.NOT_STARTED: gettext_lazy("Not started"),
    Completion.LIMITED: gettext_lazy("Limited"),
    Completion.SUBSTANTIAL: gettext_lazy("Substantial"),
    Completion.COMPLETE: gettext_lazy("Complete"),
    Completion.NOT_PURSUED: gettext_lazy("Not being pursued"),
    Completion.SUPERSEDED: gettext_lazy("Superseded"),
}
COMPLETION_NOTES = {
    Completion.NOT_STARTED: gettext_lazy("The side says that it has not begun. It needs no proof."),
    Completion.LIMITED: gettext_lazy("The side says that it has made a beginning. It needs no proof."),
    Completion.SUBSTANTIAL: gettext_lazy(
        "The side says that most of it is done. It needs proof that somebody else checked."
    ),
    Completion.COMPLETE: gettext_lazy(
        "The side says that all of it is done. It needs proof that somebody else checked."
    ),
    Completion.NOT_PURSUED: gettext_lazy("The side says that it no longer works on it, and why."),
    Completion.SUPERSEDED: gettext_lazy("The side says that something else has taken its place, and what."),
}
COMPLETION_SHAPES = {
    Completion.NOT_STARTED: "none",
    Completion.LIMITED: "begun",
    Completion.SUBSTANTIAL: "most",
    Completion.COMPLETE: "whole",
    Completion.NOT_PURSUED: "closed",
    Completion.SUPERSEDED: "closed",
}
STATUS_PROOF_SHAPES = {
    ProofState.ACCEPTED: "reviewed",
    ProofState.ACCEPTED_OWN: "reviewed",
    ProofState.NOT_VERIFIED: "project",
    ProofState.DISPUTED: "refused",
}
STATUS_PROOF = {
    ProofState.ACCEPTED: gettext_lazy("Proof accepted"),
    ProofState.ACCEPTED_OWN: gettext_lazy("Proof accepted, own side"),
    ProofState.NOT_VERIFIED: gettext_lazy("Proof not verified"),
    ProofState.DISPUTED: gettext_lazy("Proof disputed"),
}
"""A status that needs no proof says nothing of it."""
STATUS_PROOF_NOTES = {
    ProofState.ACCEPTED: gettext_lazy("Another party has read the sources and accepts them as proof."),
    ProofState.ACCEPTED_OWN: gettext_lazy(
        "Somebody else of the same side has read the sources and accepts them as proof."
    ),
    ProofState.NOT_VERIFIED: gettext_lazy(
        "The time for a check has passed and nobody has checked the proof. The side publishes all the same; "
        "such a value never counts as joint."
    ),
    ProofState.DISPUTED: gettext_lazy(
        "Somebody reads the sources differently. Both readings are shown; such a value never counts as joint."
    ),
}
PROOF = {
    Proof.NOT_CHECKED: gettext_lazy("Not yet checked"),
    Proof.NOT_VERIFIED: gettext_lazy("Not yet checked"),
    Proof.ACCEPTED_OWN: gettext_lazy("Accepted, own side"),
    Proof.ACCEPTED: pgettext_lazy("evidence", "Accepted"),
    Proof.IN_PART: gettext_lazy("Accepted in part"),
    Proof.REJECTED: gettext_lazy("Rejected"),
    Proof.DISPUTED: gettext_lazy("Disputed"),
}
PROOF_NOTES = {
    Proof.NOT_CHECKED: gettext_lazy(
        "Nobody but its maker has read the sources yet. That is so of most things at first."
    ),
    Proof.NOT_VERIFIED: gettext_lazy(
        "The time in which a check was due has passed without one; the page says so beside it."
    ),
    Proof.ACCEPTED_OWN: gettext_lazy("Somebody else of the same side read the sources and agrees."),
    Proof.ACCEPTED: gettext_lazy("Somebody of another side read the sources and agrees."),
    Proof.IN_PART: gettext_lazy("Whoever checked agrees for the parts that are named, and not for the others."),
    Proof.REJECTED: gettext_lazy("Whoever checked finds that the sources do not show it, and says why."),
    Proof.DISPUTED: gettext_lazy("The sources are read in two ways; both readings are shown."),
}
PROOF_SHAPES = {
    Proof.NOT_CHECKED: "silent",
    Proof.NOT_VERIFIED: "silent",
    Proof.ACCEPTED_OWN: "reviewed",
    Proof.ACCEPTED: "reviewed",
    Proof.IN_PART: "begun",
    Proof.REJECTED: "refused",
    Proof.DISPUTED: "refused",
}
MILESTONES = {
    MilestoneStatus.PLANNED: gettext_lazy("Planned"),
    MilestoneStatus.REPORTED: gettext_lazy("Reported, not yet accepted"),
    MilestoneStatus.ACCEPTED: gettext_lazy("Accepted"),
    MilestoneStatus.RETURNED: gettext_lazy("Returned"),
}
MILESTONE_NOTES = {
    MilestoneStatus.PLANNED: gettext_lazy("It has a day on which it is due, and nothing has been reported."),
    MilestoneStatus.REPORTED: gettext_lazy("Its side says that it is done; nobody else has accepted that yet."),
    MilestoneStatus.ACCEPTED: gettext_lazy("Somebody other than whoever reported it agrees that it is done."),
    MilestoneStatus.RETURNED: gettext_lazy("Whoever looked at the report gave it back, with a reason."),
}
MILESTONE_SHAPES = {
    MilestoneStatus.PLANNED: "none",
    MilestoneStatus.REPORTED: "begun",
    MilestoneStatus.ACCEPTED: "whole",
    MilestoneStatus.RETURNED: "refused",
}
LEVELS = {
    Level.WORKING: gettext_lazy("at working level"),
    Level.SENIOR: gettext_lazy("with senior officials"),
    Level.MINISTERIAL: gettext_lazy("with ministers"),
}
WITHHELD = {
    "security": gettext_lazy("security"),
    "privacy": gettext_lazy("privacy of persons"),
    "relations": gettext_lazy("relations between governments"),
    "community": gettext_lazy("at the wish of a community"),
    "commercial": gettext_lazy("commercial confidence"),
    "unfinished": gettext_lazy("still being worked on"),
}
RHYTHMS = {
    "on": gettext_lazy("Keeps its rhythm"),
    "late": gettext_lazy("Late"),
    "silent": gettext_lazy("Silent"),
}
RHYTHM_NOTES = {
    "on": gettext_lazy("Something was done within the time that was expected."),
    "late": gettext_lazy(
        "Nothing was done within the time that was expected; the longest silence in order is not over yet."
    ),
    "silent": gettext_lazy(
        "Nothing was done for longer than the longest silence in order. A note that nothing changed is no activity."
    ),
}
RHYTHM_SHAPES = {"on": "whole", "late": "project", "silent": "silent"}


def completion(value: str) -> Tag:
    known = Completion(value)
    return Tag(str(COMPLETION[known]), COMPLETION_SHAPES[known])


def proof(state: str) -> Tag:
    known = Proof(state)
    return Tag(str(PROOF[known]), PROOF_SHAPES[known])


def supported(checked: Checked) -> Tag:
    """What public evidence for one part of a promise amounts to."""
    words = {
        Checked.ACCEPTED: (_("Supported, accepted by a verifier"), "reviewed"),
        Checked.OWN_SIDE: (_("Supported, accepted by the side that put it forward"), "reviewed"),
        Checked.NOT_CHECKED: (_("Supported, not yet checked"), "found"),
        Checked.DISPUTED: (_("Evidence disputed"), "refused"),
        Checked.REJECTED: (_("Evidence rejected"), "refused"),
    }
    return Tag(*words[checked])


def milestone(status: str, *, is_overdue: bool) -> Tag:
    if is_overdue:
        return Tag(_("Overdue"), "project")
    known = MilestoneStatus(status)
    return Tag(str(MILESTONES[known]), MILESTONE_SHAPES[known])


def rhythm(state: str) -> Tag:
    return Tag(str(RHYTHMS[state]), RHYTHM_SHAPES[state])


def days(number: int) -> str:
    return ngettext("%(number)d day", "%(number)d days", number) % {"number": number}
