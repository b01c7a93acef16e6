"""`svg(figure, theme=...)`: the same figure and theme give the same bytes."""

from __future__ import annotations

from .canvas import Canvas, escaped, number
from .figures import Bars, Figure, Fractions, Matrix, OverTime, Rhythms, Timeline
from .kinds import bars, fractions, matrix, over_time, rhythms, timeline
from .looks import DARK, GROUND
from .tables import is_empty
from .themes import PAGE, Theme

FAMILIES = "Noto Sans, Arial, sans-serif"
"""A page has more of them: its own sheet says so for what stands inside it."""


def svg(figure: Figure, *, theme: Theme = PAGE) -> str:
    """The picture of a figure as SVG, without a script and without a reference to anything outside it."""
    canvas = Canvas(figure, theme)
    if theme.is_alone:
        canvas.paragraph(figure.title, is_bold=True, size=canvas.size * 1.3)
        canvas.y += 4
        canvas.paragraph(figure.summary, kind="quiet", most=6)
        canvas.y += 10
    if is_empty(figure.kind):
        if not theme.is_alone:
            canvas.paragraph(figure.summary, kind="quiet", most=6)
    else:
        _draw(canvas, figure)
    if theme.is_alone:
        canvas.y += 12
        canvas.paragraph(f"{figure.source} · {figure.as_of_words}", kind="quiet", most=4, size=canvas.size * 0.9)
    return _document(canvas, figure, theme)


def _draw(canvas: Canvas, figure: Figure) -> None:
    match figure.kind:
        case Bars() as kind:
            bars.draw(canvas, kind)
        case Matrix() as kind:
            matrix.draw(canvas, kind)
        case OverTime() as kind:
            over_time.draw(canvas, kind)
        case Timeline() as kind:
            timeline.draw(canvas, kind)
        case Rhythms() as kind:
            rhythms.draw(canvas, kind)
        case Fractions() as kind:
            fractions.draw(canvas, kind)


def _document(canvas: Canvas, figure: Figure, theme: Theme) -> str:
    title, text = canvas.id("title"), canvas.id("text")
    width, height = theme.width, number(canvas.y + canvas.margin + 2)
    named = f'aria-labelledby="{title}" aria-describedby="{text}"'
    size = "" if theme.has_links else f' width="{width}" height="{height}"'
    tongue = escaped(figure.language)
    root = (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="ech" viewBox="0 0 {width} {height}"{size} '
        f'role="{"group" if canvas.has_links else "img"}" {named} lang="{tongue}" xml:lang="{tongue}" direction="ltr" '
        f'font-family="{FAMILIES}" font-size="{theme.text}">'
    )
    style = f"<style>{DARK}</style>" if theme.has_style else ""
    ground = f'<rect width="{width}" height="{height}" class="ech-ground" fill="{GROUND}"/>' if theme.is_alone else ""
    return (
        f'{root}<title id="{title}">{escaped(figure.title)}</title><desc id="{text}">{escaped(figure.summary)}</desc>'
        f"{style}<defs>{canvas.patterns()}</defs>{ground}{''.join(canvas.parts)}</svg>"
    )
