"""Web pages: headings, paragraphs and lists of the page's main part.  Scripts and styles are dropped, never run."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from lxml import etree

from entente.record.plan.importers.blocks import Block, BlockKind, Reading, Run, block_of, folded
from entente.record.plan.importers.draft import PlanUnreadable
from entente.record.plan.importers.readers.lines import BULLET, NUMBERED, printed_number
from entente.record.plan.importers.readers.opening import text_of
from entente.record.plan.importers.readers.tables import Table, rows_of

SKIPPED = frozenset(
    {
        "script",
        "style",
        "noscript",
        "template",
        "svg",
        "nav",
        "footer",
        "aside",
        "form",
        "button",
        "select",
        "iframe",
        "object",
        "head",
        "textarea",
        "math",
        "canvas",
    }
)
BREAKING = frozenset(
    {
        "p",
        "div",
        "section",
        "article",
        "main",
        "header",
        "ul",
        "ol",
        "li",
        "dl",
        "dt",
        "dd",
        "blockquote",
        "table",
        "tr",
        "td",
        "th",
        "body",
        "html",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "hr",
        "figure",
        "figcaption",
        "details",
        "summary",
        "address",
        "pre",
        "caption",
        "thead",
        "tbody",
    }
)
DRESS = {"b": "bold", "strong": "bold", "u": "underline", "ins": "underline", "i": "italic", "em": "italic"}
DECLARED = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?\s*([A-Za-z0-9_-]{2,20})", re.IGNORECASE)


@dataclass(slots=True)
class _Page:
    """What lxml's parser tells it, as a target: nothing is kept of the tree."""

    blocks: list[Block] = field(default_factory=list)
    title: str = ""
    stack: list[str] = field(default_factory=list)
    skipping: int = 0
    in_title: bool = False
    dress: dict[str, int] = field(default_factory=lambda: {"bold": 0, "italic": 0, "underline": 0})
    lists: list[list[int]] = field(default_factory=list)  # one [ordered?, count] a nesting
    quotes: int = 0
    heading: int = 0
    item: bool = False
    runs: list[Run] = field(default_factory=list)
    tables: list[Table] = field(default_factory=list)
    grid: list[tuple[str, list[str]]] = field(default_factory=list)
    cells: list[list[str]] = field(default_factory=list)

    def start(self, name: str | bytes, attributes: dict[str | bytes, str | bytes]) -> None:
        tag = str(name)
        if tag in SKIPPED or self.skipping:
            self.skipping += 1 if tag in SKIPPED else 0
            return
        if tag in BREAKING:
            self.flush()
        if tag in ("ul", "ol"):
            self.lists.append([int(tag == "ol"), 0])
        elif tag == "li":
            self.item = True
            if self.lists:
                self.lists[-1][1] += 1
        elif tag == "blockquote":
            self.quotes += 1
        elif tag == "br":
            self.runs.append(Run(" "))
        elif tag in DRESS:
            self.dress[DRESS[tag]] += 1
        elif len(tag) == 2 and tag[0] == "h" and tag[1].isdigit():
            self.heading = int(tag[1])
        elif tag == "table":
            self.grid = []
        elif tag == "tr":
            self.cells = []
        elif tag in ("td", "th"):
            self.cells.append([])

    def end(self, name: str | bytes) -> None:
        tag = str(name)
        if tag in SKIPPED:
            self.skipping = max(0, self.skipping - 1)
            return
        if self.skipping:
            return
        if tag in BREAKING:
            self.flush()
        if tag in ("ul", "ol") and self.lists:
            self.lists.pop()
        elif tag == "li":
            self.item = False
        elif tag == "blockquote":
            self.quotes = max(0, self.quotes - 1)
        elif tag in DRESS:
            self.dress[DRESS[tag]] = max(0, self.dress[DRESS[tag]] - 1)
        elif tag == "tr":
            self.grid.append(
                (
                    f"table {len(self.tables) + 1}, row {len(self.grid) + 1}",
                    [folded(" ".join(cell)) for cell in self.cells],
                )
            )
            self.cells = []
        elif tag == "table":
            self.tables.append(Table(f"table {len(self.tables) + 1}", tuple(self.grid)))
            self.grid = []

    def data(self, data: str | bytes) -> None:
        if not self.skipping:
            text = data if isinstance(data, str) else data.decode("utf-8", "replace")
            self.runs.append(Run(text, self.dress["bold"] > 0, self.dress["italic"] > 0, self.dress["underline"] > 0))
            if self.cells:
                self.cells[-1].append(text)

    def comment(self, text: str | bytes) -> None:
        """Comments are not text."""

    def pi(self, target: str | bytes, data: str | bytes | None = None) -> None:
        """Processing instructions are not text."""

    def close(self) -> _Page:
        self.flush()
        return self

    def flush(self) -> None:
        runs, self.runs = self.runs, []
        kind, level, number = BlockKind.PARAGRAPH, 0, ""
        if self.heading:
            kind, level, self.heading = BlockKind.HEADING, self.heading, 0
        elif self.quotes:
            kind = BlockKind.QUOTE
        elif self.item and self.lists:
            ordered, count = self.lists[-1]
            kind, level = (BlockKind.NUMBERED if ordered else BlockKind.BULLET), len(self.lists) - 1
            number = str(count) if ordered else ""
        block = block_of(kind, runs, place=f"block {len(self.blocks) + 1}", level=level, number=number)
        if block is None:
            if kind is BlockKind.HEADING:
                self.heading = level
            return
        if kind in (BlockKind.BULLET, BlockKind.NUMBERED):
            self.item = False
        self.blocks.append(_typed(block) if kind is BlockKind.PARAGRAPH else block)


def _typed(block: Block) -> Block:
    """A paragraph whose bullet or number was typed."""
    for pattern, kind in ((BULLET, BlockKind.BULLET), (NUMBERED, BlockKind.NUMBERED)):
        match = pattern.match(block.text)
        if match is not None and match.end() < len(block.text):
            number = printed_number(match) if kind is BlockKind.NUMBERED else ""
            return Block(
                kind, block.text[match.end() :], block.place, 0, number, block.bold, block.italic, block.underline, ""
            )
    return block


def read(name: str, data: bytes) -> Reading:
    text, notes = text_of(_recoded(data))
    page = _Page()
    parser = etree.HTMLParser(target=page, encoding="utf-8", no_network=True, recover=True)
    try:
        parser.feed(text.encode("utf-8", "replace"))
        parser.close()
    except etree.LxmlError as error:
        raise PlanUnreadable(
            "The web page cannot be read: save it again as a complete page, or save its text as .txt."
        ) from error
    rows, left_out = rows_of(page.tables)
    if rows:
        return Reading(rows=tuple(rows), left_out=tuple(left_out), notes=notes)
    if not page.blocks:
        raise PlanUnreadable(
            "The web page holds no text of its own: save the page after it has loaded, or save its text as .txt."
        )
    return Reading(blocks=tuple(page.blocks), notes=notes)


def _recoded(data: bytes) -> bytes:
    """A page that declares a single-byte encoding is turned into UTF-8."""
    declared = DECLARED.search(data[:4096])
    if declared is None or declared.group(1).decode().casefold() not in {
        "iso-8859-1",
        "latin-1",
        "windows-1252",
        "iso-8859-15",
    }:
        return data
    return data.decode("cp1252", "replace").encode("utf-8")
