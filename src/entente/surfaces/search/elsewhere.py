"""What answers a question in other languages alone, for a short list beside what the reader's own language says.

Texts of the reader's own language come first, and a long question of any words finds many that hold a few of them: what one text
in another language says whole would stand far below.  It is shown where it holds about as many of the words as the best of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from tantivy import Searcher

from .analysis import WORD, field_of, stem
from .index import Found, found_of
from .matching import Matching

SHOWN_MAX = 3
LOOKED_AT = 12
"""So many are read, of which those that hold enough of the words are shown."""
BESIDE = 3
"""So many of the first texts say what the reader's own language holds."""
HELD_MIN = 0.3
"""What is shown holds this share of the words of a question."""
LESS = 0.2
"""And at most this share less than the best in the reader's own language: a word is lost here and there across the bridge."""


def elsewhere(searcher: Searcher, asked: Matching, beside: Sequence[Found]) -> list[tuple[float, Found]]:
    """The best texts of one index that say nothing in the reader's own language; [] where one of the first says all in it.

    beside: what was found, the best first
    """
    best = max((_held(one, asked, [asked.own]) for one in beside[:BESIDE]), default=0.0)
    query = asked.elsewhere()
    if query is None or best == 1.0:
        return []
    hits = searcher.search(query, limit=LOOKED_AT, count=False).hits
    found = [(score, found_of(searcher.doc(address))) for score, address in hits]
    least = max(HELD_MIN, best - LESS)
    return [(score, one) for score, one in found if _held(one, asked, asked.ways) >= least][:SHOWN_MAX]


def _held(one: Found, asked: Matching, names: Iterable[str]) -> float:
    """The largest share of the words that stands in one of its languages, of these fields."""
    texts: dict[str, set[str]] = {name: set() for name in names}
    for wording in (one.title, one.text):
        for tag, text in wording.items():
            if (name := field_of(tag)) in texts:
                texts[name].update(stem(name, word.lower()) for word in WORD.findall(text))
    return max((asked.held(name, stems) for name, stems in texts.items()), default=0.0)
