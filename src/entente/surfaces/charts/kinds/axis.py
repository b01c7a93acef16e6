"""The axis of days below a chart, and the line of the day that it speaks of."""

from __future__ import annotations

from entente.surfaces.charts.canvas import Canvas
from entente.surfaces.charts.measure import width
from entente.surfaces.charts.scales import Span, tick_words, ticks


def as_of_label(canvas: Canvas, span: Span) -> None:
    """Above the marks: the words of the day, beside its line."""
    words, x = canvas.figure.as_of_words, span.at(canvas.figure.as_of)
    canvas.y += canvas.size * 1.3
    half = width(words, canvas.size) / 2
    middle = min(max(x, canvas.start + half), canvas.end - half)
    canvas.text(middle, canvas.y - 3, words, anchor="middle", is_bold=True)


def as_of_line(canvas: Canvas, span: Span, top: float, foot: float) -> None:
    x = span.at(canvas.figure.as_of)
    canvas.line((x, top, x, foot), "strong", width=1.5, dash="4 2")


def axis(canvas: Canvas, span: Span) -> None:
    y = canvas.y + 3
    canvas.line((canvas.start, y, canvas.end, y), "edge")
    free = canvas.start
    for on in ticks(span):
        x, words = span.at(on), tick_words(on, span, canvas.figure.language)
        half = width(words, canvas.size) / 2
        canvas.line((x, y, x, y + 4), "edge")
        if x - half >= free and x + half <= canvas.end:
            canvas.text(x, y + 5 + canvas.size, words, kind="quiet", anchor="middle")
            free = x + half + 6
    canvas.y = y + canvas.size * 1.6
