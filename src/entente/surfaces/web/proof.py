"""How far a claim is proven, as pages show it: its standing, who checked it, and the readings where they differ."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from entente.record.verification.queries import Proof, ProofView, ReadingView, Verdict

from . import labels_of_work
from .labels import Tag, listed
from .reader import Reader
from .wording import Said

AGREEING = frozenset({Proof.ACCEPTED, Proof.ACCEPTED_OWN})


@dataclass(frozen=True, slots=True)
class ReadingItem:
    """How one side reads the sources.  verdict: in words."""

    who: str
    verdict: str
    text: Said


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a claim stands.

    facts     who checked it, which parts were accepted, until when a check is due: short phrases
    readings  how the sides read the sources, side by side, where not everybody agrees
    """

    tag: Tag
    facts: tuple[str, ...]
    readings: tuple[ReadingItem, ...]


def standing(proof: ProofView, reader: Reader) -> Standing:
    """The standing of a claim in words."""
    return Standing(
        tag=labels_of_work.proof(proof.state),
        facts=tuple(_facts(proof, reader)),
        readings=() if proof.state in AGREEING else tuple(_reading(reading, reader) for reading in proof.readings),
    )


def _facts(proof: ProofView, reader: Reader) -> list[str]:
    if proof.readings:
        names = [reader.owner(code) for code in dict.fromkeys(proof.checked_by)]
        facts = [_("checked by %(who)s") % {"who": listed(names)}]
        if proof.accepted_clauses:
            facts.append(_("accepted for part %(letters)s") % {"letters": listed(list(proof.accepted_clauses))})
        return facts
    if proof.state is Proof.NOT_VERIFIED:
        return [_("the time for a check has passed")]
    if proof.check_due_at is None or proof.state is not Proof.NOT_CHECKED:
        return []
    return [_("a check is due by %(date)s") % {"date": reader.day(proof.check_due_at.date())}]


def _reading(reading: ReadingView, reader: Reader) -> ReadingItem:
    words = {
        Verdict.ACCEPTED: _("accepts it"),
        Verdict.IN_PART: _("accepts part of it"),
        Verdict.REJECTED: _("rejects it"),
        Verdict.DISPUTED: _("reads it differently"),
    }
    return ReadingItem(
        reader.owner(reading.owner),
        words[Verdict(reading.verdict)],
        reader.said(reading.reading),
    )
