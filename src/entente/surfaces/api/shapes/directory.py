"""Parties and organisations."""

from __future__ import annotations

from dataclasses import dataclass

from entente.foundation.common.languages import Wording


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """A government or authority.  languages: its own official ones; time_zone: of its capital, IANA."""

    code: str
    name: Wording
    languages: list[str]
    time_zone: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Alias:
    """A short, other or former name.  kind: acronym, name or former; two organisations may share one."""

    text: str
    language: str
    kind: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Organisation:
    """A body.  party: code of the party whose body it is, "" for one between or outside governments."""

    slug: str
    name: Wording
    party: str
    kind: str
    from_on: str
    to_on: str
    source_address: str
    aliases: list[Alias]


@dataclass(frozen=True, slots=True, kw_only=True)
class Succession:
    """An organisation followed this one or came before it.  kind: renamed, merged, split, absorbed or succeeded."""

    organisation: str
    kind: str
    on: str
    source_address: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OneOrganisation(Organisation):
    """A body with those that came before it and those that followed."""

    language: str | None
    predecessors: list[Succession]
    successors: list[Succession]


@dataclass(frozen=True, slots=True, kw_only=True)
class Organisations:
    """Organisations by slug: all, or all that a name may mean."""

    language: str | None
    items: list[Organisation]


@dataclass(frozen=True, slots=True, kw_only=True)
class Parties:
    """All parties by code."""

    language: str | None
    items: list[Party]
