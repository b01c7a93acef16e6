"""Search without a server: the words of everything public in files beside the pages, a few kilobytes for a question.

find/index.js      which words lie in which file, and how many documents there are
find/words-N.js    [words that are found alike, [document, weight, document, weight, ...]]: documents as gaps, in order;
                   a weight below zero is that of a word in another language, reached across the bridge
find/text-N.js     [the words of each wording, folded] of CHUNK documents: loaded for a phrase alone
find/only-NAME.js  for each choice of a filter its documents, as gaps: loaded when the filter is used
find/only-day.js   [day as 20261129, how many documents bear it], in the order of the documents
find/codes-N.js    number or reference -> its documents, as gaps: loaded for a question that is one
find/LANGUAGE-N.js [title, address, facts, language of the title, beginning of the text, its language] of CHUNK documents

They are scripts that hand over data, since a page that is opened from a disk may load scripts and nothing else.  The words
of all languages lie together, and a word leads across the bridge to what is said in another language alone.  Documents stand
in the order of their days, the oldest first: what is new changes few files, and of two that weigh the same the later comes first.
"""

from __future__ import annotations

import json
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache, reduce
from itertools import groupby, pairwise

from django.utils import translation

from entente.foundation.common.actors import PUBLIC
from entente.foundation.common.languages import pick
from entente.foundation.common.records import Tier
from entente.record.plan import queries as plans
from entente.surfaces.search.analysis import WORD, field_of, stem, stop_words
from entente.surfaces.search.bridge import Bridge
from entente.surfaces.search.building import bridge_of
from entente.surfaces.search.codes import AMENDMENTS, PILLARS, PROMISES
from entente.surfaces.search.documents import SearchDocument
from entente.surfaces.search.gathering import of_plan
from entente.surfaces.search.index import number_of
from entente.surfaces.search.words import FIELDS, INDEXED, OTHER

from . import dates, files, links
from .found_places import Thing, place
from .search_choices import KINDS
from .wording import said

FOLDER = "find/"
CHUNK = 20
"""Documents whose titles lie in one file."""
SHARD_BYTES = 12_000
"""About so much lies in a file of words."""
EXCERPT = 140
"""Characters of a text that are shown with its title."""
TITLE_WEIGHT, WEIGHT_MAX = 3, 9

Group = tuple[str, str]
"""(field, stem): words that are found alike."""


def search_files(*, as_of: datetime) -> Iterator[tuple[str, bytes]]:
    """(name, content) of every file, in an order that depends on the record alone."""
    slugs = sorted(plans.visible_slugs(PUBLIC, as_of=as_of))
    gathered = (one for slug in slugs for one in of_plan(PUBLIC, slug, as_of=as_of))
    documents = sorted(gathered, key=lambda one: (one.place, one.key), reverse=True)
    shards = list(_shards(_entries(documents, bridge_of(documents))))
    codes = _codes(documents)
    told = {
        "size": len(documents),
        "chunk": CHUNK,
        "shards": [first for first, _entries in shards],
        "codes": len(codes),
    }
    told |= {"stop": sorted({word for tag in INDEXED for word in stop_words(tag)})}
    told |= {"named": [sorted(PROMISES), sorted(PILLARS), sorted(AMENDMENTS)]}
    yield f"{FOLDER}index.js", f"ententeFind={_json({**told, 'files': {}})}".encode()
    for number, (_first, entries) in enumerate(shards):
        yield _file(f"words-{number}", entries)
    for number in range(0, len(documents), CHUNK):
        yield _file(f"text-{number // CHUNK}", [_texts(one) for one in documents[number : number + CHUNK]])
    for name, narrowed in _narrowed(documents).items():
        yield _file(f"only-{name}", narrowed)
    yield _file("only-day", [[day, len(list(same))] for day, same in groupby(documents, key=_day)])
    for number, held in enumerate(codes):
        yield _file(f"codes-{number}", held)
    for language, _name in links.languages():
        with translation.override(language), files.written(links.href("search", language)):
            rows = [_row(one, language) for one in documents]
        for number in range(0, len(rows), CHUNK):
            yield _file(f"{language}-{number // CHUNK}", rows[number : number + CHUNK])


def _file(name: str, told: object) -> tuple[str, bytes]:
    return f"{FOLDER}{name}.js", f"ententeFind.files[{_json(name)}]={_json(told)}".encode()


def _json(told: object) -> str:
    return json.dumps(told, ensure_ascii=False, separators=(",", ":"))


# --- words -----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Entry:
    """Words that are found alike, and the documents that hold them with what they weigh there."""

    words: tuple[str, ...]
    places: Mapping[int, int]

    def told(self) -> list[object]:
        flat, before = list[int](), 0
        for number, weight in sorted(self.places.items()):
            flat += [number - before, weight]
            before = number
        return [" ".join(self.words), flat]


@lru_cache(maxsize=50_000)
def folded(word: str) -> str:
    """As `search.js` folds what is typed."""
    return "".join(one for one in unicodedata.normalize("NFKD", word.lower()) if not unicodedata.combining(one))


def _entries(documents: Iterable[SearchDocument], bridge: Bridge) -> list[Entry]:
    words: dict[Group, set[str]] = defaultdict(set)
    places: dict[Group, dict[int, int]] = defaultdict(dict)
    for number, one in enumerate(documents):
        for group, weight in _weights(one, words).items():
            places[group][number] = weight
    return [Entry(tuple(sorted(words[group])), _across(group, places, bridge)) for group in sorted(places)]


def _weights(one: SearchDocument, words: dict[Group, set[str]]) -> Counter[Group]:
    found = Counter[Group]()
    for tag in one.languages():
        field = field_of(tag)
        for text, weight in ((one.title.get(tag, ""), TITLE_WEIGHT), (one.text.get(tag, ""), 1)):
            for word in map(folded, WORD.findall(text)):
                if (len(word) > 1 or word.isdigit()) and (root := stem(field, word)):
                    words[field, root].add(word)
                    found[field, root] += weight
    for word in WORD.findall(one.number):
        words[OTHER, word].add(word)
        found[OTHER, word] += 1
    return Counter({group: min(2 * weight, WEIGHT_MAX) for group, weight in found.items()})


def _across(group: Group, places: Mapping[Group, Mapping[int, int]], bridge: Bridge) -> dict[int, int]:
    """Where a word stands, and where its words in other languages do, which weigh half and are told below zero."""
    source, root = group
    found = dict(places[group])
    for target in FIELDS:
        for there, share in bridge.across(source, root, target) if target != source else ():
            for number, weight in places.get((target, there), {}).items():
                found.setdefault(number, -max(1, round(weight * share / 2)))
    return found


def _shards(entries: Iterable[Entry]) -> Iterator[tuple[str, list[list[object]]]]:
    """(first two letters, entries) of each file.  Words that begin alike lie in one file."""
    by_letters: dict[str, list[list[object]]] = defaultdict(list)
    for entry in entries:
        told = entry.told()
        for letters in {word[:2] for word in entry.words}:
            by_letters[letters].append(told)
    first, kept, size = "", list[list[object]](), 0
    for letters in sorted(by_letters):
        more = len(_json(by_letters[letters]))
        if kept and size + more > SHARD_BYTES:
            yield first, kept
            first, kept, size = letters, [], 0
        kept, size = kept + by_letters[letters], size + more
    if kept:
        yield first, kept


def _narrowed(documents: Iterable[SearchDocument]) -> dict[str, dict[str, list[int]]]:
    """Filter -> choice -> documents as gaps."""
    found: dict[str, dict[str, list[int]]] = {name: {} for name in ("kind", "plan", "pillar", "party", "state")}
    last: dict[tuple[str, str], int] = {}
    for number, one in enumerate(documents):
        pillar = [f"{one.part}/{one.pillar}"] if one.pillar else []
        told = {"kind": [str(one.kind)], "plan": [one.part], "pillar": pillar}
        for name, values in {**told, "party": one.parties, "state": one.states}.items():
            for value in values:
                found[name].setdefault(value, []).append(number - last.get((name, value), 0))
                last[name, value] = number
    return found


def _day(one: SearchDocument) -> int:
    return number_of(one.on) if one.on else 0


def _codes(documents: Sequence[SearchDocument]) -> list[dict[str, list[int]]]:
    """For each file: number or reference -> documents as gaps."""
    places: dict[str, list[int]] = defaultdict(list)
    for number, one in enumerate(documents):
        for code in one.codes:
            places[code].append(number)
    files_of = -(-sum(len(code) + 8 for code in places) // SHARD_BYTES)
    found = [dict[str, list[int]]() for _file in range(files_of)]
    for code, numbers in sorted(places.items()):
        found[code_file(code, files_of)][code] = [b - a for a, b in pairwise([0, *numbers])]
    return found


def code_file(code: str, files_of: int) -> int:
    """In which file a code lies, as `search.js` finds it."""
    return reduce(lambda total, one: (total * 31 + ord(one)) % 65_521, code, 7) % files_of


# --- documents -------------------------------------------------------------------------------------------------------


def _texts(one: SearchDocument) -> list[str]:
    """The words of each title and of each text in their order, folded, with a blank around each."""
    told = (text for wording in (one.title, one.text) for _tag, text in sorted(wording.items()))
    wordings = dict.fromkeys((*told, one.number))
    return [f" {' '.join(map(folded, WORD.findall(text)))} " for text in wordings if text]


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
