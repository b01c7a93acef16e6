"""What stays on one line as a language sets it: the colon with its word, what guillemets hold, a number with its per cent.

The words of the catalogues and of officers come with plain spaces; paper shows where a line breaks.  Quotations keep their
every letter.  Pure.
"""

from __future__ import annotations

import re
from dataclasses import replace

from .model import Block, Document, Figure, Items, Manner, Paragraph, Run, Runs, Section, Table

NO_BREAK, NARROW = "\u00a0", "\u202f"
PER_CENT = re.compile(r"(?<=\d) (?=%)")
FRENCH = (
    (re.compile(r"(?<=\S) (?=[:»])|(?<=«) (?=\S)"), NO_BREAK),
    (re.compile(r"(?<=\S) (?=[;!?])"), NARROW),
)
"""In French a space stands before each of these signs and within guillemets; before the high ones it is narrow."""
PLAIN = str.maketrans({NO_BREAK: " ", NARROW: " "})


def bound(document: Document) -> Document:
    """The document with the spaces that no line may break at."""
    return _Bound(document.language).whole(document)


def levelled(text: str) -> str:
    """A text with plain spaces, for comparing."""
    return text.translate(PLAIN)


class _Bound:
    """language: the document's own, for words that name none."""

    def __init__(self, language: str) -> None:
        self.language = language

    def whole(self, one: Document) -> Document:
        return replace(
            one,
            title=self.text(one.title),
            plan=self.run(one.plan),
            reach=self.text(one.reach),
            facts=tuple(map(self.runs, one.facts)),
            sections=tuple(map(self.section, one.sections)),
        )

    def section(self, one: Section) -> Section:
        return replace(
            one,
            heading=self.runs(one.heading),
            blocks=tuple(map(self.block, one.blocks)),
            sections=tuple(map(self.section, one.sections)),
        )

    def block(self, one: Block) -> Block:
        if isinstance(one, Paragraph):
            return one if one.manner is Manner.QUOTE else replace(one, runs=self.runs(one.runs))
        if isinstance(one, Items):
            return replace(one, items=tuple(replace(item, runs=self.runs(item.runs)) for item in one.items))
        return self.table(one) if isinstance(one, Table) else self.figure(one)

    def table(self, one: Table) -> Table:
        rows = tuple(replace(row, cells=tuple(map(self.runs, row.cells))) for row in one.rows)
        return replace(one, caption=self.text(one.caption), head=tuple(map(self.text, one.head)), rows=rows)

    def figure(self, one: Figure) -> Figure:
        title, told, source = map(self.text, (one.title, one.words, one.source))
        return replace(one, title=title, words=told, source=source, twin=self.table(one.twin))

    def runs(self, runs: Runs) -> Runs:
        return tuple(map(self.run, runs))

    def run(self, one: Run) -> Run:
        return replace(one, text=self.text(one.text, one.language))

    def text(self, text: str, language: str = "") -> str:
        text = PER_CENT.sub(NO_BREAK, text)
        if (language or self.language).partition("-")[0] == "fr":
            for spaces, kept in FRENCH:
                text = spaces.sub(kept, text)
        return text
