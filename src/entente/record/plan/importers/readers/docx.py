"""Word documents: paragraphs with their style, numbering and bold or underlined runs.

Read as a stream from the document's XML, so that memory and time stay in proportion and the set of errors is known.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from lxml import etree

from entente.record.plan.importers.blocks import Block, BlockKind, Reading, Run, block_of, folded
from entente.record.plan.importers.draft import PlanUnreadable
from entente.record.plan.importers.readers.lines import NUMBERED, printed_number
from entente.record.plan.importers.readers.package import Package
from entente.record.plan.importers.readers.tables import Table, rows_of

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
WHAT = "Word document"
HEADING = re.compile(r"(?:heading|titre|título|titulo|überschrift)\s*(\d)", re.IGNORECASE)
TITLE = re.compile(r"(?:title|titre|título|titulo)", re.IGNORECASE)
LIST_STYLE = re.compile(r"list|liste|lista", re.IGNORECASE)
ORDERED = re.compile(r"decimal|roman|letter", re.IGNORECASE)
TYPED_BULLET = re.compile(r"[-*•·▪–—‣◦●○\uf0b7]\s+(?=\S)")


@dataclass(slots=True)
class _Body:
    styles: dict[str, str]
    ordered: dict[tuple[str, str], bool]
    title: str = ""
    blocks: list[Block] = field(default_factory=list)
    tables: list[Table] = field(default_factory=list)
    depth: int = 0
    cells: list[list[Block]] = field(default_factory=list)
    grid: list[tuple[str, list[str]]] = field(default_factory=list)
    paragraph: int = 0
    counters: dict[tuple[str, str], int] = field(default_factory=dict)


def read(name: str, data: bytes) -> Reading:
    package = Package(data, WHAT)
    if "word/document.xml" not in package.names:
        raise PlanUnreadable("The file ends in .docx but holds no Word document: save it again as .docx.")
    body = _Body(_styles(package), _numbering(package))
    tags = (W + "p", W + "tbl", W + "tc", W + "tr")
    for event, element in package.elements("word/document.xml", tags, starts=True):
        _take(body, event, element)
    rows, left_out = rows_of(body.tables)
    if rows:
        return Reading(title=body.title, rows=tuple(rows), left_out=tuple(left_out))
    if not body.blocks:
        raise PlanUnreadable("The Word document holds no text: choose the document with the plan's text.")
    return Reading(title=body.title, blocks=tuple(body.blocks))


def _styles(package: Package) -> dict[str, str]:
    """Style ids to their names ("Heading 2", "List Bullet")."""
    found = {}
    for _, style in package.elements("word/styles.xml", (W + "style",)):
        name = style.find(W + "name")
        if name is not None:
            found[style.get(W + "styleId") or ""] = name.get(W + "val") or ""
        style.clear()
    return found


def _numbering(package: Package) -> dict[tuple[str, str], bool]:
    """(list id, level) -> whether it counts; bullets do not."""
    abstract: dict[tuple[str, str], bool] = {}
    links: dict[str, str] = {}
    for _, element in package.elements("word/numbering.xml", (W + "abstractNum", W + "num")):
        if element.tag == W + "abstractNum":
            for level in element.iterfind(W + "lvl"):
                shape = level.find(W + "numFmt")
                counts = shape is not None and ORDERED.search(shape.get(W + "val") or "") is not None
                abstract[(element.get(W + "abstractNumId") or "", level.get(W + "ilvl") or "0")] = counts
        else:
            link = element.find(W + "abstractNumId")
            links[element.get(W + "numId") or ""] = (link.get(W + "val") or "") if link is not None else ""
        element.clear()
    return {
        (number, level): counts
        for number, base in links.items()
        for (b, level), counts in abstract.items()
        if b == base
    }


def _take(body: _Body, event: str, element: etree._Element) -> None:
    tag = element.tag
    if event == "start":
        if tag == W + "tbl":
            body.depth += 1
            if body.depth == 1:
                body.grid = []
        elif tag == W + "tr" and body.depth == 1:
            body.cells = []
        elif tag == W + "tc" and body.depth == 1:
            body.cells.append([])
        return
    if tag == W + "p":
        _paragraph(body, element)
        element.clear()
    elif tag == W + "tr" and body.depth == 1:
        place = f"table {len(body.tables) + 1}, row {len(body.grid) + 1}"
        body.grid.append((place, [" ".join(block.text for block in cell) for cell in body.cells]))
        element.clear()
    elif tag == W + "tbl":
        body.depth -= 1
        if body.depth == 0:
            body.tables.append(Table(f"table {len(body.tables) + 1}", tuple(body.grid)))
        element.clear()


def _paragraph(body: _Body, element: etree._Element) -> None:
    body.paragraph += 1
    style = body.styles.get(_value(element, "pStyle"), _value(element, "pStyle"))
    runs = _runs(element)
    kind, level, number = _shape(body, element, style, runs)
    block = block_of(kind, _unmarked(runs, kind), place=f"paragraph {body.paragraph}", level=level, number=number)
    if block is None:
        return
    if TITLE.fullmatch(style.strip()) and not body.title:
        body.title = block.text
        return
    if body.depth and body.cells:
        body.cells[-1].append(block)
    body.blocks.append(block)


def _value(element: etree._Element, name: str) -> str:
    properties = element.find(W + "pPr")
    found = properties.find(W + name) if properties is not None else None
    return (found.get(W + "val") or "") if found is not None else ""


def _shape(body: _Body, element: etree._Element, style: str, runs: list[Run]) -> tuple[BlockKind, int, str]:  # noqa: PLR0911 - one return a shape
    heading = HEADING.match(style)
    if heading is not None:
        return BlockKind.HEADING, int(heading.group(1)), ""
    properties = element.find(f"{W}pPr/{W}numPr")
    text = folded("".join(run.text for run in runs))
    if properties is not None:
        list_id, depth = _child(properties, "numId"), _child(properties, "ilvl") or "0"
        level = int(depth) if depth.isdigit() and len(depth) < 3 else 0
        if body.ordered.get((list_id, depth), False):
            body.counters[(list_id, depth)] = body.counters.get((list_id, depth), 0) + 1
            return BlockKind.NUMBERED, level, str(body.counters[(list_id, depth)])
        return BlockKind.BULLET, level, ""
    if LIST_STYLE.search(style) and "paragraph" not in style.casefold():
        return BlockKind.BULLET, 0, ""
    if TYPED_BULLET.match(text):
        return BlockKind.BULLET, 0, ""
    numbered = NUMBERED.match(text)
    if numbered is not None:
        return BlockKind.NUMBERED, 0, printed_number(numbered)
    return BlockKind.PARAGRAPH, 0, ""


def _child(properties: etree._Element, name: str) -> str:
    found = properties.find(W + name)
    return (found.get(W + "val") or "") if found is not None else ""


def _unmarked(runs: list[Run], kind: BlockKind) -> list[Run]:
    """Runs without a bullet or number that was typed rather than set."""
    if kind not in (BlockKind.BULLET, BlockKind.NUMBERED) or not runs:
        return runs
    text = "".join(run.text for run in runs)
    stripped = text.lstrip()
    match = TYPED_BULLET.match(stripped) if kind is BlockKind.BULLET else NUMBERED.match(stripped)
    drop = len(text) - len(stripped) + match.end() if match else 0
    kept = []
    for run in runs:
        cut = min(drop, len(run.text))
        drop -= cut
        kept.append(Run(run.text[cut:], run.bold, run.italic, run.underline))
    return kept


def _runs(element: etree._Element) -> list[Run]:
    """The visible runs; deleted text of tracked changes is w:delText and so stays out."""
    runs = []
    for run in element.iter(W + "r"):
        properties = run.find(W + "rPr")
        parts = []
        for node in run:
            if node.tag == W + "t":
                parts.append(node.text or "")
            elif node.tag in (W + "tab", W + "br", W + "cr"):
                parts.append(" ")
            elif node.tag == W + "noBreakHyphen":
                parts.append("-")
        if parts:
            runs.append(Run("".join(parts), _on(properties, "b"), _on(properties, "i"), _on(properties, "u")))
    return runs


def _on(properties: etree._Element | None, name: str) -> bool:
    found = properties.find(W + name) if properties is not None else None
    return found is not None and (found.get(W + "val") or "true") not in ("0", "false", "none", "off")
