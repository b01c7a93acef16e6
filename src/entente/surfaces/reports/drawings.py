"""The charts of a report: the same figures as on the site, drawn for paper, each with its words and its table."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from django.utils.translation import gettext as _

from entente.record.assessment.queries import Point, SideOverview, SideState
from entente.record.delivery.queries import MilestoneStatus
from entente.surfaces import charts
from entente.surfaces.charts import Bar, Bars, Done, Fractions, Look, Matrix, MatrixRow, Moment, OverTime, State, Value
from entente.surfaces.web import dates, labels
from entente.surfaces.web.milestones import fraction
from entente.surfaces.web.overview import STATES, occurring
from entente.surfaces.web.shares import share

from .facts import Facts
from .model import Figure, Row, Table, plain, words
from .pieces import pillar_heading

LOOKS = {
    SideState.NOT_STARTED: Look.NONE,
    SideState.LIMITED: Look.SOME,
    SideState.SUBSTANTIAL: Look.MOST,
    SideState.COMPLETE: Look.FULL,
    SideState.NOT_PURSUED: Look.DROPPED,
    SideState.SUPERSEDED: Look.REPLACED,
    SideState.BY_PART: Look.MIXED,
    SideState.REPORTED: Look.TOLD,
    SideState.OVERDUE: Look.LATE,
    SideState.NOTHING: Look.SILENT,
    SideState.NOT_TAKING_PART: Look.ABSENT,
}


def drawn(figure: charts.Figure, source: str = "") -> Figure:
    """A chart as a piece of a report."""
    twin = charts.table(figure)
    rows = tuple(Row((words(row.heading.words), *(words(cell.words) for cell in row.cells))) for row in twin.rows)
    return Figure(
        title=figure.title,
        words=figure.summary,
        svg=charts.svg(figure, theme=charts.PRINT),
        twin=Table(_("%(title)s: the values") % {"title": figure.title}, twin.headings, rows),
        narrow=charts.svg(figure, theme=charts.NARROW),
        source=source or f"{figure.source}, {figure.as_of_words}",
    )


def standing(facts: Facts) -> Figure | None:
    """A bar for each side that owes something: where its promises stand, as it says itself."""
    sides = [side for side in facts.overview.sides if side.owed]
    states = occurring([side.states for side in sides])
    if not states:
        return None
    bars = tuple(
        Bar(facts.reader.party(side.party), tuple(Value(side.states[state]) for state in states), _rate(side))
        for side in sides
    )
    told = labels.side_by_side(labels.named(bar.label, _counts(bar.values, states)) for bar in bars)
    kind = Bars(_states(states), bars, _("Side"), _("Reported on"))
    return drawn(_figure(facts, "standing", _("Where the promises of each side stand"), told, kind))


def _rate(side: SideOverview) -> str:
    return _("has reported on %(share)s") % {"share": share(side.reported, side.owed)}


def matrix(facts: Facts, party: str) -> Figure | None:
    """Pillar by pillar, of one side."""
    side = next((one for one in facts.overview.sides if one.party == party and one.owed), None)
    if side is None:
        return None
    states = occurring([side.states])
    rows = tuple(
        MatrixRow(
            plain(pillar_heading(pillar, facts.reader)),
            tuple(Value(side.per_pillar[pillar.number][state]) for state in states),
        )
        for pillar in facts.pillars
        if pillar.number in side.per_pillar
    )
    title = _("%(party)s: pillar by pillar") % {"party": facts.reader.party(party)}
    return drawn(
        _figure(facts, f"matrix-{party}", title, _counts_of(side, states), Matrix(_states(states), rows, _("Pillar")))
    )


def over_time(facts: Facts, party: str) -> Figure | None:
    """How one side's promises stood at each look back; None for fewer than two."""
    points = facts.overview.over_time.get(party, ())
    if len(points) < 2:
        return None
    states = occurring(point.states for point in points)
    kind = OverTime(
        (*_states(states), State(Look.SILENT, _("No status named"))),
        tuple(Moment(point.at.date(), _values(point, states)) for point in points),
        _("Day"),
    )
    name = facts.reader.party(party)
    day = dates.day(points[-1].at.date(), facts.reader.language)
    told = _("On %(date)s: %(counts)s.") % {"date": day, "counts": _counts(_values(points[-1], states), states)}
    return drawn(_figure(facts, f"time-{party}", _("%(party)s: status over time") % {"party": name}, told, kind))


def fractions(facts: Facts, pillar: str) -> Figure | None:
    """How many milestones of each promise of a pillar were accepted; None where none is planned."""
    rows = []
    for promise in facts.of_pillar(pillar):
        steps = facts.milestones.get(promise.ref, ())
        accepted = sum(step.status == MilestoneStatus.ACCEPTED for step in steps)
        if steps:
            rows.append(Done(promise.number, accepted, len(steps), fraction(steps)))
    if not rows:
        return None
    told = labels.side_by_side(labels.named(row.label, row.words) for row in rows)
    kind = Fractions(tuple(rows), (_("Commitment"), _("Accepted"), _("Of")))
    title = _("Milestones of pillar %(number)s") % {"number": pillar}
    return drawn(_figure(facts, f"milestones-{pillar}".replace(".", "-"), title, told, kind))


def _figure(facts: Facts, code: str, title: str, told: str, kind: charts.figures.Kind) -> charts.Figure:
    reader = facts.reader
    day = dates.day(reader.as_of.date(), reader.language)
    return charts.Figure(
        code=code.lower(),
        title=title,
        summary=told,
        unit=_("promises"),
        source=_("The record kept by %(keeper)s") % {"keeper": reader.said(reader.plan.keeper_name)},
        as_of=reader.as_of.date(),
        as_of_words=_("as of %(date)s") % {"date": day},
        language=reader.language,
        kind=kind,
        cut=_("{shown} of {all}; the table has every one."),
    )


def _states(states: Sequence[SideState]) -> tuple[State, ...]:
    return tuple(State(LOOKS[state], str(STATES[state])) for state in states)


def _values(point: Point, states: Sequence[SideState]) -> tuple[Value, ...]:
    return (*(Value(point.states[state]) for state in states), Value(point.silent))


def _counts(values: Sequence[Value], states: Sequence[SideState]) -> str:
    labels: Iterator[str] = iter([*(str(STATES[state]).lower() for state in states), _("No status named").lower()])
    return ", ".join(f"{label} {value.number}" for label, value in zip(labels, values, strict=False) if value.number)


def _counts_of(side: SideOverview, states: Sequence[SideState]) -> str:
    return _counts([Value(side.states[state]) for state in states], states)
