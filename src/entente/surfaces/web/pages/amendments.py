"""The amendments of a plan, and one of them: what was, what is, who signed."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from entente.foundation.accord import queries as accords
from entente.foundation.common.actors import PUBLIC
from entente.record.plan import queries as plans
from entente.record.plan.queries import AmendmentView, ChangeKind
from entente.surfaces.web.amended import AmendmentItem, amendment_item
from entente.surfaces.web.frame import PlanBar, now_of, plan_bar, plan_modified_at
from entente.surfaces.web.reader import Reader, reader_of
from entente.surfaces.web.signed import Signed, signed


@dataclass(frozen=True, slots=True)
class AmendmentsPage:
    """The amendments that all have signed, in force or to come, by number."""

    title: str
    description: str
    bar: PlanBar
    items: tuple[AmendmentItem, ...]


@dataclass(frozen=True, slots=True)
class AmendmentPage:
    """One amendment that all have signed.  signed: who has signed exactly these words."""

    title: str
    description: str
    bar: PlanBar
    item: AmendmentItem
    signed: Signed | None


def amendments(request: HttpRequest, language: str, plan: str) -> HttpResponse:
    as_of = now_of(request)
    view = plans.get_visible_plan(PUBLIC, plan, as_of=as_of)
    reader = reader_of(view, language, as_of)
    page = AmendmentsPage(
        title=_("Amendments"),
        description=_("What all parties have signed to change in a promise. The original stays beside it."),
        bar=plan_bar(view, language, "", plan_modified_at(plan, as_of)),
        items=tuple(amendment_item(one, reader) for one in plans.agreed_by_all(PUBLIC, plan, as_of=as_of)),
    )
    return render(request, "web/pages/amendments.html", {"page": page})


def amendment(request: HttpRequest, language: str, plan: str, number: str) -> HttpResponse:
    as_of = now_of(request)
    view = plans.get_visible_plan(PUBLIC, plan, as_of=as_of)
    wanted = int(number) if number.isdecimal() and len(number) < 7 else 0
    found = plans.get_numbered_amendment(PUBLIC, plan, wanted, as_of=as_of)
    reader = reader_of(view, language, as_of)
    item = amendment_item(found, reader)
    page = AmendmentPage(
        title=_("%(amendment)s: commitment %(number)s") % {"amendment": item.name, "number": item.promise},
        description=item.reason.text or item.stands,
        bar=plan_bar(view, language, "", found.agreed_at),
        item=item,
        signed=_signed(found, reader),
    )
    return render(request, "web/pages/amendment.html", {"page": page})


def _signed(view: AmendmentView, reader: Reader) -> Signed | None:
    """Of the several that were agreed about a promise, the signatures under this one."""
    spans = accords.history(ChangeKind.AMENDMENT, view.ref, as_of=reader.as_of)
    agreed = next((span.agreed for span in spans if span.agreed.key == view.proposal), None)
    return signed(agreed, (), reader)
