"""The passage of a found text that answers a question, in pieces that say which words were looked for.  Pure."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from .analysis import WORD, field_of, stem

LENGTH = 240
"""Characters of a passage, about two lines and a half."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a passage.  is_hit: a word that was looked for."""

    text: str
    is_hit: bool


@dataclass(frozen=True, slots=True)
class Passage:
    """Part of a text, in its own language.  pieces joined are the passage; "…" stands where the text goes on."""

    language: str
    pieces: tuple[Piece, ...]

    @property
    def text(self) -> str:
        return "".join(piece.text for piece in self.pieces)

    @property
    def hits(self) -> int:
        return sum(piece.is_hit for piece in self.pieces)


Sought = Mapping[str, Collection[str]]
"""field -> the stems that are looked for in it."""


def best_language(wordings: Sequence[Mapping[str, str]], sought: Sought, wanted: str) -> str:
    """The language in which most of the words are found; the reader's own where it says as much."""
    tags = sorted(
        {tag for wording in wordings for tag, text in wording.items() if text}, key=lambda tag: (tag != wanted, tag)
    )
    if not tags:
        return wanted

    def told(tag: str) -> int:
        stems = sought.get(field_of(tag), ())
        return len({one for wording in wordings for one in _stems(tag, wording.get(tag, "")) if one in stems})

    return max(tags, key=told)


def passage(text: str, language: str, sought: Sought, *, length: int = LENGTH) -> Passage:
    """The stretch that holds most of the words, cut at words."""
    stems = sought.get(field_of(language), ())
    words = [(match.start(), match.end()) for match in WORD.finditer(text)]
    field = field_of(language)
    found = [(start, end, one) for start, end in words if (one := stem(field, text[start:end].lower())) in stems]
    first, last = _stretch(text, words, found, length)
    pieces, at = [Piece("… ", False)] if first else [], first
    for start, end, _stem in found:
        if first <= start and end <= last:
            pieces += [Piece(text[at:start], False)] if start > at else []
            pieces.append(Piece(text[start:end], True))
            at = end
    pieces += [Piece(text[at:last], False)] if last > at else []
    pieces += [Piece(" …", False)] if last < len(text) else []
    return Passage(language, tuple(pieces))


def _stems(tag: str, text: str) -> set[str]:
    field = field_of(tag)
    return {stem(field, word.lower()) for word in WORD.findall(text)}


def _stretch(
    text: str, words: list[tuple[int, int]], found: list[tuple[int, int, str]], length: int
) -> tuple[int, int]:
    """Where the passage begins and ends."""
    if len(text) <= length:
        return 0, len(text)
    best, most = 0, -1
    for start, _end, _one in found[:200]:
        number = len({one for there, end, one in found if start <= there and end <= start + length * 3 // 4})
        if number > most:
            best, most = start, number
    begins = max((start for start, _end in words if start <= max(0, best - length // 4)), default=0)
    begins = begins if best > length // 4 else 0
    ends = max((end for _start, end in words if end <= begins + length), default=min(len(text), begins + length))
    return begins, ends
