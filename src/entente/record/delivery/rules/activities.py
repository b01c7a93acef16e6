"""Who may write activities and move their stages, and which activities make sense.  Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date

from entente.foundation.common.actors import Actor, Capacity
from entente.foundation.common.canonical import canonical_bytes, sha256_hex
from entente.foundation.common.decisions import ALLOWED, Decision, Denied
from entente.foundation.common.errors import RuleBroken
from entente.foundation.common.languages import Wording
from entente.foundation.common.rights import may
from entente.record.delivery.kinds import Kind, Stage
from entente.record.delivery.words import Scope, Weight

from .stages import Said, Sides


def can_write_own(by: Actor, action: str, *, owner: str) -> Decision:
    """What everybody who may come to an action may do in its own name, and in nobody else's."""
    allowed = may(by, action)
    if allowed and by.capacity is not Capacity.SYSTEM and by.owner != owner:
        return Denied("this belongs to another side; only its owner changes it")
    return allowed


def words_seen(*wordings: Wording) -> str:
    """Name of exactly these words: a save says by it in sight of what it was made."""
    return sha256_hex(canonical_bytes({"words": list(wordings)}))[:16]


def term_seen(term: str, renewal_days: int | None) -> str:
    """Name of exactly this term."""
    return sha256_hex(canonical_bytes({"term": term, "renewal_days": renewal_days}))[:16]


def rhythm_seen(every_days: int, longest_days: int, from_on: date, reason: Wording) -> str:
    """Name of exactly this rhythm."""
    said = {"every": every_days, "longest": longest_days, "from": from_on.isoformat(), "reason": reason}
    return sha256_hex(canonical_bytes(said))[:16]


def can_write_activity(by: Actor, *, owner: str) -> Decision:
    return can_write_own(by, "activity.write", owner=owner)


def can_add_session(by: Actor, sides: Sides, *, owner: str) -> Decision:
    """The parties of an activity, its owner, and whoever watches from outside."""
    allowed = may(by, "activity.write")
    if allowed and by.capacity is Capacity.PARTY and by.owner not in {*sides.parties, owner}:
        return Denied("your side has no part in this activity")
    return allowed


def can_mark(by: Actor, kind: Kind, stage: Stage, sides: Sides, marks: Collection[Said], *, owner: str) -> Decision:
    """Whether a side may say now that a stage is reached.

    A record may begin in the middle: the first word of a side may be on any stage, and an earlier one may be told later;
    from then on each stage follows one that this side or another party has marked.  Saying it again with another date
    replaces the own word.
    """
    for decision in (may(by, "stage.mark"), _speaks(by, stage, sides), _has_role(by, stage)):
        if not decision:
            return decision
    own = {mark.stage for mark in marks if mark.owner == owner}
    known = own | {mark.stage for mark in marks if mark.party}
    is_next = not own or stage.code in own or bool(known.intersection(stage.after))
    is_told_later = any(stage.code in kind.before(code) for code in own)
    if is_next or is_told_later:
        return ALLOWED
    return Denied("this stage does not follow any that was marked; mark what lies between first")


def can_withdraw_mark(by: Actor, stage: Stage, *, owner: str) -> Decision:
    """Who may say a stage may take one's own side's word on it back."""
    own = can_write_own(by, "stage.mark", owner=owner)
    return own and _has_role(by, stage)


def _speaks(by: Actor, stage: Stage, sides: Sides) -> Decision:
    if stage.is_derived:
        return Denied("the calendar says this; nobody marks it")
    if by.capacity is Capacity.PARTY and by.owner not in sides.parties:
        return Denied("your side has no part in this activity")
    if by.capacity is Capacity.PARTY and by.owner not in sides.movers(stage.mover):
        return Denied("this stage is for the other side to say")
    return ALLOWED


def _has_role(by: Actor, stage: Stage) -> Decision:
    if by.has(*stage.roles):
        return ALLOWED
    return Denied("this stage binds your side; an approver says it")


def require_sides(kind: Kind, scope: Scope, sides: Sides, codes: Iterable[str]) -> None:
    """Raise RuleBroken unless an activity of this kind and scope can be between these.  codes: parties of the plan."""
    strangers = sorted({*sides.parties, sides.giver, sides.receiver} - {"", *codes})
    if strangers:
        raise RuleBroken(f"{strangers[0]} is not a party of this plan; name its parties by their codes.")
    if kind.is_one_sided and scope is not Scope.ONE_SIDED:
        raise RuleBroken(
            f"An activity of the kind “{kind.code}” goes from one party to another; name giver and receiver."
        )
    if scope is Scope.ONE_SIDED:
        if not sides.giver or not sides.receiver or sides.giver == sides.receiver:
            raise RuleBroken("A one-sided activity has a giver and another party as its receiver; name both.")
        if set(sides.parties) != {sides.giver, sides.receiver}:
            raise RuleBroken("The parties of a one-sided activity are its giver and its receiver, nobody else.")
    elif sides.giver or sides.receiver:
        raise RuleBroken("Only a one-sided activity has a giver and a receiver; leave both empty.")
    elif len(sides.parties) < 2 and scope is Scope.PARTIES:
        raise RuleBroken("An activity between the parties names at least two of them.")


def require_service(scope: Scope, weight: Weight, sides: Sides, obligors: Collection[str]) -> None:
    """Raise RuleBroken when an activity cannot have this weight for a promise.  obligors: the parties that owe it."""
    if weight is not Weight.FULFILS:
        return
    if scope is Scope.WIDER:
        raise RuleBroken(
            "A trilateral or regional activity contributes to this promise or is a part of it; it never fulfils it by itself."
        )
    if scope is Scope.ONE_SIDED and set(obligors) - {sides.giver}:
        raise RuleBroken("What one party gives cannot fulfil what others owe too; say that it is a part of it.")
    if scope is Scope.PARTIES and set(obligors) - set(sides.parties):
        raise RuleBroken("A party that owes this promise has no part in the activity; say that it is a part of it.")


def require_past(happened_on: date, today: date, what: str) -> None:
    """Raise RuleBroken for something said to have happened on a day to come."""
    if happened_on > today:
        raise RuleBroken(f"{what} lies in the future ({happened_on}); say what has happened, or plan it.")
