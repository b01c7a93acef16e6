"""A question as the index is asked it: in every language whose words it may be, and across the bridge to the others."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from tantivy import FieldType, Occur, Query, Searcher

from .analysis import field_of, stem
from .bridge import ACROSS_MAX, Bridge
from .codes import Code
from .index import SCHEMA, number_of
from .questions import Part, Question, Reading
from .words import FIELDS, INDEXED

OWN_LANGUAGE = 1.0
OTHER_LANGUAGE = 0.6
"""What the reader's own language says comes first."""
LONG = 2
"""Parts of a question up to which every name of a word in another language is looked for."""
AFTERWARDS = 0.01
"""Where all words are asked for, whatever the reader's own language says stands before what others say."""
ACROSS = 0.5
"""A word that was reached across the bridge weighs less than the word itself."""
NAMED = 10_000.0
"""What bears the number that was asked for weighs more than any text."""

ANSWERS = 1 / 3
"""Where any word is asked for and the reader's own language fills the page with texts that hold this share of the words, by what
they weigh, the others are not looked at.
"""

FREQUENCIES = 200_000
Frequency = Callable[[str, str], int]
"""(field, stem) -> how many documents hold it."""


@dataclass(frozen=True, slots=True)
class Way:
    """One way in which a part of a question may stand in a field: words side by side, and what that weighs."""

    words: tuple[str, ...]
    weight: float

    def query(self, name: str, boost: float) -> Query:
        found = (
            Query.term_query(SCHEMA, name, self.words[0], index_option="freq")
            if len(self.words) == 1
            else Query.phrase_query(SCHEMA, name, list(self.words))
        )
        weight = self.weight * boost
        return found if weight == 1.0 else Query.boost_query(found, weight)


Ways = dict[str, list[list[Way]]]
"""field -> for each wanted part the ways in which it may stand there; [] where it cannot."""


@dataclass(frozen=True)
class Matching:
    """What is looked for, made ready when it is asked.

    own     field of the reader's own language
    wanted  parts of the question, agreed terms as one
    size    how many documents the index holds
    """

    reading: Reading
    question: Question
    own: str
    wanted: Sequence[Part]
    bridge: Bridge
    frequency: Frequency
    size: int

    @cached_property
    def ways_own(self) -> list[list[Way]]:
        """For each wanted part the ways in which it may stand in the reader's own language."""
        return [_ways(self.own, part, self.own, self.bridge, self.frequency) for part in self.wanted]

    @cached_property
    def ways(self) -> Ways:
        """The same in every field."""
        others = {
            name: [_ways(name, part, self.own, self.bridge, self.frequency) for part in self.wanted]
            for name in FIELDS
            if name != self.own
        }
        return {name: others.get(name, self.ways_own) for name in FIELDS}

    @cached_property
    def sought(self) -> dict[str, set[str]]:
        """Field -> stems, for marking them in what was found."""
        return {name: {w for part in parts for way in part for w in way.words} for name, parts in self.ways.items()}

    def every_own(self) -> Query | None:
        """All words in the reader's own language: what it finds comes first of `every`; None where it can find nothing."""
        can_find = self.ways_own and all(self.ways_own)
        return self._asked(_every({self.own: self.ways_own}, self.own)) if can_find else None

    def every(self) -> Query:
        """All words, within one language, whichever."""
        return self._asked(_every(self.ways, self.own))

    def some_own(self) -> Query | None:
        """Any word, in the reader's own language; None where it can find nothing."""
        return self._asked(_some({self.own: self.ways_own}, self.own)) if any(self.ways_own) else None

    def some(self) -> Query:
        """Any word, in any language."""
        return self._asked(_some(self.ways, self.own))

    def elsewhere(self) -> Query | None:
        """Any word in the other languages, of what says nothing in the reader's own; None where it can find nothing."""
        others = {name: ways for name, ways in self.ways.items() if name != self.own}
        if not any(any(parts) for parts in others.values()):
            return None
        own = Query.term_query(SCHEMA, "spoken", self.own, index_option="basic")
        return self._narrowed(Query.boolean_query([(Occur.Must, _some(others, self.own)), (Occur.MustNot, own)]))

    def held(self, name: str, stems: set[str]) -> float:
        """Share of the wanted parts that words with these stems hold in a field, side by side or not."""
        ways = self.ways[name]
        return sum(any(stems.issuperset(way.words) for way in part) for part in ways) / len(ways) if ways else 0.0

    def enough(self) -> float:
        """What a text in the reader's own language must weigh to answer: ANSWERS of all words, said once each."""
        return ANSWERS * sum(max((self._weight(way) for way in part), default=0.0) for part in self.ways_own)

    def _weight(self, way: Way) -> float:
        """As tantivy weighs words by how rare they are (BM25) in a text of usual length."""
        seen = [self.frequency(self.own, word) for word in way.words]
        return way.weight * sum(math.log(1 + (self.size - number + 0.5) / (number + 0.5)) for number in seen)

    def _asked(self, found: Query) -> Query:
        """With what the question names, and within its filters."""
        named = self.reading.code
        return self._narrowed(found if named is None else _either([*_named(named), found]))

    def _narrowed(self, found: Query) -> Query:
        return _narrowed(found, self.reading, self.question)


def matching(reading: Reading, question: Question, bridge: Bridge, frequency: Frequency, size: int) -> Matching:
    wanted = _with_terms(reading.wanted, bridge)
    return Matching(reading, question, field_of(question.language), wanted, bridge, frequency, size)


def frequency_in(searcher: Searcher) -> Frequency:
    return lru_cache(maxsize=FREQUENCIES)(searcher.doc_freq)


def _with_terms(parts: Sequence[Part], bridge: Bridge) -> list[Part]:
    """Single words that together are an agreed term are looked for as one, so that its other names are found."""
    found, at = list[Part](), 0
    names = {(tag, words) for term in bridge.terms for tag, words in term.items() if len(words) > 1}
    longest = max((len(words) for _tag, words in names), default=1)
    while at < len(parts):
        for length in range(min(longest, len(parts) - at), 1, -1):
            run = parts[at : at + length]
            if any(part.is_phrase for part in run):
                continue
            words = tuple(part.words[0] for part in run)
            if any((tag, tuple(stem(tag, word) for word in words)) in names for tag in INDEXED):
                found.append(Part(words))
                at += length
                break
        else:
            found.append(parts[at])
            at += 1
    return found


def _ways(name: str, part: Part, own: str, bridge: Bridge, frequency: Frequency) -> list[Way]:
    here = tuple(one for word in part.words if (one := stem(name, word)))
    if here and all(frequency(name, one) for one in here):
        return [Way(here, 1.0)]
    found: dict[tuple[str, ...], float] = {}
    for words, weight in _across(name, part, own, bridge):
        if words not in found and all(frequency(name, one) for one in words):
            found[words] = weight
    return [Way(words, weight) for words, weight in found.items()]


def _across(name: str, part: Part, own: str, bridge: Bridge) -> Iterable[tuple[tuple[str, ...], float]]:
    """From the reader's own language where the bridge knows the word in it, else from whichever does."""
    sources = sorted(INDEXED, key=lambda tag: tag != own)
    for source in sources:
        if source == name:
            continue
        words = tuple(stem(source, word) for word in part.words)
        for term in bridge.terms:
            if term.get(source) == words and name in term:
                yield term[name], ACROSS * 2
        if len(words) == 1 and (there := bridge.across(source, words[0], name)):
            yield from (((one,), ACROSS * share) for one, share in there)
            return


def _boost(name: str, own: str) -> float:
    return OWN_LANGUAGE if name == own else OTHER_LANGUAGE


def _either(queries: Sequence[Query]) -> Query:
    if not queries:
        return Query.empty_query()
    return queries[0] if len(queries) == 1 else Query.boolean_query([(Occur.Should, one) for one in queries])


def _every(ways: Ways, own: str) -> Query:
    """All parts, within one language."""
    found = []
    for name, parts in ways.items():
        if parts and all(parts):
            boost = OWN_LANGUAGE if name == own else AFTERWARDS
            whole = [_either([way.query(name, boost) for way in part]) for part in parts]
            found.append(whole[0] if len(whole) == 1 else Query.boolean_query([(Occur.Must, one) for one in whole]))
    return _either(found)


def _some(ways: Ways, own: str) -> Query:
    """Any part; of a long question each word's best name in another language alone."""
    kept = 1 if max(map(len, ways.values())) > LONG else ACROSS_MAX
    return _either(
        [way.query(name, _boost(name, own)) for name, parts in ways.items() for part in parts for way in part[:kept]]
    )


def _named(code: Code) -> Iterable[Query]:
    """What bears this number or reference comes before all that holds its words."""
    plan = Query.term_query(SCHEMA, "part", code.plan, index_option="basic")
    for at, name in enumerate(code.names):
        query = Query.term_query(SCHEMA, "code", name, index_option="basic")
        if code.plan:
            query = Query.boolean_query([(Occur.Must, query), (Occur.Must, plan)])
        yield Query.const_score_query(query, NAMED / (at + 1))


def _narrowed(found: Query, reading: Reading, question: Question) -> Query:
    """The filters weigh nothing."""
    musts = [Query.const_score_query(one, 0.0) for one in _filters(question)]
    nots = [
        Way(words, 1.0).query(name, 1.0) for part in reading.unwanted for name in FIELDS if (words := _all(name, part))
    ]
    if not musts and not nots:
        return found
    clauses = [(Occur.Must, found), *((Occur.Must, one) for one in musts), *((Occur.MustNot, one) for one in nots)]
    return Query.boolean_query(clauses)


def _all(name: str, part: Part) -> tuple[str, ...]:
    return tuple(one for word in part.words if (one := stem(name, word)))


def _filters(question: Question) -> Iterable[Query]:
    exact = {"kind": question.kind, "part": question.plan, "pillar": question.pillar}
    exact |= {"party": question.party, "state": question.state}
    for name, value in exact.items():
        if value:
            yield Query.term_query(SCHEMA, name, value, index_option="basic")
    if question.from_on or question.to_on:
        lower = number_of(question.from_on) if question.from_on else 0
        upper = number_of(question.to_on) if question.to_on else 99_999_999
        yield Query.range_query(SCHEMA, "on", FieldType.Integer, lower, upper)
