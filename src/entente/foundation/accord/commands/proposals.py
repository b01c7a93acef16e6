"""Writes of proposals: begin one, put other words, carry out what was agreed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import rfc8785
from django.db import connection, transaction
from django.db.models import Max

from entente.foundation.accord import queries, rules
from entente.foundation.accord.models import Proposal, Revision, Signatory
from entente.foundation.accord.views import ProposalView
from entente.foundation.common.actors import Actor
from entente.foundation.common.canonical import canonical_bytes, sha256_hex
from entente.foundation.common.decisions import require
from entente.foundation.common.errors import InvalidTransition, RuleBroken
from entente.foundation.common.records import Tier
from entente.foundation.directory import queries as directory
from entente.foundation.ledger import commands as ledger


@dataclass(frozen=True, slots=True)
class ProposalFacts:
    """What is to be signed, by whom.

    kind       short code of the caller ("joint-status"); subject: ref of what it is about; plan: slug
    content    the words in every language and the facts, as JSON; docs/signing.md says how they are shown
    concludes  once agreed it is carried out and stays
    """

    kind: str
    subject: str
    plan: str
    content: Mapping[str, Any]
    signatories: Sequence[str]
    concludes: bool = False


@transaction.atomic
def propose(facts: ProposalFacts, *, by: Actor, at: datetime) -> Proposal:
    """Put words before the parties that are to sign them.  Raises ActionDenied, RuleBroken."""
    require(rules.can_propose(by))
    content = canonical(facts.content)
    known = set(directory.parties().values_list("code", flat=True))
    rules.require_sound(facts.kind, facts.subject, facts.signatories, known, content)
    row = Proposal.objects.create(
        owner=by.owner or by.post,
        tier=Tier.PARTIES,
        plan=facts.plan,
        kind=facts.kind,
        subject=facts.subject,
        number=_next_number(facts.plan),
        concludes=facts.concludes,
        post=by.post,
        made_at=at,
    )
    Signatory.objects.bulk_create(Signatory(proposal=row, party=party) for party in sorted(facts.signatories))
    wording = _add_wording(row, content, by=by, at=at)
    ledger.record(by, "accord.proposal.make", row.subject, at=at, **_told(row, wording))
    return row


@transaction.atomic
def revise(proposal: Proposal, content: Mapping[str, Any], *, by: Actor, at: datetime, revision: int) -> Proposal:
    """Put other words.  Whatever was signed before is void, and whoever had signed is told.  The same words change nothing.

    revision  number of the wording that was read; raises InvalidTransition when another stands by now
    """
    row = locked(proposal)
    before = queries.view_of(row, as_of=queries.EVER)
    require(rules.can_revise(by, queries.at_hand(row)))
    if revision != row.revision:
        raise InvalidTransition(
            "Somebody else changed these words while you wrote; read them again and repeat your change."
        )
    fresh = canonical(content)
    rules.require_short(fresh)
    if sha256_hex(fresh) == before.current.content_sha256:
        return row
    Revision.objects.filter(proposal=row, number=row.revision).update(changed_at=at)
    row.revision += 1
    row.save(update_fields=["revision"])
    wording = _add_wording(row, fresh, by=by, at=at)
    ledger.record(by, "accord.proposal.revise", row.subject, at=at, **_told(row, wording))
    _void(row, before, by=by, at=at)
    return row


@transaction.atomic
def conclude(proposal: Proposal, *, by: Actor, at: datetime) -> Proposal:
    """Note that what all signed was carried out, in the transaction that does it.  The same again changes nothing.

    Called by the domain that knows what the words mean.  Raises ActionDenied while not all have signed.
    """
    row = locked(proposal)
    if row.concluded_at is not None:
        return row
    require(rules.can_conclude(queries.at_hand(row)))
    row.concluded_at = at
    row.save(update_fields=["concluded_at"])
    ledger.record(by, "accord.proposal.conclude", row.subject, at=at, public=True, proposal=str(row.pk), kind=row.kind)
    return row


@transaction.atomic
def give_up(proposal: Proposal, *, by: Actor, at: datetime, reason: str) -> Proposal:
    """Take a proposal of one's own side off the table, for good: nothing is left to sign.  The same again changes nothing.

    Those who had signed are told (`queries.turned_for`).  Public when a dissent from it was published; what all have signed is
    not given up but withdrawn.  Called through the domain of its kind, which may have a row of its own to end.
    """
    row = locked(proposal)
    if row.given_up_at is not None:
        return row
    require(rules.can_give_up(by, queries.at_hand(row)))
    if not reason.strip():
        raise RuleBroken("Say why your side gives it up; the other parties read it.")
    return _given_up(row, by=by, at=at, reason=reason.strip())


@transaction.atomic
def give_up_all(plan: str, *, by: Actor, at: datetime, reason: str) -> None:
    """Take off the table all that was put to the parties of a plan and not agreed, because the plan itself has ended.

    One that is being signed at this instant is left: its last signature waits for the plan and is refused by its domain.
    """
    rows = Proposal.objects.select_for_update(skip_locked=connection.features.has_select_for_update_skip_locked)
    for row in rows.filter(plan=plan, concluded_at=None, given_up_at=None).order_by("number"):
        if rules.can_give_up(by, queries.at_hand(row)):
            _given_up(row, by=by, at=at, reason=reason)


def _given_up(row: Proposal, *, by: Actor, at: datetime, reason: str) -> Proposal:
    view = queries.view_of(row, as_of=queries.EVER)
    row.given_up_at, row.given_up_reason = at, reason
    row.save(update_fields=["given_up_at", "given_up_reason"])
    was_public = any(one.is_public for wording in (view.current, *view.before) for one in wording.dissents)
    told = {"proposal": str(row.pk), "kind": row.kind, "content_sha256": view.current.content_sha256}
    ledger.record(by, "accord.proposal.give-up", row.subject, at=at, public=was_public, reason=reason, **told)
    return row


def locked(proposal: Proposal) -> Proposal:
    """The row as it is now, held until the transaction ends: an edit and a signature of one instant come one after the other."""
    return Proposal.objects.select_for_update().get(pk=proposal.pk)


def hold(key: UUID | None) -> None:
    """Hold a proposal before a row of its domain: the last signature takes them in this order, and nobody waits in a circle."""
    if key is not None:
        Proposal.objects.select_for_update().filter(pk=key).first()


def canonical(content: Mapping[str, Any]) -> bytes:
    """Raises RuleBroken for what has no canonical form."""
    try:
        return canonical_bytes(content)
    except (rfc8785.CanonicalizationError, RecursionError) as wrong:
        raise RuleBroken(f"The words of this proposal cannot be fixed as canonical JSON: {wrong}.") from wrong


def _add_wording(row: Proposal, content: bytes, *, by: Actor, at: datetime) -> Revision:
    return Revision.objects.create(
        proposal=row,
        number=row.revision,
        content=content,
        content_sha256=sha256_hex(content),
        owner=by.owner or by.post,
        post=by.post,
        made_at=at,
    )


def _void(row: Proposal, before: ProposalView, *, by: Actor, at: datetime) -> None:
    """Public when what it voids was agreed, and so public; else an entry of the side that changed the words."""
    parties = sorted({one.party for one in before.current.signatures if one.stands_at(queries.EVER)})
    if not parties:
        return
    ledger.record(
        by,
        "accord.proposal.void",
        row.subject,
        at=at,
        public=before.agreed_at is not None,
        proposal=str(row.pk),
        kind=row.kind,
        content_sha256=before.current.content_sha256,
        parties=parties,
    )


def _told(row: Proposal, wording: Revision) -> dict[str, Any]:
    return {
        "proposal": str(row.pk),
        "kind": row.kind,
        "revision": wording.number,
        "content_sha256": wording.content_sha256,
        "signatories": sorted(one.party for one in row.signatories.all()),
    }


def _next_number(plan: str) -> int:
    """Two that begin at once wait for each other; on SQLite the transaction itself is the lock (BEGIN IMMEDIATE)."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(hashtext(%s))", [f"accord {plan}"])
    return (Proposal.objects.filter(plan=plan).aggregate(last=Max("number"))["last"] or 0) + 1
