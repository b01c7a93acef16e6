"""Reads of the outside dates that bound promises."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q, QuerySet

from entente.foundation.common.actors import Actor
from entente.foundation.common.languages import Wording
from entente.foundation.common.prepared import prepared_along
from entente.foundation.common.records import readable
from entente.record.delivery.models import Window


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

    def is_ahead(self, on: date) -> bool:
        """Whether its first day is yet to come."""
        return on < self.first_on


def windows_of(by: Actor, commitment: str, *, as_of: datetime) -> list[WindowView]:
    """The windows of a promise, earliest first; the last one counts.  One query."""
    return windows_among(by, Q(commitment=commitment), as_of=as_of)


def windows_on_plan(by: Actor, plan: str, *, as_of: datetime) -> list[WindowView]:
    """The windows of every promise of a plan, earliest first.  One query."""
    return windows_among(by, Q(commitment__startswith=f"{plan}/"), as_of=as_of)


def window_rows(by: Actor, *, as_of: datetime) -> QuerySet[Window]:
    """Those that were on record at an instant and that an actor may read."""
    return Window.objects.filter(readable(by, as_of=as_of), made_at__lte=as_of)


@prepared_along("commitment")
def _rows(by: Actor, which: Q, as_of: datetime) -> QuerySet[Window]:
    rows = window_rows(by, as_of=as_of).filter(which)
    return rows.select_related("citation__document").order_by("first_on", "pk")


def windows_among(by: Actor, which: Q, *, as_of: datetime) -> list[WindowView]:
    """Those of the windows that `which` selects, earliest first.  One query."""
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
        for row in _rows(by, which, as_of)
    ]
