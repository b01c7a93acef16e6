"""The overview of a plan: how many promises stand where, side by side, pillar by pillar, over time.  Also as CSV."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from entente.foundation.common.actors import PUBLIC
from entente.foundation.ledger import queries as ledger
from entente.record.assessment import queries as assessment
from entente.record.assessment.queries import JointState, Overview, SideOverview
from entente.record.plan import queries as plans
from entente.record.plan.queries import PlanView
from entente.surfaces.web import labels_of_work, links
from entente.surfaces.web.frame import PlanBar, now_of, plan_bar
from entente.surfaces.web.joint import SHAPES as JOINT_SHAPES
from entente.surfaces.web.joint import STATES as JOINT_STATES
from entente.surfaces.web.labels import Tag
from entente.surfaces.web.overview import (
    STATES,
    Cell,
    Chart,
    MatrixRow,
    StateRow,
    chart,
    matrix,
    over_time_rows,
    share,
    state_rows,
)
from entente.surfaces.web.reporting import tally_words
from entente.surfaces.web.sheets import as_csv
from entente.surfaces.web.wording import Said, said


@dataclass(frozen=True, slots=True)
class SidePart:
    """One side.  rate: how much of what it owes it has reported on, and how by its dates."""

    code: str
    name: Said
    rate: tuple[str, ...]
    states: tuple[StateRow, ...]
    matrix: tuple[MatrixRow, ...]
    chart: Chart | None
    over_time: tuple[MatrixRow, ...]


@dataclass(frozen=True, slots=True)
class OverviewPage:
    """A plan as each side tells it.  joint: what there is together; values: of what all signed."""

    title: str
    description: str
    bar: PlanBar
    sides: tuple[SidePart, ...]
    joint: tuple[StateRow, ...]
    values: tuple[str, ...]
    csv: str
    json: str


def overview(request: HttpRequest, language: str, plan: str) -> HttpResponse:
    view, found, titles = _read(request, language, plan)
    entries = ledger.history(plan, limit=1, as_of=now_of(request))
    bar = plan_bar(view, language, "overview", entries[0].at if entries else None)
    page = OverviewPage(
        title=_("Overview"),
        description=_("How many promises stand where, as each side tells it. No figure counts two sides together."),
        bar=bar,
        sides=tuple(_side(side, found, view, titles, language) for side in found.sides if side.owed),
        joint=_joint(found, plan, language),
        values=tuple(
            f"{labels_of_work.COMPLETION[value]}: {number}" for value, number in sorted(found.joint_values.items())
        ),
        csv=links.href("overview_csv", language, plan=plan),
        json=bar.data.replace("?", "/overview?", 1),
    )
    return render(request, "web/pages/overview.html", {"page": page})


def overview_csv(request: HttpRequest, language: str, plan: str) -> HttpResponse:
    view, found, titles = _read(request, language, plan)
    names = {party.code: said(party.name, language, view.languages).text for party in view.parties}
    heading = [_("What"), _("Side"), _("Pillar"), _("Day"), _("State"), _("Promises"), _("Of")]
    rows = as_csv([heading, *_rows(found, names, titles)])
    name = f'attachment; filename="{view.slug}-overview-{language}.csv"'
    return HttpResponse(rows, content_type="text/csv; charset=utf-8", headers={"Content-Disposition": name})


def _read(request: HttpRequest, language: str, plan: str) -> tuple[PlanView, Overview, dict[str, str]]:
    as_of = now_of(request)
    view = plans.get_visible_plan(PUBLIC, plan, as_of=as_of)
    promises = plans.commitments(PUBLIC, plan, as_of=as_of)
    titles = {
        pillar.number: said(
            pillar.title or {tag: text.text for tag, text in pillar.titles.items()}, language, view.languages
        ).text
        for pillar in plans.pillars(PUBLIC, plan, as_of=as_of)
    }
    return view, assessment.overview(PUBLIC, view, promises, as_of=as_of), titles


def _side(side: SideOverview, found: Overview, plan: PlanView, titles: dict[str, str], language: str) -> SidePart:
    party = next(party for party in plan.parties if party.code == side.party)
    name = said(party.name, language, plan.languages)
    points = found.over_time.get(side.party, ())
    rate = [
        _("It has reported on %(share)s of the promises that it owes.") % {"share": share(side.reported, side.owed)}
    ]
    tallies = dict.fromkeys(tally for tally in (side.passed, side.current) if tally is not None)
    return SidePart(
        code=side.party,
        name=name,
        rate=(*rate, *(f"{tally_words(tally, language)}." for tally in tallies)),
        states=state_rows(side, plan.slug, language),
        matrix=matrix(side, titles, plan.slug, language),
        chart=chart(name.text, points, language),
        over_time=over_time_rows(points, language),
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


def _rows(found: Overview, names: dict[str, str], titles: dict[str, str]) -> Iterator[list[str]]:
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
