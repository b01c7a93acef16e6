"""The one way of asking the indexes: ask(by, Question("..."), as_of=...) -> Answer."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from itertools import pairwise

from tantivy import DocAddress, Query, Searcher

from entente.foundation.common.actors import Actor
from entente.foundation.common.languages import Wording, pick
from entente.foundation.common.records import Tier
from entente.foundation.ledger import queries as ledger

from . import doors, opening, tiers
from .bridge import Bridge
from .building import speaks_of_this_record
from .elsewhere import BESIDE, SHOWN_MAX, elsewhere
from .index import Found, found_of
from .matching import Frequency, Matching, matching
from .opening import Opened
from .passages import Passage, best_language, passage
from .questions import Question, Reading, read
from .store import State
from .words import Condition, Kind, Match

OFFSET_MAX = 10_000
"""How far a list is paged through."""
DECIDES = 10
"""So many of the first texts in the reader's own language say whether it answers a question of any words."""
TOLD_MAX = 100_000
"""Up to so many documents the told order of those that weigh the same is kept by looking at all of them.  A larger index gives
them as they were written, which is that order after a rebuild."""
BEHIND = 0.999_999

Hits = list[tuple[float, DocAddress]]


@dataclass(frozen=True, slots=True)
class Hit:
    """Something found.  title, passage: in the language in which most of the words stand, the reader's own first."""

    kind: Kind
    tier: Tier
    ref: str
    subject: str
    plan: str
    pillar: str
    parties: tuple[str, ...]
    states: tuple[str, ...]
    on: date | None
    titles: Wording
    title: Passage
    passage: Passage


@dataclass(frozen=True, slots=True)
class Answer:
    """What was found.

    total      how many documents answer; kinds: how many of each kind, whatever kind is asked for
    match      ALL where they hold all words, ANY where no document does
    was_cut    the question was longer than what is read
    known_at   instant of the record that the index speaks of, None while there is none
    elsewhere  on the first page up to three that say it in other languages alone and hold about as many of the words as the first
               three hits do; they may stand among the later hits as well
    """

    condition: Condition
    hits: tuple[Hit, ...] = ()
    total: int = 0
    kinds: Mapping[Kind, int] = field(default_factory=dict)
    match: Match = Match.ALL
    was_cut: bool = False
    is_empty: bool = False
    known_at: datetime | None = None
    elsewhere: tuple[Hit, ...] = ()


def ask(by: Actor, question: Question, *, as_of: datetime, limit: int = 20, offset: int = 0) -> Answer:
    """What an actor may read that answers a question.  It never fails: an index that is not there is said to be made."""
    reading = read(question.text)
    opened = opening.current()
    if opened is None or not speaks_of_this_record(opened.state, [ledger.PUBLIC_LOG]):
        return Answer(Condition.IN_THE_MAKING, was_cut=reading.was_cut)
    known_at = datetime.fromisoformat(opened.state.as_of)
    condition = Condition.BEHIND if _is_behind(by, opened.state) else Condition.CURRENT
    names = tiers.open_to(by, opened.searchers)
    asked = {name: _asked(opened, name, question, reading) for name in names}
    if not reading.wanted:
        return Answer(condition, was_cut=reading.was_cut, is_empty=True, known_at=known_at)
    match, kinds = _kinds(opened, names, question, reading)
    offset = min(max(offset, 0), OFFSET_MAX)
    found = _found(opened, asked, match, limit, offset)
    more = _elsewhere(opened, asked, [one for _name, one in found]) if offset == 0 else []
    seen = doors.readable(by, [one for _name, one in [*found, *more]], as_of=as_of)
    hits, others = (
        tuple(_hit(name, one, asked[name], question) for name, one in each if one.name in seen)
        for each in (found, more)
    )
    total = _total(kinds, question)
    return Answer(condition, hits, total, kinds, match, reading.was_cut, False, known_at, others)


def search(
    searcher: Searcher, bridge: Bridge, question: Question, frequency: Frequency, limit: int = 10
) -> list[tuple[float, Found]]:
    """The best documents of one index, all words or any as the question says: what the benchmark measures."""
    asked = matching(read(question.text), question, bridge, frequency, searcher.num_docs)
    return _best(searcher, asked, Match.ANY if question.match is Match.ANY else Match.ALL, limit)


def _asked(opened: Opened, name: str, question: Question, reading: Reading) -> Matching:
    """The question as one of the indexes is asked it."""
    return matching(reading, question, opened.bridge, opened.frequencies[name], opened.searchers[name].num_docs)


def _best(searcher: Searcher, asked: Matching, match: Match, limit: int) -> list[tuple[float, Found]]:
    """Where the reader's own language answers, the others come after it, and are looked at only where it does not fill the page.

    Of any words it answers when its first DECIDES texts hold enough of them: the same on every page of a list.
    """
    is_all = match is Match.ALL
    own = asked.every_own() if is_all else asked.some_own()
    hits = _first(searcher, own, max(limit, DECIDES)) if own is not None else []
    answers = is_all or (len(hits) >= DECIDES and hits[DECIDES - 1][0] >= asked.enough())
    if len(hits) < limit or not answers:
        everywhere = _first(searcher, asked.every() if is_all else asked.some(), limit)
        hits = _behind(hits, everywhere) if answers and not is_all else everywhere
    hits = hits[:limit]
    return [(score, found_of(searcher.doc(address))) for score, address in hits]


def _first(searcher: Searcher, query: Query, limit: int) -> Hits:
    """The best, those that weigh the same in the told order: all of them are looked at, not those that the index gives first."""
    asked = limit + 1
    hits = searcher.search(query, limit=asked, count=False).hits
    while searcher.num_docs <= TOLD_MAX and len(hits) == asked and hits[limit - 1][0] == hits[-1][0]:
        asked *= 8
        hits = searcher.search(query, limit=asked, count=False).hits
    if all(one[0] != other[0] for one, other in pairwise(hits)):
        return hits[:limit]
    places = searcher.fast_field_values("place", [address for _score, address in hits])
    told = sorted(zip(hits, places, strict=True), key=lambda one: (-one[0][0], one[1]))
    return [hit for hit, _place in told[:limit]]


def _behind(own: Hits, everywhere: Hits) -> Hits:
    """What was found in the reader's own language, then the rest in its order, all of which weighs less than its last."""
    seen = {(address.segment_ord, address.doc) for _score, address in own}
    rest = [(score, address) for score, address in everywhere if (address.segment_ord, address.doc) not in seen]
    share = own[-1][0] / max([own[-1][0], *(score for score, _address in rest)]) * BEHIND
    return [*own, *((score * share, address) for score, address in rest)]


def _is_behind(by: Actor, state: State) -> bool:
    logs = [ledger.PUBLIC_LOG, *([by.owner] if by.reads_records else [])]
    return any(ledger.size(log) > state.heads.get(log, (0, ""))[0] for log in logs)


def _kinds(opened: Opened, names: Sequence[str], question: Question, reading: Reading) -> tuple[Match, dict[Kind, int]]:
    """Whether all words are asked for or any, and how many documents of each kind that gives, whatever kind is asked for."""
    of_any_kind = replace(question, kind="")
    tried = [one for one in (Match.ALL, Match.ANY) if question.match in (Match.BEST, one)]
    for match in tried:
        counted = Counter[Kind]()
        for name in names:
            asked = _asked(opened, name, of_any_kind, reading)
            counted.update(_counts(opened.searchers[name], asked.every() if match is Match.ALL else asked.some()))
        kinds = {kind: counted[kind] for kind in Kind if counted[kind]}
        if _total(kinds, question) or match is tried[-1]:
            return match, kinds
    return Match.ALL, {}


def _total(kinds: Mapping[Kind, int], question: Question) -> int:
    return sum(number for kind, number in kinds.items() if question.kind in ("", kind))


def _counts(searcher: Searcher, query: Query) -> dict[Kind, int]:
    told = searcher.aggregate(query, {"kinds": {"terms": {"field": "kind", "size": len(Kind)}}})
    return {Kind(bucket["key"]): int(bucket["doc_count"]) for bucket in told["kinds"]["buckets"]}


def _found(
    opened: Opened, asked: Mapping[str, Matching], match: Match, limit: int, offset: int
) -> list[tuple[str, Found]]:
    """A page of the best of all indexes together; what two of them hold is taken from the narrower circle."""
    best: list[tuple[float, str, Found]] = []
    for name, one in asked.items():
        best += [(score, name, each) for score, each in _best(opened.searchers[name], one, match, offset + limit)]
    narrow = {
        one.name: name for _score, name, one in best
    }  # indexes come in the order of their circles, the widest first
    kept = [(score, name, one) for score, name, one in best if narrow[one.name] == name]
    kept.sort(key=lambda each: (-each[0], each[2].place))
    once = {one.name: (name, one) for _score, name, one in reversed(kept)}
    return list(reversed(once.values()))[offset : offset + limit]


def _elsewhere(opened: Opened, asked: Mapping[str, Matching], found: Sequence[Found]) -> list[tuple[str, Found]]:
    """What says it in other languages alone and is not among the first that were found."""
    shown = {one.name for one in found[:BESIDE]}
    best: list[tuple[float, str, Found]] = []
    for name, one in asked.items():
        best += [(score, name, each) for score, each in elsewhere(opened.searchers[name], one, found)]
    best.sort(key=lambda each: (-each[0], each[2].place))
    once = {one.name: (name, one) for _score, name, one in reversed(best) if one.name not in shown}
    return list(reversed(once.values()))[:SHOWN_MAX]


def _hit(name: str, one: Found, asked: Matching, question: Question) -> Hit:
    language = best_language([one.title, one.text], asked.sought, question.language)
    title, title_tag = pick(one.title, language, [question.language])
    text, text_tag = pick(one.text, language, [question.language])
    return Hit(
        kind=one.kind,
        tier=tiers.tier_of(name),
        ref=one.ref,
        subject=one.subject,
        plan=one.part,
        pillar=one.pillar,
        parties=one.parties,
        states=one.states,
        on=one.on,
        titles=one.title,
        title=passage(title, title_tag, asked.sought, length=len(title)),
        passage=passage(text, text_tag, asked.sought),
    )
