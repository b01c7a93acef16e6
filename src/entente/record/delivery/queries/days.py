"""Which day it is: a party's days end at midnight in its own capital, everybody else's at midnight UTC."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from django.db.models import QuerySet

from entente.foundation.common.prepared import prepared
from entente.foundation.common.reading import remembered
from entente.foundation.directory.models import Party


@dataclass(frozen=True, slots=True)
class Days:
    """The day at one instant.  by_party: party code -> its day."""

    by_party: dict[str, date]
    elsewhere: date

    def of(self, owner: str) -> date:
        return self.by_party.get(owner, self.elsewhere)


@remembered
def days_at(as_of: datetime) -> Days:
    """One query."""
    days = {code: as_of.astimezone(ZoneInfo(zone)).date() for code, zone in _zones()}
    return Days(days, as_of.astimezone(UTC).date())


@prepared
def _zones() -> QuerySet[Party, tuple[str, str]]:
    return Party.objects.values_list("code", "time_zone")
