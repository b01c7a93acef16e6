"""Status over time: a stacked column for each day that was looked back on; the last one with its numbers."""

from __future__ import annotations

from collections.abc import Sequence

from entente.surfaces.charts.canvas import Canvas, Key
from entente.surfaces.charts.figures import Moment, OverTime
from entente.surfaces.charts.measure import width
from entente.surfaces.charts.scales import day_words, month_words

HEIGHT = 130
MOST_COLUMNS = 48
WIDEST = 110.0
"""The most that one column takes: a single day is no wall."""


def draw(canvas: Canvas, chart: OverTime) -> None:
    moments = thinned(chart.moments)
    whole = max(sum(value.number for value in moment.values) for moment in moments)
    words = canvas.numbered(whole)
    left = canvas.start + width(words, canvas.size) + 6
    top, foot = canvas.y + canvas.size, canvas.y + canvas.size + HEIGHT
    for y, told in ((top, words), (foot, canvas.numbered(0))):
        canvas.line((left, y, canvas.end, y), "grid")
        canvas.text(left - 5, y + canvas.size * 0.35, told, kind="quiet", anchor="end")
    step = min((canvas.end - left) / len(moments), WIDEST)
    for at, moment in enumerate(moments):
        _column(canvas, chart, moment, (left + at * step, step * 0.86), foot, whole)
    _days(canvas, moments, left, step, foot)
    canvas.y = foot + canvas.size * 1.6
    last = moments[-1]
    canvas.y += canvas.size * 1.4
    canvas.text(canvas.start, canvas.y, day_words(last.on, canvas.figure.language), is_bold=True)
    canvas.keys(
        [
            Key(
                state,
                f"{state.label} {canvas.numbered(value.number)}",
                value.link,
                f"{state.label}, {canvas.numbered(value.number)}",
            )
            for state, value in zip(chart.states, last.values, strict=True)
        ]
    )


def thinned(moments: Sequence[Moment]) -> Sequence[Moment]:
    """At most as many as can be told apart, the first and the last among them."""
    if len(moments) <= MOST_COLUMNS:
        return moments
    last = len(moments) - 1
    return [moments[at * last // (MOST_COLUMNS - 1)] for at in range(MOST_COLUMNS)]


def _column(
    canvas: Canvas, chart: OverTime, moment: Moment, place: tuple[float, float], foot: float, whole: int
) -> None:
    """From the ground up, in the order of the states."""
    x, own = place
    y = foot
    for state, value in zip(chart.states, moment.values, strict=True):
        height = HEIGHT * value.number / whole if whole else 0
        if height:
            y -= height
            canvas.rect(x, y, own, height, state.look)


def _days(canvas: Canvas, moments: Sequence[Moment], left: float, step: float, foot: float) -> None:
    """The month below a column, wherever there is room for it."""
    free = left
    for at, moment in enumerate(moments):
        words = month_words(moment.on, canvas.figure.language)
        x = left + at * step
        if x >= free and x + width(words, canvas.size) <= canvas.end + 4:
            canvas.text(x, foot + canvas.size * 1.3, words, kind="quiet")
            free = x + width(words, canvas.size) + 8
