"""The way of an update to the public: through the proof gate, with the statuses that travel with it."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from entente.foundation.common.actors import Actor, Capacity
from entente.foundation.common.decisions import Denied, require
from entente.foundation.common.errors import RuleBroken
from entente.foundation.common.languages import Wording
from entente.foundation.common.records import Tier, Withheld
from entente.foundation.directory import queries as directory
from entente.foundation.ledger import commands as ledger
from entente.foundation.texts import queries as texts
from entente.foundation.texts.rules import can_publish
from entente.record.assessment import rules
from entente.record.assessment.models import Status
from entente.record.assessment.words import Completion
from entente.record.delivery import commands as delivery
from entente.record.delivery import rules as delivery_rules
from entente.record.delivery.commands import UpdateFacts
from entente.record.delivery.models import Update
from entente.record.delivery.queries import approving_post
from entente.record.plan import queries as plans
from entente.record.plan.standing import may_speak
from entente.record.verification import queries as verification

from .statuses import carry_over, reason_field


@transaction.atomic
def publish_report(
    update: Update,
    *,
    by: Actor,
    at: datetime,
    embargo_until: datetime | None = None,
    tier: Tier = Tier.PUBLIC,
    group: str = "",
    withheld_for: Withheld = Withheld.SILENT,
) -> Update:
    """Publish an approved update with its statuses: the only way for an update to become public.

    Raises RuleBroken in one sentence that names the proof or the language that is missing, and whatever the publication of
    the update itself refuses.
    """
    require(delivery_rules.can_publish(by, update, in_place_of=approving_post(by, on=at.date())))
    require(may_speak(by, update.plan))
    require_publishable(update, by=by, at=at)
    readers = {"tier": tier, "group": group, "withheld_for": withheld_for, "embargo_until": embargo_until}
    published = delivery.publish(
        update, by=by, at=at, embargo_until=embargo_until, tier=tier, group=group, withheld_for=withheld_for
    )
    update.statuses.update(**readers)
    _record(published, by=by, at=at, is_public=published.is_announced)
    return published


@transaction.atomic
def correct_report(update: Update, facts: UpdateFacts, *, by: Actor, at: datetime, correction: Wording) -> Update:
    """Begin a new version of a published update, with its statuses: once published it replaces them.

    Raises what `delivery.commands.correct` raises.
    """
    version = delivery.correct(update, facts, by=by, at=at, correction=correction)
    carry_over(update, version, by=by)
    return version


@transaction.atomic
def announce_reports(*, at: datetime) -> int:
    """Give the updates whose embargo has ended, and their statuses, their entries in the public log.  Returns how many.

    A duty of the worker; idempotent.
    """
    due = list(
        Update.objects.select_for_update()
        .filter(tier=Tier.PUBLIC, is_announced=False, embargo_until__lte=at, published_at__isnull=False)
        .order_by(*delivery.IN_TURN)
    )
    announced = delivery.announce(at=at)
    for update in due:
        voice = Actor(Capacity.SYSTEM, owner=update.owner, post=update.published_by)
        _record(update, by=voice, at=update.embargo_until or at, is_public=True)
    return announced


def require_publishable(update: Update, *, by: Actor, at: datetime) -> None:
    """Raise RuleBroken for the first status of an update that lacks its proof, a language, or speaks of a day to come."""
    statuses = list(update.statuses.order_by("subject"))
    letters = plans.owed_letters([update.commitment], as_of=at).get((update.commitment, update.owner), ())
    owed = directory.get_party(update.owner).languages if statuses else []
    subject = delivery_rules.states_subject(update)
    worded = texts.states_of([subject])
    for status in statuses:
        rules.require_past(status.as_of_on, today=at.date(), subject=status.subject)
        spoken = can_publish(owed, worded.get((subject, reason_field(status)), {}))
        if isinstance(spoken, Denied):
            raise RuleBroken(
                f"Why is {status.subject} “{Completion(status.value).label}”?  In its reason {spoken.reason}."
            )
        _require_proof(status, letters, by=by, at=at)


def _require_proof(status: Status, letters: tuple[str, ...], *, by: Actor, at: datetime) -> None:
    keys = status.proofs.values_list("claim_id", flat=True)
    proofs = verification.proofs(by, keys, as_of=at, parties_only=True)
    verdict = rules.status_gate(
        proofs.values(), Completion(status.value), subject=status.subject, party=status.owner, letters=letters
    )
    if isinstance(verdict, Denied):
        raise RuleBroken(f"{verdict.reason}.")


def _record(update: Update, *, by: Actor, at: datetime, is_public: bool) -> None:
    for status in update.statuses.order_by("subject"):
        ledger.record(
            by,
            "assessment.status.publish",
            status.subject,
            at=at,
            public=is_public,
            value=status.value,
            as_of_on=status.as_of_on.isoformat(),
            reason=status.reason,
        )
