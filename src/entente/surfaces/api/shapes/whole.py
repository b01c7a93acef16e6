"""Lists over a whole plan: what was looked for in vain, who carries what, what stands in the way, the words themselves."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from entente.foundation.common.languages import Wording

from .evidence import Finding, Lead
from .plans import Text
from .work import Clock


@dataclass(frozen=True, slots=True, kw_only=True)
class Findings:
    """Searches that found nothing."""

    language: str | None
    items: list[Finding]


@dataclass(frozen=True, slots=True, kw_only=True)
class Leads:
    """Bodies that carry promises, by party."""

    language: str | None
    items: list[Lead]


@dataclass(frozen=True, slots=True, kw_only=True)
class Obstacle:
    """What a side says stands or stood in its way.

    level       working, senior or ministerial: how high it has gone
    cleared_on  null while it stands
    outcome     how it went away
    """

    commitment: str
    owner: str
    text: Wording
    level: str
    raised_on: date
    cleared_on: date | None
    outcome: Wording


@dataclass(frozen=True, slots=True, kw_only=True)
class Obstacles:
    """Obstacles, promise by promise, earliest raised first."""

    language: str | None
    items: list[Obstacle]


@dataclass(frozen=True, slots=True, kw_only=True)
class AuthenticText(Text):
    """Authentic words and where they belong.

    subject  ref of the plan, a pillar or a promise
    field    title, preamble, introduction or text
    tag      their language
    """

    subject: str
    field: str
    tag: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AuthenticTexts:
    """The parties' own words as they are in force, in the order of the plan."""

    language: str | None
    items: list[AuthenticText]


@dataclass(frozen=True, slots=True, kw_only=True)
class Clocks:
    """What the calendar tells of each promise, in the order of the plan."""

    language: str | None
    items: list[Clock]
