"""The charts of a plan: where each side stands, pillar by pillar, over time.  No bar counts two sides together."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from entente.foundation.common.actors import PUBLIC
from entente.foundation.common.languages import direction
from entente.record.assessment import queries as assessment
from entente.record.assessment.queries import Overview, Point, SideOverview, SideState
from entente.record.plan import queries as plans
from entente.record.plan.queries import PlanView
from entente.surfaces.charts import Bar, Bars, Figure, Look, Matrix, MatrixRow, Moment, OverTime, State, Value
from entente.surfaces.charts.figures import Kind
from entente.surfaces.web import dates, labels
from entente.surfaces.web.overview import NONE_NAMED, STATES, list_of, past_anchor, past_of
from entente.surfaces.web.reporting import tally_words
from entente.surfaces.web.shares import share
from entente.surfaces.web.side_states import counts_in_pillar, overview_of_plan
from entente.surfaces.web.wording import said

from .sources import cut_words, source_words
from .states import known, state_of

SIDES = "sides"
POINTS_LEAST = 2
"""A single day is no development."""


@dataclass(frozen=True)
class PlanWords:
    """For whom the charts of a plan are put into words."""

    plan: PlanView
    language: str
    as_of: datetime

    def name(self, party: str) -> str:
        names = next((one.name for one in self.plan.parties if one.code == party), {})
        return said(names, self.language, self.plan.languages).text or party

    @property
    def as_of_words(self) -> str:
        return _("as of %(date)s") % {"date": dates.day(self.as_of.date(), self.language)}


@dataclass(frozen=True)
class PlanRead(PlanWords):
    """What the charts of a plan are made of.  titles: of its pillars, by number."""

    overview: Overview
    titles: Mapping[str, str]


def read_plan(plan: str, language: str, as_of: datetime) -> PlanRead:
    """The same number of queries for any number of promises.  Raises NotVisible."""
    view = plans.get_visible_plan(PUBLIC, plan, as_of=as_of)
    titles = {
        pillar.number: said(
            pillar.title or {tag: text.text for tag, text in pillar.titles.items()}, language, view.languages
        ).text
        for pillar in plans.pillars(PUBLIC, plan, as_of=as_of)
    }
    return PlanRead(view, language, as_of, overview_of_plan(plan, as_of=as_of), titles)


def figure_named(code: str, plan: str, language: str, as_of: datetime) -> Figure | None:
    """A chart of a plan by the name that its addresses have, None for none.  That of a pillar reads its promises alone.

    Raises NotVisible.
    """
    for pillar in plans.pillars(PUBLIC, plan, as_of=as_of):
        if code == pillar_code(pillar.number):
            words = PlanWords(plans.get_visible_plan(PUBLIC, plan, as_of=as_of), language, as_of)
            return pillar_figure(pillar.number, counts_in_pillar(plan, pillar.number, as_of=as_of), words)
    read = read_plan(plan, language, as_of)
    if code == SIDES:
        return sides_figure(read.overview.sides, read)
    for side in read.overview.sides:
        if side.owed and code == matrix_code(side.party):
            return matrix_figure(side, read)
        if side.owed and code == over_time_code(side.party) and has_past(side.party, read):
            return over_time_figure(side.party, read)
    return None


def matrix_code(party: str) -> str:
    return f"pillars-{party}"


def over_time_code(party: str) -> str:
    return f"time-{party}"


def pillar_code(number: str) -> str:
    return f"pillar-{number.replace('.', '-')}"


def has_past(party: str, read: PlanRead) -> bool:
    return len(read.overview.over_time.get(party, ())) >= POINTS_LEAST


def sides_figure(sides: Iterable[SideOverview], words: PlanWords) -> Figure:
    """A bar for each side that owes anything, with its reporting rate beside it."""
    owing = [side for side in sides if side.owed]
    notes = {side.party: " ".join(rate_sentences(side, words.language)) for side in owing}
    bars = _bars({side.party: side.states for side in owing}, notes, words)
    return _figure(words, SIDES, _("Where each side stands"), bars)


def pillar_figure(number: str, counts: Mapping[str, Mapping[SideState, int]], words: PlanWords) -> Figure:
    """The same for the promises of one pillar.  counts: party -> state -> promises."""
    title = _("Pillar %(number)s: where each side stands") % {"number": number}
    notes = {party: _rate(own) for party, own in counts.items()}
    return _figure(words, pillar_code(number), title, _bars(counts, notes, words, number))


def _bars(
    counts: Mapping[str, Mapping[SideState, int]], notes: Mapping[str, str], words: PlanWords, pillar: str = ""
) -> Bars:
    states = known({state for own in counts.values() for state, number in own.items() if number})
    return Bars(
        states=tuple(state_of(state) for state in states),
        bars=tuple(
            Bar(
                words.name(party),
                tuple(_value(own.get(state, 0), party, state, words, pillar) for state in states),
                notes[party],
            )
            for party, own in counts.items()
        ),
        heading=_("Side"),
        note_heading=_("Reporting"),
    )


def rate_sentences(side: SideOverview, language: str) -> tuple[str, ...]:
    """How much of what it owes a side has reported on, and how by its dates."""
    tallies = dict.fromkeys(tally for tally in (side.passed, side.current) if tally is not None)
    return (_rate(side.states), *(f"{capfirst(tally_words(tally, language))}." for tally in tallies))


def _rate(states: Mapping[SideState, int]) -> str:
    whole = sum(states.values())
    reported = sum(number for state, number in states.items() if state not in assessment.SILENT)
    return _("It has reported on %(share)s of the promises that it owes.") % {"share": share(reported, whole)}


def _value(number: int, party: str, state: SideState, words: PlanWords, pillar: str = "") -> Value:
    link = list_of(words.plan.slug, words.language, side=party, state=state, pillar=pillar) if number else ""
    return Value(number, link)


def matrix_figure(side: SideOverview, read: PlanRead) -> Figure:
    """One side, pillar by state."""
    states = known([state for state, number in side.states.items() if number])
    matrix = Matrix(
        states=tuple(state_of(state) for state in states),
        rows=tuple(
            MatrixRow(
                f"{number}. {title}".rstrip(". "),
                tuple(_value(side.per_pillar[number][state], side.party, state, read, number) for state in states),
            )
            for number, title in read.titles.items()
            if number in side.per_pillar
        ),
        heading=_("Pillar"),
    )
    title = _("%(party)s: pillar by pillar") % {"party": read.name(side.party)}
    return _figure(read, matrix_code(side.party), title, matrix, summary=capfirst(_counted(side.states)))


def over_time_figure(party: str, read: PlanRead) -> Figure:
    """One side's statuses on the days that were looked back on."""
    points = read.overview.over_time.get(party, ())
    states = known({state for point in points for state, number in point.states.items() if number})
    chart = OverTime(
        states=(*(state_of(state) for state in states), State(Look.SILENT, str(NONE_NAMED))),
        moments=tuple(_moment(point, party, states, read, is_last=point == points[-1]) for point in points),
        heading=_("Day"),
    )
    title = _("%(party)s: status over time") % {"party": read.name(party)}
    return _figure(read, over_time_code(party), title, chart, summary=_described(points, read.language))


def _moment(point: Point, party: str, states: Sequence[SideState], read: PlanRead, *, is_last: bool) -> Moment:
    """Each number leads to its part of the page of that day."""
    on = point.at.date()
    page = past_of(read.plan.slug, read.language, side=party, on=None if is_last else on)
    counts = [*((state, point.states.get(state, 0)) for state in states), (None, point.silent)]
    return Moment(
        on, tuple(Value(number, f"{page}#{past_anchor(state)}" if number else "") for state, number in counts)
    )


def _described(points: tuple[Point, ...], language: str) -> str:
    if not points:
        return _("No status has been named yet.")
    last = points[-1]
    told = _counted(last.states, {str(NONE_NAMED): last.silent})
    return _("On %(date)s: %(counts)s") % {"date": dates.day(last.at.date(), language), "counts": told}


def _counted(counts: Mapping[SideState, int], more: Mapping[str, int] | None = None) -> str:
    """ "complete 3, limited 2." """
    told = {str(STATES[state]): counts[state] for state in known([state for state, number in counts.items() if number])}
    words = [f"{word.lower()} {number}" for word, number in {**told, **(more or {})}.items()]
    return f"{', '.join(words)}." if words else _("No status has been named yet.")


def _figure(words: PlanWords, code: str, title: str, kind: Kind, summary: str = "") -> Figure:
    plan = said(words.plan.title, words.language, words.plan.languages).text
    keeper = said(words.plan.keeper_name, words.language, words.plan.languages).text
    return Figure(
        code=code,
        title=title,
        summary=summary or _sides_in_words(kind),
        unit=_("promises"),
        source=source_words(plan, keeper),
        as_of=words.as_of.date(),
        as_of_words=words.as_of_words,
        language=words.language,
        kind=kind,
        direction=direction(words.language),
        cut=cut_words(),
    )


def _sides_in_words(kind: Kind) -> str:
    if not isinstance(kind, Bars) or not kind.bars:
        return _("No side owes anything here.")
    told = [
        _("%(party)s, of %(promises)s: %(counts)s")
        % {
            "party": bar.label,
            "promises": labels.promises(sum(value.number for value in bar.values)),
            "counts": ", ".join(
                f"{state.label.lower()} {value.number}"
                for state, value in zip(kind.states, bar.values, strict=True)
                if value.number
            ),
        }
        for bar in kind.bars
    ]
    return f"{labels.side_by_side(told)}."
