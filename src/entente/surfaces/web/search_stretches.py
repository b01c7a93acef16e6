"""Stretches of neighbouring documents, and how what they hold comes together in files.  Pure.

A stretch tells its documents by their numbers within it and says nothing of how many lie before: one that nothing changed is
told as it was.  A document's number in a file is that of its stretch times SPAN, more that within it.
"""

from __future__ import annotations

import json
import pickle
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from entente.surfaces.search.bridge import Bridge
from entente.surfaces.search.words import FIELDS

from .search_words import Group, Told, file_of

CHUNK = 32
"""Numbers of the documents whose titles lie in one file.  Some stay free: a document that comes moves few others."""
STRETCH = 4096
"""Documents of a stretch at most: what a change makes anew."""
SPAN = STRETCH * CHUNK
"""Numbers of a stretch, were each document alone in its file."""

Run = tuple[int, int, str]
"""Documents of a stretch: numbers of the first and the last, and as text what comes between the first and what is next."""
Numbered = Mapping[int, int]


@dataclass(frozen=True, slots=True)
class Shelves:
    """How many files of words and of codes there are: powers of two, so that they seldom change."""

    words: int
    codes: int


def power_of_two(least: int) -> int:
    """The first that is not less; 1 at least."""
    return 1 << max(0, least - 1).bit_length()


def stretch_of(sheets: Iterable[Told], bridge: Bridge, shelves: Shelves) -> dict[str, bytes]:
    """File -> what it tells of these documents, packed.  sheets: what they hold, CHUNK at most in each."""
    words: dict[Group, set[str]] = defaultdict(set)
    places: dict[Group, dict[int, int]] = defaultdict(dict)
    files: dict[str, dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
    days = list[tuple[int, int]]()
    for base, told in zip(range(0, SPAN, CHUNK), sheets, strict=False):
        for group, (known, flat) in told.words.items():
            words[group].update(known)
            places[group].update((base + number, weight) for number, weight in zip(*[iter(flat)] * 2, strict=True))
        for name, choices in told.narrowed.items():
            for choice, numbers in choices.items():
                files[f"only-{name}"][choice] += [base + number for number in numbers]
        for code, numbers in told.codes.items():
            files[f"codes-{file_of(code, shelves.codes)}"][code] += [base + number for number in numbers]
        for number, day in enumerate(told.days, start=base):
            if not days or days[-1][0] != day:
                days.append((day, number))
    found = {name: pickle.dumps([(key, _run(all_of)) for key, all_of in held.items()]) for name, held in files.items()}
    return found | _words(words, places, bridge, shelves) | {"only-day": pickle.dumps(days)}


def _words(
    words: Mapping[Group, set[str]], places: Mapping[Group, Numbered], bridge: Bridge, shelves: Shelves
) -> dict[str, bytes]:
    """By the first letters of stems, whatever the words are: those of a stretch alone are not all."""
    files: dict[str, list[tuple[Group, list[str], Run]]] = defaultdict(list)
    for group in sorted({*places, *_sources(places, bridge)}):
        found = _across(group, places, bridge)
        kept = files[f"words-{file_of(group[1][:2], shelves.words)}"]
        kept.append((group, sorted(words.get(group, ())), _run_weighted(found)))
    return {name: pickle.dumps(held) for name, held in files.items()}


def _sources(places: Mapping[Group, Numbered], bridge: Bridge) -> Iterator[Group]:
    """The words from which the bridge leads to one that stands here."""
    for way, across in bridge.words.items():
        source, _to, target = way.partition(">")
        yield from (
            (source, root) for root, found in across.items() if any((target, one) in places for one, _share in found)
        )


def _across(group: Group, places: Mapping[Group, Numbered], bridge: Bridge) -> dict[int, int]:
    """Where a word stands, and where its words in other languages do, which weigh half and are told below zero."""
    source, root = group
    found = dict(places.get(group, {}))
    for target in FIELDS:
        for there, share in bridge.across(source, root, target) if target != source else ():
            for number, weight in places.get((target, there), {}).items():
                found.setdefault(number, -max(1, round(weight * share / 2)))
    return found


def _run(numbers: Sequence[int]) -> Run:
    gaps = (f",{there - here}" for here, there in pairwise(numbers))
    return numbers[0], numbers[-1], "".join(gaps)


def _run_weighted(found: Numbered) -> Run:
    told = sorted(found.items())
    before, rest = told[0][0], list[str]()
    for number, weight in told:
        rest.append(f",{number - before},{weight}")
        before = number
    return told[0][0], before, "".join(rest).removeprefix(",0")


# --- all stretches ---------------------------------------------------------------------------------------------------


@dataclass(slots=True)
class _Row:
    """The documents of several stretches, as gaps.  last: the number of the latest, of all stretches."""

    told: list[str] = field(default_factory=list)
    last: int = 0
    words: set[str] = field(default_factory=set)

    def add(self, stretch: int, run: Run) -> None:
        first, last, rest = run
        self.told.append(f"{stretch * SPAN + first - self.last}{rest}")
        self.last = stretch * SPAN + last

    def gaps(self) -> str:
        return f"[{','.join(self.told)}]"


def joined(stretches: Sequence[bytes]) -> str:
    """Of a file of choices or codes, what each stretch tells, as one: choice -> documents as gaps."""
    rows: dict[str, _Row] = defaultdict(_Row)
    for number, told in enumerate(stretches):
        for key, run in _unpacked(told):
            rows[key].add(number, run)
    return f"{{{','.join(f'{as_json(key)}:{row.gaps()}' for key, row in sorted(rows.items()))}}}"


def joined_days(stretches: Sequence[bytes]) -> str:
    """[day, number of the first document that bears it, as a gap], in their order."""
    told, before = list[list[int]](), 0
    for stretch, days in enumerate(stretches):
        for day, number in _unpacked(days):
            told.append([day, stretch * SPAN + number - before])
            before = stretch * SPAN + number
    return as_json(told)


Lines = Mapping[int, Sequence[tuple[Group, str]]]
"""File of words -> lines of it, each with the group that it tells."""


def lines_of(stretches: Sequence[bytes], shelves: Shelves) -> Lines:
    """Of some groups, what each stretch tells, as one: a line for each file in which a word of a group is looked for."""
    rows: dict[Group, _Row] = defaultdict(_Row)
    for number, told in enumerate(stretches):
        for group, words, run in _unpacked(told):
            rows[group].add(number, run)
            rows[group].words.update(words)
    lines: dict[int, list[tuple[Group, str]]] = defaultdict(list)
    for group, row in rows.items():
        line = f"[{as_json(' '.join(sorted(row.words)))},{row.gaps()}]"
        for number in sorted({file_of(word[:2], shelves.words) for word in row.words}):
            lines[number].append((group, line))
    return dict(lines)


def _unpacked(told: bytes) -> list[Any]:
    found: list[Any] = pickle.loads(told) if told else []  # noqa: S301  # packed above
    return found


def as_json(told: object) -> str:
    return json.dumps(told, ensure_ascii=False, separators=(",", ":"))
