"""The overview of a plan: how many promises stand where, side by side, pillar by pillar, over time.  Also as CSV."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from entente.record.assessment.queries import JointState, Overview, SideOverview
from entente.surfaces.web import labels, labels_of_work, links
from entente.surfaces.web.charts.badges import plan_label, plan_words
from entente.surfaces.web.charts.plan import (
    PlanRead,
    has_past,
    matrix_figure,
    over_time_figure,
    rate_sentences,
    read_plan,
    sides_figure,
)
from entente.surfaces.web.charts.shown import ShownBadge, ShownChart, plan_badge, plan_chart
from entente.surfaces.web.frame import PlanBar, now_of, plan_bar, plan_modified_at
from entente.surfaces.web.joint import SHAPES as JOINT_SHAPES
from entente.surfaces.web.joint import STATES as JOINT_STATES
from entente.surfaces.web.labels import Tag
from entente.surfaces.web.overview import STATES, Cell, StateRow, state_rows
from entente.surfaces.web.shares import share
from entente.surfaces.web.sheets import as_csv
from entente.surfaces.web.wording import Said, said


@dataclass(frozen=True, slots=True)
class SidePart:
    """One side.  rate: how much of what it owes it has reported on, and how by its dates; charts: its pillars, its past."""

    code: str
    name: Said
    rate: tuple[str, ...]
    states: tuple[StateRow, ...]
    charts: tuple[ShownChart, ...]


@dataclass(frozen=True, slots=True)
class OverviewPage:
    """A plan as each side tells it.

    whole  all sides, a bar each; joint: what there is together; values: of what all signed
    badge  the plan in one line
    """

    title: str
    description: str
    bar: PlanBar
    whole: ShownChart
    sides: tuple[SidePart, ...]
    joint: tuple[StateRow, ...]
    values: tuple[str, ...]
    badge: ShownBadge
    csv: str
    json: str


def overview(request: HttpRequest, language: str, plan: str) -> HttpResponse:
    read = read_plan(plan, language, now_of(request))
    found = read.overview
    bar = plan_bar(read.plan, language, "overview", plan_modified_at(plan, now_of(request)))
    page = OverviewPage(
        title=_("Overview"),
        description=_("How many promises stand where, as each side tells it. No figure counts two sides together."),
        bar=bar,
        whole=plan_chart(sides_figure(read.overview.sides, read), plan),
        sides=tuple(_side(side, read) for side in found.sides if side.owed),
        joint=_joint(found, plan, language),
        values=tuple(
            labels.named(labels_of_work.COMPLETION[value], number)
            for value, number in sorted(found.joint_values.items())
        ),
        badge=plan_badge(plan_label(read), plan_words(read), plan, language),
        csv=links.href("overview_csv", language, plan=plan),
        json=bar.data.replace("?", "/overview?", 1),
    )
    return render(request, "web/pages/overview.html", {"page": page})


def overview_csv(request: HttpRequest, language: str, plan: str) -> HttpResponse:
    read = read_plan(plan, language, now_of(request))
    view = read.plan
    names = {party.code: said(party.name, language, view.languages).text for party in view.parties}
    heading = [_("What"), _("Side"), _("Pillar"), _("Day"), _("State"), _("Promises"), _("Of")]
    rows = as_csv([heading, *_rows(read.overview, names, read.titles)])
    name = f'attachment; filename="{view.slug}-overview-{language}.csv"'
    return HttpResponse(rows, content_type="text/csv; charset=utf-8", headers={"Content-Disposition": name})


def _side(side: SideOverview, read: PlanRead) -> SidePart:
    party = next(party for party in read.plan.parties if party.code == side.party)
    charts = [matrix_figure(side, read)]
    if has_past(side.party, read):
        charts.append(over_time_figure(side.party, read))
    return SidePart(
        code=side.party,
        name=said(party.name, read.language, read.plan.languages),
        rate=rate_sentences(side, read.language),
        states=state_rows(side, read.plan.slug, read.language),
        charts=tuple(plan_chart(figure, read.plan.slug) for figure in charts),
    )


def _joint(found: Overview, plan: str, language: str) -> tuple[StateRow, ...]:
    address = links.href("commitments", language, plan=plan)
    return tuple(
        StateRow(
            Tag(str(JOINT_STATES[state]), JOINT_SHAPES.get(state, "whole")),
            Cell(
                _("Promises"),
                found.joint[state],
                links.with_query(address, {"joint": "" if state is JointState.NONE else state.value}),
            ),
            share(found.joint[state], found.promises),
        )
        for state in JointState
        if found.joint[state]
    )


def _rows(found: Overview, names: Mapping[str, str], titles: Mapping[str, str]) -> Iterator[list[str]]:
    for side in found.sides:
        name = names[side.party]
        for state, number in sorted(side.states.items()):
            yield [_("side"), name, "", "", str(STATES[state]), str(number), str(side.owed)]
        for pillar, counts in side.per_pillar.items():
            for state, number in sorted(counts.items()):
                heading = f"{pillar}. {titles.get(pillar, '')}".rstrip(". ")
                yield [_("pillar"), name, heading, "", str(STATES[state]), str(number), str(counts.total())]
        for point in found.over_time.get(side.party, ()):
            for state, number in sorted(point.states.items()):
                yield [
                    _("over time"),
                    name,
                    "",
                    point.at.date().isoformat(),
                    str(STATES[state]),
                    str(number),
                    str(side.owed),
                ]
    for together, number in sorted(found.joint.items()):
        yield [_("joint"), "", "", "", str(JOINT_STATES[together]), str(number), str(found.promises)]
