"""One figure of each kind, about parties that do not exist."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from entente.surfaces.charts import (
    Bar,
    Bars,
    Done,
    Figure,
    Fractions,
    Lane,
    Look,
    Mark,
    Matrix,
    MatrixRow,
    Moment,
    OverTime,
    Rhythms,
    Shape,
    State,
    Strip,
    Tick,
    Timeline,
    Value,
)
from entente.surfaces.charts.figures import Kind

AS_OF = date(2026, 11, 29)
STATES = (
    State(Look.FULL, "Complete"),
    State(Look.MOST, "Substantial"),
    State(Look.SOME, "Limited"),
    State(Look.NONE, "Not started"),
    State(Look.SILENT, "Nothing reported yet"),
)


def figure(kind: Kind, **changed: object) -> Figure:
    made = Figure(
        code="a",
        title="Where each side stands",
        summary="Norvania has reported on 8 of 26 promises, Sudria on none.",
        unit="promises",
        source="Each side, about itself",
        as_of=AS_OF,
        as_of_words="as of 29 November 2026",
        language="en",
        kind=kind,
    )
    return replace(made, **changed)  # type: ignore[arg-type]  # tests change whichever field they are about


def values(*numbers: int) -> tuple[Value, ...]:
    return tuple(Value(number, f"/en/list/?state={at}" if number else "") for at, number in enumerate(numbers))


BARS = Bars(
    STATES,
    (
        Bar("Norvania", values(3, 2, 3, 0, 18), "It has reported on 8 of the 26 promises that it owes."),
        Bar("Sudria", values(0, 0, 0, 0, 25), "It has reported on none of the 25 promises that it owes."),
    ),
    "Side",
    "Reported",
)
MATRIX = Matrix(
    STATES,
    (
        MatrixRow("1. Water that both countries drink from, and the rivers between them", values(2, 1, 0, 0, 4)),
        MatrixRow("2. Trade", values(1, 1, 3, 0, 14)),
    ),
    "Pillar",
)
OVER_TIME = OverTime(
    STATES,
    tuple(Moment(AS_OF - timedelta(days=91 * (5 - at)), values(at, 1, 2, 0, 25 - at)) for at in range(6)),
    "Day",
)
TIMELINE = Timeline(
    (
        State(Look.FULL, "Accepted"),
        State(Look.LATE, "Overdue"),
        State(Look.SOME, "Window"),
        State(Look.TOLD, "Going on"),
    ),
    (
        Lane(
            "A joint list of rivers",
            (Mark(date(2026, 3, 1), date(2026, 3, 31), Shape.POINT, 0, "March 2026"),),
            "/en/1/",
        ),
        Lane("A gauge at each", (Mark(date(2026, 9, 30), date(2026, 9, 30), Shape.POINT, 1, "30 September 2026"),)),
        Lane(
            "Season of the count", (Mark(date(2027, 1, 1), date(2027, 3, 31), Shape.SPAN, 2, "January to March 2027"),)
        ),
        Lane("Patrols", (Mark(date(2025, 6, 1), date(2027, 6, 1), Shape.OPEN, 3, "since June 2025"),)),
    ),
    ("What", "When", "State"),
)
RHYTHMS = Rhythms(
    (
        Strip(
            "Norvania",
            date(2025, 1, 1),
            90,
            180,
            (
                Tick(date(2025, 3, 3), "A meeting"),
                Tick(date(2025, 7, 30), "A visit"),
                Tick(date(2025, 8, 30), "A letter"),
            ),
            "Nothing for 456 days, since 30 August 2025; expected every 90 days.",
            "/en/2/",
        ),
    ),
    "Something done",
    "Longer than expected",
    "Longer than is in order",
    ("Side", "Day", "What was done"),
)
FRACTIONS = Fractions(
    (
        Done("Norvania", 2, 5, "Milestones accepted: 2 of 5", "/en/3/"),
        Done("Sudria", 0, 3, "Milestones accepted: 0 of 3"),
    ),
    ("Side", "Accepted", "Milestones"),
)

KINDS: dict[str, Kind] = {
    "bars": BARS,
    "matrix": MATRIX,
    "over-time": OVER_TIME,
    "timeline": TIMELINE,
    "rhythms": RHYTHMS,
    "fractions": FRACTIONS,
}
