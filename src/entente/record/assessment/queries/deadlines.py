"""When a day is over: at midnight in a party's own capital."""

from __future__ import annotations

from collections.abc import Collection
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from entente.foundation.directory import queries as directory


def after_last_day(last_on: date, parties: Collection[str]) -> datetime:
    """The instant after a day that counts for some parties: where it ends last.  At midnight UTC for no party.  One query."""
    zones = directory.parties().filter(code__in=parties).values_list("time_zone", flat=True)
    midnight = datetime.combine(last_on + timedelta(days=1), time.min)
    ends = [midnight.replace(tzinfo=ZoneInfo(zone)).astimezone(UTC) for zone in zones]
    return max(ends, default=midnight.replace(tzinfo=UTC))
