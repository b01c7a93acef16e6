"""What every write of an update's words does: lock the row, put the words on it, note their states and whose hands they are."""

from __future__ import annotations

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from entente.foundation.common.actors import Actor
from entente.foundation.common.errors import Conflict, RuleBroken
from entente.foundation.common.languages import Wording
from entente.foundation.texts.commands import Worded, forget, note_states
from entente.foundation.texts.words import WordingStatus
from entente.record.delivery import rules
from entente.record.delivery.models import Hand, Update, UpdateProof
from entente.record.delivery.queries.updates import home_of
from entente.record.plan.commands import hold_open
from entente.record.plan.models import Commitment
from entente.record.verification.models import Claim

LOTS = 90_000
"""Numbers of updates lie in 10,000 to 99,999: enough that two draws for one promise seldom meet."""


@dataclass(frozen=True, slots=True)
class UpdateFacts:
    """What an update says.

    commitment  its ref
    as_of_on    the day of which it speaks
    made_from   language from which its other languages were made; "" when each was written for itself
    """

    commitment: str
    as_of_on: date
    done: Wording = field(default_factory=dict)
    next_step: Wording = field(default_factory=dict)
    challenges: Wording = field(default_factory=dict)
    is_no_change: bool = False
    made_from: str = ""

    def words(self) -> dict[str, Wording]:
        """Field -> wording, without empty texts."""
        return {name: _without_empty(getattr(self, name)) for name in rules.FIELDS}


def locked(update: Update) -> Update:
    """The row as it stands now, in the caller's hands until its transaction ends.  Raises InvalidTransition: a closed plan."""
    hold_open(update.plan)
    update.refresh_from_db(from_queryset=Update.objects.select_for_update())
    return update


def require_revision(update: Update, revision: int, mine: Mapping[str, Wording]) -> None:
    """Raise Conflict unless the update is still the one that its reader saw."""
    if update.revision != revision:
        raise Conflict(
            f"Somebody else changed {rules.ref_of(update)} after you opened it; compare both texts and choose.",
            mine=mine,
            theirs=rules.words_of(update),
            revision=update.revision,
        )


def draw_number(commitment: Commitment, owner: str) -> int:
    """A free number for an update of one side.  Drawn while the promise is locked, so that no two draw the same."""
    Commitment.objects.select_for_update().get(pk=commitment.pk)
    taken = set(Update.objects.filter(commitment=commitment.ref, owner=owner).values_list("number", flat=True))
    number = 10_000 + secrets.randbelow(LOTS)
    while number in taken:
        number = 10_000 + secrets.randbelow(LOTS)
    return number


def put_words(update: Update, facts: UpdateFacts, *, by: Actor, at: datetime) -> None:
    """Give an update its words and day, note the states of what changed, and remember who had a hand in it."""
    before = rules.words_of(update)
    words = facts.words()
    for name, wording in words.items():
        setattr(update, name, wording)
    update.as_of_on, update.is_no_change = facts.as_of_on, facts.is_no_change
    sign(update, by=by, at=at)
    subject, home = rules.states_subject(update), home_of(update.owner, update.plan, "update")
    note_states(
        replace(worded, home=home, user_id=by.user_id or "")
        for name, wording in words.items()
        for worded in _changed(subject, name, before[name], wording, facts.made_from)
    )
    for name, wording in words.items():
        if before[name] and not wording:  # nothing is said there any more, in any language
            forget([subject], field=name)


def sign(update: Update, *, by: Actor, at: datetime) -> None:
    """Save what `by` changed of its words, and remember whose hand it was."""
    update.written_by, update.written_by_user, update.changed_at = by.post, by.user_id or "", at
    update.save()
    Hand.objects.get_or_create(update=update, user_id=by.user_id or "")


def put_claims(update: Update, claims: Sequence[Claim]) -> None:
    """Make these claims what the update rests on."""
    for claim in claims:
        if claim.plan != update.plan:
            raise RuleBroken(f"The evidence “{claim.slug}” belongs to another plan than {rules.ref_of(update)}.")
    update.proofs.all().delete()
    unique = {claim.pk: claim for claim in claims}
    UpdateProof.objects.bulk_create(UpdateProof(update=update, claim=claim) for claim in unique.values())


def _changed(subject: str, name: str, before: Wording, after: Wording, made_from: str) -> list[Worded]:
    """The texts that changed, each a draft again.  A translation beside a changed source is left alone: so it turns stale."""
    changed = {language: text for language, text in after.items() if before.get(language) != text}
    gone = {language: "" for language in before if language not in after}
    source = {language: text for language, text in changed.items() if language == made_from}
    made = {language: text for language, text in changed.items() if language != made_from}
    worded = [Worded(subject, name, source, WordingStatus.DRAFT), Worded(subject, name, gone, WordingStatus.MISSING)]
    if made_from in after and made:
        # The source stands beside what was made from it: its revision is the one they were made from.
        worded.append(Worded(subject, name, {made_from: after[made_from], **made}, WordingStatus.DRAFT, made_from))
    else:
        worded.append(Worded(subject, name, made, WordingStatus.DRAFT))
    return worded


def _without_empty(wording: Wording) -> Wording:
    return {language: text.strip() for language, text in wording.items() if text.strip()}
