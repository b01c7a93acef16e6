"""Writes of where a party stands, in an update that is still a draft."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.db import transaction

from entente.foundation.common.actors import Actor
from entente.foundation.common.decisions import require
from entente.foundation.common.errors import RuleBroken
from entente.foundation.common.languages import Wording
from entente.foundation.common.refs import Ref
from entente.foundation.ledger import commands as ledger
from entente.foundation.texts.commands import Worded, note_states
from entente.foundation.texts.words import WordingStatus
from entente.record.assessment import rules
from entente.record.assessment.models import Status, StatusProof
from entente.record.assessment.words import Completion
from entente.record.delivery.models import Update
from entente.record.plan import queries as plans
from entente.record.verification.models import Claim


@transaction.atomic
def set_status(
    update: Update,
    subject: str,
    value: Completion,
    *,
    by: Actor,
    as_of_on: date,
    reason: Wording,
    claims: Sequence[Claim],
) -> Status:
    """Say in a draft where one's own party stands with its promise or a clause of it.  The same again changes nothing.

    Proof and languages are asked for when it is published, not while it is written.  Raises ActionDenied, RuleBroken (a
    part that the party does not owe, a continuing duty called complete, a claim about something else, no draft).
    """
    require(rules.can_set_status(by, owner=update.owner))
    promise = plans.get_promise(update.commitment)
    rules.require_settable(promise, subject, value, party=update.owner, update_status=update.status)
    for claim in claims:
        _require_about(claim, promise.ref)
    said = {tag: text for tag, text in reason.items() if text.strip()}
    values = {"value": value, "as_of_on": as_of_on, "reason": said}
    status, is_new = Status.objects.get_or_create(
        update=update,
        subject=subject,
        defaults={**values, "owner": update.owner, "plan": update.plan, "commitment": promise.ref, "tier": update.tier},
    )
    is_changed = any(getattr(status, name) != one for name, one in values.items())
    if is_changed:
        for name, one in values.items():
            setattr(status, name, one)
        status.save()
    is_proven_anew = _prove(status, claims)
    if is_new or is_changed or is_proven_anew:
        note_states([Worded(reason_subject(status), "reason", said, WordingStatus.REVIEWED)])
        _touch(update, by)
        ledger.record(
            by,
            "assessment.status.set",
            subject,
            update=str(update.number),
            value=str(value),
            as_of_on=as_of_on.isoformat(),
            reason=said,
            claims=[f"{claim.owner}/{claim.slug}" for claim in claims],
        )
    return status


@transaction.atomic
def drop_status(update: Update, subject: str, *, by: Actor) -> None:
    """Take a status out of a draft.  One that is not there changes nothing.  Raises ActionDenied, RuleBroken."""
    require(rules.can_set_status(by, owner=update.owner))
    if update.status not in rules.OPEN:
        raise RuleBroken(f"The values of the update on {update.commitment} change in a draft only.")
    dropped, _ = Status.objects.filter(update=update, subject=subject).delete()
    if dropped:
        _touch(update, by)
        ledger.record(by, "assessment.status.drop", subject, update=str(update.number))


def reason_subject(status: Status) -> str:
    """Under which the states of a reason's languages are kept: one for each version of an update."""
    update = status.update
    return f"{status.subject}@{status.owner}/{update.number}.{update.version}"


def _require_about(claim: Claim, commitment: str) -> None:
    ref = Ref.parse(claim.subject)
    if claim.commitment != commitment or ref.kind:
        raise RuleBroken(
            f"The evidence “{claim.slug}” is about {claim.subject}, not about {commitment}; "
            "say in a claim of its own what it shows of that promise."
        )


def _prove(status: Status, claims: Sequence[Claim]) -> bool:
    """Make these claims what a status rests on; True when that changed anything."""
    wanted = {claim.pk for claim in claims}
    known = set(status.proofs.values_list("claim_id", flat=True))
    if known == wanted:
        return False
    status.proofs.exclude(claim__in=wanted).delete()
    StatusProof.objects.bulk_create(
        StatusProof(status=status, claim=claim) for claim in claims if claim.pk not in known
    )
    return True


def _touch(update: Update, by: Actor) -> None:
    """A changed status is a changed draft: whoever has it open is told, and who wrote last does not approve it."""
    update.revision += 1
    update.written_by, update.written_by_user = by.post, by.user_id or ""
    update.save(update_fields=["revision", "written_by", "written_by_user"])
