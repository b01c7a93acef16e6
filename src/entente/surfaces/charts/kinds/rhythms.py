"""Rhythm strips: each day on which something was done, and the silences between them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise

from entente.surfaces.charts.canvas import MOST_ROWS, SWATCH, Canvas, Key
from entente.surfaces.charts.figures import Rhythms, State, Strip
from entente.surfaces.charts.looks import Look
from entente.surfaces.charts.measure import width
from entente.surfaces.charts.scales import Span, span_of

from .axis import as_of_label, axis
from .cut import cut

HEIGHT = 22
LONGER, TOO_LONG = Look.MIXED, Look.LATE


def draw(canvas: Canvas, chart: Rhythms) -> None:
    strips = chart.strips[:MOST_ROWS]
    days = [day for strip in strips for day in (strip.since_on, *(tick.on for tick in strip.ticks))]
    span = span_of(days, canvas.figure.as_of, canvas.start, canvas.room)
    as_of_label(canvas, span)
    for strip in strips:
        with canvas.link(strip.link, f"{strip.label}. {strip.note}"):
            canvas.paragraph(strip.label, is_bold=True, most=2)
        if not (canvas.theme.has_words and strip.note in canvas.figure.summary):
            canvas.paragraph(strip.note, kind="quiet")
        canvas.y += 4
        _strip(canvas, strip, span)
        canvas.y += 8
    axis(canvas, span)
    _keys(canvas, chart)
    cut(canvas, len(chart.strips))


def _strip(canvas: Canvas, strip: Strip, span: Span) -> None:
    top, as_of = canvas.y, max(canvas.figure.as_of, strip.since_on)
    start, end = span.at(strip.since_on), span.at(as_of)
    canvas.rect(start, top, max(end - start, 1), HEIGHT, Look.SILENT)
    for look, first, last in silences(strip, as_of):
        left, right = span.at(first), span.at(last)
        if right - left >= 0.5:
            canvas.rect(left, top, right - left, HEIGHT, look)
    canvas.uprights([span.at(tick.on) for tick in strip.ticks if tick.on <= as_of], top, HEIGHT)
    canvas.y = top + HEIGHT + 3
    expected = (as_of - strip.since_on).days // max(strip.every_days, 1)
    if 0 < expected <= 60:
        for turn in range(1, expected + 1):
            x = span.at(strip.since_on + timedelta(days=turn * strip.every_days))
            canvas.line((x, canvas.y, x, canvas.y + 4), "edge")
    canvas.y += 6


def silences(strip: Strip, as_of: date) -> Iterator[tuple[Look, date, date]]:
    """The stretches without anything done that were longer than expected, and longer than is in order."""
    days = sorted({strip.since_on, as_of, *(tick.on for tick in strip.ticks if strip.since_on <= tick.on <= as_of)})
    for before, after in pairwise(days):
        silent = (after - before).days
        if silent > strip.every_days:
            longer = before + timedelta(days=strip.every_days)
            too_long = before + timedelta(days=max(strip.longest_days, strip.every_days))
            yield LONGER, longer, min(after, too_long)
            if after > too_long:
                yield TOO_LONG, too_long, after


def _keys(canvas: Canvas, chart: Rhythms) -> None:
    canvas.y += canvas.size * 1.6
    canvas.uprights([canvas.start + SWATCH / 2], canvas.y - SWATCH, SWATCH)
    canvas.text(canvas.start + SWATCH + 5, canvas.y, chart.done)
    shown = [Key(State(LONGER, chart.expected), chart.expected), Key(State(TOO_LONG, chart.silence), chart.silence)]
    x = canvas.start + SWATCH + 17 + width(chart.done, canvas.size)
    for key in shown:
        needed = SWATCH + 5 + width(key.words, canvas.size)
        if x + needed > canvas.end:
            x = canvas.start
            canvas.y += canvas.size * 1.6
        canvas.key(x, canvas.y, key)
        x += needed + 12
