"""Laying a document beside a plan on record: by structure across languages, by words within one.  Pure."""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from entente.foundation.common.refs import numbered_ref
from entente.record.plan.rules import same_words
from entente.record.plan.words import TextField

if TYPE_CHECKING:  # pages lay words beside each other too, and read no document: its lexicons take long to load
    from entente.record.plan.importers import PillarDraft, PlanDraft

Key = tuple[str, TextField]
"""(subject ref, field) of a text."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of words of a difference: "same", "removed" (on record only) or "added" (in the document only)."""

    kind: str
    words: str


@dataclass(frozen=True, slots=True)
class TextDiff:
    """How the words of one subject differ."""

    subject: str
    field: TextField
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Divergence:
    """Where the shape of the document and of the plan on record differ; the words there are not attached."""

    pillar: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Aligned:
    """A document laid beside a plan: texts by subject, and where the shapes part."""

    texts: dict[Key, str]
    divergences: tuple[Divergence, ...]
    matched: int
    """How many pillars have the same promises in both."""


def word_diff(old: str, new: str) -> tuple[Piece, ...]:
    """The difference of two texts word by word."""
    ours, theirs = old.split(), new.split()
    pieces: list[Piece] = []
    for tag, a, b, c, d in difflib.SequenceMatcher(None, ours, theirs, autojunk=False).get_opcodes():
        if tag == "equal":
            pieces.append(Piece("same", " ".join(ours[a:b])))
        else:
            pieces += [Piece("removed", " ".join(ours[a:b]))] if b > a else []
            pieces += [Piece("added", " ".join(theirs[c:d]))] if d > c else []
    return tuple(pieces)


def texts_of(slug: str, draft: PlanDraft) -> dict[Key, str]:
    """Every text of a document under the refs that it would have."""
    texts: dict[Key, str] = {(slug, TextField.TITLE): draft.title}
    if draft.preamble:
        texts[slug, TextField.PREAMBLE] = draft.preamble
    for pillar in draft.pillars:
        texts |= _pillar_texts(slug, pillar, pillar.number)
    return {key: text for key, text in texts.items() if text}


def align(slug: str, numbers: Mapping[str, Sequence[str]], draft: PlanDraft) -> Aligned:
    """Lay a document beside a plan by structure.

    numbers  pillar number -> numbers of its promises on record, in order.  A promise N.0 on record is the one in pillar N's
             introduction: it takes the introduction's words.
    """
    texts: dict[Key, str] = {(slug, TextField.TITLE): draft.title}
    if draft.preamble:
        texts[slug, TextField.PREAMBLE] = draft.preamble
    divergences: list[Divergence] = []
    matched = 0
    drafted = {pillar.number: pillar for pillar in draft.pillars}
    for number in [*numbers, *(extra for extra in drafted if extra not in numbers)]:
        pillar, known = drafted.get(number), numbers.get(number)
        if pillar is None or known is None:
            where = "the document" if pillar is None else "the record"
            divergences.append(Divergence(number, f"Pillar {number} is not in {where}."))
            continue
        ours = [one for one in known if not one.endswith(".0")]
        theirs = [commitment.ref for commitment in pillar.commitments]
        if ours != theirs:
            divergences.append(
                Divergence(
                    number, f"Pillar {number} has {len(ours)} commitments on record and {len(theirs)} in the document."
                )
            )
            continue
        matched += 1
        texts |= _pillar_texts(slug, pillar, number)
        texts |= {(numbered_ref(slug, one), TextField.TEXT): pillar.introduction for one in known if one.endswith(".0")}
    return Aligned({key: text for key, text in texts.items() if text}, tuple(divergences), matched)


def differences(known: Mapping[Key, str], texts: Mapping[Key, str]) -> list[TextDiff]:
    """Texts on record in the same language whose words differ."""
    return [
        TextDiff(key[0], key[1], word_diff(known[key], text))
        for key, text in texts.items()
        if key in known and not same_words(known[key], text)
    ]


def fold_title(title: str) -> str:
    """A title as it is compared: letters and figures only."""
    return re.sub(r"\W+", " ", title.casefold()).strip()


def _pillar_texts(slug: str, pillar: PillarDraft, number: str) -> dict[Key, str]:
    ref = numbered_ref(slug, number)
    texts = {(ref, TextField.TITLE): pillar.title, (ref, TextField.INTRODUCTION): pillar.introduction}
    return texts | {(numbered_ref(slug, one.ref), TextField.TEXT): one.text for one in pillar.commitments}
