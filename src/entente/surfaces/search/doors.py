"""The door: whatever an index says, what an actor may not read now is not shown."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Set
from datetime import datetime
from uuid import UUID

from entente.foundation.common.actors import Actor
from entente.foundation.sources import queries as sources
from entente.foundation.texts import queries as texts
from entente.record.assessment import queries as assessment
from entente.record.assessment.queries import assessors
from entente.record.delivery import queries as delivery
from entente.record.plan import queries as plans
from entente.record.verification import queries as verification

from .index import Found
from .words import Kind

Door = Callable[[Actor, Set[str], datetime], Set[str]]


def _keys(read: Callable[[list[UUID]], Iterable[UUID]], refs: Set[str]) -> set[str]:
    return {str(key) for key in read([UUID(ref) for ref in refs])}


DOORS: Mapping[Kind, Door] = {
    Kind.PLAN: lambda by, refs, at: plans.readable_refs(by, refs, as_of=at),
    Kind.PILLAR: lambda by, refs, at: plans.readable_refs(by, refs, as_of=at),
    Kind.COMMITMENT: lambda by, refs, at: plans.readable_refs(by, refs, as_of=at),
    Kind.UPDATE: lambda by, refs, at: delivery.readable_updates(by, refs, as_of=at),
    Kind.EVIDENCE: lambda by, refs, at: verification.readable_claims(by, refs, as_of=at),
    Kind.SOURCE: lambda by, refs, at: _keys(
        lambda keys: sources.visible_documents(by, as_of=at).filter(pk__in=keys).values_list("pk", flat=True), refs
    ),
    Kind.FINDING: lambda by, refs, at: assessment.readable_findings(by, refs, as_of=at),
    Kind.ACTIVITY: lambda by, refs, at: delivery.readable_activities(by, refs, as_of=at),
    Kind.MILESTONE: lambda by, refs, at: delivery.readable_milestones(by, refs, as_of=at),
    Kind.CANDIDATE: lambda by, refs, at: delivery.readable_candidates(by, refs, as_of=at),
    Kind.ASSESSMENT: lambda by, refs, at: _keys(lambda keys: assessors.published_among(keys, as_of=at), refs),
    Kind.AMENDMENT: lambda by, refs, at: plans.readable_amendments(by, refs, as_of=at),
    Kind.TERM: lambda by, refs, at: _keys(lambda keys: texts.readable_terms(by, keys, as_of=at), refs),
}


def readable(by: Actor, found: Iterable[Found], *, as_of: datetime) -> set[str]:
    """The keys of those that the actor may read.  At most four queries for each kind, however many were found."""
    by_kind: dict[Kind, set[str]] = defaultdict(set)
    for one in found:
        by_kind[one.kind].add(one.ref)
    return {f"{kind} {ref}" for kind, refs in by_kind.items() for ref in DOORS[kind](by, refs, as_of) & refs}
