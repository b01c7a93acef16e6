"""What the operations of the working half read, through the eyes of who asks."""

from __future__ import annotations

from entente.foundation.common.errors import NotVisible
from entente.foundation.common.refs import SLUG, Ref
from entente.record.assessment import queries as assessment
from entente.record.delivery import queries as delivery
from entente.record.delivery.queries import CandidateView, MilestoneFilter
from entente.record.plan import queries as plans
from entente.record.verification import queries as verification

from . import shapes, shaping, shaping_work
from .asked import Paged
from .chosen import Chosen
from .reading import Eyes, plan_seen, promise_ref
from .shaping import parts_of


def promise_seen(eyes: Eyes, plan: str, number: str, chosen: Chosen) -> tuple[str, Chosen]:
    """The ref of a promise that is there to be read, and the choice of languages within its plan.  Raises NotVisible."""
    view = plan_seen(eyes, plan)
    ref = promise_ref(plan, number)
    plans.get_visible_commitment(eyes.by, ref, as_of=eyes.as_of)
    return ref, chosen.within(view.languages)


def statuses(eyes: Eyes, plan: str, number: str, chosen: Chosen) -> shapes.Statuses:
    ref, within = promise_seen(eyes, plan, number, chosen)
    found = assessment.statuses_on(eyes.by, ref, as_of=eyes.as_of)
    return shapes.Statuses(language=chosen.language, items=[shaping_work.status(one, within) for one in found])


def statuses_of_plan(eyes: Eyes, plan: str, chosen: Chosen) -> shapes.Statuses:
    within = chosen.within(plan_seen(eyes, plan).languages)
    found = assessment.statuses_on_plan(eyes.by, plan, as_of=eyes.as_of)
    items = [shaping_work.status(found[key], within) for key in sorted(found)]
    return shapes.Statuses(language=chosen.language, items=items)


def updates(eyes: Eyes, plan: str, number: str, chosen: Chosen) -> shapes.Updates:
    ref, within = promise_seen(eyes, plan, number, chosen)
    found = delivery.updates_on(eyes.by, ref, as_of=eyes.as_of)
    items = [shaping_work.update(one, within) for one in found]
    return shapes.Updates(language=chosen.language, count=len(items), items=items)


def updates_of_plan(eyes: Eyes, plan: str, asked: Paged) -> shapes.Updates:
    chosen = asked.chosen().within(plan_seen(eyes, plan).languages)
    count, found = delivery.latest_on_plan(eyes.by, plan, as_of=eyes.as_of, limit=asked.per_page, offset=asked.offset())
    return shapes.Updates(
        language=chosen.language, count=count, items=[shaping_work.update(one, chosen) for one in found]
    )


def one_update(eyes: Eyes, ref: str, chosen: Chosen) -> shapes.OneUpdate:
    """The latest version that the reader may read.  Raises NotVisible."""
    view = delivery.get_update(eyes.by, ref, as_of=eyes.as_of)
    within = chosen.within(plan_seen(eyes, view.commitment.partition("/")[0]).languages)
    return shapes.OneUpdate(**parts_of(shaping_work.update(view, within)), language=chosen.language)


def milestones(eyes: Eyes, plan: str, number: str, chosen: Chosen) -> shapes.Milestones:
    ref, within = promise_seen(eyes, plan, number, chosen)
    found = delivery.milestones_on(eyes.by, ref, as_of=eyes.as_of)
    return shapes.Milestones(language=chosen.language, items=[shaping_work.milestone(one, within) for one in found])


def milestones_of_plan(eyes: Eyes, plan: str, chosen: Chosen) -> shapes.Milestones:
    within = chosen.within(plan_seen(eyes, plan).languages)
    _total, found = delivery.milestones(eyes.by, MilestoneFilter(plan=plan), as_of=eyes.as_of)
    return shapes.Milestones(language=chosen.language, items=[shaping_work.milestone(one, within) for one in found])


def one_milestone(eyes: Eyes, ref: str, chosen: Chosen) -> shapes.OneMilestone:
    view = delivery.get_milestone(eyes.by, ref, as_of=eyes.as_of)
    within = chosen.within(plan_seen(eyes, Ref.parse(ref).plan).languages)
    return shapes.OneMilestone(**parts_of(shaping_work.milestone(view, within)), language=chosen.language)


def activities(eyes: Eyes, plan: str, number: str, chosen: Chosen) -> shapes.Activities:
    ref, within = promise_seen(eyes, plan, number, chosen)
    found = delivery.activities_on(eyes.by, ref, as_of=eyes.as_of)
    return shapes.Activities(language=chosen.language, items=[shaping_work.activity(one, within) for one in found])


def activities_of_plan(eyes: Eyes, plan: str, chosen: Chosen) -> shapes.Activities:
    within = chosen.within(plan_seen(eyes, plan).languages)
    found = delivery.activities_on_plan(eyes.by, plan, as_of=eyes.as_of)
    return shapes.Activities(language=chosen.language, items=[shaping_work.activity(one, within) for one in found])


def one_activity(eyes: Eyes, plan: str, slug: str, chosen: Chosen) -> shapes.OneActivity:
    within = chosen.within(plan_seen(eyes, plan).languages)
    if not SLUG.fullmatch(slug):
        raise NotVisible(f"There is no activity “{slug}” here.")
    view = delivery.get_activity(eyes.by, plan, slug, as_of=eyes.as_of)
    return shapes.OneActivity(**parts_of(shaping_work.activity(view, within)), language=chosen.language)


def candidates(eyes: Eyes, plan: str, number: str, chosen: Chosen) -> shapes.Candidates:
    ref, within = promise_seen(eyes, plan, number, chosen)
    found = delivery.candidates_on(eyes.by, ref, as_of=eyes.as_of)
    return shapes.Candidates(language=chosen.language, items=[shaping_work.candidate(one, within) for one in found])


def one_candidate(eyes: Eyes, plan: str, number: str, slug: str, chosen: Chosen) -> shapes.OneCandidate:
    ref, within = promise_seen(eyes, plan, number, chosen)
    view = _candidate(delivery.candidates_on(eyes.by, ref, as_of=eyes.as_of), slug)
    return shapes.OneCandidate(**parts_of(shaping_work.candidate(view, within)), language=chosen.language)


def claims(eyes: Eyes, plan: str, number: str, chosen: Chosen) -> shapes.Claims:
    ref, within = promise_seen(eyes, plan, number, chosen)
    found = verification.claims_on_commitment(eyes.by, ref, as_of=eyes.as_of)
    return shapes.Claims(language=chosen.language, items=[shaping.claim(one, within) for one in found])


def one_claim(eyes: Eyes, owner: str, slug: str, chosen: Chosen) -> shapes.OneClaim:
    view = verification.get_claim(eyes.by, owner, slug, as_of=eyes.as_of)
    within = chosen.within(plan_seen(eyes, Ref.parse(view.subject).plan).languages)
    return shapes.OneClaim(**parts_of(shaping.claim(view, within)), language=chosen.language)


def clock(eyes: Eyes, plan: str, number: str, chosen: Chosen) -> shapes.Clock:
    ref, within = promise_seen(eyes, plan, number, chosen)
    return shaping_work.clock(delivery.clock_on(eyes.by, ref, as_of=eyes.as_of), within)


def _candidate(found: list[CandidateView], slug: str) -> CandidateView:
    view = next((one for one in found if one.slug == slug), None)
    if view is None:
        raise NotVisible(f"There is no candidate “{slug}” here.")
    return view
