"""The one shape of every error."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Error:
    """The one shape of every error.

    error   one sentence, in the language asked for
    code    stable name for programs
    reasons what is wrong in particular, may be empty
    status  the HTTP status again
    """

    error: str
    code: str
    reasons: list[str]
    status: int
