"""A report as one HTML file that needs nothing beside it; pages of the site include the same part."""

from __future__ import annotations

from dataclasses import replace

from django.template.loader import render_to_string
from django.utils.translation import override

from entente.surfaces.reports.model import Block, Document, Items, Paragraph, Run, Runs, Section, Table

from .addresses import whole


def page_of(document: Document) -> bytes:
    """The same document gives the same bytes.  Its links say the whole address."""
    away = replace(document, sections=tuple(_section(section) for section in document.sections))
    with override(document.language):
        return render_to_string("reports/alone.html", {"document": away}).encode()


def _section(section: Section) -> Section:
    return replace(
        section,
        heading=_runs(section.heading),
        blocks=tuple(_block(block) for block in section.blocks),
        sections=tuple(_section(one) for one in section.sections),
    )


def _block(block: Block) -> Block:
    if isinstance(block, Paragraph):
        return replace(block, runs=_runs(block.runs))
    if isinstance(block, Items):
        return replace(block, items=tuple(replace(item, runs=_runs(item.runs)) for item in block.items))
    if isinstance(block, Table):
        return replace(block, rows=tuple(replace(row, cells=tuple(map(_runs, row.cells))) for row in block.rows))
    return block


def _runs(runs: Runs) -> Runs:
    return tuple(_run(run) for run in runs)


def _run(run: Run) -> Run:
    return replace(run, href=whole(run.href)) if run.href else run
