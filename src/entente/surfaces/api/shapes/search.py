"""What a search finds."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundText:
    """A text in the language in which most of the words stand.  marks: [start, end) of each of them, in characters."""

    language: str
    text: str
    marks: list[list[int]]


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundThing:
    """Something found.

    kind     plan, pillar, commitment, update, evidence, source, finding, activity, milestone, candidate, assessment,
             term or amendment
    ref      what it is; subject: ref of what it speaks of, "" for a source
    circle   public, parties, group or own: who reads it
    plan, pillar  "" where it belongs to none
    """

    kind: str
    ref: str
    subject: str
    circle: str
    plan: str
    pillar: str
    parties: list[str]
    states: list[str]
    on: date | None
    title: FoundText
    passage: FoundText


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundPage:
    """A page of what was found.

    condition  current, behind (the index does not know the last moments yet) or in_the_making (there is none; ask again)
    match      all: they hold all words; any: nothing does, and these hold some
    was_cut    the question was longer than what is read
    kinds      kind -> how many, whatever kind was asked for
    elsewhere  on the first page up to three, in other languages alone, that hold as many of the words as the first three items
    """

    condition: str
    match: str
    was_cut: bool
    total: int
    kinds: dict[str, int]
    items: list[FoundThing]
    elsewhere: list[FoundThing]
