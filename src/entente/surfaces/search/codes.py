"""The number or reference of something, as pages show it, and how it is read in a question.  Pure.

"6.4", "C6.4", "§ 6.4", "commitment 6.4", "compromiso 6.4" and "engagement n° 6.4" are all the commitment 6.4.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from entente.foundation.common.refs import NUMBER, Ref

from .words import Kind

PROMISES = frozenset(
    ["c", "commitment", "commitments", "promise", "compromiso", "compromisos", "engagement", "engagements"]
)
"""What stands before the number of a commitment, without accents."""
PILLARS = frozenset(["p", "pillar", "pillars", "pilar", "pilares", "pilier", "piliers"])
AMENDMENTS = frozenset(["amendment", "amendments", "enmienda", "enmiendas", "amendement", "amendements"])

LENGTH_MAX = 250
"""No reference is longer."""

_NUMBERED = re.compile(
    rf"[\s(\[]*(?:[§#]+|(?P<word>[a-z]+)?[\s.]*(?:no?\.?°?)?)[\s.]*(?P<number>{NUMBER.pattern})"
    r"(?:\s*[#(]?\s*(?P<clause>[a-z])\)?)?[\s.,;:?!)\]]*"
)
_NAMED = re.compile(r"[a-z0-9@#/._-]*[a-z0-9]")
_TELLING = re.compile(r"[0-9/#-]")
"""A reference holds one of these; else it would be a word like others."""


@dataclass(frozen=True, slots=True)
class Code:
    """What a question names.

    names  under which it may stand, the likeliest first
    plan   slug of the plan that was named with it, "" for any
    """

    names: tuple[str, ...]
    plan: str = ""


def read_code(text: str) -> Code | None:
    """The code that a question consists of; None where it is made of words."""
    plain = _plain(text)
    if not plain or len(plain) > LENGTH_MAX:
        return None
    numbered = _NUMBERED.fullmatch(plain)
    if numbered is not None and (names := _numbered(numbered)):
        return Code(names)
    if not _NAMED.fullmatch(plain) or not _TELLING.search(plain):
        return None
    plan, slash, rest = plain.partition("/")
    below = slash and (NUMBER.match(rest) or rest.startswith(("activities/", "amendments/")))
    return Code(_below(rest), plan) if below else Code((plain,))


def _plain(text: str) -> str:
    folded = unicodedata.normalize("NFKD", text[: 2 * LENGTH_MAX].replace("º", "°").lower())
    return "".join(one for one in folded if not unicodedata.combining(one)).strip()


def _numbered(told: re.Match[str]) -> tuple[str, ...]:
    word, number, clause = told["word"] or "", told["number"], told["clause"] or ""
    if word in PILLARS:
        return () if clause else (f"p{number}",)
    if word in AMENDMENTS:
        return () if clause or "." in number else (f"amendments/{number}",)
    if word and word not in PROMISES | {"n", "no"}:
        return ()
    if clause:
        return f"{number}#{clause}", number
    return (number,) if "." in number else (number, f"p{number}")


def _below(rest: str) -> tuple[str, ...]:
    """What stands behind the plan in a reference; of a pillar its number alone."""
    return (rest,) if not NUMBER.fullmatch(rest) or "." in rest else (rest, f"p{rest}")


def codes_of(kind: Kind, ref: str, pillar: str = "", parts: Iterable[str] = ()) -> tuple[str, ...]:
    """Under what something is found, without its plan.

    parts: letters of a commitment's clauses, slugs of an activity's sessions
    """
    if kind is Kind.PILLAR:
        return (f"p{pillar}",)
    if kind is Kind.COMMITMENT:
        number = Ref.parse(ref).number
        return (number, *(f"{number}#{letter}" for letter in parts))
    plain = ref.lower()
    if kind in (Kind.UPDATE, Kind.MILESTONE, Kind.CANDIDATE, Kind.ACTIVITY, Kind.AMENDMENT):
        plain = plain.partition("/")[2]
    if kind is Kind.AMENDMENT:
        return (plain,)
    last = plain.rpartition("/")[2]
    below = [code for part in parts for code in (f"{plain}/sessions/{part.lower()}", part.lower())]
    return (plain, *below) if last == plain else (plain, last, *below)
