"""Words of the search, and its refusals."""

from __future__ import annotations

from enum import StrEnum

from entente.foundation.common.errors import Refusal

INDEXED = ("en", "es", "fr")
"""Languages whose words are reduced to their stems; all others are searched as they are written."""

OTHER = "other"
"""The field of all other languages."""

FIELDS = (*INDEXED, OTHER)


class Kind(StrEnum):
    """What can be found."""

    PLAN = "plan"
    PILLAR = "pillar"
    COMMITMENT = "commitment"
    UPDATE = "update"
    EVIDENCE = "evidence"
    SOURCE = "source"
    FINDING = "finding"
    ACTIVITY = "activity"
    MILESTONE = "milestone"
    CANDIDATE = "candidate"
    ASSESSMENT = "assessment"
    TERM = "term"
    AMENDMENT = "amendment"


class Match(StrEnum):
    """How many of the words a found text holds.  BEST: all of them where any text does, else some."""

    BEST = "best"
    ALL = "all"
    ANY = "any"


class Condition(StrEnum):
    """How far the index speaks for the record as it is now."""

    CURRENT = "current"
    BEHIND = "behind"
    """Something was put on record that it does not know of yet."""
    IN_THE_MAKING = "in_the_making"
    """There is none that can be asked: missing, damaged, or of another record."""


class SearchRefused(Refusal):
    """The index cannot be written now."""

    status = 409
    code = "search_refused"


def not_written(wrong: Exception) -> SearchRefused:
    """What is said where the disk takes no more."""
    said = str(wrong).partition("\n")[0][:200]
    return SearchRefused(
        f"The search index could not be written ({said}); free some space: until then the one before is asked."
    )
