"""A text cut into sentences, and put together again to the very same text.  Pure; no language needs a model of its own.

Cutting too little leaves two sentences in one row, which is harmless; cutting inside “Sra. Ruiz” or “art. 5” would not be.
So a full stop ends a sentence only where what follows begins like one and what stands before is no abbreviation.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass


def _words(line: str) -> frozenset[str]:
    return frozenset(line.split())


ABBREVIATIONS: dict[str, frozenset[str]] = {
    "en": _words(
        "mr mrs ms dr prof hon rev gen col sen rep st vs art arts sec para paras no nos p pp ch cf fig vol ed eds "
        "approx dept govt inc ltd co e.g i.e jan feb mar apr jun jul aug sep sept oct nov dec"
    ),
    "es": _words(
        "sr sra srta sres dr dra prof ing lic gral cnel art arts núm núms no pág págs p pp cap fig vol ed aprox "
        "depto dir c.p p.ej ej ee uu vs cf av avda ene feb mar abr may jun jul ago sept oct nov dic"
    ),
    "fr": _words(
        "m mm mme mmes mlle dr pr me st ste art no nos p pp chap fig vol éd env cf vs av ex p.ex c.-à-d al dép min "
        "janv févr avr juill sept oct nov déc"
    ),
}
"""Base language -> what a full stop does not end, in small letters without that stop."""

EVERYWHERE = frozenset().union(*ABBREVIATIONS.values())
"""For a language without a list of its own: rather one cut too few."""

_END = re.compile(r"[.!?…؟。]+[\"'”’)\]]*(?:[ \u00a0\u202f]?»)?(?=\s)")
_BEGINS = re.compile(r"[\"'“‘«(\[¿¡—–-]*\s*[^\W\d_a-zà-öø-ÿ]|[\"'“‘«(\[¿¡—–-]*\d")
_LAST_WORD = re.compile(r"(\S+)\Z")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence, and the white space after it: " ", or the line breaks between paragraphs."""

    text: str
    gap: str = ""


def sentences(text: str, language: str) -> tuple[Sentence, ...]:
    """The sentences of a text; put together with their gaps they are the text itself, but for white space at its ends."""
    known = ABBREVIATIONS.get(language.partition("-")[0], EVERYWHERE)
    found: list[Sentence] = []
    for line, gap in _lines(text.strip()):
        parts = _cut(line, known)
        found += parts[:-1]
        found.append(Sentence(parts[-1].text, gap))
    return tuple(found)


def joined(parts: Sequence[Sentence]) -> str:
    """The text of some sentences.  One without words leaves no gap behind."""
    return "".join(part.text.strip() + part.gap for part in parts if part.text.strip()).strip()


def paired(source: Sequence[Sentence], target: Sequence[Sentence]) -> tuple[str, ...]:
    """For each sentence of a source the words of its translation, "" for none yet.

    Paragraph by paragraph where both have as many, else over the whole text; what is left over goes to the last sentence.
    """
    ours, theirs = _paragraphs(source), _paragraphs(target)
    if len(ours) != len(theirs):
        ours, theirs = [list(source)], [list(target)]
    return tuple(text for one, other in zip(ours, theirs, strict=True) for text in _in_order(one, other))


def _in_order(source: Sequence[Sentence], target: Sequence[Sentence]) -> list[str]:
    if not source:
        return []
    head = [part.text for part in target[: len(source) - 1]]
    rest = joined(target[len(source) - 1 :])
    return [*head, *[""] * (len(source) - 1 - len(head)), rest]


def _paragraphs(parts: Sequence[Sentence]) -> list[list[Sentence]]:
    found: list[list[Sentence]] = [[]]
    for part in parts:
        found[-1].append(part)
        if "\n" in part.gap:
            found.append([])
    return [one for one in found if one]


def _lines(text: str) -> list[tuple[str, str]]:
    """(line, the white space around its line break)."""
    pieces = re.split(r"([^\S\n]*\n\s*)", text)
    return [(pieces[at], pieces[at + 1] if at + 1 < len(pieces) else "") for at in range(0, len(pieces), 2)]


def _cut(line: str, known: frozenset[str]) -> list[Sentence]:
    parts, start = [], 0
    for end in _END.finditer(line):
        after = re.compile(r"\s+").match(line, end.end())
        if after is None or not _BEGINS.match(line, after.end()) or _is_abbreviation(line[start : end.end()], known):
            continue
        parts.append(Sentence(line[start : end.end()], after[0]))
        start = after.end()
    return [*parts, Sentence(line[start:])]


def _is_abbreviation(so_far: str, known: frozenset[str]) -> bool:
    """Whether the full stop at the end belongs to a word that is shortened, an initial, or the number of a list."""
    last = _LAST_WORD.search(so_far)
    if last is None or not last[1].endswith(".") or last[1].endswith(".."):
        return False
    word = re.split(r"[’']", last[1].lstrip("\"'“‘«([¿¡").removesuffix("."))[
        -1
    ]  # of “l’art.” the part after the elision
    if so_far.strip() == last[1] and (word.isdecimal() or len(word) == 1):
        return True
    if known is EVERYWHERE and word.isdecimal():  # “5. Mai”: some languages write an ordinal so
        return True
    is_initial = len(word) == 1 and word.isalpha() and word.isupper()
    return is_initial or word.casefold() in known or bool(re.fullmatch(r"(?:[^\W\d_]\.)+[^\W\d_]", word))
