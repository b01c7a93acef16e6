"""Candidates as pages show them: events proposed as the fulfilment, argued for and against, decided by each side."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from entente.foundation.texts.queries import States
from entente.record.delivery.queries import ArgumentView, CandidateAnswer, CandidateView, DecisionView
from entente.record.verification.queries import ClaimView

from . import labels_of_activities, links
from .evidence import Addresses, EvidenceItem, evidence_items
from .labels import Tag
from .reader import Reader
from .wording import Said, spoken


@dataclass(frozen=True, slots=True)
class ArgumentItem:
    """A reason in its owner's name.  evidence: where on the page the evidence for it stands, "" for none."""

    text: Said
    who: str
    evidence: str


@dataclass(frozen=True, slots=True)
class ArgumentSide:
    """The arguments for, or those against."""

    heading: str
    arguments: tuple[ArgumentItem, ...]


@dataclass(frozen=True, slots=True)
class DecisionItem:
    """What one side decided, or that it has not."""

    who: str
    answer: str
    reason: Said


@dataclass(frozen=True, slots=True)
class CandidateItem:
    """A candidate.  facts: when it happened, who proposed it, for which part; evidence: of the event itself."""

    anchor: str
    title: Said
    tag: Tag
    facts: tuple[str, ...]
    summary: Said
    sides: tuple[ArgumentSide, ...]
    decisions: tuple[DecisionItem, ...]
    evidence: tuple[EvidenceItem, ...] = ()


def candidate_items(
    views: Iterable[CandidateView],
    reader: Reader,
    claims: Sequence[ClaimView] = (),
    states: States | None = None,
    addresses: Addresses | None = None,
) -> tuple[CandidateItem, ...]:
    """claims: on the promises of the candidates, of which each candidate shows its own; the rest as for evidence."""
    known = {} if addresses is None else addresses
    return tuple(
        _item(view, reader, evidence_items([one for one in claims if one.subject == view.ref], reader, states, known))
        for view in views
    )


def speakers(views: Iterable[CandidateView]) -> set[str]:
    """The owners that speak in candidates."""
    return {owner for view in views for owner in (view.owner, *(one.owner for one in view.arguments))}


def _item(view: CandidateView, reader: Reader, evidence: tuple[EvidenceItem, ...]) -> CandidateItem:
    letter = view.subject.partition("#")[2]
    facts = [
        _("for part %(letter)s") % {"letter": letter} if letter else "",
        reader.period(view.happened),
        _("proposed by %(who)s") % {"who": reader.owner(view.owner)},
    ]
    return CandidateItem(
        anchor=f"candidate-{view.slug}",
        title=reader.said(view.title),
        tag=labels_of_activities.candidate(view.state),
        facts=tuple(fact for fact in facts if fact),
        summary=reader.said(view.summary),
        sides=(
            ArgumentSide(_("For"), tuple(_argument(one, view, reader) for one in view.pro)),
            ArgumentSide(_("Against"), tuple(_argument(one, view, reader) for one in view.contra)),
        ),
        decisions=(
            *(_decision(one, reader) for one in view.decisions),
            *(
                DecisionItem(reader.party(code), _("Has not decided"), spoken("", reader.language, reader.language))
                for code in view.undecided
            ),
        ),
        evidence=evidence,
    )


def _argument(argument: ArgumentView, view: CandidateView, reader: Reader) -> ArgumentItem:
    number = view.commitment.rpartition("/")[2]
    page = links.href("commitment", reader.language, plan=reader.plan.slug, number=number)
    evidence = f"{page}#evidence-{argument.claim}" if argument.claim else ""
    return ArgumentItem(reader.said(argument.text), reader.owner(argument.owner), evidence)


def _decision(decision: DecisionView, reader: Reader) -> DecisionItem:
    words = labels_of_activities.ANSWERS[CandidateAnswer(decision.answer)]
    answer = _("%(answer)s, %(date)s") % {"answer": words, "date": reader.day(decision.made_at.date())}
    return DecisionItem(reader.party(decision.party), answer, reader.said(decision.reason))
