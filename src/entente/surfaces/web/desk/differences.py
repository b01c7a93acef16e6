"""Two states of a text side by side, word by word, in every language.  Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from entente.foundation.common.languages import Wording
from entente.surfaces.intake.align import Piece, word_diff
from entente.surfaces.web.wording import native_name


@dataclass(frozen=True, slots=True)
class ComparedText:
    """One text in one language.

    pieces   runs of words: same, removed, added; () when neither state has any
    state    "same", "changed", "new", "gone" or "missing"
    """

    language: str
    name: str
    pieces: tuple[Piece, ...]
    state: str


@dataclass(frozen=True, slots=True)
class ComparedField:
    """One field in all languages, in the order asked for."""

    label: str
    texts: tuple[ComparedText, ...]

    @property
    def is_empty(self) -> bool:
        return all(not text.pieces for text in self.texts)


def compared(fields: Iterable[tuple[str, Wording, Wording]], languages: Sequence[str]) -> tuple[ComparedField, ...]:
    """Fields as (label, before, after), those without a word in either state left out."""
    found = (
        ComparedField(label, tuple(_text(before, after, tag) for tag in languages)) for label, before, after in fields
    )
    return tuple(one for one in found if not one.is_empty)


def _text(before: Mapping[str, str], after: Mapping[str, str], tag: str) -> ComparedText:
    old, new = before.get(tag, ""), after.get(tag, "")
    pieces = word_diff(old, new) if old or new else ()
    return ComparedText(tag, native_name(tag), pieces, _state(old, new))


def _state(old: str, new: str) -> str:
    if old.split() == new.split():
        return "same" if new else "missing"
    if not old:
        return "new"
    return "changed" if new else "gone"
