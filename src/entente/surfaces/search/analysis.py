"""Words of a text as they are searched: no capitals, no accents, and the stem alone in a language that has one.  Pure."""

from __future__ import annotations

import re
from collections.abc import Collection
from functools import cache, lru_cache

from tantivy import Filter, TextAnalyzer, TextAnalyzerBuilder, Tokenizer

from .words import FIELDS, INDEXED, OTHER

WORD = re.compile(r"[^\W_]+")
"""As tantivy's simple tokenizer reads it: letters and digits of any script."""

WORD_BYTES_MAX = 60
"""A longer word is none; it is left out of texts and questions alike."""

_STEMMERS = {"en": "english", "es": "spanish", "fr": "french"}

_STOP = {
    "en": "a an and are as at be been by for from has have how in into is it its of on or that the their there these they "
    "this to was were what when where which who will with",
    "es": "a al como con cual cuando de del donde el ella en entre es esta este estos fue ha han hay la las le lo los mas no "
    "o para pero por que quien se sin sobre son su sus un una y",
    "fr": "a au aux avec ce ces cette comment d dans de des du elle en entre est et il ils l la le les leur leurs mais n ne "
    "on ou par pas pour qu que quel quelle qui s sa se ses son sont sur un une y",
}


def field_of(tag: str) -> str:
    """The field in which a language is searched: "fr" for "fr-CA", "other" for one without stems."""
    base = tag.partition("-")[0].lower()
    return base if base in INDEXED else OTHER


@cache
def analyzer(field: str) -> TextAnalyzer:
    """Accents go first: whoever writes “cooperacion” finds “cooperaciones”."""
    chain = TextAnalyzerBuilder(Tokenizer.simple()).filter(Filter.remove_long(WORD_BYTES_MAX))
    chain = chain.filter(Filter.lowercase()).filter(Filter.ascii_fold())
    return chain.filter(Filter.stemmer(_STEMMERS[field])).build() if field in _STEMMERS else chain.build()


@lru_cache(maxsize=50_000)
def stem(field: str, word: str) -> str:
    """What a word is searched by in a field; "" for one that is too long."""
    found = analyzer(field).analyze(word)
    return found[0] if found else ""


def stems(field: str, text: str) -> list[str]:
    """The same for every word of a text, in order."""
    return analyzer(field).analyze(text)


@cache
def _stop(field: str) -> frozenset[str]:
    return frozenset(stem(field, word) for word in _STOP.get(field, "").split())


def stop_words(field: str) -> list[str]:
    """The words of a language that say nothing by themselves, without accents."""
    return _STOP.get(field, "").split()


def is_stop(word: str, fields: Collection[str] = FIELDS) -> bool:
    """Whether a word says nothing by itself in one of these languages."""
    return any(stem(field, word) in _stop(field) and len(word) <= 6 for field in fields)
