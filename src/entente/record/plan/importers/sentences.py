"""Words and sentences with their places, so that every reason can quote the text verbatim."""

from __future__ import annotations

import re
from typing import NamedTuple

# One character for one: offsets in the levelled text are offsets in the text.
LEVELLED = str.maketrans("‘’ʼ“”«»‐‑–—\u00a0\u202f", '\'\'\'""""----  ')
END = re.compile(r"[.!?…]+[\"'’”»)\]]*(?=\s|$)")
WORD = re.compile(r"(?:[^\W\d_]\.){2,}|[^\W_]+(?:[-'’.&/][^\W_]+)*|[$€£¥]\s?\d[\d.,]*|[;:,.()–—]|\S")
LONGEST_SENTENCE = 2000


class Span(NamedTuple):
    """A piece of text with its offsets.  A tuple, since a plan has hundreds of thousands of words."""

    text: str
    start: int
    end: int


def levelled(text: str) -> str:
    """Typographic quotes, dashes and spaces as plain ones, character for character."""
    return text.translate(LEVELLED)


def sentences(text: str, abbreviations: frozenset[str]) -> list[Span]:
    """The sentences of a text, with their offsets; very long ones are cut so that reading stays linear."""
    spans: list[Span] = []
    start = 0
    for end in END.finditer(text):
        if _ends_here(text, start, end, abbreviations):
            spans.extend(_cut(text, start, end.end()))
            start = end.end()
    spans.extend(_cut(text, start, len(text)))
    return spans


def _ends_here(text: str, start: int, end: re.Match[str], abbreviations: frozenset[str]) -> bool:
    after = text[end.end() : end.end() + 3].lstrip()
    if after and not (after[0].isupper() or after[0].isdigit() or after[0] in "\"'“‘«([¿¡•"):
        return False
    if end.group().startswith((".", "…")) and after:
        before = text[max(start, end.start() - 12) : end.start()].rsplit(maxsplit=1)
        last = before[-1].lstrip("(\"'“‘[").casefold() if before else ""
        if last in abbreviations:
            return last in {"u.s", "u.k", "u.n", "etc"} and _opens_sentence(after)
        return not (len(last) == 1 and last.isalpha() and last != "i")
    return True


def _opens_sentence(after: str) -> bool:
    """After "U.S." a capital is usually a name ("U.S. Department"); only a quote or a short word opens a sentence."""
    return after[:1] in "\"“‘'("


def _cut(text: str, start: int, end: int) -> list[Span]:
    pieces = []
    while start < end:
        stop = end
        if end - start > LONGEST_SENTENCE:
            space = text.rfind(" ", start + 1, start + LONGEST_SENTENCE)
            stop = space if space > start else start + LONGEST_SENTENCE
        piece = text[start:stop]
        inner = piece.strip()
        if inner:
            offset = start + len(piece) - len(piece.lstrip())
            pieces.append(Span(inner, offset, offset + len(inner)))
        start = stop
    return pieces


def words(text: str, start: int = 0) -> list[Span]:
    """Words and single marks, with offsets counted from `start`."""
    return [Span(match[0], match.start() + start, match.end() + start) for match in WORD.finditer(text)]
