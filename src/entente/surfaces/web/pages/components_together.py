"""Samples of the parts that show reporting, what there is together, and the overview, for the gallery of components."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import UTC, datetime

from django.utils.translation import gettext as _

from entente.record.assessment.queries import JointState, Point, SideState
from entente.surfaces.web import overview
from entente.surfaces.web.joint import SHAPES, STATES, JointItem
from entente.surfaces.web.labels import Tag
from entente.surfaces.web.overview import Cell, Chart, MatrixRow, StateRow
from entente.surfaces.web.wording import Said, spoken

from .reporting import CalendarItem, DateRow, SideLine


@dataclass(frozen=True, slots=True)
class TogetherSamples:
    """One sample of each."""

    joint: JointItem
    calendar: CalendarItem
    states: tuple[StateRow, ...]
    matrix: tuple[MatrixRow, ...]
    chart: Chart | None


def together_samples(language: str) -> TogetherSamples:
    def text(words: str) -> Said:
        return spoken(words, "en", language)

    tag = Tag(str(overview.STATES[SideState.LIMITED]), overview.SHAPES[SideState.LIMITED])
    points = [
        Point(
            datetime(2026, month, 1, tzinfo=UTC), Counter({SideState.LIMITED: month, SideState.COMPLETE: 2}), 9 - month
        )
        for month in (1, 3, 6)
    ]
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
        states=(StateRow(tag, Cell(_("Promises"), 3, "#"), overview.share(3, 26)),),
        matrix=overview.over_time_rows(points, language),
        chart=overview.chart("Arcadia", points, language),
    )
