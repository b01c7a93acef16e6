"""A Word document that came back: its fields, read from the XML with the guards of every document that is read here.

Nothing in it runs or is fetched: macros are refused; links, comments, pictures and embedded objects are left out and said.
"""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from entente.record.plan.importers.draft import PlanUnreadable
from entente.record.plan.importers.readers.package import Package

from .answers import Answers, FormUnreadable
from .key import KEY_FIELD, keys_in
from .marked import FIELD, fields_in
from .words import say

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
GONE = frozenset({f"{W}del", f"{W}moveFrom", f"{W}instrText", f"{W}delText", f"{W}pPr", f"{W}rPr"})
"""What a reader no longer sees once tracked changes are accepted, and what is no text."""

TRACKED = (b"<w:ins ", b"<w:del ", b"<w:moveTo ")


def read_document(name: str, data: bytes, labels: frozenset[str]) -> Answers:
    """The fields of a form.  Raises FormUnreadable."""
    try:
        package = Package(data, "Word document")
        if any(member.lower().endswith("vbaproject.bin") for member in package.names):
            raise FormUnreadable(say("macro_file", name=name))
        if "word/document.xml" not in package.names:
            raise FormUnreadable(say("wrong_type", name=name))
        raw = package.read("word/document.xml") or b""
        bodies = list(package.elements("word/document.xml", (f"{W}body",)))
    except PlanUnreadable as error:
        raise FormUnreadable(say("unreadable", name=name)) from error
    if not bodies:
        raise FormUnreadable(say("unreadable", name=name))
    body = bodies[0][1]
    text = text_of(body)
    found = list(_fields(body)) or fields_in(text, labels)
    return Answers(tuple(keys_in(text)), tuple(found), tuple(_notes(package, raw)))


def _notes(package: Package, raw: bytes) -> Iterator[str]:
    if any(mark in raw for mark in TRACKED):
        yield say("tracked")
    if "word/comments.xml" in package.names:
        yield say("comments")
    if any(member.startswith(("word/embeddings/", "word/media/")) for member in package.names):
        yield say("objects")
    if b'TargetMode="External"' in (package.read("word/_rels/document.xml.rels") or b""):
        yield say("links")


def _fields(body: etree._Element) -> Iterator[tuple[str, str]]:
    """(field, words) of the rows of two cells whose first names a field."""
    for row in body.iter(f"{W}tr"):
        cells = [cell for cell in row.iter(f"{W}tc") if next(cell.iterancestors(f"{W}tr")) is row]
        mark = FIELD.search(text_of(cells[0])) if len(cells) >= 2 else None
        if mark is not None and mark[1] != KEY_FIELD:
            yield mark[1], text_of(cells[1]).strip()


def text_of(element: etree._Element) -> str:
    """The text that a reader sees once tracked changes are accepted; a line a paragraph."""
    parts: list[str] = []
    _gather(element, parts)
    return "".join(parts)


def _gather(element: etree._Element, parts: list[str]) -> None:
    for node in element:
        if node.tag in GONE:
            continue
        if node.tag == f"{W}t":
            parts.append(node.text or "")
        elif node.tag == f"{W}tab":
            parts.append("\t")
        elif node.tag in (f"{W}br", f"{W}cr"):
            parts.append("\n")
        else:
            _gather(node, parts)
            if node.tag == f"{W}p":
                parts.append("\n")
