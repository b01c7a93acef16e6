"""Writes of where a party stands, in an update that is still a draft."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from entente.foundation.common.actors import Actor
from entente.foundation.common.decisions import require
from entente.foundation.common.languages import Wording
from entente.foundation.common.records import bring_up_to_date
from entente.foundation.ledger import commands as ledger
from entente.foundation.texts.commands import Translation, Worded, forget, note_changed, note_translation
from entente.foundation.texts.rules import worded_anew
from entente.foundation.texts.words import WordingStatus
from entente.record.assessment import rules
from entente.record.assessment.models import Status, StatusProof
from entente.record.assessment.words import Completion
from entente.record.delivery.commands.drafting import locked, sign
from entente.record.delivery.models import Update
from entente.record.delivery.queries.updates import home_of
from entente.record.delivery.rules import can_translate, states_subject
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
    at: datetime | None = None,
) -> Status:
    """Say in a draft where one's own party stands with its promise or a clause of it.  The same again changes nothing.

    Proof and languages are asked for when it is published, not while it is written.  at: None: now.  Raises ActionDenied,
    RuleBroken (a part that the party does not owe, a continuing duty called complete, a claim about something else, no
    draft).
    """
    require(rules.can_set_status(by, owner=update.owner))
    promise = plans.get_promise(update.commitment, as_of=at or timezone.now())
    rules.require_settable(promise, subject, value, party=update.owner, update_status=locked(update).status)
    for claim in claims:
        rules.require_about(claim.subject, claim.slug, commitment=promise.ref)
    said = {tag: text.strip() for tag, text in reason.items() if text.strip()}
    values = {"value": value, "as_of_on": as_of_on, "reason": said}
    status, is_new = Status.objects.get_or_create(
        update=update,
        subject=subject,
        defaults={**values, "owner": update.owner, "plan": update.plan, "commitment": promise.ref},
    )
    is_changed = bring_up_to_date(status, values)
    is_proven_anew = _prove(status, claims)
    if is_new or is_changed or is_proven_anew:
        note_reason(status, by=by)
        _touch(update, by, at or timezone.now())
        _note(by, "set", status, at=at)
    return status


@transaction.atomic
def translate_reason(status: Status, made: Translation, *, by: Actor, at: datetime) -> Status:
    """Put the reason of a status into one more language, while its update is on its way.

    made: its field is the one of `reason_field`.  Raises ActionDenied, Conflict, RuleBroken.
    """
    update = locked(status.update)
    require(can_translate(by, update))
    status.refresh_from_db(fields=["reason"])
    status.reason = worded_anew(status.reason, made, status.subject, revision=update.revision)
    status.save(update_fields=["reason"])
    home = home_of(update.owner, update.plan, "reason")
    note_translation(states_subject(update), made, home=home, user_id=by.user_id or "")
    _touch(update, by, at)
    _note(by, "translate", status, at=at)
    return status


@transaction.atomic
def drop_status(update: Update, subject: str, *, by: Actor, at: datetime | None = None) -> None:
    """Take a status out of a draft.  One that is not there changes nothing.  Raises ActionDenied, RuleBroken."""
    require(rules.can_set_status(by, owner=update.owner))
    rules.require_draft(update.commitment, locked(update).status)
    dropped = Status.objects.filter(update=update, subject=subject).first()
    if dropped is not None:
        _note(by, "drop", dropped, at=at)
        forget([states_subject(update)], field=reason_field(dropped))
        dropped.delete()
        _touch(update, by, at or timezone.now())


def carry_over(earlier: Update, version: Update, *, by: Actor) -> None:
    """Give a correction the statuses of the version that it corrects, as drafts of its own."""
    for status in earlier.statuses.prefetch_related("proofs"):
        carried = Status.objects.create(
            update=version,
            owner=status.owner,
            plan=status.plan,
            commitment=status.commitment,
            subject=status.subject,
            value=status.value,
            as_of_on=status.as_of_on,
            reason=status.reason,
        )
        StatusProof.objects.bulk_create(
            StatusProof(status=carried, claim_id=proof.claim_id) for proof in status.proofs.all()
        )
        note_reason(carried, by=by)


def note_reason(status: Status, *, by: Actor) -> None:
    """A reason is a draft like the words of its update: whoever approves the update reviews it."""
    subject, home = states_subject(status.update), home_of(status.owner, status.plan, "reason")
    name, hand = reason_field(status), by.user_id or ""
    gone = {language: "" for language in home.wanted if not status.reason.get(language)}
    note_changed(
        [
            Worded(subject, name, status.reason, WordingStatus.DRAFT, home=home, user_id=hand),
            Worded(subject, name, gone, WordingStatus.MISSING, home=home),
        ]
    )


def reason_field(status: Status) -> str:
    """Under which, beside the words of its update, the states of its languages are kept: "reason", "reason#b"."""
    return "reason" + status.subject.removeprefix(status.commitment)


def _prove(status: Status, claims: Sequence[Claim]) -> bool:
    """Make these claims what a status rests on; True when that changed anything."""
    wanted = {claim.pk for claim in claims}
    known = set(status.proofs.values_list("claim_id", flat=True))
    if known == wanted:
        return False
    status.proofs.exclude(claim__in=wanted).delete()
    StatusProof.objects.bulk_create(StatusProof(status=status, claim_id=key) for key in sorted(wanted - known))
    return True


def _touch(update: Update, by: Actor, at: datetime) -> None:
    """A changed status is a changed draft: whoever has it open is told, and whose hand it was does not approve it."""
    update.revision += 1
    sign(update, by=by, at=at)


def _note(by: Actor, verb: str, status: Status, *, at: datetime | None) -> None:
    ledger.record(
        by,
        f"assessment.status.{verb}",
        status.subject,
        at=at,
        update=str(status.update.number),
        value=str(status.value),
        as_of_on=status.as_of_on.isoformat(),
        reason=status.reason,
        claims=[f"{row.claim.owner}/{row.claim.slug}" for row in status.proofs.select_related("claim").order_by("id")],
    )
