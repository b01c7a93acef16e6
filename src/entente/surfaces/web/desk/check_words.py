"""What a check says, and where a piece of evidence stands, in plain words."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from entente.record.verification.queries import Proof, ProofView, Verdict
from entente.surfaces.web import dates

VERDICTS = {
    Verdict.ACCEPTED: gettext_lazy("Accept: the sources show what is claimed"),
    Verdict.IN_PART: gettext_lazy("Accept in part: the sources show some of it"),
    Verdict.REJECTED: gettext_lazy("Reject: the sources do not show it"),
    Verdict.DISPUTED: gettext_lazy("Dispute: the sources can be read otherwise"),
}
"""What somebody who checks can say."""

SAID = {
    Verdict.ACCEPTED: gettext_lazy("accepts it"),
    Verdict.IN_PART: gettext_lazy("accepts it in part"),
    Verdict.REJECTED: gettext_lazy("rejects it"),
    Verdict.DISPUTED: gettext_lazy("disputes it"),
}
"""The same of somebody who has checked, after their name."""

STANDINGS = {
    Proof.NOT_CHECKED: gettext_lazy("Nobody but its maker has checked it yet."),
    Proof.NOT_VERIFIED: gettext_lazy(
        "Nobody has checked it in time. What rests on it may be published, shown as “proof not verified”."
    ),
    Proof.ACCEPTED_OWN: gettext_lazy("Accepted by somebody else of its own side, by nobody of another."),
    Proof.ACCEPTED: gettext_lazy("Accepted."),
    Proof.IN_PART: gettext_lazy("Accepted in part."),
    Proof.REJECTED: gettext_lazy("Rejected by everybody who has checked it."),
    Proof.DISPUTED: gettext_lazy("Disputed: it is read in different ways. Every reading stands below."),
}


def standing(proof: ProofView) -> str:
    """Where it stands, in one or two sentences."""
    words = str(STANDINGS[proof.state])
    if proof.accepted_clauses:
        words += " " + _("The parts accepted by all: %(letters)s.") % {"letters": ", ".join(proof.accepted_clauses)}
    return words


def due(proof: ProofView, language: str) -> str:
    """Until when a check is due, "" when somebody has checked it or there is no term."""
    if proof.readings or proof.check_due_at is None:
        return ""
    return dates.day(proof.check_due_at.date(), language)
