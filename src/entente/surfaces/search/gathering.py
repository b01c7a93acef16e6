"""The documents of a reader: whatever the queries answer to that reader is what can be found, and nothing else.

A plan is gathered whole, or by its homes: a commitment or an activity with all that lies under it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import suppress
from datetime import datetime
from types import MappingProxyType
from uuid import UUID

from entente.foundation.common.actors import Actor
from entente.foundation.common.errors import NotVisible
from entente.foundation.common.refs import Ref
from entente.record.assessment import queries as assessment
from entente.record.assessment.queries import assessors
from entente.record.delivery import queries as delivery
from entente.record.delivery.queries import MilestoneFilter, UpdateView
from entente.record.plan import queries as plans
from entente.record.plan.queries import CommitmentView
from entente.record.verification import queries as verification
from entente.surfaces.intake import agreed

from . import rows
from .documents import SearchDocument

PAGE = 500
"""Updates read at once."""


def of_plan(by: Actor, slug: str, *, as_of: datetime) -> Iterator[SearchDocument]:
    """All that a reader may find of one plan.  Raises NotVisible.  The same number of queries for any number of promises."""
    promises = {one.ref: one for one in plans.commitments(by, slug, as_of=as_of)}
    yield from of_plan_itself(by, slug, as_of=as_of, promises=promises)
    said: dict[str, set[str]] = {}
    for status in assessment.statuses_on_plan(by, slug, as_of=as_of).values():
        said.setdefault(status.commitment, set()).add(str(status.value))
    yield from (rows.of_commitment(slug, one, said.get(one.ref, ())) for one in promises.values())
    yield from rows.of_updates(slug, _every_update(by, slug, as_of), promises)
    claims = verification.claims_on_plan(by, slug, as_of=as_of)
    yield from rows.of_sources(slug, claims)
    yield from (rows.of_claim(slug, one, promises) for one in claims)
    findings = assessment.findings_on_plan(by, slug, as_of=as_of)
    yield from (rows.of_finding(slug, one, promises) for one in findings)
    yield from (rows.of_assessment(slug, one, promises) for one in assessors.published_on_plan(slug, as_of=as_of))
    yield from (rows.of_activity(slug, one) for one in delivery.activities_on_plan(by, slug, as_of=as_of))
    _total, milestones = delivery.milestones(by, MilestoneFilter(plan=slug), as_of=as_of)
    yield from (rows.of_milestone(slug, one, promises) for one in milestones)
    candidates = delivery.candidates_on_plan(by, slug, as_of=as_of)
    yield from (rows.of_candidate(slug, one, promises) for one in candidates)


def of_plan_itself(
    by: Actor, slug: str, *, as_of: datetime, promises: Mapping[str, CommitmentView] = MappingProxyType({})
) -> Iterator[SearchDocument]:
    """The plan, its pillars, its amendments and its words, and nothing that lies under a promise.  Raises NotVisible."""
    plan = plans.get_visible_plan(by, slug, as_of=as_of)
    yield rows.of_the_plan(plan, plans.plan_texts(plan.slug))
    yield from (rows.of_pillar(slug, one) for one in plans.pillars(by, slug, as_of=as_of))
    yield from (rows.of_amendment(slug, one, promises) for one in plans.agreed_by_all(by, slug, as_of=as_of))
    yield from terms_of(by, slug, as_of=as_of)


def terms_of(by: Actor, slug: str, *, as_of: datetime) -> Iterator[SearchDocument]:
    """The words of a plan that are agreed or proposed."""
    yield from (rows.of_term(slug, one) for one in agreed.terms(by, slug, as_of=as_of))


def _every_update(by: Actor, slug: str, as_of: datetime) -> Iterator[UpdateView]:
    """What a reader's own side has in hand, and what is published as it stands."""
    drafts = [one for one in delivery.own_updates(by, as_of=as_of) if not one.is_published]
    yield from (one for one in drafts if one.commitment.partition("/")[0] == slug)
    total, done = 1, 0
    while done < total:
        total, page = delivery.latest_on_plan(by, slug, as_of=as_of, limit=PAGE, offset=done)
        yield from page
        done += PAGE


def of_homes(by: Actor, slug: str, homes: Iterable[str], *, as_of: datetime) -> Iterator[SearchDocument]:
    """What a reader may find of these commitments and activities, without the sources.  Raises NotVisible for the plan."""
    plans.get_visible_plan(by, slug, as_of=as_of)
    for home in homes:
        ref = Ref.parse(home)
        yield from _of_activity(by, ref, as_of) if ref.activity else _of_commitment(by, slug, home, as_of)


def _of_commitment(by: Actor, slug: str, ref: str, as_of: datetime) -> Iterator[SearchDocument]:
    promises = {}
    with suppress(NotVisible):
        promises[ref] = plans.get_visible_commitment(by, ref, as_of=as_of)
    said = {str(status.value) for status in assessment.statuses_on(by, ref, as_of=as_of)}
    yield from (rows.of_commitment(slug, one, said) for one in promises.values())
    drafts = [one for one in delivery.own_updates(by, as_of=as_of, commitment=ref) if not one.is_published]
    published = [one for one in delivery.updates_on(by, ref, as_of=as_of) if one.is_current]
    yield from rows.of_updates(slug, [*drafts, *published], promises)
    claims = verification.claims_on_commitment(by, ref, as_of=as_of)
    yield from (rows.of_claim(slug, one, promises) for one in claims)
    yield from (rows.of_finding(slug, one, promises) for one in assessment.findings_on(by, ref, as_of=as_of))
    yield from (rows.of_assessment(slug, one, promises) for one in assessors.published_on(ref, as_of=as_of))
    yield from (rows.of_milestone(slug, one, promises) for one in delivery.milestones_on(by, ref, as_of=as_of))
    yield from (rows.of_candidate(slug, one, promises) for one in delivery.candidates_on(by, ref, as_of=as_of))


def _of_activity(by: Actor, ref: Ref, as_of: datetime) -> Iterator[SearchDocument]:
    with suppress(NotVisible):
        yield rows.of_activity(ref.plan, delivery.get_activity(by, ref.plan, ref.activity, as_of=as_of))
    claims = verification.claims_on_activity(by, f"{ref.plan}/activities/{ref.activity}", as_of=as_of)
    yield from (rows.of_claim(ref.plan, one, {}) for one in claims)


def of_sources(by: Actor, slug: str, keys: Collection[str], *, as_of: datetime) -> Iterator[SearchDocument]:
    """Those of these sources that evidence of a plan cites, as far as a reader may read it.  Raises NotVisible for the plan."""
    plans.get_visible_plan(by, slug, as_of=as_of)
    claims = verification.claims_citing(by, slug, [UUID(key) for key in keys], as_of=as_of)
    yield from (one for one in rows.of_sources(slug, claims) if one.ref in keys)
