"""What a publication would change now: which pages and why, after which entries, and what stands in the way of whom."""

from __future__ import annotations

import html
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID

from entente.foundation.accord import queries as accords
from entente.foundation.accord.queries import ProposalView, Stand
from entente.foundation.common.actors import PUBLIC, Actor
from entente.foundation.common.reading import one_instant
from entente.foundation.common.refs import Ref
from entente.foundation.ledger import newest
from entente.foundation.ledger import queries as ledger
from entente.foundation.ledger.queries import PUBLIC_LOG, LoggedEntry
from entente.foundation.ledger.words import RELEASE_ACTION
from entente.foundation.sources.queries import document_keys
from entente.record.assessment import queries as assessment
from entente.record.delivery import queries as delivery
from entente.record.plan import queries as plans
from entente.record.plan.queries import PlanView
from entente.record.verification import queries as verification
from entente.surfaces.web import links
from entente.surfaces.web.changes import month_of, subject_address

from .folder import speaks_of
from .looks import Look
from .progress import notes_of
from .trace import StalePage, Trace

AHEAD = timedelta(days=90)
NAMED_MOST = 500
"""So many new entries are asked for the pages that they are about."""
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


def look(out: Path, facts: Mapping[str, str], *, as_of: datetime) -> Look:
    """What a publication would change.  It reads what a publication reads first and makes no page: the whole notes."""
    trace = Trace(notes_of(out), as_of.astimezone(UTC), facts, is_look=True)
    try:
        with one_instant():
            trace.compare()
            stale = trace.stale_pages()
            new = {} if stale is None else _new_addresses(trace, out, as_of)
    finally:
        trace.close()
    return Look(as_of, None if stale is None else _by_language(stale), new)


def _by_language(stale: Sequence[StalePage]) -> Mapping[str, Sequence[StalePage]]:
    """The pages of each language before its other files, each by address."""
    found: dict[str, list[StalePage]] = {tag: [] for tag in ("", *dict(links.languages()))}
    for page in sorted(stale, key=lambda one: (not one.file.endswith(".html"), one.address)):
        first = page.address.split("/")[1] if page.address.startswith("/") else ""
        found[first if first in found else ""].append(page)
    return found


def _new_addresses(trace: Trace, out: Path, as_of: datetime) -> Mapping[str, Sequence[str]]:
    """Language -> pages that new entries are about and that were never made; only the newest entries are asked."""
    slugs = {plan.slug for plan in plans.visible_plans(PUBLIC, as_of=as_of)}
    entries = entries_since(out, as_of=as_of, limit=NAMED_MOST).page
    sources = _sources_of(entries, slugs, as_of)
    found: dict[str, Sequence[str]] = {}
    for tag in dict(links.languages()):
        named = dict.fromkeys(address for entry in entries for address in _pages_of(entry, slugs, tag))
        named |= dict.fromkeys(links.href("source", tag, key=str(key)) for key in sources)
        found[tag] = trace.lacking(list(named))
    return found


def _sources_of(entries: Sequence[LoggedEntry], slugs: Collection[str], as_of: datetime) -> list[UUID]:
    """The documents that entries put on record, or cite anew, and that public pages lead to: each has a page."""
    subjects = {entry.subject for entry in entries}
    keys = document_keys(PUBLIC, subjects, as_of=as_of)
    claims = [claim for slug in slugs for claim in verification.claims_citing(PUBLIC, slug, keys, as_of=as_of)]
    cited = {source.document_key for claim in claims for source in claim.sources} & set(keys)
    about = {subject for subject in subjects if subject.partition("/")[0] in slugs}
    for claim in verification.claims_on_subjects(PUBLIC, about, as_of=as_of):
        cited |= {source.document_key for source in claim.sources}
    return sorted(cited | delivery.archived_texts(PUBLIC, about, as_of=as_of))


def _pages_of(entry: LoggedEntry, slugs: Collection[str], language: str) -> Iterator[str]:
    """The pages that an entry is about, and the list of what changed in its month."""
    try:
        ref = Ref.parse(entry.subject)
    except ValueError:  # about a body, a source or the record itself
        return
    if ref.plan in slugs:
        yield subject_address(ref, language)
        yield month_of(links.href("history", language, plan=ref.plan), entry.at.astimezone(UTC).date())


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
