"""Agreed words, and passages in which authentic texts differ."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from entente.foundation.common.languages import Wording


@dataclass(frozen=True, slots=True, kw_only=True)
class NotUsed:
    """A word that is not used for a term, and its language."""

    language: str
    word: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """A word in each language that means the same.

    names      always in every language that it has
    agreed     codes of the parties that agreed to these very words; missing: of those that have not
    """

    names: dict[str, str]
    not_used: list[NotUsed]
    note: Wording
    owner: str
    revision: int
    agreed: list[str]
    missing: list[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """How one party reads a passage."""

    party: str
    text: Wording
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """A passage in which authentic texts say different things.

    ref, field  of the authentic text; quotes: its words, always in every language quoted
    missing     codes of the parties that have not explained how they read it
    """

    ref: str
    field: str
    quotes: dict[str, str]
    note: Wording
    owner: str
    noted_at: datetime
    explanations: list[Explanation]
    missing: list[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class WordsOfPlan:
    """The words of a plan: terms that stand, and where its authentic texts differ."""

    language: str | None
    terms: list[Term]
    differences: list[Difference]
