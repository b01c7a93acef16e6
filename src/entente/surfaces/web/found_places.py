"""Where something that was found is read: its page, and the place on it."""

from __future__ import annotations

from entente.foundation.common.records import Tier
from entente.foundation.common.refs import Ref
from entente.surfaces.search.asking import Hit
from entente.surfaces.search.words import Kind

from . import links


def place(hit: Hit, language: str) -> str:
    """The address of the public page; of what is not public, of the page of the desk where it is worked on."""
    if hit.kind is Kind.SOURCE:
        return links.href("source" if hit.tier is Tier.PUBLIC else "desk_sources", language, **_source(hit))
    return _public(hit, language) if hit.tier is Tier.PUBLIC else _desk(hit, language)


def _source(hit: Hit) -> dict[str, str]:
    return {"key": hit.ref} if hit.tier is Tier.PUBLIC else {}


def subject_of(hit: Hit) -> Ref:
    """What it speaks of, taken apart."""
    return Ref.parse(hit.subject)


def _public(hit: Hit, language: str) -> str:
    if hit.kind is Kind.PILLAR:
        return links.href("pillar", language, plan=hit.plan, number=hit.pillar)
    if hit.kind is Kind.TERM:
        return links.href("terms", language, plan=hit.plan)
    if hit.kind is Kind.UPDATE:
        ref = Ref.parse(hit.ref)
        return links.href("update", language, plan=hit.plan, number=ref.number, update=ref.slug)
    ref = subject_of(hit)
    if ref.number:
        return links.href("commitment", language, plan=hit.plan, number=ref.number) + _place(hit, ref)
    if ref.activity:
        return links.href("activity", language, plan=hit.plan, activity=ref.activity)
    return links.href("plan", language, plan=hit.plan)


def _place(hit: Hit, ref: Ref) -> str:
    name = hit.ref.rpartition("/")[2]
    places = {
        Kind.EVIDENCE: f"#evidence-{name}",
        Kind.FINDING: f"#search-{name}",
        Kind.ASSESSMENT: f"#assessment-{hit.ref}",
        Kind.MILESTONE: f"#milestone-{ref.number.replace('.', '-')}-{name}",
        Kind.CANDIDATE: f"#candidate-{name}",
    }
    return places.get(hit.kind, "")


def _desk(hit: Hit, language: str) -> str:
    ref = subject_of(hit)
    if hit.kind is Kind.UPDATE:
        named = Ref.parse(hit.ref)
        return links.href("desk_update", language, plan=hit.plan, number=named.number, update=named.slug)
    if ref.number and hit.kind is not Kind.PILLAR:
        return links.href("desk_work", language, plan=hit.plan, number=ref.number)
    return links.href("desk_plan", language, plan=hit.plan)
