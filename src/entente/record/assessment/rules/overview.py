"""What a side's own word on one promise amounts to in an overview, and the instants at which a plan is looked back on.  Pure.

Nothing here counts sides together: a share is always one side's, beside how much of what it owes it has reported on.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import UTC, datetime

from entente.record.assessment.views import Column
from entente.record.assessment.words import Completion, Reported, SideState

POINTS_MAX = 12
"""Instants at which a plan is looked back on: a table of more cannot be read."""


def side_state(column: Column) -> SideState | None:
    """What a side says of a promise, in one word; None when it does not owe it.  Silence past its date comes before silence."""
    if column.state is Reported.NOT_OWED:
        return None
    value = value_of(column.status.value if column.status else None, [one.value for one in column.clause_statuses])
    if value is not None:
        return value
    if column.state in {Reported.REPORTED, Reported.NO_CHANGE}:
        return SideState.REPORTED
    if column.dues.is_late:
        return SideState.OVERDUE
    return SideState.NOTHING if column.state is Reported.NOTHING_YET else SideState.NOT_TAKING_PART


def value_of(whole: Completion | None, parts: Collection[Completion]) -> SideState | None:
    """The value of the whole; of parts said one by one their value, if it is the same; None when nothing was said."""
    if whole is not None:
        return SideState(whole.value)
    values = set(parts)
    if len(values) > 1:
        return SideState.BY_PART
    return SideState(values.pop().value) if values else None


def look_backs(first: datetime, as_of: datetime) -> list[datetime]:
    """Firsts of months (UTC) since the first word, as many as can be read, and the instant itself.

    By the day and not by the instant: what is made of them stays the same until the day is another.
    """
    begin, end = first.astimezone(UTC), as_of.astimezone(UTC)
    today = end.date()
    months = (today.year - begin.year) * 12 + today.month - begin.month
    step = max(1, -(-months // (POINTS_MAX - 1)))
    at = today.year * 12 + today.month - 1
    found: list[datetime] = []
    while len(found) < POINTS_MAX - 1:
        instant = datetime(at // 12, at % 12 + 1, 1, tzinfo=UTC)
        if instant <= begin:
            break
        found.append(instant)
        at -= step
    return [*reversed([one for one in found if one < end]), end]
