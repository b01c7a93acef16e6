"""What a publication would change now: which pages and why, after which entries, and what stands in the way of whom."""

from __future__ import annotations

import html
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from entente.foundation.accord import queries as accords
from entente.foundation.accord.queries import ProposalView, Stand
from entente.foundation.common.actors import PUBLIC, Actor
from entente.foundation.common.reading import one_instant
from entente.foundation.ledger import newest
from entente.foundation.ledger import queries as ledger
from entente.foundation.ledger.queries import PUBLIC_LOG, LoggedEntry
from entente.foundation.ledger.words import RELEASE_ACTION
from entente.record.assessment import queries as assessment
from entente.record.plan import queries as plans
from entente.record.plan.queries import PlanView
from entente.surfaces.web import links

from .folder import speaks_of
from .progress import notes_of
from .trace import StalePage, Trace

AHEAD = timedelta(days=90)
HEAD_BYTES = 4096
"""Within so many bytes a page has told its title."""
TITLE = re.compile(r"<title>(.*?)</title>", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Ahead:
    """An instant at which pages of a plan change by themselves.  is_told: everybody can know it; else an embargo ends."""

    plan: PlanView
    at: datetime
    is_told: bool


@dataclass(frozen=True, slots=True)
class Entries:
    """How many entries there are, and a page of them, newest first."""

    total: int
    page: Sequence[LoggedEntry]


def stale_pages(out: Path, facts: Mapping[str, str], *, as_of: datetime) -> Mapping[str, Sequence[StalePage]] | None:
    """Language ("" for what is of none) -> addresses that would be made anew, after new entries first and by the clock then.

    None where nothing is noted: all of them.  Reads what a publication reads first, and makes no page.
    """
    trace = Trace(notes_of(out), as_of.astimezone(UTC), facts, working=".looking")
    try:
        with one_instant():
            trace.compare()
            stale = trace.stale_pages()
    finally:
        trace.discard()
    if stale is None:
        return None
    by_language: dict[str, list[StalePage]] = {tag: [] for tag in ("", *dict(links.languages()))}
    for page in sorted(stale, key=lambda one: not one.tables):
        first = page.address.split("/")[1] if page.address.startswith("/") else ""
        by_language[first if first in by_language else ""].append(page)
    return by_language


def title_of(out: Path, page: StalePage) -> str:
    """What the file of a page calls itself in the folder as it is; "" for what is no page."""
    if not page.file.endswith(".html"):
        return ""
    try:
        with (out / page.file).open("rb") as file:
            head = file.read(HEAD_BYTES).decode("utf-8", "ignore")
    except OSError:
        return ""
    found = TITLE.search(head)
    return html.unescape(found[1]).removesuffix(" – Entente").strip() if found else ""


def entries_since(out: Path, *, as_of: datetime, limit: int, offset: int = 0) -> Entries:
    """The public entries that the folder does not hold yet, but for those that tell of publications."""
    made_at = speaks_of(out)
    if made_at is None:
        return Entries(0, ())
    begin = ledger.size(PUBLIC_LOG, as_of=made_at)
    return Entries(*newest.since(PUBLIC_LOG, begin, as_of=as_of, limit=limit, offset=offset, without=RELEASE_ACTION))


def unsigned_entries(*, as_of: datetime, limit: int, offset: int = 0) -> Entries:
    """The public entries that no signed checkpoint covers yet."""
    begin = newest.signed_size(PUBLIC_LOG)
    return Entries(*newest.since(PUBLIC_LOG, begin, as_of=as_of, limit=limit, offset=offset))


def unsigned_proposals(by: Actor, *, as_of: datetime) -> list[ProposalView]:
    """The joint texts on the table that lack a signature, latest first."""
    return [
        one
        for one in accords.proposals(by, as_of=as_of)
        if one.agreed_at is None and one.concluded_at is None and one.given_up_at is None
    ]


def lacking(view: ProposalView) -> list[str]:
    """The parties whose signature a proposal lacks."""
    return [party for party in view.signatories if view.stands.get(party) is not Stand.CONFIRMED]


def ahead(*, as_of: datetime) -> list[Ahead]:
    """The instants of the next 90 days at which pages change by themselves, soonest first."""
    found = []
    for plan in plans.visible_plans(PUBLIC, as_of=as_of):
        told = set(assessment.public_turns(plan.slug, as_of=as_of, until=as_of + AHEAD))
        turns = assessment.next_turns(plan.slug, as_of=as_of, until=as_of + AHEAD)
        found += [Ahead(plan, at, at in told) for at in turns]
    return sorted(found, key=lambda one: one.at)
