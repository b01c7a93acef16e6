"""What documents hold, as the files of search without a server tell it.  Pure: nothing is read here."""

from __future__ import annotations

import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache, reduce

from entente.surfaces.search.analysis import WORD, field_of, stem
from entente.surfaces.search.documents import SearchDocument
from entente.surfaces.search.index import number_of
from entente.surfaces.search.words import OTHER

TITLE_WEIGHT, WEIGHT_MAX = 3, 9

Group = tuple[str, str]
"""(field, stem): words that are found alike."""
Numbers = Mapping[str, Sequence[int]]


@dataclass(frozen=True, slots=True)
class Told:
    """What some documents hold, which are named by their places among them.

    words     of each group: its words, and document, weight, document, weight, ...
    narrowed  filter -> choice -> documents
    codes     number or reference -> documents
    days      of each document as 20261129, 0 for none
    """

    words: Mapping[Group, tuple[Sequence[str], Sequence[int]]]
    narrowed: Mapping[str, Numbers]
    codes: Numbers
    days: Sequence[int]


def told_of(documents: Sequence[SearchDocument]) -> Told:
    words: dict[Group, set[str]] = defaultdict(set)
    flat, codes = defaultdict[Group, list[int]](list), defaultdict[str, list[int]](list)
    for number, one in enumerate(documents):
        for group, weight in _weights(one, words).items():
            flat[group] += (number, weight)
        for code in dict.fromkeys(one.codes):
            codes[code].append(number)
    days = [number_of(one.on) if one.on else 0 for one in documents]
    held = {group: (sorted(words[group]), found) for group, found in flat.items()}
    return Told(held, _narrowed(documents), dict(codes), days)


@lru_cache(maxsize=50_000)
def folded(word: str) -> str:
    """As `search.js` folds what is typed."""
    return "".join(one for one in unicodedata.normalize("NFKD", word.lower()) if not unicodedata.combining(one))


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


def _narrowed(documents: Iterable[SearchDocument]) -> dict[str, dict[str, list[int]]]:
    found: dict[str, dict[str, list[int]]] = {name: {} for name in ("kind", "plan", "pillar", "party", "state")}
    for number, one in enumerate(documents):
        pillar = [f"{one.part}/{one.pillar}"] if one.pillar else []
        told = {"kind": [str(one.kind)], "plan": [one.part], "pillar": pillar}
        for name, values in {**told, "party": one.parties, "state": one.states}.items():
            for value in dict.fromkeys(values):
                found[name].setdefault(value, []).append(number)
    return found


def texts_of(one: SearchDocument) -> list[str]:
    """The words of each title and of each text in their order, folded, with a blank around each."""
    told = (text for wording in (one.title, one.text) for _tag, text in sorted(wording.items()))
    wordings = dict.fromkeys((*told, one.number))
    return [f" {' '.join(map(folded, WORD.findall(text)))} " for text in wordings if text]


@lru_cache(maxsize=50_000)
def file_of(name: str, files_of: int) -> int:
    """In which file a code lies, or a word by its first two letters, as `search.js` finds it."""
    return reduce(lambda total, one: (total * 31 + ord(one)) % 65_521, name, 7) % files_of
