"""A wording in two languages side by side, sentence by sentence: what changed since it was translated, what is agreed.  Pure."""

from __future__ import annotations

import difflib
from collections.abc import Sequence
from dataclasses import dataclass

from entente.foundation.texts.sentences import Sentence, joined, paired, sentences
from entente.surfaces.intake.align import Piece, word_diff


@dataclass(frozen=True, slots=True)
class Row:
    """A sentence of the source and the words of its translation, "" for none.

    pieces  how the sentence differs from the one that was translated, word by word; () when it is the same or not known
    """

    source: str
    target: str
    pieces: tuple[Piece, ...] = ()

    @property
    def is_changed(self) -> bool:
        return bool(self.pieces)


@dataclass(frozen=True, slots=True)
class Sides:
    """Both languages.  gone: sentences that the source no longer has."""

    rows: tuple[Row, ...]
    gone: tuple[str, ...] = ()


def side_by_side(source: str, made_from: str, target: str, *, source_language: str, target_language: str) -> Sides:
    """Lay a translation beside its source.

    made_from: the source text from which the translation was made, "" when there is none or it is not known.
    """
    ours = sentences(source, source_language)
    texts = paired(ours, sentences(target, target_language) if target else ())
    marks, gone = _marks([part.text for part in ours], made_from, source_language)
    return Sides(
        tuple(Row(part.text, text, marks[at]) for at, (part, text) in enumerate(zip(ours, texts, strict=True))), gone
    )


def put_together(source: str, texts: Sequence[str], source_language: str) -> str:
    """The translation of a text from the words of its sentences, with the paragraphs of the source."""
    parts = sentences(source, source_language)
    return joined([Sentence(text, part.gap) for part, text in zip(parts, texts, strict=True)])


def _marks(now: Sequence[str], made_from: str, language: str) -> tuple[list[tuple[Piece, ...]], tuple[str, ...]]:
    """For each sentence how it changed, and the sentences that are gone."""
    marks: list[tuple[Piece, ...]] = [() for _ in now]
    if not made_from:
        return marks, ()
    before = [part.text for part in sentences(made_from, language)]
    gone: list[str] = []
    for tag, a, b, c, d in difflib.SequenceMatcher(None, before, now, autojunk=False).get_opcodes():
        if tag == "equal":
            continue
        for at in range(c, d):
            old = before[a + at - c] if a + at - c < b else ""
            marks[at] = word_diff(old, now[at])
        gone += before[a + (d - c) : b]
    return marks, tuple(gone)
