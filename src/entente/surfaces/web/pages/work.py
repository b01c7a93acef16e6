"""Lists over a plan: its milestones as a table, and the events proposed as the fulfilment of its promises."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from entente.foundation.common.actors import PUBLIC
from entente.record.delivery import queries as delivery
from entente.record.delivery.queries import CandidateView, MilestoneFilter
from entente.record.plan import queries as plans
from entente.surfaces.web import candidates as shown
from entente.surfaces.web import links
from entente.surfaces.web.candidates import CandidateItem, candidate_items
from entente.surfaces.web.frame import NavigationLink, PlanBar, now_of, plan_bar, plan_modified_at
from entente.surfaces.web.milestones import MilestoneItem, fraction, milestone_items
from entente.surfaces.web.reader import Reader, reader_of


@dataclass(frozen=True, slots=True)
class MilestonesPage:
    """The milestones of a plan, next due first.  fraction: "Milestones accepted: 2 of 5", "" without milestones."""

    title: str
    description: str
    bar: PlanBar
    fraction: str
    milestones: tuple[MilestoneItem, ...]


@dataclass(frozen=True, slots=True)
class CandidatesOfPromise:
    """The candidates of one promise."""

    promise: NavigationLink
    items: tuple[CandidateItem, ...]


@dataclass(frozen=True, slots=True)
class CandidatesPage:
    """The candidates of a plan, promise by promise."""

    title: str
    description: str
    bar: PlanBar
    groups: tuple[CandidatesOfPromise, ...]


def milestones(request: HttpRequest, language: str, plan: str) -> HttpResponse:
    as_of = now_of(request)
    view = plans.get_visible_plan(PUBLIC, plan, as_of=as_of)
    _total, found = delivery.milestones(PUBLIC, MilestoneFilter(plan=plan), as_of=as_of)
    reader = reader_of(view, language, as_of, owners={one.owner for one in found})
    page = MilestonesPage(
        title=_("Milestones"),
        description=_("The steps on the way to each promise: what is due when, what was reported and accepted."),
        bar=plan_bar(view, language, "milestones", plan_modified_at(plan, as_of)),
        fraction=fraction(found),
        milestones=milestone_items(found, reader),
    )
    return render(request, "web/pages/milestones.html", {"page": page})


def candidates(request: HttpRequest, language: str, plan: str) -> HttpResponse:
    as_of = now_of(request)
    view = plans.get_visible_plan(PUBLIC, plan, as_of=as_of)
    found = delivery.candidates_on_plan(PUBLIC, plan, as_of=as_of)
    reader = reader_of(view, language, as_of, owners=shown.speakers(found))
    page = CandidatesPage(
        title=_("Candidates"),
        description=_(
            "Events that somebody proposed as the fulfilment of a promise, "
            "argued in public and decided by each side that owes it."
        ),
        bar=plan_bar(view, language, "activities", plan_modified_at(plan, as_of)),
        groups=_by_promise(found, reader),
    )
    return render(request, "web/pages/candidates.html", {"page": page})


def _by_promise(found: Sequence[CandidateView], reader: Reader) -> tuple[CandidatesOfPromise, ...]:
    groups: dict[str, list[CandidateView]] = {}
    for one in found:
        groups.setdefault(one.commitment, []).append(one)
    return tuple(_group(ref, groups[ref], reader) for ref in sorted(groups, key=_places))


def _group(ref: str, found: Sequence[CandidateView], reader: Reader) -> CandidatesOfPromise:
    number = ref.rpartition("/")[2]
    link = NavigationLink(
        _("Commitment %(number)s") % {"number": number},
        links.href("commitment", reader.language, plan=reader.plan.slug, number=number),
        False,
    )
    return CandidatesOfPromise(link, candidate_items(found, reader))


def _places(ref: str) -> tuple[int, ...]:
    """The parts of a promise's number, so that 2.10 follows 2.9."""
    return tuple(int(part) for part in ref.rpartition("/")[2].split("."))
