"""What is on record about a plan, read once with the eyes of the reader whom a report is for.

The same number of queries for any number of promises.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Protocol, TypeVar

from django.utils.translation import gettext as _

from entente.foundation.common.actors import PUBLIC, Actor, Capacity, Role
from entente.foundation.common.errors import ActionDenied
from entente.foundation.ledger import queries as ledger
from entente.foundation.ledger.queries import LoggedEntry
from entente.record.assessment import queries as assessment
from entente.record.assessment.queries import (
    Column,
    EvidenceCount,
    EvidenceState,
    FindingView,
    JointView,
    Overview,
    PlanPicture,
    Reports,
)
from entente.record.delivery import queries as delivery
from entente.record.delivery.queries import (
    ActivityView,
    ClockView,
    LeadView,
    MilestoneFilter,
    MilestoneView,
    ObstacleView,
    UpdateView,
)
from entente.record.plan import queries as plans
from entente.record.plan.queries import CommitmentView, PillarView, PlanView
from entente.record.verification import queries as verification
from entente.record.verification.queries import ClaimView
from entente.surfaces.web import activities, updates
from entente.surfaces.web.evidence import Addresses, addresses_of
from entente.surfaces.web.reader import Reader, reader_of

from .words import Reach

MOST_UPDATES = 1_000_000


class OfPromise(Protocol):
    @property
    def commitment(self) -> str: ...


V = TypeVar("V", bound=OfPromise)


def eyes(by: Actor, reach: Reach) -> Actor:
    """Who reads for a report: exactly what all of those may read who get it, and what the one who makes it may too.

    A group's papers stay out, since not everybody of a side sits in it.  Raises ActionDenied.
    """
    if reach is Reach.PUBLIC:
        return PUBLIC
    if reach is Reach.OWN:
        if not by.reads_records:
            raise ActionDenied(_("Only a side that reads records has a report of its own; make a public one."))
        return replace(by, groups=frozenset())
    if by.capacity is Capacity.PARTY or by.has(Role.SECRETARIAT):
        return Actor(Capacity.PARTY)
    raise ActionDenied(_("Only a party or a secretariat makes a report for all parties; make a public one."))


@dataclass(frozen=True, slots=True)
class Facts:
    """A plan as one reader may know it.

    since         the first day of which changes are told
    counts        promise -> its public evidence; joint: subject -> what there is together
    updates and what follows: by promise, in the order of their queries
    entries       of the public log since that day, newest first
    addresses     what became of the sources' addresses
    """

    by: Actor
    reach: Reach
    reader: Reader
    since: date
    pillars: tuple[PillarView, ...]
    promises: tuple[CommitmentView, ...]
    reports: Reports
    joint: Mapping[str, JointView]
    clocks: Mapping[str, ClockView]
    counts: Mapping[str, EvidenceCount]
    picture: PlanPicture
    overview: Overview
    updates: Mapping[str, Sequence[UpdateView]]
    milestones: Mapping[str, Sequence[MilestoneView]]
    obstacles: Mapping[str, Sequence[ObstacleView]]
    claims: Mapping[str, Sequence[ClaimView]]
    findings: Mapping[str, Sequence[FindingView]]
    activities: tuple[ActivityView, ...]
    leads: Mapping[str, Sequence[LeadView]]
    entries: tuple[LoggedEntry, ...]
    addresses: Addresses

    @property
    def plan(self) -> PlanView:
        return self.reader.plan

    def columns(self, promise: CommitmentView) -> list[Column]:
        return assessment.columns_of(self.plan, promise, self.reports)

    def evidence(self, promise: CommitmentView) -> EvidenceState:
        count = self.counts.get(promise.ref)
        return count.state if count else EvidenceState.NOT_LOOKED

    def of_pillar(self, number: str) -> list[CommitmentView]:
        return [promise for promise in self.promises if promise.pillar == number]


@dataclass(frozen=True, slots=True)
class Wish:
    """What a report is about.

    areas   numbers of pillars, () for all; number: of the one promise that a note is about, "" for none
    since   the first day of which changes are told
    """

    plan: str
    language: str
    reach: Reach
    since: date
    areas: tuple[str, ...] = ()
    number: str = ""


def gather(wish: Wish, *, by: Actor, as_of: datetime) -> Facts:
    """Read all of it.  Raises NotVisible, ActionDenied."""
    who = eyes(by, wish.reach)
    plan = plans.get_visible_plan(who, wish.plan, as_of=as_of)
    promises = _promises(who, wish, as_of)
    kept = {promise.ref for promise in promises}
    reports = assessment.reports_on_plan(who, plan.slug, as_of=as_of)
    claims = [claim for claim in verification.claims_on_plan(who, plan.slug, as_of=as_of) if claim.commitment in kept]
    _count, found = delivery.latest_on_plan(who, plan.slug, as_of=as_of, limit=MOST_UPDATES)
    told = [update for update in found if update.commitment in kept]
    done = tuple(delivery.activities_on_plan(who, plan.slug, as_of=as_of))
    _count, steps = delivery.milestones(who, MilestoneFilter(plan=plan.slug), as_of=as_of)
    obstacles = delivery.obstacles_on_plan(who, plan.slug, as_of=as_of)
    return Facts(
        by=who,
        reach=wish.reach,
        reader=reader_of(plan, wish.language, as_of, **_speakers(reports, told, done, claims, obstacles)),
        since=wish.since,
        pillars=tuple(_pillars(who, wish, promises, as_of)),
        promises=tuple(promises),
        reports=reports,
        joint=assessment.joints(promises, reports, as_of=as_of),
        clocks=delivery.clocks(who, sorted(kept), as_of=as_of),
        counts=assessment.evidence_counts(who, plan.slug, as_of=as_of),
        picture=assessment.picture(who, plan.slug, as_of=as_of),
        overview=assessment.overview(who, plan, promises, as_of=as_of),
        updates=_by_promise(told, kept),
        milestones=_by_promise(steps, kept),
        obstacles=_by_promise(obstacles, kept),
        claims=_by_promise(claims, kept),
        findings=_findings(who, plan.slug, as_of),
        activities=tuple(view for view in done if any(one.commitment in kept for one in view.services)),
        leads=_leads(who, plan.slug, as_of),
        entries=tuple(_entries(plan.slug, wish.since, as_of, promises)),
        addresses=addresses_of(claims),
    )


def _promises(by: Actor, wish: Wish, as_of: datetime) -> list[CommitmentView]:
    found = plans.commitments(by, wish.plan, as_of=as_of)
    if wish.number:
        return [promise for promise in found if promise.number == wish.number]
    return [promise for promise in found if not wish.areas or promise.pillar in wish.areas]


def _pillars(by: Actor, wish: Wish, promises: Iterable[CommitmentView], as_of: datetime) -> list[PillarView]:
    kept = {promise.pillar for promise in promises} | set(() if wish.areas or wish.number else ("",))
    found = plans.pillars(by, wish.plan, as_of=as_of)
    return [pillar for pillar in found if pillar.number in kept or "" in kept]


def _findings(by: Actor, plan: str, as_of: datetime) -> dict[str, list[FindingView]]:
    found: dict[str, list[FindingView]] = {}
    for finding in assessment.findings_on_plan(by, plan, as_of=as_of):
        found.setdefault(finding.subject.partition("#")[0], []).append(finding)
    return found


def _leads(by: Actor, plan: str, as_of: datetime) -> dict[str, list[LeadView]]:
    found: dict[str, list[LeadView]] = {}
    for lead in delivery.leads_on_plan(by, plan, as_of=as_of):
        if not lead.is_over:
            found.setdefault(lead.commitment, []).append(lead)
    return found


def _by_promise(views: Iterable[V], kept: Collection[str]) -> dict[str, list[V]]:
    found: dict[str, list[V]] = {}
    for view in views:
        if view.commitment in kept:
            found.setdefault(view.commitment, []).append(view)
    return found


def _entries(plan: str, since: date, as_of: datetime, promises: Sequence[CommitmentView]) -> Iterable[LoggedEntry]:
    """Of the public log alone: what other sides do in private has no place in a report."""
    numbers = {promise.number for promise in promises}
    for entry in ledger.history(plan, as_of=as_of):
        if entry.at.date() < since:
            return
        number = entry.subject.partition("/")[2].partition("#")[0].partition("@")[0].partition("/")[0]
        if not number or number in numbers:
            yield entry


def _speakers(
    reports: Reports,
    told: Sequence[UpdateView],
    done: Sequence[ActivityView],
    claims: Sequence[ClaimView],
    obstacles: Sequence[ObstacleView],
) -> dict[str, set[str]]:
    """Everybody who speaks, to be named: owners and posts."""
    owners, posts = updates.speakers(told)
    owners |= activities.speakers(done) | {obstacle.owner for obstacle in obstacles}
    owners |= {owner for claim in claims for owner in (claim.owner, *claim.proof.checked_by)}
    posts |= {status.post for status in reports.statuses.values()} | {obstacle.carried_by for obstacle in obstacles}
    return {"owners": owners, "posts": posts}
