"""What is done: one activity with all that is on record about it, and every activity of a plan."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from entente.foundation.accord import queries as accords
from entente.foundation.common.actors import PUBLIC
from entente.foundation.common.refs import stage_ref
from entente.foundation.ledger import queries as ledger
from entente.record.delivery import queries as delivery
from entente.record.delivery.queries import ActivityView, Weight
from entente.record.plan import queries as plans
from entente.record.verification import queries as verification
from entente.surfaces.web import activities as shown
from entente.surfaces.web import labels_of_activities, links
from entente.surfaces.web.activities import ActivityItem, activity_item, activity_items
from entente.surfaces.web.changes import Change, changes
from entente.surfaces.web.cite import Citation, citations
from entente.surfaces.web.evidence import EvidenceItem, evidence_items
from entente.surfaces.web.frame import NavigationLink, PlanBar, now_of, plan_bar, plan_modified_at
from entente.surfaces.web.reader import Reader, reader_of
from entente.surfaces.web.signed import Signed, signed

HISTORY_SHOWN = 50


@dataclass(frozen=True, slots=True)
class ServedPromise:
    """A promise or a part of it that an activity serves, and with what weight."""

    label: str
    address: str
    weight: str


@dataclass(frozen=True, slots=True)
class SignedStage:
    """A stage that all signed, or from which somebody dissents."""

    label: str
    signed: Signed


@dataclass(frozen=True, slots=True)
class ActivityPage:
    """An activity.  evidence: of its stages and sessions; signed: stages that were put to all to be signed."""

    title: str
    description: str
    bar: PlanBar
    item: ActivityItem
    serves: tuple[ServedPromise, ...]
    evidence: tuple[EvidenceItem, ...]
    signed: tuple[SignedStage, ...]
    changes: tuple[Change, ...]
    citations: tuple[Citation, ...]
    permanent: str


@dataclass(frozen=True, slots=True)
class ActivityRow:
    """An activity in a list.  promises: links to what it serves."""

    item: ActivityItem
    promises: tuple[NavigationLink, ...]


@dataclass(frozen=True, slots=True)
class ActivitiesPage:
    """Every activity of a plan, by kind in the order of the kinds."""

    title: str
    description: str
    bar: PlanBar
    count: str
    groups: tuple[tuple[str, tuple[ActivityRow, ...]], ...]


def activity(request: HttpRequest, language: str, plan: str, activity: str) -> HttpResponse:
    as_of = now_of(request)
    view = plans.get_visible_plan(PUBLIC, plan, as_of=as_of)
    found = delivery.get_activity(PUBLIC, plan, activity, as_of=as_of)
    claims = verification.claims_on_activity(PUBLIC, found.ref, as_of=as_of)
    owners = shown.speakers([found]) | {one for claim in claims for one in (claim.owner, *claim.proof.checked_by)}
    reader = reader_of(view, language, as_of, owners=owners)
    entries = ledger.history(found.ref, limit=HISTORY_SHOWN, as_of=as_of)
    item = activity_item(found, reader)
    permanent = links.absolute(item.address)
    page = ActivityPage(
        title=item.title.text,
        description=item.summary.text or " · ".join(item.facts),
        bar=plan_bar(view, language, "activities", entries[0].at if entries else None),
        item=item,
        serves=tuple(_served(found, reader)),
        evidence=evidence_items(claims, reader),
        signed=_signed_stages(found, reader),
        changes=tuple(changes(entries, view, language)),
        citations=citations(view, item.title.text, found.ref, permanent, as_of, language),
        permanent=permanent,
    )
    return render(request, "web/pages/activity.html", {"page": page})


def activities(request: HttpRequest, language: str, plan: str) -> HttpResponse:
    as_of = now_of(request)
    view = plans.get_visible_plan(PUBLIC, plan, as_of=as_of)
    found = delivery.activities_on_plan(PUBLIC, plan, as_of=as_of)
    reader = reader_of(view, language, as_of, owners=shown.speakers(found))
    items = activity_items(found, reader)
    groups: dict[str, list[ActivityRow]] = {code: [] for code in delivery.KINDS}
    for one, item in zip(found, items, strict=True):
        groups[one.kind].append(ActivityRow(item, tuple(_promises(one, reader))))
    page = ActivitiesPage(
        title=_("Activities"),
        description=_("What is done to keep the promises: agreements, programmes, dialogues, events and more."),
        bar=plan_bar(view, language, "activities", plan_modified_at(plan, as_of)),
        count=ngettext("%(number)d activity", "%(number)d activities", len(found)) % {"number": len(found)},
        groups=tuple((labels_of_activities.kind(code), tuple(rows)) for code, rows in groups.items() if rows),
    )
    return render(request, "web/pages/activities.html", {"page": page})


def _signed_stages(view: ActivityView, reader: Reader) -> tuple[SignedStage, ...]:
    """In the order of the table.  The same number of queries whatever was signed."""
    refs = {stage_ref(view.ref, state.code): state for state in view.stages if state.stage.needs_all}
    agreed = accords.agreed(delivery.SIGNED_STAGE, refs, as_of=reader.as_of)
    dissents = accords.public_dissents(delivery.SIGNED_STAGE, refs, as_of=reader.as_of)
    found = ((state, signed(agreed.get(ref), dissents.get(ref, ()), reader)) for ref, state in refs.items())
    return tuple(
        SignedStage(labels_of_activities.stage(state.code, state.stage.label), one) for state, one in found if one
    )


def _served(view: ActivityView, reader: Reader) -> list[ServedPromise]:
    return [
        ServedPromise(
            label=link.label,
            address=link.address,
            weight=str(labels_of_activities.WEIGHTS[Weight(service.weight)]),
        )
        for service, link in zip(view.services, _promises(view, reader), strict=True)
    ]


def _promises(view: ActivityView, reader: Reader) -> list[NavigationLink]:
    links_made = []
    for service in view.services:
        number = service.commitment.rpartition("/")[2]
        letter = service.subject.partition("#")[2]
        address = links.href("commitment", reader.language, plan=view.plan, number=number)
        label = _("Commitment %(number)s") % {"number": f"{number} {letter}".strip()}
        links_made.append(NavigationLink(label, f"{address}#{letter}" if letter else address, False))
    return links_made
