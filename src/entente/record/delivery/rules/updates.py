"""Who may write, approve and publish an update, and what it must hold.  Pure.

Four eyes: whoever wrote any word of a text never approves it, through whichever post and in whoever's place.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime

from entente.foundation.common.actors import Actor
from entente.foundation.common.decisions import ALLOWED, Decision, Denied
from entente.foundation.common.languages import Wording
from entente.foundation.common.records import Tier, Withheld
from entente.foundation.common.refs import update_ref
from entente.foundation.common.rights import may
from entente.foundation.texts.rules import LanguageState
from entente.foundation.texts.rules import can_publish as can_publish_text
from entente.record.delivery.models import Update
from entente.record.delivery.words import UpdateStatus

FIELDS = ("done", "next_step", "challenges")
"""The wordings of an update."""

PLAIN = {
    "done": "What was done",
    "next_step": "The next step",
    "challenges": "The challenges",
    "correction": "The note of the correction",
}

OPEN_TO_WRITERS = frozenset({UpdateStatus.DRAFT, UpdateStatus.RETURNED, UpdateStatus.SUBMITTED})
"""While its words may change.  An approved text changes only after it was sent back, a published one never."""


def ref_of(update: Update) -> str:
    return update_ref(update.commitment, update.owner, update.number)


def words_of(update: Update) -> dict[str, Wording]:
    """Field -> wording, as it stands."""
    return {name: getattr(update, name) for name in FIELDS}


def states_subject(update: Update) -> str:
    """What the states of its wordings are kept under: each version has its own, and a key is short enough always."""
    return f"update:{update.pk}"


def can_write(by: Actor) -> Decision:
    """Parties, keepers and assessors write updates, each in its own name."""
    return may(by, "update.write") if by.is_signed_in else Denied("an update is somebody's own; log in first")


def can_revise(by: Actor, update: Update) -> Decision:
    return _own(by, update) and may(by, "update.write") and _is_open(update)


def can_translate(by: Actor, update: Update) -> Decision:
    return _own(by, update) and may(by, "text.translate") and _is_open(update)


def can_withdraw(by: Actor, update: Update) -> Decision:
    return _own(by, update) and may(by, "update.write")


def can_correct(by: Actor, update: Update) -> Decision:
    if update.status != UpdateStatus.PUBLISHED:
        return Denied("only the published version is corrected; a draft is simply changed")
    return _own(by, update) and may(by, "update.write")


def can_note_erratum(by: Actor, update: Update) -> Decision:
    """In a closed plan nothing published changes any more; an approver of its side notes beside it what was wrong."""
    if update.status != UpdateStatus.PUBLISHED:
        return Denied("only the published version gets a note of correction")
    return _own(by, update) and may(by, "update.approve")


def can_decide(by: Actor, update: Update, *, hands: Collection[str], in_place_of: str) -> Decision:
    """Approve or send back.

    hands        the log-ins that wrote any of it
    in_place_of  approving post in whose place `by` decides today, by a delegation; "" for none
    """
    own = _own(by, update)
    right = may(by, "update.approve")
    if not own or not (right or in_place_of):
        return own and right
    if by.user_id is None or by.user_id in hands:
        return Denied("nobody approves their own words; another approver of your side does")
    return ALLOWED


def can_record_approval(by: Actor, update: Update, *, hands: Collection[str], has_proof: bool) -> Decision:
    """Put on record what a signed form or a mail decided.

    The writer may do it, but only beside the document that decided: without it the writer's word would be the approval.
    """
    own = _own(by, update) and (may(by, "update.write") or may(by, "update.approve"))
    if not own:
        return own
    if not has_proof and by.user_id in hands:
        return Denied("whoever wrote it records its approval only together with the signed form or mail; attach it")
    return ALLOWED


def can_publish(by: Actor, update: Update, *, in_place_of: str) -> Decision:
    own = _own(by, update)
    return own and (may(by, "update.approve") if not in_place_of else ALLOWED)


def can_stand_in_public(
    owed: Iterable[str], update: Update, states: Mapping[tuple[str, str], Mapping[str, LanguageState]]
) -> Decision:
    """The publication gate over all its wordings: each that says anything says it in every language that is owed."""
    languages = list(owed)
    for name in FIELDS:
        if any(getattr(update, name).values()):
            allowed = can_publish_text(languages, states.get((states_subject(update), name), {}))
            if isinstance(allowed, Denied):
                return Denied(f"{PLAIN[name]}: {allowed.reason}")
    return ALLOWED


def says_something(done: Wording, *, is_no_change: bool) -> Decision:
    if is_no_change or any(done.values()):
        return ALLOWED
    return Denied("Say what was done, in one language at least.")


def can_be_read_by(
    by: Actor, *, tier: str, group: str, withheld_for: str, embargo_until: datetime | None, at: datetime
) -> Decision:
    """Whether a choice of readers makes sense."""
    if (tier == Tier.GROUP) != bool(group) or (group and group not in by.groups):
        return Denied("Name a working group in which your post sits, for what only a group reads and for nothing else.")
    if embargo_until is not None and embargo_until <= at:
        return Denied("The instant of the embargo has passed; leave it out to publish now.")
    if withheld_for != Withheld.SILENT and tier == Tier.PUBLIC and embargo_until is None:
        return Denied("A reason why the public does not see it goes with something that the public does not see.")
    return ALLOWED


def _own(by: Actor, update: Update) -> Decision:
    if by.is_signed_in and by.owner == update.owner:
        return ALLOWED
    return Denied("an update belongs to the side that wrote it; nobody else changes or decides on it")


def _is_open(update: Update) -> Decision:
    if update.status in OPEN_TO_WRITERS:
        return ALLOWED
    if update.status == UpdateStatus.APPROVED:
        return Denied("it is approved word for word; an approver sends it back before it changes")
    return Denied("a published text is never edited; correct it in a new version")
