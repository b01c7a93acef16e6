"""Outside frameworks: all of them, one, and one target with the promises that serve it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from entente.foundation.common.actors import PUBLIC
from entente.foundation.common.errors import NotVisible
from entente.record.assessment import queries as assessment
from entente.record.plan import queries as plans
from entente.record.plan.queries import FrameworkView, PlanView, TargetView
from entente.surfaces.web import labels, links
from entente.surfaces.web.frame import NavigationLink, PlanBar, now_of, plan_bar, plan_modified_at
from entente.surfaces.web.rows import CommitmentRow, commitment_rows
from entente.surfaces.web.standings import standings_of
from entente.surfaces.web.wording import Said, said


@dataclass(frozen=True, slots=True)
class TargetLine:
    """A target and how many promises serve it, in words; count 0: none."""

    code: str
    title: Said
    address: str
    count: int
    words: str


@dataclass(frozen=True, slots=True)
class FrameworkCard:
    """A framework in the list.  served: its targets that any promise serves."""

    code: str
    title: Said
    address: str
    served: tuple[TargetLine, ...]


@dataclass(frozen=True, slots=True)
class FrameworksPage:
    """The frameworks with which any promise of the plan is aligned."""

    title: str
    description: str
    bar: PlanBar
    frameworks: tuple[FrameworkCard, ...]


@dataclass(frozen=True, slots=True)
class FrameworkPage:
    """One framework with every target.  outside: its own address on the web, "" for none."""

    title: str
    description: str
    bar: PlanBar
    code: str
    heading: Said
    outside: str
    targets: tuple[TargetLine, ...]
    parent: NavigationLink


@dataclass(frozen=True, slots=True)
class TargetPage:
    """One target and the promises that serve it."""

    title: str
    description: str
    bar: PlanBar
    code: str
    heading: Said
    parents: tuple[NavigationLink, ...]
    count: str
    rows: tuple[CommitmentRow, ...]


def frameworks(request: HttpRequest, language: str, plan: str) -> HttpResponse:
    as_of = now_of(request)
    view = plans.get_visible_plan(PUBLIC, plan, as_of=as_of)
    cards = []
    for framework in plans.frameworks(PUBLIC, plan, as_of=as_of):
        served = tuple(_lines(framework, view, language, only_served=True))
        if served:
            address = links.href("framework", language, plan=plan, framework=framework.code)
            cards.append(FrameworkCard(framework.code, _title(framework, view, language), address, served))
    page = FrameworksPage(
        title=_("Outside frameworks"),
        description=_("Which outside goals and agreements the commitments of the plan serve."),
        bar=_bar(view, language, as_of),
        frameworks=tuple(cards),
    )
    return render(request, "web/pages/frameworks.html", {"page": page})


def framework(request: HttpRequest, language: str, plan: str, framework: str) -> HttpResponse:
    as_of = now_of(request)
    view = plans.get_visible_plan(PUBLIC, plan, as_of=as_of)
    found = _framework(plan, framework, as_of)
    heading = _title(found, view, language)
    page = FrameworkPage(
        title=heading.text,
        description=_("The targets of %(framework)s and the commitments that serve them.")
        % {"framework": heading.text},
        bar=_bar(view, language, as_of),
        code=found.code,
        heading=heading,
        outside=found.address,
        targets=tuple(_lines(found, view, language, only_served=False)),
        parent=_index(plan, language),
    )
    return render(request, "web/pages/framework.html", {"page": page})


def target(request: HttpRequest, language: str, plan: str, framework: str, target: str) -> HttpResponse:
    as_of = now_of(request)
    view = plans.get_visible_plan(PUBLIC, plan, as_of=as_of)
    found = _framework(plan, framework, as_of)
    mine = next((one for one, _count in found.targets if one.code == target), None)
    if mine is None:
        raise NotVisible(f"There is no target “{target}” in {framework}.")
    serving = plans.commitments_serving(PUBLIC, plan, framework, target, as_of=as_of)
    counts = assessment.evidence_counts(PUBLIC, plan, as_of=as_of)
    heading = _target_title(mine, view, language)
    parent = NavigationLink(
        _title(found, view, language).text, links.href("framework", language, plan=plan, framework=framework), False
    )
    page = TargetPage(
        title=f"{mine.code} {heading.text}",
        description=labels.named(f"{_title(found, view, language).text}, {mine.code}", heading.text),
        bar=_bar(view, language, as_of),
        code=mine.code,
        heading=heading,
        parents=(_index(plan, language), parent),
        count=labels.promises(len(serving)),
        rows=commitment_rows(view, serving, counts, language, standings_of(view.slug, serving, as_of)),
    )
    return render(request, "web/pages/target.html", {"page": page})


def _framework(plan: str, code: str, as_of: datetime) -> FrameworkView:
    found = next((one for one in plans.frameworks(PUBLIC, plan, as_of=as_of) if one.code == code), None)
    if found is None:
        raise NotVisible(f"There is no framework “{code}” here.")
    return found


def _bar(view: PlanView, language: str, as_of: datetime) -> PlanBar:
    return plan_bar(view, language, "frameworks", plan_modified_at(view.slug, as_of))


def _index(plan: str, language: str) -> NavigationLink:
    return NavigationLink(_("Outside frameworks"), links.href("frameworks", language, plan=plan), False)


def _title(framework: FrameworkView, plan: PlanView, language: str) -> Said:
    return said(framework.title, language, plan.languages)


def _target_title(target: TargetView, plan: PlanView, language: str) -> Said:
    return said(target.title, language, plan.languages)


def _lines(framework: FrameworkView, plan: PlanView, language: str, *, only_served: bool) -> list[TargetLine]:
    return [
        TargetLine(
            one.code,
            _target_title(one, plan, language),
            links.href("target", language, plan=plan.slug, framework=framework.code, target=one.code),
            count,
            labels.promises(count) if count else _("none"),
        )
        for one, count in framework.targets
        if count or not only_served
    ]
