"""What a publication would change now: which pages, after which entries, and what stands in the way of whom."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from entente.foundation.common.actors import PUBLIC
from entente.foundation.common.reading import one_instant
from entente.foundation.ledger import queries as ledger
from entente.foundation.ledger.queries import LoggedEntry
from entente.foundation.ledger.words import RELEASE_ACTION
from entente.record.assessment import queries as assessment
from entente.record.plan import queries as plans
from entente.record.plan.queries import PlanView

from .folder import speaks_of
from .progress import notes_of
from .trace import Trace

ENTRIES_SHOWN, TURNS_SHOWN = 50, 20
AHEAD = timedelta(days=90)


@dataclass(frozen=True, slots=True)
class Ahead:
    """An instant at which pages of a plan change by themselves.  is_told: everybody can know it; else an embargo ends."""

    plan: PlanView
    at: datetime
    is_told: bool


@dataclass(frozen=True, slots=True)
class Outlook:
    """What a publication would change.

    made_at  instant of the folder that stands, None for no folder of ours
    pages    language ("" without) -> how many addresses would be made anew; None where nothing is noted: all of them
    entries  public ones since then, newest first, at most ENTRIES_SHOWN; more: whether there are others
    """

    made_at: datetime | None
    pages: Mapping[str, int] | None
    entries: tuple[LoggedEntry, ...]
    more: bool
    ahead: tuple[Ahead, ...]


def outlook(out: Path, *, facts: Mapping[str, str], as_of: datetime) -> Outlook:
    """Reads what a publication reads first, and makes no page."""
    made_at = speaks_of(out)
    entries = [one for one in _since(made_at, as_of) if one.action != RELEASE_ACTION]
    return Outlook(
        made_at,
        _pages(out, facts, as_of) if made_at is not None else None,
        tuple(entries[:ENTRIES_SHOWN]),
        len(entries) > ENTRIES_SHOWN,
        tuple(sorted(_ahead(as_of), key=lambda one: one.at)[:TURNS_SHOWN]),
    )


def _since(made_at: datetime | None, as_of: datetime) -> list[LoggedEntry]:
    if made_at is None:
        return []
    before, now = ledger.size(ledger.PUBLIC_LOG, as_of=made_at), ledger.size(ledger.PUBLIC_LOG, as_of=as_of)
    begin = max(before, now - 2 * ENTRIES_SHOWN)
    return list(reversed(ledger.entries(ledger.PUBLIC_LOG, begin, now - begin)))


def _pages(out: Path, facts: Mapping[str, str], as_of: datetime) -> Mapping[str, int] | None:
    trace = Trace(notes_of(out), as_of.astimezone(UTC), facts, working=".looking")
    try:
        with one_instant():
            trace.compare()
        stale = trace.stale_addresses()
    finally:
        trace.discard()
    return None if stale is None else Counter(address.split("/")[1][:2] if "/" in address else "" for address in stale)


def _ahead(as_of: datetime) -> list[Ahead]:
    found = []
    for plan in plans.visible_plans(PUBLIC, as_of=as_of):
        told = set(assessment.public_turns(plan.slug, as_of=as_of, until=as_of + AHEAD))
        turns = assessment.next_turns(plan.slug, as_of=as_of, until=as_of + AHEAD)
        found += [Ahead(plan, at, at in told) for at in turns]
    return found
