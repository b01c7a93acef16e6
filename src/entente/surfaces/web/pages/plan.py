"""Where one plan stands: the plan's own home page."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from entente.foundation.common.actors import PUBLIC
from entente.foundation.ledger import queries as ledger
from entente.record.assessment import queries as assessment
from entente.record.assessment.queries import EvidenceState, PlanPicture, Sheet
from entente.record.plan import queries as plans
from entente.record.plan.queries import PillarView, PlanView
from entente.record.verification import queries as verification
from entente.surfaces.web import dates, labels, links
from entente.surfaces.web.changes import ChangeDay, by_day
from entente.surfaces.web.charts.plan import PlanWords, sides_figure
from entente.surfaces.web.charts.shown import ShownChart, plan_chart
from entente.surfaces.web.evidence import EvidenceItem, evidence_items
from entente.surfaces.web.frame import NavigationLink, PlanBar, now_of, plan_bar
from entente.surfaces.web.reader import Reader
from entente.surfaces.web.reporting import side_words
from entente.surfaces.web.side_states import said_of_plan
from entente.surfaces.web.standing import Figure, figures, joint_figure, sentences
from entente.surfaces.web.wording import Said, said

from .succession import origins_of_plan

CHANGES_READ = 60
DAYS_SHOWN = 3


@dataclass(frozen=True, slots=True)
class PillarCard:
    """A pillar with its counts in words."""

    number: str
    address: str
    title: Said
    facts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PartyLine:
    """A party, whether it takes part, and how it reports by its current date, "" where no date binds it."""

    name: Said
    standing: str
    is_taking_part: bool
    reporting: str


@dataclass(frozen=True, slots=True)
class PlanPage:
    """Where a plan stands.

    sentences  what was promised, what evidence there is, who takes part: one plain paragraph
    chart      where each side stands
    evidence   what was found about the plan as a whole, not about one promise
    changes    the latest days of the public log
    source     address of the official text, "" when unknown
    ended      that it is closed, or that its keeper proposes what becomes of each promise; "" for neither
    origins    plans that ended in this one
    amended    how many promises are amended, and how many amendments are to come, in words; "" for none
    adopted    since when all parties have adopted these words, "" while they have not
    """

    title: str
    description: str
    bar: PlanBar
    heading: Said
    summary: Said
    launched: str
    sentences: tuple[str, ...]
    figures: tuple[Figure, ...]
    chart: ShownChart
    parties: tuple[PartyLine, ...]
    pillars: tuple[PillarCard, ...]
    evidence: tuple[EvidenceItem, ...]
    changes: tuple[ChangeDay, ...]
    has_authentic_text: bool
    project_label: str
    source: str
    ended: str
    origins: tuple[NavigationLink, ...]
    amended: str
    adopted: str


def plan(request: HttpRequest, language: str, plan: str) -> HttpResponse:
    as_of = now_of(request)
    view = plans.get_visible_plan(PUBLIC, plan, as_of=as_of)
    picture = assessment.picture(PUBLIC, plan, as_of=as_of)
    entries = ledger.history(plan, limit=CHANGES_READ, as_of=as_of)
    heading = said(view.title, language, view.languages)
    together = joint_figure(assessment.signed_on_plan(PUBLIC, plan, as_of=as_of), view, language)
    told = sentences(view, picture)
    sheet = assessment.reporting(PUBLIC, plan, as_of=as_of)
    sides = assessment.sides_of(view, said_of_plan(plan, as_of=as_of).states, sheet)
    reader = Reader(view, language, as_of)
    page = PlanPage(
        title=heading.text,
        description=" ".join(told),
        bar=plan_bar(view, language, "plan", entries[0].at if entries else None),
        heading=heading,
        summary=said(view.summary, language, view.languages),
        launched=dates.period(view.launched_on, language) if view.launched_on else "",
        sentences=told,
        figures=(*figures(view, picture, language), *together),
        chart=plan_chart(sides_figure(sides, PlanWords(view, language, as_of)), plan),
        parties=tuple(_party_lines(view, sheet, language)),
        pillars=tuple(
            _pillar_card(pillar, picture, view, language) for pillar in plans.pillars(PUBLIC, plan, as_of=as_of)
        ),
        evidence=evidence_items(verification.claims_on_plan_itself(PUBLIC, plan, as_of=as_of), reader),
        changes=by_day(entries, ledger.tally(plan, as_of=as_of), view, language, as_of=as_of)[:DAYS_SHOWN],
        has_authentic_text=view.has_authentic_text,
        project_label=labels.not_reviewed(len(view.parties)),
        source=view.source_address,
        ended=_ended(view, reader),
        origins=origins_of_plan(reader),
        amended=_amended(plan, as_of),
        adopted=_adopted(reader),
    )
    return render(request, "web/pages/plan.html", {"page": page})


def _ended(view: PlanView, reader: Reader) -> str:
    if view.closed_at:
        return _("This plan was closed on %(date)s, signed by all parties. It stays readable for good.") % {
            "date": reader.day(view.closed_at.date())
        }
    if plans.has_public_succession(view.slug, PUBLIC, as_of=reader.as_of):
        return _("The keeper of this record proposes what becomes of each promise; the parties have not agreed to it.")
    return ""


def _adopted(reader: Reader) -> str:
    agreed = plans.adopted_by_all(reader.plan.slug, as_of=reader.as_of)
    return _("Adopted by all parties on %(date)s") % {"date": reader.day(agreed.agreed_at.date())} if agreed else ""


def _amended(plan: str, as_of: datetime) -> str:
    agreed = plans.agreed_by_all(PUBLIC, plan, as_of=as_of)
    number = len({one.ref for one in agreed if not one.is_to_come})
    to_come = sum(one.is_to_come for one in agreed)
    parts = [
        ngettext("%(number)d promise amended", "%(number)d promises amended", number) % {"number": number},
        ngettext("%(number)d amendment agreed, in force later", "%(number)d amendments agreed, in force later", to_come)
        % {"number": to_come},
    ]
    return ", ".join(part for part, count in zip(parts, (number, to_come), strict=True) if count)


def _party_lines(view: PlanView, sheet: Sheet, language: str) -> list[PartyLine]:
    lines = []
    for party in view.parties:
        if party.is_taking_part and party.since_on:
            standing = _("takes part since %(date)s") % {"date": dates.day(party.since_on, language)}
        else:
            standing = _("nothing reported: not taking part")
        name, reporting = said(party.name, language, view.languages), side_words(sheet, party.code, language)
        lines.append(PartyLine(name, standing, party.is_taking_part, reporting))
    return lines


def _pillar_card(pillar: PillarView, picture: PlanPicture, plan: PlanView, language: str) -> PillarCard:
    counted = picture.per_pillar.get(pillar.number, Counter[EvidenceState]())
    found = counted[EvidenceState.FOUND]
    none = counted[EvidenceState.NONE_FOUND]
    facts = [labels.promises(pillar.commitments)]
    if found:
        facts.append(
            ngettext("evidence found for %(number)d", "evidence found for %(number)d", found) % {"number": found}
        )
    if none:
        facts.append(ngettext("none found for %(number)d", "none found for %(number)d", none) % {"number": none})
    return PillarCard(
        number=pillar.number,
        address=links.href("pillar", language, plan=plan.slug, number=pillar.number),
        title=said(pillar.title or {tag: text.text for tag, text in pillar.titles.items()}, language, plan.languages),
        facts=tuple(facts),
    )
