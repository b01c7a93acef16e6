"""Adoption by all: the words that a keeper made public become the parties' own when each has signed them."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction

from entente.foundation.accord import commands as accord
from entente.foundation.accord.queries import Agreed, Proposal
from entente.foundation.common.actors import SYSTEM, Actor
from entente.foundation.common.canonical import canonical_bytes, sha256_hex
from entente.foundation.common.decisions import require
from entente.foundation.common.errors import Conflict, RuleBroken
from entente.foundation.ledger import commands as ledger
from entente.record.plan import queries
from entente.record.plan.models import Plan
from entente.record.plan.rules import changes
from entente.record.plan.words import ChangeKind

from .putting import put_to_parties


@transaction.atomic
def propose_adoption(plan: Plan, *, by: Actor, at: datetime, read: str) -> UUID:
    """Put the words of a public plan to all its parties, or put the words of today in the place of those that lie there.

    read  SHA-256 of the words that were read (`adoption_content`).  Raises Conflict when other words stand now; RuleBroken for
    a plan that all have adopted, that is a draft or has no promise, and for a title that an official language lacks.
    """
    plan = Plan.objects.select_for_update().get(pk=plan.pk)
    parties = queries.party_codes(plan.slug)
    require(changes.can_propose_change(by, owner=by.owner, parties=parties, keeper=plan.owner, written_by_user=""))
    changes.require_in_force(plan.slug, plan.status, changes.day_of(plan.closed_at))
    before = queries.put_for_adoption(SYSTEM, plan.slug, as_of=at)
    if before is not None and before.concluded_at is not None:
        raise RuleBroken(f"All parties have adopted {plan.slug}; a changed promise takes an amendment.")
    content = queries.adoption_content(plan, as_of=at)
    if sha256_hex(canonical_bytes(content)) != read:
        sentence = f"The words of {plan.slug} changed after you opened this page; read them again."
        raise Conflict(sentence, mine={}, theirs={}, revision=0)
    _require_titles(plan.slug, content["promises"])
    if before is not None and before.owner != by.owner:
        raise RuleBroken(
            "Another side has put this plan to the parties; sign that proposal, or ask that side to take it back."
        )
    key = put_to_parties(
        before.key if before else None,
        ChangeKind.ADOPTION,
        plan.slug,
        plan.slug,
        content,
        sorted(parties),
        by=by,
        at=at,
    )
    ledger.record(by, "plan.adoption.propose", plan.slug, at=at, proposal=str(key))
    return key


@transaction.atomic
def adopt_together(proposal: Proposal, agreed: Agreed, *, by: Actor, at: datetime) -> None:
    """Carry out what all parties signed: the words on record are theirs.  Once more changes nothing.

    Raises RuleBroken when other words stand on record than those that were signed; then the last signature is not taken in.
    """
    if proposal.concluded_at is not None:
        return
    plan = Plan.objects.select_for_update().get(slug=agreed.content["plan"])
    changes.require_in_force(plan.slug, plan.status, changes.day_of(plan.closed_at))
    if queries.adoption_content(plan, as_of=at) != agreed.content:
        raise RuleBroken(
            f"The words of {plan.slug} changed after they were put to the parties; they are to be put anew."
        )
    accord.conclude(proposal, by=by, at=at)
    ledger.record(by, "plan.adopt.together", plan.slug, at=at, public=True, proposal=str(proposal.pk))


def _require_titles(plan: str, promises: list[dict[str, object]]) -> None:
    if not promises:
        raise RuleBroken(f"{plan} holds no promise yet; there is nothing to adopt.")
    owed = queries.official_languages(plan)
    for promise in promises:
        words = promise["text"] or promise["title"]
        missing = changes.first_missing(words, owed) if isinstance(words, dict) else None
        if missing:
            raise RuleBroken(
                f"{plan}/{promise['number']} has no words in “{missing}”, an official language of {owed[missing]}; "
                "all official languages are signed at once."
            )
