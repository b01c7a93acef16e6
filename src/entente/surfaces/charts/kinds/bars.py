"""Stacked bars: where the promises of each side stand, with its own words beside it."""

from __future__ import annotations

from entente.surfaces.charts.canvas import MOST_ROWS, Canvas, Key
from entente.surfaces.charts.figures import Bar, Bars
from entente.surfaces.charts.measure import width

from .cut import cut

HEIGHT = 26
LEAST = 3
"""The least width of a stretch, so that one promise in a thousand is seen."""


def draw(canvas: Canvas, chart: Bars) -> None:
    for bar in chart.bars[:MOST_ROWS]:
        canvas.paragraph(bar.label, is_bold=True)
        if bar.note:
            canvas.paragraph(bar.note, kind="quiet", most=6)
        canvas.y += 5
        _bar(canvas, chart, bar)
        canvas.y += 12
    cut(canvas, len(chart.bars))


def _bar(canvas: Canvas, chart: Bars, bar: Bar) -> None:
    whole = sum(value.number for value in bar.values)
    there = [(state, value) for state, value in zip(chart.states, bar.values, strict=True) if value.number]
    widths = [max(LEAST, canvas.room * value.number / whole) for _state, value in there]
    scale = canvas.room / sum(widths) if widths else 0
    x, top = canvas.start, canvas.y
    canvas.y += HEIGHT
    places = []
    for own in widths:
        places.append((x, own * scale))
        x += own * scale
    keys = [
        Key(
            state,
            f"{state.label} {canvas.numbered(value.number)}",
            value.link,
            f"{bar.label}, {state.label}, {canvas.numbered(value.number)}",
        )
        for state, value in there
    ]
    for (left, own), (state, value) in zip(places, there, strict=True):
        canvas.rect(left, top, own, HEIGHT, state.look)
        words = canvas.numbered(value.number)
        if own >= width(words, canvas.size) + 10:
            canvas.pill(left + own / 2, top + HEIGHT / 2, words)
    canvas.keys(keys)
