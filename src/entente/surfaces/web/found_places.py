"""Where something that was found is read: its page, and the place on it."""

from __future__ import annotations

from dataclasses import dataclass

from entente.foundation.common.records import Tier
from entente.foundation.common.refs import Ref
from entente.surfaces.search.words import Kind

from . import links


@dataclass(frozen=True, slots=True)
class Thing:
    """Something that can be found.  subject: ref of what it speaks of, "" for a source; plan, pillar: "" for none."""

    kind: Kind
    tier: Tier
    ref: str
    subject: str
    plan: str
    pillar: str

    @property
    def number(self) -> str:
        """Number of the promise that it speaks of, "" for none."""
        return Ref.parse(self.subject).number if self.subject else ""


def place(thing: Thing, language: str) -> str:
    """The address of the public page; of what is not public, of the page of the desk where it is worked on."""
    if thing.kind is Kind.SOURCE:
        return links.href("source" if thing.tier is Tier.PUBLIC else "desk_sources", language, **_source(thing))
    return _public(thing, language) if thing.tier is Tier.PUBLIC else _desk(thing, language)


def _source(thing: Thing) -> dict[str, str]:
    return {"key": thing.ref} if thing.tier is Tier.PUBLIC else {}


def _public(thing: Thing, language: str) -> str:
    if thing.kind in _PAGES_OF_PLAN:
        return _page_of_plan(thing, language)
    if thing.kind is Kind.UPDATE:
        ref = Ref.parse(thing.ref)
        return links.href("update", language, plan=thing.plan, number=ref.number, update=ref.slug)
    ref = Ref.parse(thing.subject)
    if ref.number:
        return links.href("commitment", language, plan=thing.plan, number=ref.number) + _place(thing, ref)
    if ref.activity:
        return links.href("activity", language, plan=thing.plan, activity=ref.activity)
    return links.href("plan", language, plan=thing.plan)


_PAGES_OF_PLAN = frozenset({Kind.PILLAR, Kind.TERM, Kind.AMENDMENT})


def _page_of_plan(thing: Thing, language: str) -> str:
    if thing.kind is Kind.TERM:
        return links.href("terms", language, plan=thing.plan)
    if thing.kind is Kind.AMENDMENT:
        return links.href("amendment", language, plan=thing.plan, number=thing.ref.rpartition("/")[2])
    return links.href("pillar", language, plan=thing.plan, number=thing.pillar)


def _place(thing: Thing, ref: Ref) -> str:
    name = thing.ref.rpartition("/")[2]
    places = {
        Kind.EVIDENCE: f"#evidence-{name}",
        Kind.FINDING: f"#search-{name}",
        Kind.ASSESSMENT: f"#assessment-{thing.ref}",
        Kind.MILESTONE: f"#milestone-{ref.number.replace('.', '-')}-{name}",
        Kind.CANDIDATE: f"#candidate-{name}",
    }
    return places.get(thing.kind, "")


def _desk(thing: Thing, language: str) -> str:
    ref = Ref.parse(thing.subject)
    if thing.kind is Kind.UPDATE:
        named = Ref.parse(thing.ref)
        return links.href("desk_update", language, plan=thing.plan, number=named.number, update=named.slug)
    if ref.number and thing.kind is not Kind.PILLAR:
        return links.href("desk_work", language, plan=thing.plan, number=ref.number)
    return links.href("desk_plan", language, plan=thing.plan)
