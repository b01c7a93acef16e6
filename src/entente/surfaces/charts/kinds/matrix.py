"""A matrix: a row for each pillar, a column for each state, and the number with its look in each cell."""

from __future__ import annotations

from entente.surfaces.charts.canvas import MOST_ROWS, SWATCH, Canvas, Key
from entente.surfaces.charts.figures import Matrix, MatrixRow, State, Value
from entente.surfaces.charts.measure import lines, width

from .cut import cut

WIDE = 480
"""From this width on, labels stand beside the cells and no longer above them."""


def draw(canvas: Canvas, chart: Matrix) -> None:
    canvas.keys([Key(state, state.label) for state in chart.states])
    canvas.y += 8
    for row in chart.rows[:MOST_ROWS]:
        _row(canvas, chart, row)
    cut(canvas, len(chart.rows))


def _row(canvas: Canvas, chart: Matrix, row: MatrixRow) -> None:
    is_wide = canvas.theme.width >= WIDE
    canvas.line((canvas.start, canvas.y, canvas.end, canvas.y), "grid")
    canvas.y += 3
    start = canvas.start + canvas.room * 0.4 if is_wide else canvas.start
    room = start - canvas.start - 8 if is_wide else canvas.room
    top = canvas.y
    for at, line in enumerate(lines(row.label, canvas.size, room, 3), 1):
        canvas.text(canvas.start, top + canvas.size * 1.3 * at - 2, line)
        canvas.y = top + canvas.size * 1.3 * at + 2
    base = top + canvas.size * 1.3 - 2 if is_wide else canvas.y + canvas.size * 1.2
    step = (canvas.end - start) / len(chart.states)
    for at, (state, value) in enumerate(zip(chart.states, row.values, strict=True)):
        with canvas.link(value.link, f"{row.label}, {state.label}, {canvas.numbered(value.number)}"):
            _cell(canvas, start + at * step, base, step, state, value)
    canvas.y = max(canvas.y, base + canvas.size * 0.6)


def _cell(canvas: Canvas, x: float, base: float, room: float, state: State, value: Value) -> None:
    words = canvas.numbered(value.number)
    if not value.number:
        canvas.text(x + SWATCH + 4, base, words, kind="quiet")
        return
    size = canvas.size * min(1, (room - SWATCH - 5) / max(width(words, canvas.size), 1))
    canvas.swatch(x, base - SWATCH, state.look)
    canvas.text(x + SWATCH + 4, base, words, is_bold=True, size=size)
