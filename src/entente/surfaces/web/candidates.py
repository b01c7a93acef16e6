"""Candidates as pages show them: events proposed as the fulfilment, argued for and against, decided by each side."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from entente.record.delivery.queries import ArgumentView, CandidateAnswer, CandidateView, DecisionView

from . import labels_of_activities
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
    """A candidate.  facts: when it happened, who proposed it, for which part."""

    anchor: str
    title: Said
    tag: Tag
    facts: tuple[str, ...]
    summary: Said
    sides: tuple[ArgumentSide, ...]
    decisions: tuple[DecisionItem, ...]


def candidate_items(views: Iterable[CandidateView], reader: Reader) -> tuple[CandidateItem, ...]:
    return tuple(_item(view, reader) for view in views)


def speakers(views: Iterable[CandidateView]) -> set[str]:
    """The owners that speak in candidates."""
    return {owner for view in views for owner in (view.owner, *(one.owner for one in view.arguments))}


def _item(view: CandidateView, reader: Reader) -> CandidateItem:
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
            ArgumentSide(_("For"), tuple(_argument(one, reader) for one in view.pro)),
            ArgumentSide(_("Against"), tuple(_argument(one, reader) for one in view.contra)),
        ),
        decisions=(
            *(_decision(one, reader) for one in view.decisions),
            *(
                DecisionItem(reader.party(code), _("Has not decided"), spoken("", reader.language, reader.language))
                for code in view.undecided
            ),
        ),
    )


def _argument(argument: ArgumentView, reader: Reader) -> ArgumentItem:
    evidence = f"#evidence-{argument.claim}" if argument.claim else ""
    return ArgumentItem(reader.said(argument.text), reader.owner(argument.owner), evidence)


def _decision(decision: DecisionView, reader: Reader) -> DecisionItem:
    words = labels_of_activities.ANSWERS[CandidateAnswer(decision.answer)]
    answer = _("%(answer)s, %(date)s") % {"answer": words, "date": reader.day(decision.made_at.date())}
    return DecisionItem(reader.party(decision.party), answer, reader.said(decision.reason))
