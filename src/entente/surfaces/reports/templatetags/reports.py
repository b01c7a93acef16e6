"""A report's words as HTML: each run in its language, each link as this page leads there."""

from __future__ import annotations

from collections.abc import Sequence

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from entente.foundation.common.languages import direction
from entente.surfaces.reports.model import Block, Figure, Items, Mark, Paragraph, Run, Runs
from entente.surfaces.reports.words import MARKS, line
from entente.surfaces.web import links

register = template.Library()


@register.filter
def as_words(runs: Runs) -> SafeString:
    return format_html_join("", "{}", ((_run(run),) for run in runs))


def _run(run: Run) -> SafeString:
    body = format_html_join(SafeString("<br>"), "{}", ((part,) for part in run.text.split("\n")))
    if run.is_strong:
        body = format_html("<strong>{}</strong>", body)
    if run.mark:
        tag = "del" if run.mark is Mark.REMOVED else "ins"
        body = format_html('<{} class="ent-mark-words--{}">{}</{}>', tag, run.mark, body, tag)
    if run.language:
        body = format_html('<span lang="{}" dir="{}">{}</span>', run.language, direction(run.language), body)
    if run.href:
        body = format_html('<a class="govuk-link" href="{}">{}</a>', address(run.href), body)
    return body


@register.filter
def address(href: str) -> str:
    """An address of the site as this page leads there; one of another site as it is."""
    if not href.startswith("/"):
        return href if href.startswith(("http://", "https://")) else ""
    path, sign, anchor = href.partition("#")
    return links.site(path) + sign + anchor


@register.filter
def mark_word(mark: str) -> str:
    """ "Added:", "" for what is as it was."""
    return str(MARKS[Mark(mark)]) if mark else ""


@register.filter
def kind_of(block: Block) -> str:
    """By which part of the template a block is shown."""
    if isinstance(block, Paragraph):
        return "paragraph"
    if isinstance(block, Items):
        return "items"
    return "figure" if isinstance(block, Figure) else "table"


@register.filter
def picture(figure: Figure) -> SafeString:
    """The SVG of a figure.  It comes from `charts`, which escapes every text in it, and from nowhere else."""
    return mark_safe(figure.narrow or figure.svg)  # noqa: S308


@register.filter
def has_marks(rows: Sequence[object]) -> bool:
    return any(getattr(row, "mark", "") for row in rows)


@register.simple_tag
def report_line(code: str) -> str:
    return line(code)
