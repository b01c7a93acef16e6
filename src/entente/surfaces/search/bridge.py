"""From a word in one language to its words in another, learnt from the record itself.  Pure.

Two sources: the words that the parties agreed, and the wordings that the record holds in several languages.  Words that
keep company across all parallel wordings are linked; a pair that is linked too seldom is left out.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations, islice
from typing import Any

from .analysis import WORD, is_stop, stem
from .words import INDEXED

SEGMENTS_MAX = 6_000
"""So many parallel passages teach; more add time and little else."""
WORDS_MAX = 60
"""A longer passage tells too little about which word stands for which."""
LINKS_MIN = 2
SHARE_MIN = 0.3
"""How often a word has to be linked to another, of all the passages that hold it."""
ACROSS_MAX = 3

Across = dict[str, list[tuple[str, float]]]


@dataclass(frozen=True, slots=True)
class Bridge:
    """Between languages.

    words  "es>en" -> stem -> its stems there with their share, the best first
    terms  agreed terms: field -> stems of its words
    """

    words: Mapping[str, Across] = field(default_factory=dict)
    terms: Sequence[Mapping[str, tuple[str, ...]]] = ()

    def across(self, source: str, word: str, target: str) -> list[tuple[str, float]]:
        return self.words.get(f"{source}>{target}", {}).get(word, [])

    def as_json(self) -> dict[str, Any]:
        return {"words": self.words, "terms": [dict(term) for term in self.terms]}

    @classmethod
    def from_json(cls, told: Mapping[str, Any]) -> Bridge:
        words = {
            pair: {word: [(there, share) for there, share in found] for word, found in across.items()}
            for pair, across in told["words"].items()
        }
        return cls(words, [{tag: tuple(stems) for tag, stems in term.items()} for term in told["terms"]])


def build(wordings: Iterable[Mapping[str, str]], terms: Iterable[Mapping[str, str]] = ()) -> Bridge:
    """wordings: field -> text, of one passage each; terms: field -> the agreed word."""
    passages = teaching(wordings)
    words: dict[str, Across] = {}
    for one, other in combinations(INDEXED, 2):
        pairs = [(_set(one, each[one]), _set(other, each[other])) for each in passages if one in each and other in each]
        links, left, right = _linked([pair for pair in pairs if _is_short(pair)])
        words[f"{one}>{other}"] = _kept(links, left)
        words[f"{other}>{one}"] = _kept({(b, a): number for (a, b), number in links.items()}, right)
    named = [{tag: _sequence(tag, text) for tag, text in term.items()} for term in terms]
    return Bridge(words, [term for term in named if len(term) > 1 and all(term.values())])


def teaching(wordings: Iterable[Mapping[str, str]]) -> list[Mapping[str, str]]:
    """Those of these wordings that a bridge is learnt from."""
    return list(islice((one for one in wordings if len(one) > 1), SEGMENTS_MAX))


def _set(tag: str, text: str) -> frozenset[str]:
    found = (stem(tag, word.lower()) for word in WORD.findall(text) if len(word) > 2 and not word.isdecimal())
    return frozenset(one for one in found if one and not is_stop(one, (tag,)))


def _sequence(tag: str, text: str) -> tuple[str, ...]:
    return tuple(stem(tag, word.lower()) for word in WORD.findall(text) if not is_stop(word.lower(), (tag,)))


def _is_short(pair: tuple[frozenset[str], frozenset[str]]) -> bool:
    return all(0 < len(side) <= WORDS_MAX for side in pair)


def _linked(
    pairs: Sequence[tuple[frozenset[str], frozenset[str]]],
) -> tuple[Counter[tuple[str, str]], Counter[str], Counter[str]]:
    """How often each pair of words is the best match within a passage; and in how many passages each word stands."""
    left, right, both = Counter[str](), Counter[str](), Counter[tuple[str, str]]()
    for here, there in pairs:
        left.update(here)
        right.update(there)
        both.update((a, b) for a in here for b in there)
    dice = {pair: 2 * number / (left[pair[0]] + right[pair[1]]) for pair, number in both.items() if number >= LINKS_MIN}
    links = Counter[tuple[str, str]]()
    for here, there in pairs:
        found = [(dice[a, b], a, b) for a in here for b in there if (a, b) in dice]
        free_here, free_there = set(here), set(there)
        for _score, a, b in sorted(found, reverse=True):
            if a in free_here and b in free_there:
                free_here.remove(a)
                free_there.remove(b)
                links[a, b] += 1
    return links, left, right


def _kept(links: Mapping[tuple[str, str], int], seen: Mapping[str, int]) -> Across:
    found: Across = {}
    for (word, there), number in links.items():
        share = number / seen[word]
        if number >= LINKS_MIN and share >= SHARE_MIN and word != there:
            found.setdefault(word, []).append((there, round(share, 3)))
    return {
        word: sorted(across, key=lambda one: (-one[1], one[0]))[:ACROSS_MAX] for word, across in sorted(found.items())
    }
