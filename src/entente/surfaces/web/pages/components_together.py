"""Samples of the parts that show reporting, what there is together, and the overview, for the gallery of components."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from entente.record.assessment.queries import JointState, SideState
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
from entente.surfaces.web import links, overview
from entente.surfaces.web.charts.shown import ShownBadge, ShownChart, plan_chart
from entente.surfaces.web.joint import SHAPES, STATES, JointItem
from entente.surfaces.web.labels import Tag
from entente.surfaces.web.overview import Cell, StateRow
from entente.surfaces.web.shares import share
from entente.surfaces.web.wording import Said, spoken

from .reporting import CalendarItem, DateRow, SideLine


@dataclass(frozen=True, slots=True)
class TogetherSamples:
    """One sample of each."""

    joint: JointItem
    calendar: CalendarItem
    states: tuple[StateRow, ...]
    charts: tuple[ShownChart, ...]
    badge: ShownBadge


def together_samples(language: str) -> TogetherSamples:
    def text(words: str) -> Said:
        return spoken(words, "en", language)

    tag = Tag(str(overview.STATES[SideState.LIMITED]), overview.SHAPES[SideState.LIMITED])
    return TogetherSamples(
        joint=JointItem(
            part="",
            tag=Tag(str(STATES[JointState.NONE]), SHAPES[JointState.DIFFER]),
            sentence=_("The sides differ: %(voices)s.") % {"voices": "Arcadia, Borduria"},
            ended="",
            facts=("2026",),
            reason=text("The fair was held."),
            signed=None,
        ),
        calendar=CalendarItem(
            slug="sample",
            title=text("Half-yearly reports"),
            proposed="2026",
            letter=text("Please say where each promise stands."),
            sides=(SideLine("Arcadia", Tag("2026", "whole"), _("on all that it owes")),),
            dates=(DateRow("2026", "2027", (("Arcadia", "1 / 2"),)),),
        ),
        states=(StateRow(tag, Cell(_("Promises"), 3, "#"), share(3, 26)),),
        charts=tuple(plan_chart(_figure(code, kind, language), "sample") for code, kind in _kinds().items()),
        badge=ShownBadge(links.asset("entente/mark.svg"), 24, "2 of 26 joint · 5 with a report · 2026", "<img>"),
    )


SAMPLE_DAY = date(2026, 6, 1)
WORDS = ("Arcadia", "2026", "Sample")


def _kinds() -> dict[str, Kind]:
    states = (State(Look.FULL, "Complete"), State(Look.SOME, "Limited"), State(Look.SILENT, "Nothing reported yet"))
    values = (Value(2, "#"), Value(3, "#"), Value(4, "#"))
    return {
        "bars": Bars(states, (Bar("Arcadia", values, "2026"),), "Side", "Reporting"),
        "matrix": Matrix(states, (MatrixRow("1. Water", values),), "Pillar"),
        "over-time": OverTime(states, tuple(Moment(date(2026, month, 1), values) for month in (1, 3, 6)), "Day"),
        "timeline": Timeline(
            states, (Lane("A fair", (Mark(SAMPLE_DAY, SAMPLE_DAY, Shape.POINT, 0, "2026"),), "#"),), WORDS
        ),
        "rhythms": Rhythms(
            (Strip("Arcadia", date(2025, 1, 1), 90, 180, (Tick(date(2025, 3, 1), "2025"),), "2025", "#"),),
            *WORDS,
            WORDS,
        ),
        "fractions": Fractions((Done("Arcadia", 2, 5, "2 / 5", "#"),), WORDS),
    }


def _figure(code: str, kind: Kind, language: str) -> Figure:
    return Figure(
        code=code,
        title=type(kind).__name__,
        summary="Arcadia",
        unit="",
        source="The Observatory",
        as_of=SAMPLE_DAY,
        as_of_words="2026",
        language=language,
        kind=kind,
    )
