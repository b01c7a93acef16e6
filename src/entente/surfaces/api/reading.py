"""What the operations read: some queries as of one instant.  The command line reads the same, with other eyes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol, TypeVar, cast

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone

from entente.foundation.common.actors import Actor
from entente.foundation.common.errors import NotVisible
from entente.foundation.common.refs import NUMBER, SLUG, numbered_ref
from entente.foundation.directory import queries as directory
from entente.foundation.texts import queries as texts
from entente.record.assessment import queries as assessment
from entente.record.delivery import queries as delivery
from entente.record.delivery.queries import WindowView
from entente.record.plan import queries as plans
from entente.record.plan.queries import Commitment, CommitmentView, PlanView
from entente.record.verification import queries as verification

from . import shapes, shaping
from .asked import CommitmentsAsked
from .bearer import api_actor
from .chosen import Chosen
from .shaping import Around


@dataclass(frozen=True, slots=True)
class Eyes:
    """Who reads, and as of when."""

    by: Actor
    as_of: datetime

    @classmethod
    def of(cls, request: HttpRequest) -> Eyes:
        """Who asks, now: the post behind a token, else anybody."""
        return cls(api_actor(request), timezone.now())


class _OnPromise(Protocol):
    @property
    def subject(self) -> str: ...


_Found = TypeVar("_Found", bound=_OnPromise)


def plan_list(eyes: Eyes, chosen: Chosen) -> shapes.Plans:
    views = plans.visible_plans(eyes.by, as_of=eyes.as_of)
    items = [shaping.plan_summary(view, chosen.within(view.languages)) for view in views]
    return shapes.Plans(language=chosen.language, items=items)


def whole_plan(eyes: Eyes, slug: str, chosen: Chosen) -> shapes.Plan:
    """Twenty-seven queries at most, however many promises."""
    view = plan_seen(eyes, slug)
    around = Around(
        plan=view,
        states=texts.states_under(slug),
        counts=assessment.evidence_counts(eyes.by, slug, as_of=eyes.as_of),
        claims=_by_promise(verification.claims_on_plan(eyes.by, slug, as_of=eyes.as_of), slug),
        findings=_by_promise(assessment.findings_on_plan(eyes.by, slug, as_of=eyes.as_of), slug),
        windows=_windows(delivery.windows_on_plan(eyes.by, slug, as_of=eyes.as_of)),
        leads=_by_promise(delivery.leads_on_plan(eyes.by, slug, as_of=eyes.as_of), slug),
        reports=assessment.reports_on_plan(eyes.by, slug, as_of=eyes.as_of),
    )
    pillars = plans.pillars(eyes.by, slug, as_of=eyes.as_of)
    promises = plans.commitments(eyes.by, slug, as_of=eyes.as_of)
    return shaping.plan(plans.plan_texts(slug), pillars, promises, around, chosen.within(view.languages))


def commitment_page(eyes: Eyes, slug: str, asked: CommitmentsAsked) -> shapes.CommitmentPage:
    """One page of the promises that a filter leaves; a page past the last one is empty."""
    view = plan_seen(eyes, slug)
    chosen = asked.chosen().within(view.languages)
    paginator = Paginator(assessment.listed(eyes.by, slug, asked.wanted(), as_of=eyes.as_of), asked.per_page)
    is_past = asked.page > paginator.num_pages
    rows = None if is_past else cast("QuerySet[Commitment]", paginator.page(asked.page).object_list)
    found = [] if rows is None else plans.whole(rows, slug, as_of=eyes.as_of)
    refs = [one.ref for one in found]
    counts = assessment.evidence_counts(eyes.by, slug, as_of=eyes.as_of, refs=refs)
    reports = assessment.reports_on_plan(eyes.by, slug, as_of=eyes.as_of, refs=refs)
    around = Around(plan=view, states=_states_of(found), counts=counts, reports=reports)
    return shapes.CommitmentPage(
        language=chosen.language,
        plan=slug,
        count=paginator.count,
        page=asked.page,
        pages=paginator.num_pages,
        per_page=asked.per_page,
        items=[shaping.commitment_summary(one, around, chosen) for one in found],
    )


def one_commitment(eyes: Eyes, plan: str, number: str, chosen: Chosen) -> shapes.OneCommitment:
    """Raises NotVisible."""
    view = plan_seen(eyes, plan)
    ref = promise_ref(plan, number)
    found = plans.get_visible_commitment(eyes.by, ref, as_of=eyes.as_of)
    claims = verification.claims_on_commitment(eyes.by, ref, as_of=eyes.as_of)
    findings = assessment.findings_on(eyes.by, ref, as_of=eyes.as_of)
    around = Around(
        plan=view,
        states=_states_of([found]),
        counts={ref: assessment.evidence_of(claims, findings)},
        claims={ref: claims},
        findings={ref: findings},
        windows={ref: delivery.windows_of(eyes.by, ref, as_of=eyes.as_of)},
        leads={ref: delivery.leads_of(eyes.by, ref, as_of=eyes.as_of)},
        reports=assessment.reports_on_plan(eyes.by, plan, as_of=eyes.as_of, refs=[ref]),
    )
    return shaping.one_commitment(found, around, chosen.within(view.languages))


def one_organisation(slug: str, chosen: Chosen) -> shapes.OneOrganisation:
    """Raises NotVisible."""
    if not SLUG.fullmatch(slug):
        raise NotVisible(f"There is no organisation “{slug}” on record.")
    row = directory.get_organisation(slug)
    return shaping.one_organisation(row, directory.followed(row), directory.followed_by(row), chosen)


def framework_list(eyes: Eyes, plan: str | None, chosen: Chosen) -> shapes.Frameworks:
    """Raises NotVisible when the plan is not there."""
    if plan is not None:
        chosen = chosen.within(plan_seen(eyes, plan).languages)
    views = plans.frameworks(eyes.by, plan or "", as_of=eyes.as_of)
    return shapes.Frameworks(
        language=chosen.language,
        plan=plan,
        items=[shaping.framework(view, chosen, with_counts=plan is not None) for view in views],
    )


def plan_seen(eyes: Eyes, slug: str) -> PlanView:
    """What is no slug at all is asked of no database: PostgreSQL refuses some characters in its own words."""
    if not SLUG.fullmatch(slug):
        raise NotVisible(f"There is no plan “{slug}” here.")
    return plans.get_visible_plan(eyes.by, slug, as_of=eyes.as_of)


def promise_ref(plan: str, number: str) -> str:
    if not NUMBER.fullmatch(number):
        raise NotVisible(f"There is no commitment “{number}” here.")
    return numbered_ref(plan, number)


def _by_promise(found: Iterable[_Found], plan: str) -> dict[str, list[_Found]]:
    """By ref of the promise; what is about the plan itself under ""."""
    by_promise: dict[str, list[_Found]] = defaultdict(list)
    for one in found:
        promise = one.subject.partition("#")[0]
        by_promise["" if promise == plan else promise].append(one)
    return by_promise


def _windows(found: Iterable[WindowView]) -> dict[str, list[WindowView]]:
    by_promise: dict[str, list[WindowView]] = defaultdict(list)
    for window in found:
        by_promise[window.commitment].append(window)
    return by_promise


def _states_of(found: Sequence[CommitmentView]) -> texts.States:
    return texts.states_of([ref for one in found for ref in (one.ref, *(clause.ref for clause in one.clauses))])
