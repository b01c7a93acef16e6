"""Fractions: a box for each thing to be done, filled where it is."""

from __future__ import annotations

from entente.surfaces.charts.canvas import MOST_ROWS, Canvas
from entente.surfaces.charts.figures import Done, Fractions
from entente.surfaces.charts.looks import Look

from .cut import cut

HEIGHT = 14
MOST_BOXES = 24


def draw(canvas: Canvas, chart: Fractions) -> None:
    for row in chart.rows[:MOST_ROWS]:
        is_told = canvas.theme.has_words and row.words in canvas.figure.summary
        with canvas.link(row.link if is_told else "", f"{row.label}, {row.words}"):
            canvas.paragraph(row.label, most=2)
        if not is_told:
            with canvas.link(row.link, f"{row.label}, {row.words}"):
                canvas.paragraph(row.words, kind="quiet", most=2)
        canvas.y += 4
        _boxes(canvas, row)
        canvas.y += HEIGHT + 8
    cut(canvas, len(chart.rows))


def _boxes(canvas: Canvas, row: Done) -> None:
    if row.whole <= MOST_BOXES:
        step = min(canvas.room / max(row.whole, 1), 26.0)
        for at in range(row.whole):
            look = Look.FULL if at < row.done else Look.SILENT
            canvas.rect(canvas.start + at * step, canvas.y, step - 3, HEIGHT, look)
        return
    filled = canvas.room * min(row.done / row.whole, 1)
    canvas.rect(canvas.start, canvas.y, canvas.room, HEIGHT, Look.SILENT)
    if filled:
        canvas.rect(canvas.start, canvas.y, filled, HEIGHT, Look.FULL)
