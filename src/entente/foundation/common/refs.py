"""Refs: what people see and cite instead of keys.

canada-mexico-2023            a plan
canada-mexico-2023/6          a pillar
canada-mexico-2023/6.4        a commitment
canada-mexico-2023/9.2#b      a clause
canada-mexico-2023/9.2#b@CAN  what one party says of a promise or clause
canada-mexico-2023/6.4/milestones/first-list      a milestone; so too candidates/SLUG and updates/OWNER-NUMBER
canada-mexico-2023/activities/mou                 an activity: it may serve several promises
canada-mexico-2023/activities/mou#signed          a stage of it
canada-mexico-2023/activities/mou/sessions/2024   a session or event of it
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
NUMBER = re.compile(r"[0-9]+(?:\.[0-9]+){0,4}")
CLAUSE = re.compile(r"[a-z]{1,3}")

_SLUG, _NUMBER = SLUG.pattern, NUMBER.pattern
_BELOW_COMMITMENT = re.compile(
    rf"(?P<plan>{_SLUG})(?:/(?P<number>{_NUMBER})(?:#(?P<clause>{CLAUSE.pattern}))?(?:@(?P<voice>[A-Za-z0-9-]{{2,64}}))?"
    rf"(?:/(?P<kind>milestones|candidates|updates)/(?P<slug>[A-Za-z0-9-]{{1,200}}))?)?"
)
_BELOW_ACTIVITY = re.compile(
    rf"(?P<plan>{_SLUG})/activities/(?P<activity>{_SLUG})(?:#(?P<stage>{_SLUG})|/sessions/(?P<session>{_SLUG}))?"
)


@dataclass(frozen=True, slots=True)
class Ref:
    """A ref taken apart; "" for what it does not name.

    kind, slug  "milestones", "candidates" or "updates" below a commitment, and which one
    voice       code of the party or body whose statement it is
    """

    plan: str
    number: str = ""
    clause: str = ""
    voice: str = ""
    kind: str = ""
    slug: str = ""
    activity: str = ""
    stage: str = ""
    session: str = ""

    @property
    def commitment(self) -> str:
        """Ref of the commitment it lies under, "" for a plan or an activity."""
        return f"{self.plan}/{self.number}" if self.number else ""

    @staticmethod
    def parse(text: str) -> Ref:
        """Raises ValueError when the text has another shape."""
        return _parsed(text)


@lru_cache(maxsize=4096)
def _parsed(text: str) -> Ref:
    """A page takes the same few apart for each thing on it and in each language."""
    match = _BELOW_ACTIVITY.fullmatch(text) or _BELOW_COMMITMENT.fullmatch(text)
    if match is None:
        raise ValueError(f"{text!r} is not a ref; it looks like canada-mexico-2023/6.4")
    return Ref(**{name: part or "" for name, part in match.groupdict().items()})


def plan_ref(plan: str) -> str:
    return plan


def numbered_ref(plan: str, number: str) -> str:
    """Ref of a pillar ("6") or a commitment ("6.4") of a plan."""
    return f"{plan}/{number}"


def clause_ref(commitment_ref: str, letter: str) -> str:
    return f"{commitment_ref}#{letter}"


def voice_ref(subject: str, owner: str) -> str:
    """Ref of what one party says of a promise or clause."""
    return f"{subject}@{owner}"


def milestone_ref(commitment_ref: str, slug: str) -> str:
    return f"{commitment_ref}/milestones/{slug}"


def candidate_ref(commitment_ref: str, slug: str) -> str:
    return f"{commitment_ref}/candidates/{slug}"


def update_ref(commitment_ref: str, owner: str, number: int) -> str:
    return f"{commitment_ref}/updates/{owner}-{number}"


def activity_ref(plan: str, slug: str) -> str:
    return f"{plan}/activities/{slug}"


def stage_ref(activity: str, stage: str) -> str:
    """Ref of a stage of the activity with this ref."""
    return f"{activity}#{stage}"


def session_ref(activity: str, slug: str) -> str:
    """Ref of a session of the activity with this ref."""
    return f"{activity}/sessions/{slug}"


def split_ref(ref: str) -> tuple[str, str, str]:
    """(plan slug, number or "", clause letter or "").  Raises ValueError when the ref has another shape."""
    head, _, letter = ref.partition("#")
    slug, _, number = head.partition("/")
    if (
        not SLUG.fullmatch(slug)
        or (number and not NUMBER.fullmatch(number))
        or (letter and not CLAUSE.fullmatch(letter))
    ):
        raise ValueError(f"{ref!r} is not a ref; it looks like canada-mexico-2023/6.4")
    return slug, number, letter


def clause_letter(position: int) -> str:
    """0 -> a, 25 -> z, 26 -> aa."""
    letters = ""
    position += 1
    while position:
        position, digit = divmod(position - 1, 26)
        letters = chr(ord("a") + digit) + letters
    return letters
