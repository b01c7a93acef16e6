"""A timeline: a line for each thing that is to happen or did, and across all of them the day it speaks of."""

from __future__ import annotations

from entente.surfaces.charts.canvas import MOST_ROWS, Canvas, Key
from entente.surfaces.charts.figures import Lane, Mark, Shape, Timeline
from entente.surfaces.charts.scales import Span, span_of

from .axis import as_of_label, as_of_line, axis
from .cut import cut

HALF = 6
"""Half the height of a mark."""


def draw(canvas: Canvas, chart: Timeline) -> None:
    lanes = chart.lanes[:MOST_ROWS]
    days = [day for lane in lanes for mark in lane.marks for day in (mark.first_on, mark.last_on)]
    span = span_of(days, canvas.figure.as_of, canvas.start, canvas.room)
    as_of_label(canvas, span)
    tracks = []
    for lane in lanes:
        _words(canvas, chart, lane)
        canvas.y += HALF + 3
        tracks.append((lane, canvas.y))
        canvas.line((canvas.start, canvas.y, canvas.end, canvas.y), "grid")
        canvas.y += HALF + 6
    for lane, y in tracks:
        as_of_line(canvas, span, y - HALF - 3, y + HALF + 3)
        _marks(canvas, chart, lane, span, y)
    axis(canvas, span)
    used = {mark.state for lane in lanes for mark in lane.marks}
    canvas.keys([Key(state, state.label) for at, state in enumerate(chart.states) if at in used])
    cut(canvas, len(chart.lanes))


def _words(canvas: Canvas, chart: Timeline, lane: Lane) -> None:
    told = ""
    if len(lane.marks) == 1:
        (mark,) = lane.marks
        told = f"{mark.when} · {chart.states[mark.state].label}"
    with canvas.link(lane.link, ", ".join(words for words in (lane.label, told) if words)):
        canvas.paragraph(lane.label, most=2)
    if told:
        canvas.paragraph(told, kind="quiet", most=2)


def _marks(canvas: Canvas, chart: Timeline, lane: Lane, span: Span, y: float) -> None:
    drawn = set()
    for mark in lane.marks:
        start, end = span.at(mark.first_on), span.at(mark.last_on)
        place = (round(start), round(end), mark.shape, mark.state)
        if place not in drawn:
            drawn.add(place)
            _mark(canvas, chart, mark, start, end, y)


def _mark(canvas: Canvas, chart: Timeline, mark: Mark, start: float, end: float, y: float) -> None:
    look = chart.states[mark.state].look
    if mark.shape is Shape.POINT:
        middle = (start + end) / 2
        canvas.shape([(middle - HALF, y), (middle, y - HALF), (middle + HALF, y), (middle, y + HALF)], look)
        return
    end = max(end, start + 4)
    if mark.shape is Shape.SPAN:
        canvas.rect(start, y - HALF + 1, end - start, 2 * HALF - 2, look)
        return
    tip = min(end + HALF, canvas.end)
    canvas.shape(
        [(start, y - HALF + 1), (end, y - HALF + 1), (tip, y), (end, y + HALF - 1), (start, y + HALF - 1)], look
    )
