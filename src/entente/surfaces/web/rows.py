"""A promise as one row: the list, a pillar and a target of a framework all show it so."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from entente.record.assessment.queries import EvidenceCount, EvidenceState
from entente.record.plan.queries import CommitmentView, PlanView

from . import labels, links
from .labels import Tag
from .standings import SideChip, Standings, clock_tags, side_chips
from .wording import Said, said


@dataclass(frozen=True, slots=True)
class CommitmentRow:
    """One promise in a list.

    facts    its kind, its strength and who owes it, as one line
    latest   the year of the latest thing that evidence was found for, "" for none; a year, since not every source names a day
    sides    what each side that spoke says; clock: what the calendar tells
    """

    number: str
    address: str
    title: Said
    facts: str
    evidence: Tag
    latest: str
    sides: tuple[SideChip, ...] = ()
    clock: tuple[Tag, ...] = ()


def commitment_rows(
    plan: PlanView,
    views: Sequence[CommitmentView],
    counts: Mapping[str, EvidenceCount],
    language: str,
    standings: Standings | None = None,
) -> tuple[CommitmentRow, ...]:
    """Rows for promises of one plan, in the order given."""
    lines: dict[tuple[object, ...], str] = {}  # the same few come again and again
    tags = {state: labels.evidence(state) for state in EvidenceState}
    known = standings or Standings()
    rows = []
    for view in views:
        key = (view.kind, view.strength, view.obligors)
        if key not in lines:
            lines[key] = _facts(plan, view, language)
        count = counts.get(view.ref)
        latest_on = count.latest_on if count else None
        rows.append(
            CommitmentRow(
                number=view.number,
                address=links.href("commitment", language, plan=plan.slug, number=view.number),
                title=title_of(view, plan, language),
                facts=lines[key],
                evidence=tags[count.state if count else EvidenceState.NOT_LOOKED],
                latest=_("latest: %(year)d") % {"year": latest_on.year} if latest_on else "",
                sides=side_chips(plan, view, known, language),
                clock=clock_tags(view, known),
            )
        )
    return tuple(rows)


def _facts(plan: PlanView, view: CommitmentView, language: str) -> str:
    owes = _("owed by: %(parties)s") % {"parties": owed_by(plan, view.obligors, language)}
    return " · ".join([capfirst(str(labels.KINDS[view.kind])), str(labels.STRENGTHS[view.strength]), owes])


def title_of(view: CommitmentView, plan: PlanView, language: str) -> Said:
    """The title; of a promise without one, the beginning of its words; of one without words here, its number."""
    title = said(view.title, language, plan.languages)
    if title:
        return title
    words = said({tag: text.text for tag, text in view.texts.items()} or view.summary, language, plan.languages)
    if not words:
        return Said(view.number, language, title.attrs, False)
    return Said(shortened(words.text), words.language, words.attrs, words.is_other)


def shortened(text: str, length: int = 90) -> str:
    """The beginning of a text, cut between words."""
    if len(text) <= length:
        return text
    return text[:length].rsplit(" ", 1)[0].rstrip(" ,;:.") + "…"


def owed_by(plan: PlanView, obligors: Sequence[str], language: str) -> str:
    """ "Canada and Mexico": the parties that owe something, in the plan's order."""
    names = [said(party.name, language, plan.languages).text for party in plan.parties if party.code in obligors]
    return labels.listed(names)
