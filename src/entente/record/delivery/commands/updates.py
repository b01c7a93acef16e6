"""Writing, correcting and publishing updates.  Who approves them stands in `approvals`."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Q

from entente.foundation.common.actors import PUBLIC, Actor, Capacity
from entente.foundation.common.decisions import Denied, require
from entente.foundation.common.errors import InvalidTransition, RuleBroken
from entente.foundation.common.languages import Wording
from entente.foundation.common.records import Tier, Withheld, readable
from entente.foundation.common.transitions import require_transition
from entente.foundation.ledger import commands as ledger
from entente.foundation.texts.commands import Translation, Worded, close, note_states, note_translation
from entente.foundation.texts.rules import worded_anew
from entente.foundation.texts.words import WordingStatus
from entente.record.delivery import rules
from entente.record.delivery.models import Autosave, Update
from entente.record.delivery.queries.approvals import approving_post, has_approval
from entente.record.delivery.queries.updates import home_of, languages_owed, states_of
from entente.record.delivery.words import UPDATE_TRANSITIONS, UpdateStatus, Urgency
from entente.record.plan.standing import may_speak
from entente.record.verification.models import Claim

from .drafting import UpdateFacts, draw_number, locked, put_claims, put_words, require_revision, sign
from .wording import promise

IN_TURN = ("embargo_until", "published_at", "commitment", "owner", "number", "version")
"""In which order the log is told of updates whose embargo has ended: no two stand at the same place."""


@transaction.atomic
def write_update(facts: UpdateFacts, *, by: Actor, at: datetime, claims: Sequence[Claim] = ()) -> Update:
    """Begin an update in one's own name, a draft.  Raises ActionDenied, NotVisible, RuleBroken (a draft plan, no words)."""
    require(rules.can_write(by))
    _require_words(facts)
    commitment = promise(facts.commitment, by=by, at=at)
    update = Update(
        owner=by.owner,
        tier=Tier.OWN,
        plan=commitment.plan.slug,
        commitment=commitment.ref,
        number=draw_number(commitment, by.owner),
        made_at=at,
    )
    put_words(update, facts, by=by, at=at)
    put_claims(update, claims)
    _forget_autosave(by, commitment.ref)
    _note(by, "write", update, at=at, **facts.words())
    return update


@transaction.atomic
def revise_update(
    update: Update,
    facts: UpdateFacts,
    *,
    by: Actor,
    at: datetime,
    revision: int,
    claims: Sequence[Claim] | None = None,
) -> Update:
    """Change the words of a draft; one that waits for approval becomes a draft again.  claims None: as they are.

    revision: of the update that the writer opened.  Raises ActionDenied, Conflict, RuleBroken.
    """
    require(rules.can_revise(by, locked(update)))
    _require_words(facts)
    require_revision(update, revision, facts.words())
    if update.status == UpdateStatus.SUBMITTED:
        update.status, update.submitted_at = UpdateStatus.DRAFT, None
    update.revision += 1
    put_words(update, facts, by=by, at=at)
    if claims is not None:
        put_claims(update, claims)
    _forget_autosave(by, rules.states_subject(update))
    _note(by, "revise", update, at=at, **facts.words())
    return update


@transaction.atomic
def translate_update(
    update: Update, translations: Sequence[Translation], *, by: Actor, at: datetime, revision: int | None
) -> Update:
    """Put words of an update, or the note of its correction, into one more language.  It stays where it is on its way.

    A translation that is made by machine is never published as owed until somebody reviewed it.
    revision: of the update that the writer opened; None: each text that they saw stands for itself.
    Raises ActionDenied, Conflict, RuleBroken (no text in the language it is made from).
    """
    require(rules.can_translate(by, locked(update)))
    mine = {made.field: {made.language: made.text} for made in translations}
    require_revision(update, update.revision if revision is None else revision, mine)
    home = home_of(update.owner, update.plan, "update")
    for made in translations:
        what = f"{rules.PLAIN[made.field]} ({rules.ref_of(update)})"
        setattr(update, made.field, worded_anew(getattr(update, made.field), made, what, revision=update.revision))
        note_translation(rules.states_subject(update), made, home=home, user_id=by.user_id or "")
    update.revision += 1
    sign(update, by=by, at=at)
    for made in translations:
        _note(by, "translate", update, at=at, language=made.language, words={made.field: made.text})
    return update


@transaction.atomic
def submit(update: Update, *, by: Actor, at: datetime) -> Update:
    """Send a draft to the approvers of its side.  Raises ActionDenied, InvalidTransition."""
    require(rules.can_withdraw(by, locked(update)))
    _advance(update, UpdateStatus.SUBMITTED)
    update.submitted_at = update.changed_at = at
    update.save(update_fields=["status", "submitted_at", "changed_at"])
    _note(by, "submit", update, at=at)
    return update


@transaction.atomic
def withdraw_update(update: Update, *, by: Actor, at: datetime) -> Update:
    """Give a draft up, or one that was sent back.  What it would have corrected may be corrected anew."""
    require(rules.can_withdraw(by, locked(update)))
    _advance(update, UpdateStatus.WITHDRAWN)
    update.replaces, update.changed_at = None, at
    update.save(update_fields=["status", "replaces", "changed_at"])
    close(rules.states_subject(update))
    _note(by, "withdraw", update, at=at)
    return update


@transaction.atomic
def correct(
    update: Update,
    facts: UpdateFacts,
    *,
    by: Actor,
    at: datetime,
    correction: Wording,
    claims: Sequence[Claim] | None = None,
    urgent_for: Urgency | None = None,
) -> Update:
    """Begin a new version of a published update; it replaces the earlier one when it is published itself.

    correction  why, shown to everybody; claims None: those of the earlier version
    urgent_for  why it cannot wait, told to everybody too; it passes the same gates, and stands first before its approvers
    Raises ActionDenied, RuleBroken.
    """
    require(rules.can_correct(by, locked(update)))
    _require_words(facts)
    if not any(correction.values()):
        raise RuleBroken("Say what is corrected and why; the note stands beside the new version for everybody.")
    if Update.objects.filter(replaces=update).exists():
        raise InvalidTransition(f"A correction of {rules.ref_of(update)} is on its way already; go on with that one.")
    version = Update(
        owner=update.owner,
        tier=Tier.OWN,
        plan=update.plan,
        commitment=update.commitment,
        number=update.number,
        version=update.version + 1,
        replaces=update,
        correction=correction,
        urgent_for=urgent_for or "",
        made_at=at,
    )
    put_words(version, facts, by=by, at=at)
    put_claims(version, [row.claim for row in update.proofs.select_related("claim")] if claims is None else claims)
    home = home_of(version.owner, version.plan, "update")
    subject = rules.states_subject(version)
    note_states([Worded(subject, "correction", correction, WordingStatus.DRAFT, home=home, user_id=by.user_id or "")])
    _note(by, "correct", version, at=at, correction=correction, urgent_for=version.urgent_for, **facts.words())
    return version


@transaction.atomic
def publish(
    update: Update,
    *,
    by: Actor,
    at: datetime,
    embargo_until: datetime | None = None,
    tier: Tier = Tier.PUBLIC,
    group: str = "",
    withheld_for: Withheld = Withheld.SILENT,
) -> Update:
    """Publish what was approved, word for word; with an embargo nobody else reads it before the instant.

    Its statuses pass their own gate first: surfaces call `assessment.commands.publish_report`, never this.
    Raises ActionDenied, InvalidTransition (not approved), RuleBroken (an owed language, an embargo in the past).
    """
    require(rules.can_publish(by, locked(update), in_place_of=approving_post(by, on=at.date())))
    require(may_speak(by, update.plan))
    _advance(update, UpdateStatus.PUBLISHED)
    if not has_approval(update):
        raise InvalidTransition(f"{rules.ref_of(update)} was changed after it was approved; have it approved again.")
    _require(rules.can_be_read_by(
        by, tier=tier, group=group, withheld_for=withheld_for, embargo_until=embargo_until, at=at
    ))  # fmt: skip
    _require(rules.can_stand_in_public(languages_owed(update.owner), update, states_of([update])))
    update.tier, update.group, update.withheld_for, update.embargo_until = tier, group, withheld_for, embargo_until
    update.published_at, update.published_by, update.changed_at = at, by.post, at
    update.public_at = embargo_until or at
    update.is_announced = tier == Tier.PUBLIC and embargo_until is None
    update.save()
    close(rules.states_subject(update))
    _replace_earlier(update)
    _note_publication(by, update, at=at)
    return update


@transaction.atomic
def announce(*, at: datetime) -> int:
    """Give every public update whose embargo has ended its entry in the public log.  Returns how many.

    Readers see them from the instant on by themselves; only the log needs somebody to come by.  Idempotent.
    """
    due = (
        Update.objects.select_for_update()
        .filter(tier=Tier.PUBLIC, is_announced=False, embargo_until__lte=at)
        .filter(Q(status=UpdateStatus.PUBLISHED) | Q(status=UpdateStatus.CORRECTED))
        .order_by(*IN_TURN)
    )
    rows = list(due)
    for row in rows:
        voice = Actor(Capacity.SYSTEM, owner=row.owner, post=row.published_by)
        ledger.record(
            voice, "delivery.update.publish", rules.ref_of(row), at=row.embargo_until, public=True, **_content(row)
        )
    Update.objects.filter(pk__in=[row.pk for row in rows]).update(is_announced=True)
    return len(rows)


@transaction.atomic
def note_no_change(commitment: str, *, by: Actor, at: datetime) -> Update:
    """Say that nothing changed since the last published update.  The same day again changes nothing.

    It needs no second person: it claims nothing, adds no words, and does not count as activity.
    Raises ActionDenied, NotVisible, RuleBroken when its side has published nothing that could have changed.
    """
    require(rules.can_write(by))
    row = promise(commitment, by=by, at=at)
    require(may_speak(by, row.plan.slug))
    # Public notes stand beside public updates alone: else one would tell of an update that the public does not see.
    earlier = Update.objects.filter(
        readable(PUBLIC, as_of=at), commitment=row.ref, owner=by.owner, status=UpdateStatus.PUBLISHED
    )
    if not earlier.filter(is_no_change=False).exists():
        raise RuleBroken(f"Your side has published no update on {row.ref} yet, so there is nothing to stand by.")
    known = earlier.filter(is_no_change=True, as_of_on=at.date()).first()
    if known is not None:
        return known
    note = Update(
        owner=by.owner,
        tier=Tier.PUBLIC,
        plan=row.plan.slug,
        commitment=row.ref,
        number=draw_number(row, by.owner),
        made_at=at,
        status=UpdateStatus.PUBLISHED,
        published_at=at,
        public_at=at,
        published_by=by.post,
        is_announced=True,
    )
    put_words(note, UpdateFacts(row.ref, at.date(), is_no_change=True), by=by, at=at)
    ledger.record(
        by, "delivery.update.no_change", rules.ref_of(note), at=at, public=True, as_of_on=at.date().isoformat()
    )
    return note


def _replace_earlier(update: Update) -> None:
    if update.replaces is not None:
        earlier = locked(update.replaces)
        _advance(earlier, UpdateStatus.CORRECTED)
        earlier.save(update_fields=["status"])


def _advance(update: Update, then: UpdateStatus) -> None:
    require_transition(UPDATE_TRANSITIONS, update.status, then, f"The update {rules.ref_of(update)}")
    update.status = then


def _require_words(facts: UpdateFacts) -> None:
    _require(rules.says_something(facts.words()["done"], is_no_change=facts.is_no_change))


def _require(decision: object) -> None:
    if isinstance(decision, Denied):
        raise RuleBroken(decision.reason)


def _forget_autosave(by: Actor, form: str) -> None:
    Autosave.objects.filter(user_id=by.user_id or "", form=form).delete()


def _note(by: Actor, verb: str, update: Update, *, at: datetime, **content: Any) -> None:
    ledger.record(
        by,
        f"delivery.update.{verb}",
        rules.ref_of(update),
        at=at,
        version=update.version,
        revision=update.revision,
        **content,
    )


def _note_publication(by: Actor, update: Update, *, at: datetime) -> None:
    """In its side's own log always; in the public one when it is public from this instant."""
    if update.is_announced:
        ledger.record(by, "delivery.update.publish", rules.ref_of(update), at=at, public=True, **_content(update))
    else:
        until = update.embargo_until.isoformat() if update.embargo_until else ""
        _note(by, "publish", update, at=at, tier=update.tier, embargo_until=until, **rules.words_of(update))


def _content(update: Update) -> dict[str, Any]:
    """What the public log says of a published update: its words, and the evidence that everybody may read."""
    public = update.proofs.filter(claim__tier=Tier.PUBLIC, claim__embargo_until__isnull=True)
    return {
        "version": update.version,
        "correction": update.correction,
        **({"urgent_for": update.urgent_for} if update.urgent_for else {}),
        "as_of_on": update.as_of_on.isoformat(),
        **rules.words_of(update),
        "claims": [f"{row.claim.owner}/{row.claim.slug}" for row in public.select_related("claim").order_by("claim")],
    }
