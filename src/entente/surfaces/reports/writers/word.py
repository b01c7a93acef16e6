"""A report as a Word file that people go on writing in: real headings, header rows, languages, text beside each picture.

On a ministry's own template its styles, margins, header and footer stay; the report's words take the place of its body.
"""

from __future__ import annotations

import io

import docx
from django.utils.translation import override
from docx.document import Document as WordDocument
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.shared import Cm, Pt, RGBColor
from docx.styles.style import ParagraphStyle
from docx.text.paragraph import Paragraph as WordParagraph

from entente.foundation.common.languages import direction
from entente.surfaces.intake.word_files import describe, in_language, undated
from entente.surfaces.reports.limits import require_settable, starts_page
from entente.surfaces.reports.model import (
    Block,
    Document,
    Figure,
    Items,
    Manner,
    Mark,
    Paragraph,
    Run,
    Runs,
    Section,
    Table,
    is_worded,
)
from entente.surfaces.reports.uploads import Logo
from entente.surfaces.reports.words import MARKS, line

from . import word_contents
from . import word_parts as parts
from .addresses import whole
from .pdf import COLUMNS, picture_of

INKS = {
    Mark.ADDED: RGBColor(0x00, 0x56, 0x3F),
    Mark.CHANGED: RGBColor(0x1B, 0x4B, 0x8A),
    Mark.REMOVED: RGBColor(0x8B, 0x1A, 0x1A),
}
WIDTH_OF_MARK = 14
FROM_THE_TOP = Pt(190)
"""Of a cover."""
QUIET = RGBColor(0x4A, 0x56, 0x61)
SIZES = {Manner.LEAD: Pt(12.5), Manner.QUIET: Pt(9), Manner.SOURCE: Pt(9)}


def word_of(document: Document, *, template: bytes = b"", logo: Logo | None = None) -> bytes:
    """The same document gives the same bytes.  template: a .docx that `uploads.checked_template` let in.

    Raises RuleBroken for one that is too long.
    """
    require_settable(document)
    with override(document.language):
        written = _Written(docx.Document(io.BytesIO(template) if template else None), document, bool(template))
        written.opening(logo)
        for section in document.sections:
            written.section(section, 1)
        return undated(written.word)


class _Written:
    """A Word file while it is being written."""

    def __init__(self, word: WordDocument, document: Document, is_template: bool) -> None:
        self.word, self.document = word, document
        self.styles: dict[str, str] = {}
        self.headings = 0
        """How many of those that the list of contents names are written."""
        self.is_first = False
        """Whether the next heading is the first behind the list of contents, which has a page of its own."""
        parts.emptied(word)
        page = word.sections[0]
        self.is_template = is_template
        if not is_template:
            parts.in_ink(word, is_short=document.is_short)
            page.page_width, page.page_height = Cm(21), Cm(29.7)
            page.left_margin = page.right_margin = Cm(2.4)
            word.styles["Normal"].font.size = Pt(9 if document.is_short else 11)
            word.styles["Normal"].paragraph_format.space_after = Pt(6)
        if document.is_short:
            page.orientation = WD_ORIENT.LANDSCAPE
            short, long = sorted((page.page_width or Cm(21), page.page_height or Cm(29.7)))
            page.page_width, page.page_height = long, short
        if document.is_short and not is_template:
            page.top_margin = page.bottom_margin = page.left_margin = page.right_margin = Cm(1.4)
        self.width = (page.page_width or Cm(21)) - (page.left_margin or 0) - (page.right_margin or 0)
        if document.is_short:
            word.styles["Normal"].paragraph_format.space_after = Pt(2)

    def line(self, kind: str = "Normal", level: int = 0) -> WordParagraph:
        """A new paragraph in a style; each style is looked for once, since the library walks all of them."""
        if kind not in self.styles:
            found = _style(self.word, kind, level)
            self.styles[kind] = found.style_id or ""
        made = self.word.add_paragraph()
        made._p.style = self.styles[kind] or None
        return made

    def opening(self, logo: Logo | None) -> None:
        one = self.document
        describe(self.word, title=one.title, language=one.language, author=one.author, at=one.as_of)
        for section in self.word.sections:
            parts.at_head(section, one.plan.text, one.reach)
            parts.at_foot(section, one.reach, line("page", page="{page}", pages="{pages}"))
        if logo:
            png = picture_of(logo.data) if logo.is_svg else logo.data
            held = self.line()
            held.add_run().add_picture(io.BytesIO(png), height=Cm(1.6))
            parts.describe_picture(held, one.author, one.author)
        if one.has_contents:
            self.reach()
        title = self.line("Title")
        title.add_run(one.title).font.size = Pt(15) if one.is_short else None
        for fact in one.below_title:
            self.runs(self.line(), fact, ink=QUIET)
        if one.since:
            self.line().add_run(one.since).bold = True
        if one.has_contents:
            contents = self.line("TOC Heading")
            contents.add_run(line("contents"))
            contents.paragraph_format.page_break_before = True
            headings = [(2 - (section in one.sections), _plain(section)) for section in _listed(one)]
            word_contents.contents([(self.line(f"toc {level}"), level, text) for level, text in headings], self.width)
            self.is_first = True
        if one.is_short:
            below = self.word.add_section(WD_SECTION.CONTINUOUS)
            self.width = parts.in_columns(below, COLUMNS, Cm(0.8), self.width)

    def reach(self) -> None:
        """Who may read it, on the cover; in a house's own template as high up as it puts a title."""
        held = self.line()
        held.add_run(self.document.reach).bold = True
        held.paragraph_format.space_before = None if self.is_template else FROM_THE_TOP

    def section(self, section: Section, level: int) -> None:
        heading = self.line(f"Heading {level}", level)
        heading.paragraph_format.keep_with_next = True
        begins = self.document.has_contents and level == 1 and starts_page(section)
        if self.is_first or begins:
            heading.paragraph_format.page_break_before, self.is_first = True, False
        self.runs(heading, section.heading, mark=section.mark)
        if self.document.has_contents and level <= word_contents.LEVELS:
            word_contents.anchored(heading, self.headings)
            self.headings += 1
        for block, is_tied in section.tied():
            self.block(block, is_tied)
        for one in section.sections:
            self.section(one, min(level + 1, 6))

    def block(self, block: Block, is_tied: bool) -> None:
        if isinstance(block, Paragraph):
            self.paragraph(block, is_tied)
        elif isinstance(block, Items):
            kind = "List Number" if block.is_numbered else "List Bullet"
            for item in block.items:
                self.runs(self.line(kind), item.runs, mark=item.mark)
        elif isinstance(block, Table):
            self.table(block)
        else:
            self.figure(block)

    def paragraph(self, block: Paragraph, is_tied: bool = False) -> None:
        paragraph = self.line("Quote" if block.manner is Manner.QUOTE else "Normal")
        if is_tied:
            paragraph.paragraph_format.keep_with_next = True
        quiet = QUIET if block.manner in (Manner.QUIET, Manner.SOURCE) else None
        self.runs(paragraph, block.runs, mark=block.mark, ink=quiet)
        for run in paragraph.runs:
            run.font.size = SIZES.get(block.manner)
            run.italic = True if block.manner is Manner.BLANK else None

    def table(self, table: Table, *, leads_on: bool = False) -> None:
        """leads_on: what follows stays on the page of its last row."""
        caption = self.line("Caption")
        caption.add_run(parts.clean(table.caption))
        caption.paragraph_format.keep_with_next = True
        has_marks = any(row.mark for row in table.rows)
        head = [*([line("change")] if has_marks else []), *table.head]
        made = self.word.add_table(rows=1 + len(table.rows), cols=len(head))
        parts.as_table(made, table.caption)
        parts.with_widths(made, ([WIDTH_OF_MARK] if has_marks else []) + table.widths(), self.width)
        cells = parts.cells_of(made)
        for cell, words in zip(cells[0], head, strict=True):
            cell.paragraphs[0].add_run(words).bold = True
        for held, row in zip(cells[1:], table.rows, strict=True):
            if has_marks:
                run = held[0].paragraphs[0].add_run(_mark(row.mark))
                run.bold, run.font.color.rgb = True, INKS.get(row.mark)
            for cell, runs in zip(held[int(has_marks) :], row.cells, strict=True):
                self.runs(
                    cell.paragraphs[0],
                    runs,
                    ink=None if is_worded(row.cells) else INKS.get(row.mark),
                    is_gone=row.mark is Mark.REMOVED,
                )
        parts.small(made, Pt(7.5 if self.document.is_short else 9))
        if table.stays_together:
            parts.on_one_page(made, leads_on=leads_on)
        self.after(leads_on=leads_on)

    def after(self, *, leads_on: bool) -> None:
        """Room below a table: two that touch would be one."""
        gap = self.line()
        gap.paragraph_format.keep_with_next = leads_on or None
        gap.paragraph_format.space_after = Pt(2)
        gap.paragraph_format.line_spacing = Pt(6)

    def figure(self, figure: Figure) -> None:
        caption = self.line("Caption")
        caption.paragraph_format.keep_with_next = True
        self.runs(caption, (Run(figure.title),), mark=figure.mark)
        held = self.line()
        held.add_run().add_picture(io.BytesIO(picture_of(figure.svg.encode())), width=round(self.width * figure.share))
        parts.describe_picture(held, figure.title, figure.words)
        parts.beside_svg(held, figure.svg.encode())
        if not self.document.is_short:  # the key of the picture has every value
            self.table(figure.twin, leads_on=bool(figure.source))
        if figure.source:
            self.paragraph(Paragraph((Run(f"{line('source')} {figure.source}"),), Manner.SOURCE))

    def runs(
        self,
        paragraph: WordParagraph,
        runs: Runs,
        *,
        mark: Mark = Mark.NONE,
        ink: RGBColor | None = None,
        is_gone: bool = False,
    ) -> None:
        if runs and direction(runs[0].language or self.document.language) == "rtl":
            parts.right_to_left(paragraph)
        if mark:
            before = paragraph.add_run(f"{_mark(mark)} ")
            before.bold, before.font.color.rgb = True, INKS[mark]
        worded = is_worded((runs,))
        for run in runs:
            text = parts.clean(run.text)
            made = parts.linked(paragraph, text, whole(run.href)) if run.href else paragraph.add_run(text)
            if run.is_strong:
                made.bold = True
            colour = INKS.get(run.mark, None if worded else INKS.get(mark, ink))
            if run.mark is Mark.ADDED:
                made.bold = True
            if colour is not None and not run.href:
                made.font.color.rgb = colour
            if Mark.REMOVED in (mark, run.mark) or is_gone:
                made.font.strike = True
            in_language(made, run.language)


def _style(word: WordDocument, kind: str, level: int) -> ParagraphStyle:
    if level:
        return parts.heading_style(word, level)
    return parts.list_style(word, kind) if kind in parts.LISTS else parts.style(word, kind)


def _mark(mark: Mark) -> str:
    return str(MARKS[mark]) if mark else ""


def _listed(document: Document) -> list[Section]:
    """The sections that the list of contents names: the first two levels."""
    return [one for section in document.sections for one in (section, *section.sections)]


def _plain(section: Section) -> str:
    return parts.clean("".join(run.text for run in section.heading))
