"""Reads of leads and windows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import QuerySet

from entente.foundation.common.actors import Actor
from entente.foundation.common.languages import Wording
from entente.foundation.common.records import readable
from entente.record.delivery.models import Lead, Window
from entente.record.delivery.words import LeadRole


@dataclass(frozen=True, slots=True)
class LeadView:
    """A body that carries a promise.

    party     code of its party, "" for a joint or outside body
    document  slug of the document that says so, "" for none; place: where in it
    """

    subject: str
    organisation: str
    name: Wording
    party: str
    role: str
    from_on: str
    to_on: str
    source_address: str
    document: str
    place: str

    @property
    def commitment(self) -> str:
        return self.subject.partition("#")[0]


def leads_of(by: Actor, commitment: str, *, as_of: datetime) -> list[LeadView]:
    """Bodies that carry a promise or a clause of it, by party, leads first.  One query."""
    return _views(Lead.objects.filter(readable(by, as_of=as_of), commitment=commitment))


def leads_on_plan(by: Actor, plan: str, *, as_of: datetime) -> list[LeadView]:
    """Bodies that carry any promise of a plan, by party, leads first.  One query."""
    return _views(Lead.objects.filter(readable(by, as_of=as_of), commitment__startswith=f"{plan}/"))


def _views(rows: QuerySet[Lead]) -> list[LeadView]:
    order = {role: at for at, role in enumerate(LeadRole.values)}
    views = [
        LeadView(
            subject=row.subject,
            organisation=row.organisation.slug,
            name=row.organisation.name,
            party=row.party.code if row.party else "",
            role=row.role,
            from_on=row.from_on,
            to_on=row.to_on,
            source_address=row.citation.document.address if row.citation else "",
            document=row.citation.document.slug if row.citation else "",
            place=row.citation.place if row.citation else "",
        )
        for row in rows.select_related("organisation", "party", "citation__document")
    ]
    return sorted(views, key=lambda view: (view.party, order[view.role], view.organisation))


@dataclass(frozen=True, slots=True)
class WindowView:
    """Outside dates that bound a promise.  document: slug of the one that gives them."""

    commitment: str
    name: Wording
    period: str
    first_on: date
    last_on: date
    source_address: str
    document: str

    def is_closed(self, on: date) -> bool:
        """Whether its last day has passed."""
        return self.last_on < on


def windows_of(by: Actor, commitment: str, *, as_of: datetime) -> list[WindowView]:
    """The windows of a promise, earliest first; the last one counts.  One query."""
    return _windows(Window.objects.filter(readable(by, as_of=as_of), commitment=commitment))


def windows_on_plan(by: Actor, plan: str, *, as_of: datetime) -> list[WindowView]:
    """The windows of every promise of a plan, earliest first.  One query."""
    return _windows(Window.objects.filter(readable(by, as_of=as_of), commitment__startswith=f"{plan}/"))


def _windows(rows: QuerySet[Window]) -> list[WindowView]:
    return [
        WindowView(
            commitment=row.commitment,
            name=row.name,
            period=row.period,
            first_on=row.first_on,
            last_on=row.last_on,
            source_address=row.citation.document.address,
            document=row.citation.document.slug,
        )
        for row in rows.select_related("citation__document").order_by("first_on")
    ]
