"""What one side holds about a promise: every version, approval, check and log entry, each with who, when and in what words."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from itertools import product
from typing import Any

from django.utils import timezone

from entente.foundation.common.actors import Actor
from entente.foundation.ledger import queries as ledger
from entente.foundation.ledger.queries import PUBLIC_LOG
from entente.record.assessment import queries as assessment
from entente.record.delivery import queries as delivery
from entente.record.delivery.queries import holdings as holdings_of
from entente.record.delivery.queries.holdings import Holder
from entente.record.notes import queries as notes
from entente.record.verification import queries as verification

from . import done, working
from .item import Gathered, Item, source, told, worded

ASSEMBLED = "disclosure.assemble"
"""The action of the entry that a release leaves."""


@dataclass(frozen=True, slots=True)
class Holdings:
    """What there is: items of the actor's own side, oldest first, and how many items of others need their consent first."""

    items: tuple[Item, ...]
    consult: Mapping[str, int]


def holdings(by: Actor, ref: str, *, from_on: date, to_on: date, as_of: datetime) -> Holdings:
    """All that the actor reads about a promise within some days, first and last included."""
    found = [item for gather in GATHERERS for item in gather(by, ref, as_of) if from_on <= item.on <= to_on]
    own = sorted((item for item in found if item.originator == by.owner), key=lambda item: (item.on, item.ref))
    others = Counter(item.originator for item in found if item.originator != by.owner)
    return Holdings(tuple(own), dict(sorted(others.items())))


def _claims(by: Actor, ref: str, as_of: datetime) -> Gathered:
    for claim in verification.claims_on_commitment(by, ref, as_of=as_of):
        yield Item(
            f"{claim.owner}/claims/{claim.slug}",
            "claim",
            claim.owner,
            timezone.localdate(claim.made_at),
            claim.post,
            {
                **worded("statement", claim.statement),
                **worded("note", claim.note),
                **told(about=claim.subject, happened=claim.happened, supports=claim.supports),
                **{f"source.{at}": source(one) for at, one in enumerate(claim.sources, 1)},
            },
        )


def _checks(by: Actor, ref: str, as_of: datetime) -> Gathered:
    rows = verification.check_rows(by, as_of=as_of).filter(claim__commitment=ref).select_related("claim")
    for check in rows.order_by("made_at", "pk"):
        claim = f"{check.claim.owner}/claims/{check.claim.slug}"
        yield Item(
            f"{claim}/checks/{check.owner}-{check.pk}",
            "check",
            check.owner,
            timezone.localdate(check.made_at),
            check.post,
            {**told(of=claim, verdict=check.verdict), **worded("reading", check.reading)},
        )


def _findings(by: Actor, ref: str, as_of: datetime) -> Gathered:
    for finding in assessment.findings_on(by, ref, as_of=as_of):
        yield Item(
            f"{finding.owner}/findings/{finding.slug}",
            "finding",
            finding.owner,
            finding.looked_on,
            "",
            {
                **told(about=finding.subject),
                **worded("looked_where", finding.looked_where),
                **worded("note", finding.note),
            },
        )


def _updates(by: Actor, ref: str, as_of: datetime) -> Gathered:
    """Every version in every state of one's own, the published ones of others, and the decisions about one's own."""
    own = delivery.own_updates(by, as_of=as_of, commitment=ref)
    others = [view for view in delivery.updates_on(by, ref, as_of=as_of) if view.owner != by.owner]
    seen: Counter[str] = Counter()
    for view in [*own, *others]:
        working = view.working
        name = f"{view.ref}/v{view.version}"
        seen[name] += 1  # a version that was taken back leaves its number to the next one
        at = view.published_at or (working.changed_at if working else None)
        assert at is not None  # either published or one's own
        yield Item(
            name if seen[name] == 1 else f"{name}-{seen[name]}",
            "update",
            view.owner,
            timezone.localdate(at),
            view.published_by or (working.written_by if working else ""),
            {
                **told(state=working.status if working else "published", as_of=view.as_of_on.isoformat()),
                **worded("done", view.done),
                **worded("next_step", view.next_step),
                **worded("challenges", view.challenges),
                **worded("correction", view.correction),
            },
        )
    for number in sorted({view.number for view in own}):
        yield from _approvals(by, ref, number, as_of)


def _approvals(by: Actor, ref: str, number: int, as_of: datetime) -> Gathered:
    decisions = delivery.approvals_of(by, ref, by.owner, number, as_of=as_of)
    for at, decision in enumerate(decisions, 1):
        yield Item(
            f"{ref}/updates/{by.owner}-{number}/decisions/{at}",
            "approval",
            by.owner,
            timezone.localdate(decision.decided_at),
            decision.post,
            told(
                of=f"{ref}/updates/{by.owner}-{number}/v{decision.version}",
                decision=decision.decision,
                reason=decision.reason,
                for_post=decision.for_post,
                given_by=decision.given_by,
                given_on=decision.given_on.isoformat() if decision.given_on else "",
                file_number=decision.file_number,
                proof_sha256=decision.proof[1] if decision.proof else "",
            ),
        )


def _notes(by: Actor, ref: str, as_of: datetime) -> Gathered:
    """Internal notes of one's own side: of one that was taken away, its place."""
    for note in notes.notes_on(by, ref, as_of=as_of):
        yield Item(
            f"{ref}/notes/{note.key}",
            "note",
            by.owner,
            timezone.localdate(note.made_at),
            note.post,
            told(about=note.about, text=note.text, removed_at=note.removed_at.isoformat() if note.removed_at else ""),
        )


def _entries(by: Actor, ref: str, as_of: datetime) -> Gathered:
    """Entries of the side's own log and of the public one: what was done, in which words, as it was entered then.

    About the promise and all under it, and about the activities that serve it: these hold every earlier version.
    """
    served = [done.ref_of(row) for row in holdings_of.activities(Holder(by, ref, as_of))]
    for log, about in product((by.owner, PUBLIC_LOG), (ref, *served)):
        for entry in ledger.history(about, log=log):
            if entry.action == ASSEMBLED:  # else no release could be made again
                continue
            yield Item(
                f"log/{log}/{entry.position}",
                "entry",
                entry.owner,
                timezone.localdate(entry.at),
                entry.post,
                {**told(action=entry.action, subject=entry.subject), **dict(_flat("content", entry.content or {}))},
            )


GATHERERS: tuple[Callable[[Actor, str, datetime], Gathered], ...] = (
    _claims,
    _checks,
    _findings,
    _updates,
    working.statuses,
    _notes,
    working.leads,
    working.windows,
    working.rhythms,
    working.basis_changes,
    working.obstacles,
    working.milestones,
    done.activities,
    done.stages,
    done.sessions,
    done.candidates,
    done.arguments,
    done.decisions,
    _entries,
)
"""One for each kind of thing that a side holds about a promise."""


def _flat(name: str, value: Any) -> Iterable[tuple[str, str]]:
    """Nested content as dotted names, so that each text can be exempted by itself."""
    if isinstance(value, Mapping):
        for key, inner in value.items():
            yield from _flat(f"{name}.{key}", inner)
    elif isinstance(value, list):
        for at, inner in enumerate(value, 1):
            yield from _flat(f"{name}.{at}", inner)
    elif value not in ("", None):
        yield name, value if isinstance(value, str) else json.dumps(value)
