"""What somebody asks, and how the words in the box are read.  Pure.

Words are words: no sign has a meaning but two.  "A phrase" in quotation marks is found word for word, and -word leaves out
what holds it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from .analysis import WORD, is_stop
from .codes import Code, read_code
from .words import Kind, Match

QUESTION_MAX = 500
"""Characters that are read."""
PARTS_MAX = 12
"""Words and phrases that are looked for."""

_CHUNK = re.compile(r'(?P<minus>(?<!\S)-)?(?:["“”«»](?P<phrase>[^"“”«»]*)["“”«»]?|(?P<word>[^\s"“”«»]+))')
_JOINED = re.compile(r"[\d.]+|[^\W_]+(?:[-/.][^\W_]+)+")
"""A number such as 6.4, or words joined by a hyphen: they are found side by side."""


@dataclass(frozen=True, slots=True)
class Part:
    """A word, or several that stand side by side; is_excluded: what holds it is left out."""

    words: tuple[str, ...]
    is_excluded: bool = False

    @property
    def is_phrase(self) -> bool:
        return len(self.words) > 1


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked.  "" and None: whichever.

    language  of the reader: what is said in it comes first
    from_on, to_on  days, both included
    """

    text: str
    language: str = "en"
    kind: str = ""
    plan: str = ""
    pillar: str = ""
    party: str = ""
    state: str = ""
    from_on: date | None = None
    to_on: date | None = None
    match: Match = Match.BEST

    @property
    def is_narrowed(self) -> bool:
        filters = (self.kind, self.plan, self.pillar, self.party, self.state, self.from_on, self.to_on)
        return any(filters)


@dataclass(frozen=True, slots=True)
class Reading:
    """How a question is read.

    was_cut  it was longer than what is read
    code     the number or reference that it names, None for words
    """

    parts: tuple[Part, ...]
    was_cut: bool
    code: Code | None = None

    @property
    def wanted(self) -> tuple[Part, ...]:
        return tuple(part for part in self.parts if not part.is_excluded)

    @property
    def unwanted(self) -> tuple[Part, ...]:
        return tuple(part for part in self.parts if part.is_excluded)


def read(text: str) -> Reading:
    """Every text can be read; words that say nothing by themselves are left out while others are left."""
    short = text[:QUESTION_MAX]
    parts = [part for chunk in _CHUNK.finditer(short) for part in _parts(chunk)]
    telling = [part for part in parts if part.is_phrase or part.is_excluded or not is_stop(part.words[0])]
    kept = telling if any(not part.is_excluded for part in telling) else parts
    unique = tuple(dict.fromkeys(kept))
    return Reading(unique[:PARTS_MAX], len(text) > QUESTION_MAX or len(unique) > PARTS_MAX, read_code(text))


def _parts(chunk: re.Match[str]) -> list[Part]:
    is_excluded = chunk["minus"] is not None
    if chunk["phrase"] is not None:
        words = _words(chunk["phrase"])
        return [Part(words, is_excluded)] if words else []
    text = chunk["word"]
    if _JOINED.fullmatch(text.strip(".,;:!?()[]")):
        words = _words(text)
        return [Part(words, is_excluded)] if words else []
    return [Part((word,), is_excluded) for word in _words(text)]


def _words(text: str) -> tuple[str, ...]:
    return tuple(word.lower() for word in WORD.findall(text))


KINDS = frozenset(str(kind) for kind in Kind)
