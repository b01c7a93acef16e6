"""Search without a server: the words of everything public in files beside the pages, a few kilobytes for a question.

find/index.js      how many documents there are, and how many files of words and of codes
find/words-N.js    [words that are found alike, [document, weight, document, weight, ...]]: documents as gaps, in order;
                   a weight below zero is that of a word in another language, reached across the bridge
find/text-N.js     [the words of each wording, folded] of the documents of N: loaded for a phrase alone
find/only-NAME.js  for each choice of a filter its documents, as gaps: loaded when the filter is used
find/only-day.js   [day as 20261129, the first document that bears it, as a gap], in the order of the documents
find/codes-N.js    number or reference -> its documents, as gaps: loaded for a question that is one
find/LANGUAGE-N.js [title, address, facts, language of the title, beginning of the text, its language] of the documents of N

They are scripts that hand over data, since a page that is opened from a disk may load scripts and nothing else.  The words
of all languages lie together, and a word leads across the bridge to what is said in another language alone.  Documents stand
in the order of their days, the oldest first: of two that weigh the same the later comes first.

What is new changes few files.  Neighbours lie in sheets (CHUNK at most) and in stretches of sheets; both are halved when they
grow too large, and a document's number is that of its sheet with its place there: so one that comes moves the few beside it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from hashlib import blake2b

from django.utils import translation

from entente.foundation.common import notes
from entente.foundation.common.kept import kept_value, stays
from entente.foundation.common.languages import pick
from entente.foundation.common.records import Tier
from entente.surfaces.search.analysis import stop_words
from entente.surfaces.search.bridge import Bridge
from entente.surfaces.search.codes import AMENDMENTS, PILLARS, PROMISES
from entente.surfaces.search.documents import SearchDocument
from entente.surfaces.search.order import neighbourhoods
from entente.surfaces.search.public_pieces import BEFORE_ANYTHING, Found, Gathered
from entente.surfaces.search.words import INDEXED

from . import dates, files, links
from .found_places import Thing, place
from .search_choices import KINDS
from .search_stretches import (
    CHUNK,
    SPAN,
    STRETCH,
    Lines,
    Shelves,
    as_json,
    joined,
    joined_days,
    lines_of,
    power_of_two,
    stretch_of,
)
from .search_words import Group, Told, texts_of, told_of
from .wording import said

FOLDER = "find/"
TEXT_OF_WORDS, CODES_OF_FILE = 16_000, 8_000
"""Letters of texts whose words lie in one file, and of codes: five to ten kilobytes of either."""
NARROWED = ("kind", "plan", "pillar", "party", "state")
EXCERPT = 140
"""Characters of a text that are shown with its title."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """Documents whose titles lie in one file.  name: the same for the same documents that say the same."""

    number: int
    documents: Sequence[Found]
    name: str

    @property
    def newest(self) -> datetime:
        return max(one.newest for one in self.documents)


def search_files(*, as_of: datetime) -> Iterator[files.FileToMake]:
    """Every file, in an order that depends on the record alone."""
    with notes.noting() as noted:
        gathered = Gathered(as_of=as_of)
    stretches = list(_stretches(gathered.found))
    shelves = Shelves(power_of_two(gathered.length // TEXT_OF_WORDS), power_of_two(gathered.codes // CODES_OF_FILE))
    bridge = gathered.bridge()
    basis = repr((bridge, shelves)).encode()
    told = [_told(gathered, sheets, bridge, shelves, basis) for sheets in stretches]
    for name, made_from, make in (
        ("index", f"{len(gathered.found)} {shelves}", lambda: _index(len(gathered.found), shelves)),
        *_files_of_words(told, shelves),
        *_files_of_choices(told, shelves),
    ):
        yield files.FileToMake(f"{FOLDER}{name}.js", make, made_from, noted.newest)
    for sheets in stretches:
        newest = BEFORE_ANYTHING
        for sheet in sheets:
            newest = max(newest, sheet.newest)  # what comes before it may move its number, and so what its files hold
            yield from _files_of(gathered, sheet, newest)


def _stretches(found: Sequence[Found]) -> Iterator[list[Sheet]]:
    spots = [one.spot for one in found]
    for stretch, (begin, end) in enumerate(neighbourhoods(spots, STRETCH)):
        here, first = found[begin:end], stretch * SPAN // CHUNK
        yield [
            Sheet(first + at, here[a:b], _hashed(*(one.says for one in here[a:b])))
            for at, (a, b) in enumerate(neighbourhoods(spots[begin:end], CHUNK))
        ]


def _told(
    gathered: Gathered, sheets: Sequence[Sheet], bridge: Bridge, shelves: Shelves, basis: bytes
) -> dict[str, bytes]:
    """What a stretch tells in each file, kept; so is what each of its sheets holds.  basis: bridge and shelves, written."""

    def holds(sheet: Sheet) -> Told:
        return kept_value(f"sheet {sheet.name}", lambda: told_of([gathered.document(one) for one in sheet.documents]))

    for sheet in sheets:
        stays(f"sheet {sheet.name}")
    name = _hashed(basis, *(sheet.name.encode() for sheet in sheets))
    return kept_value(f"stretch {name}", lambda: stretch_of(map(holds, sheets), bridge, shelves))


Part = tuple[str, str, Callable[[], bytes]]
"""(name, all that it is made from, what makes it) of a file that all stretches tell."""


def _index(size: int, shelves: Shelves) -> bytes:
    told: dict[str, object] = {"size": size, "chunk": CHUNK, "words": shelves.words, "codes": shelves.codes}
    told |= {"stop": sorted({word for tag in INDEXED for word in stop_words(tag)})}
    told |= {"named": [sorted(PROMISES), sorted(PILLARS), sorted(AMENDMENTS)]}
    return f"ententeFind={as_json({**told, 'files': {}})}".encode()


def _files_of_words(told: Sequence[dict[str, bytes]], shelves: Shelves) -> Iterator[Part]:
    def lines(number: int) -> Lines:
        parts = [one.get(f"words-{number}", b"") for one in told]
        name = f"words {number} {shelves.words} {_hashed(*parts)}"
        return kept_value(name, lambda: lines_of(parts, shelves))

    every: dict[int, list[tuple[Group, str]]] = defaultdict(list)
    for some in map(lines, range(shelves.words)):
        for number, held in some.items():
            every[number] += held
    for number in range(shelves.words):
        content = _file(f"words-{number}", f"[{','.join(line for _group, line in sorted(every[number]))}]")
        yield f"words-{number}", _hashed(content), partial(bytes, content)


def _files_of_choices(told: Sequence[dict[str, bytes]], shelves: Shelves) -> Iterator[Part]:
    joins = {f"only-{name}": joined for name in NARROWED} | {"only-day": joined_days}
    joins |= {f"codes-{number}": joined for number in range(shelves.codes)}
    for name, join in joins.items():
        parts = [one.get(name, b"") for one in told]
        yield name, _hashed(*parts), partial(_joined, name, join, parts)


def _joined(name: str, join: Callable[[Sequence[bytes]], str], parts: Sequence[bytes]) -> bytes:
    return _file(name, join(parts))


def _file(name: str, told: str) -> bytes:
    return f"ententeFind.files[{as_json(name)}]={told}".encode()


def _hashed(*told: bytes) -> str:
    hashed = blake2b(digest_size=16)
    for one in told:
        hashed.update(len(one).to_bytes(8) + one)
    return hashed.hexdigest()


# --- documents -------------------------------------------------------------------------------------------------------


def _files_of(gathered: Gathered, sheet: Sheet, newest: datetime) -> Iterator[files.FileToMake]:
    def documents() -> list[SearchDocument]:
        return [gathered.document(one) for one in sheet.documents]

    def texts(name: str) -> bytes:
        return _file(name, as_json([texts_of(one) for one in documents()]))

    def titles(name: str, language: str) -> bytes:
        with translation.override(language), files.written(links.href("search", language)):
            return _file(name, as_json([_row(one, language) for one in documents()]))

    name = f"text-{sheet.number}"
    yield files.FileToMake(f"{FOLDER}{name}.js", partial(texts, name), sheet.name, newest)
    for language, _name in links.languages():
        name = f"{language}-{sheet.number}"
        yield files.FileToMake(f"{FOLDER}{name}.js", partial(titles, name, language), sheet.name, newest)


def _row(one: SearchDocument, language: str) -> list[str]:
    title = said(one.title, language)
    text, tag = pick(one.text, language, [title.language])
    thing = Thing(one.kind, Tier.PUBLIC, one.ref, one.subject, one.part, one.pillar)
    facts = [str(KINDS[one.kind]), thing.number, dates.day(one.on, language) if one.on else ""]
    excerpt = (text if len(text) <= EXCERPT else f"{text[:EXCERPT].rpartition(' ')[0]} …").replace("\n", " ")
    told = [place(thing, language), " · ".join(fact for fact in facts if fact)]
    if not title.text:
        return [excerpt or one.ref, *told, "", "", ""]
    return [
        title.text,
        *told,
        title.language if title.is_other else "",
        excerpt,
        tag if excerpt and tag != language else "",
    ]
