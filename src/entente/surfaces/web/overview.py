"""A plan as each side tells it, in words, links and a chart.  No figure here counts two sides together."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from entente.record.assessment.queries import Point, SideOverview, SideState

from . import dates, labels_of_work, links
from .labels import Tag

STATES = {
    **{SideState(value.value): word for value, word in labels_of_work.COMPLETION.items()},
    SideState.BY_PART: gettext_lazy("Differs by part"),
    SideState.REPORTED: gettext_lazy("Reported, no status named"),
    SideState.OVERDUE: gettext_lazy("Nothing reported by its date"),
    SideState.NOTHING: gettext_lazy("Nothing reported yet"),
    SideState.NOT_TAKING_PART: gettext_lazy("Nothing reported: not taking part"),
}
SHAPES = {
    **{SideState(value.value): shape for value, shape in labels_of_work.COMPLETION_SHAPES.items()},
    SideState.BY_PART: "begun",
    SideState.REPORTED: "found",
    SideState.OVERDUE: "project",
    SideState.NOTHING: "silent",
    SideState.NOT_TAKING_PART: "silent",
}

WIDTH, HEIGHT, FOOT = 320, 160, 18
"""Of the chart, in its own units: one of them is a pixel on the narrowest screen, so its words stay legible."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A count and the list behind it; address "" for none."""

    heading: str
    number: int
    address: str


@dataclass(frozen=True, slots=True)
class StateRow:
    """How many of a side's promises stand in one state; share: "3 of 26 (12 %)"."""

    tag: Tag
    cell: Cell
    share: str


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """One pillar, or one day, with a count for each state."""

    heading: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of a bar.  code: of its state, for the look."""

    y: int
    height: int
    code: str


@dataclass(frozen=True, slots=True)
class Bar:
    x: int
    width: int
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """Bars over time.  title, description: its text alternative; first, last: the days under its ends; legend: (code, words)."""

    title: str
    description: str
    width: int
    height: int
    foot: int
    bars: tuple[Bar, ...]
    first: str
    last: str
    legend: tuple[tuple[str, str], ...]


def occurring(sides: Iterable[Mapping[SideState, int]]) -> list[SideState]:
    """The states that occur in any of these counts, in the order of the scale."""
    seen = {state for counts in sides for state, number in counts.items() if number}
    return [state for state in SideState if state in seen]


def list_of(plan: str, language: str, *, side: str, state: SideState, pillar: str = "") -> str:
    """The address of the list behind a count."""
    address = links.href("commitments", language, plan=plan)
    return links.with_query(address, {"pillar": pillar, "status": state.value, "side": side})


def share(number: int, whole: int) -> str:
    """ "3 of 26 (12 %)": a share never stands without what it is a share of."""
    percent = round(100 * number / whole) if whole else 0
    return _("%(number)d of %(whole)d (%(percent)d %%)") % {"number": number, "whole": whole, "percent": percent}


def state_rows(side: SideOverview, plan: str, language: str) -> tuple[StateRow, ...]:
    return tuple(
        StateRow(
            Tag(str(STATES[state]), SHAPES[state]),
            Cell(_("Promises"), side.states[state], list_of(plan, language, side=side.party, state=state)),
            share(side.states[state], side.owed),
        )
        for state in occurring([side.states])
    )


def matrix(side: SideOverview, titles: Mapping[str, str], plan: str, language: str) -> tuple[MatrixRow, ...]:
    states = occurring([side.states])
    return tuple(
        MatrixRow(
            f"{number}. {title}".rstrip(". "),
            tuple(
                _cell(
                    state,
                    side.per_pillar[number][state],
                    list_of(plan, language, side=side.party, state=state, pillar=number),
                )
                for state in states
            ),
        )
        for number, title in titles.items()
        if number in side.per_pillar
    )


def _cell(state: SideState, number: int, address: str) -> Cell:
    return Cell(str(STATES[state]), number, address if number else "")


def over_time_rows(points: Sequence[Point], language: str) -> tuple[MatrixRow, ...]:
    states = occurring(point.states for point in points)
    return tuple(
        MatrixRow(
            dates.day(point.at.date(), language),
            (
                *(Cell(str(STATES[state]), point.states[state], "") for state in states),
                Cell(_("No status named"), point.silent, ""),
            ),
        )
        for point in points
    )


def chart(name: str, points: Sequence[Point], language: str) -> Chart | None:
    """Stacked bars of one side's promises over time; None for fewer than two instants."""
    if len(points) < 2:
        return None
    states = occurring(point.states for point in points)
    whole = max(point.states.total() + point.silent for point in points)
    step = WIDTH // len(points)
    first, last = points[0].at, points[-1].at
    return Chart(
        title=_("%(party)s: status over time") % {"party": name},
        description=_described(points[-1], states, last, language),
        width=WIDTH,
        height=HEIGHT,
        foot=HEIGHT - 4,
        bars=tuple(
            Bar(at * step + 2, step - 4, tuple(_parts(point, states, whole))) for at, point in enumerate(points)
        ),
        first=dates.month(first.date(), language),
        last=dates.month(last.date(), language),
        legend=(*((state.value, str(STATES[state])) for state in states), ("silent", _("No status named"))),
    )


def _parts(point: Point, states: Sequence[SideState], whole: int) -> Iterable[Part]:
    """From the ground up, in the order of the scale; silence on top."""
    room, y = HEIGHT - FOOT, HEIGHT - FOOT
    for code, number in (*((state.value, point.states[state]) for state in states), ("silent", point.silent)):
        height = round(room * number / whole) if whole else 0
        if height:
            y -= height
            yield Part(max(y, 0), height, code)


def _described(point: Point, states: Sequence[SideState], at: datetime, language: str) -> str:
    told = [f"{str(STATES[state]).lower()} {point.states[state]}" for state in states]
    counts = ", ".join([*told, f"{_('No status named').lower()} {point.silent}"])
    return _("On %(date)s: %(counts)s. The table below has every figure.") % {
        "date": dates.day(at.date(), language),
        "counts": counts,
    }
