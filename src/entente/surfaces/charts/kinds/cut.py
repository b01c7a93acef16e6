"""What stands below a picture that shows the first rows only."""

from __future__ import annotations

from entente.surfaces.charts.canvas import MOST_ROWS, Canvas


def cut(canvas: Canvas, rows: int) -> None:
    if rows > MOST_ROWS:
        words = canvas.figure.cut.format(shown=canvas.numbered(MOST_ROWS), all=canvas.numbered(rows))
        canvas.paragraph(words, kind="quiet")
