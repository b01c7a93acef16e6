"""One index: its fields, how a document is written into it, how it is opened."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from pydantic_core import from_json
from tantivy import Document, Index, Query, Schema, SchemaBuilder, Searcher

from entente.foundation.common.languages import Wording
from entente.foundation.common.refs import Ref

from .analysis import analyzer, field_of
from .documents import SearchDocument
from .order import place_of
from .words import FIELDS, Kind, not_written

HEAP_BYTES = min(2_000_000_000, os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") // 4)
"""Up to so much is held before it is written out: a million short documents make one piece to look in, not seven.  Memory is
taken as documents come: a small index takes little of it."""
ALL = 10_000_000


def schema() -> Schema:
    builder = SchemaBuilder()
    for name in ("key", "part", "home", "pillar", "party", "state", "code", "spoken"):
        builder.add_text_field(name, stored=name == "key", tokenizer_name="raw", index_option="basic")
    builder.add_text_field("kind", fast=True, tokenizer_name="raw", index_option="basic")
    builder.add_integer_field("on", indexed=True, fast=True)
    builder.add_integer_field("place", fast=True)
    builder.add_bytes_field("kept", stored=True)
    for name in FIELDS:
        builder.add_text_field(name, tokenizer_name=name, index_option="position")
    return builder.build()


SCHEMA = schema()


def open_index(folder: Path) -> Index:
    """The index in a folder; a new one where there is none.  Raises ValueError or OSError for one that cannot be read."""
    index = Index(SCHEMA, str(folder))
    for name in FIELDS:
        index.register_tokenizer(name, analyzer(name))
    return index


def number_of(on: date) -> int:
    return on.year * 10_000 + on.month * 100 + on.day


def as_row(one: SearchDocument) -> Document:
    """The title is written twice, so that a word of it weighs more than one of the text; before it the promise's number."""
    row = Document()
    told = {"key": one.key, "part": one.part, "home": one.home, "kind": str(one.kind), "pillar": one.pillar}
    for name, value in told.items():
        row.add_text(name, value)
    for code in one.parties:
        row.add_text("party", code)
    for code in one.states:
        row.add_text("state", code)
    for code in one.codes:
        row.add_text("code", code)
    if one.on:
        row.add_integer("on", number_of(one.on))
    row.add_integer("place", one.place)
    for name in sorted({field_of(tag) for tag in one.languages()}):
        row.add_text("spoken", name)
    for tag in one.languages():
        title, text = one.title.get(tag, ""), one.text.get(tag, "")
        said = f"{title}\n{title}\n{text}" if title else text
        row.add_text(field_of(tag), f"{one.number}\n{said}" if one.number else said)
    row.add_bytes("kept", json.dumps(_told(one), ensure_ascii=False).encode())
    return row


def _told(one: SearchDocument) -> dict[str, Any]:
    on = one.on.isoformat() if one.on else ""
    return {
        "digest": one.digest, "kind": str(one.kind), "part": one.part, "ref": one.ref, "subject": one.subject, "on": on,
        "title": one.title, "text": one.text, "pillar": one.pillar, "parties": one.parties, "states": one.states,
        "sources": one.sources,
    }  # fmt: skip


@dataclass(frozen=True, slots=True)
class Found:
    """A document as an index keeps it."""

    kind: Kind
    part: str
    ref: str
    subject: str
    title: Wording
    text: Wording
    pillar: str
    parties: tuple[str, ...]
    states: tuple[str, ...]
    sources: tuple[str, ...]
    on: date | None
    digest: str

    @property
    def key(self) -> str:
        """Its name in an index."""
        return f"{self.part} {self.name}"

    @property
    def place(self) -> int:
        """Where it stands among those that answer as well."""
        number = Ref.parse(self.subject).number if self.subject else ""
        return place_of(self.kind, self.on, number, self.key)

    @property
    def name(self) -> str:
        """What it is, whichever plan it was found with."""
        return f"{self.kind} {self.ref}"


def found_of(row: Document) -> Found:
    told = from_json(bytes(row.get_first("kept") or b"{}"))
    on = date.fromisoformat(told["on"]) if told["on"] else None
    return Found(
        Kind(told["kind"]), told["part"], told["ref"], told["subject"], told["title"], told["text"], told["pillar"],
        tuple(told["parties"]), tuple(told["states"]), tuple(told["sources"]), on, told["digest"],
    )  # fmt: skip


def kept(searcher: Searcher, field: str, values: Iterable[str]) -> dict[str, Found]:
    """Key -> document, of all that bear one of these values in a field."""
    found: dict[str, Found] = {}
    for value in values:
        query = Query.term_query(SCHEMA, field, value, index_option="basic")
        hits = searcher.search(query, limit=max(1, searcher.num_docs), count=False).hits
        rows = (found_of(searcher.doc(address)) for _score, address in hits)
        found |= {row.key: row for row in rows}
    return found


def write(folder: Path, gone: Iterable[str], new: Iterable[SearchDocument]) -> None:
    """Take documents out by their keys and put others in, in one commit: a kill leaves the index as it was.

    Raises SearchRefused where the disk takes no more.
    """
    try:
        _write(open_index(folder), gone, new)
    except (OSError, ValueError) as wrong:
        raise not_written(wrong) from wrong


def _write(index: Index, gone: Iterable[str], new: Iterable[SearchDocument]) -> None:
    writer = index.writer(HEAP_BYTES, 1)
    for key in gone:
        writer.delete_documents_by_term("key", key)
    for one in new:
        writer.delete_documents_by_term("key", one.key)
        writer.add_document(as_row(one))
    writer.commit()
    writer.wait_merging_threads()


def changes(known: Mapping[str, Found], now: Mapping[str, SearchDocument]) -> tuple[list[str], list[SearchDocument]]:
    """(keys that are gone, documents that are new or say something else)."""
    gone = sorted(known.keys() - now.keys())
    return gone, [one for key, one in now.items() if key not in known or known[key].digest != one.digest]
