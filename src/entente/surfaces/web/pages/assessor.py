"""What outsiders say of a plan: who, by which methods; and all that one of them says by one method."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from entente.foundation.common.actors import PUBLIC
from entente.record.assessment.methods import Method
from entente.record.assessment.queries import assessors
from entente.record.assessment.queries.methods import GuidelineView, guidelines_of
from entente.record.plan import queries as plans
from entente.surfaces.web import assessments as shown
from entente.surfaces.web import labels, links
from entente.surfaces.web.assessments import AssessmentItem, assessment_items
from entente.surfaces.web.frame import NavigationLink, PlanBar, now_of, plan_bar
from entente.surfaces.web.reader import Reader, reader_of
from entente.surfaces.web.wording import Said


@dataclass(frozen=True, slots=True)
class AssessorLine:
    """One assessor and one method.  count: how many values it has published by it."""

    who: Said
    method: Said
    address: str
    count: str


@dataclass(frozen=True, slots=True)
class AssessorsPage:
    """Everybody who has published an assessment of the plan."""

    title: str
    description: str
    bar: PlanBar
    lines: tuple[AssessorLine, ...]


@dataclass(frozen=True, slots=True)
class ScaleValue:
    """A value of the method: its code and what it means."""

    code: str
    label: Said


@dataclass(frozen=True, slots=True)
class GuidelineItem:
    """What counts for each value on one promise, in one version."""

    anchor: str
    subject: str
    facts: str
    definitions: Said
    counts: tuple[tuple[str, Said], ...]


@dataclass(frozen=True, slots=True)
class AssessorPage:
    """All that one assessor says of the plan by one method.

    shares      one line for each reading and party; agreement: "" where one person codes
    guidelines  every published version, of each promise the latest first
    """

    title: str
    description: str
    bar: PlanBar
    back: NavigationLink
    who: Said
    method: Said
    about: Said
    scale: tuple[ScaleValue, ...]
    shares: tuple[str, ...]
    agreement: str
    assessments: tuple[AssessmentItem, ...]
    guidelines: tuple[GuidelineItem, ...]


def assessors_of_plan(request: HttpRequest, language: str, plan: str) -> HttpResponse:
    as_of = now_of(request)
    view = plans.get_visible_plan(PUBLIC, plan, as_of=as_of)
    found = assessors.published_on_plan(plan, as_of=as_of)
    reader = reader_of(view, language, as_of, owners=shown.speakers(found))
    counted: dict[tuple[str, str], list[Method]] = {}
    for one in found:
        counted.setdefault((one.owner, one.method.ref), []).append(one.method)
    lines = [
        AssessorLine(
            who=reader.said(reader.bodies.get(owner, {language: owner})),
            method=reader.said(methods[0].name),
            address=shown.assessor_address(plan, owner, ref, language),
            count=ngettext("%(number)d assessment", "%(number)d assessments", len(methods)) % {"number": len(methods)},
        )
        for (owner, ref), methods in sorted(counted.items())
    ]
    page = AssessorsPage(
        title=_("What outsiders say"),
        description=_("Everybody who assesses this plan from outside, each by its own method."),
        bar=plan_bar(view, language, "", None),
        lines=tuple(lines),
    )
    return render(request, "web/pages/assessors.html", {"page": page})


def assessor(request: HttpRequest, language: str, plan: str, owner: str, method: str) -> HttpResponse:
    as_of = now_of(request)
    view = plans.get_visible_plan(PUBLIC, plan, as_of=as_of)
    sheet = assessors.sheet(plan, owner, shown.method_of_segment(method), as_of=as_of)
    reader = reader_of(view, language, as_of, owners={owner})
    known = [one for one in guidelines_of(PUBLIC, owner, plan, as_of=as_of) if one.method == sheet.method.ref]
    who, name = reader.said(reader.bodies.get(owner, {language: owner})), reader.said(sheet.method.name)
    page = AssessorPage(
        title=labels.named(who, name),
        description=_("What %(who)s says of this plan by the method “%(method)s”.") % {"who": who, "method": name},
        bar=plan_bar(view, language, "", None),
        back=NavigationLink(_("What outsiders say"), links.href("assessors", language, plan=plan), False),
        who=who,
        method=name,
        about=reader.said(sheet.method.about),
        scale=tuple(ScaleValue(value.code, reader.said(value.label)) for value in sheet.method.values),
        shares=tuple(shown.shares(sheet, reader)),
        agreement=shown.agreement(sheet, reader),
        assessments=assessment_items(sheet.assessments, reader),
        guidelines=tuple(_guideline(one, sheet.method, reader) for one in known),
    )
    return render(request, "web/pages/assessor.html", {"page": page})


def _guideline(one: GuidelineView, method: Method, reader: Reader) -> GuidelineItem:
    day = reader.day(one.published_at.date()) if one.published_at else ""
    return GuidelineItem(
        anchor=f"guideline-{one.key}",
        subject=one.subject.partition("/")[2].replace("#", " "),
        facts=_("version %(number)d, published %(day)s") % {"number": one.version, "day": day},
        definitions=reader.said(one.definitions),
        counts=tuple((value.code, reader.said(one.counts.get(value.code, {}))) for value in method.values),
    )
