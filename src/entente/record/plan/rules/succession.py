"""What a table of succession must hold: every promise resolved, each into what the successor has.  Pure."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from entente.foundation.common.actors import Actor
from entente.foundation.common.decisions import Decision, Denied
from entente.foundation.common.errors import RuleBroken
from entente.foundation.common.refs import numbered_ref
from entente.foundation.common.rights import may
from entente.record.plan.facts import ResolutionFacts
from entente.record.plan.words import ChangeStatus, Fate

from .changes import first_missing


def can_publish_succession(by: Actor, *, owner: str, keeper: str, status: str) -> Decision:
    """The keeper of the record shows its own table to everybody, labelled as its own."""
    decision = may(by, "succession.publish")
    if decision and by.owner and (by.owner != keeper or owner != keeper):
        return Denied("only the keeper of this record shows a proposal to everybody, and only its own")
    if decision and status not in (ChangeStatus.DRAFT, ChangeStatus.PROPOSED):
        return Denied("this proposal is settled; there is nothing left to show")
    return decision


def check_row(plan: str, successor: str, row: ResolutionFacts, heirs: Collection[str]) -> None:
    """Raise RuleBroken unless a row says something that can be.  heirs: numbers of the successor's promises."""
    ref = numbered_ref(plan, row.number)
    if row.fate not in Fate.values:
        raise RuleBroken(f"“{row.fate}” is nothing that becomes of a promise ({ref}); use {', '.join(Fate.values)}.")
    if row.fate == Fate.DROPPED:
        if row.into:
            raise RuleBroken(f"{ref} is dropped and goes into {row.into[0]}; say one or the other.")
        return
    if not successor:
        raise RuleBroken(f"{ref} is {row.fate}, and no successor is named; name the plan in which it goes on.")
    if not row.into:
        raise RuleBroken(f"{ref} is {row.fate}; name the promise of {successor} in which it goes on.")
    for number in row.into:
        if number not in heirs:
            raise RuleBroken(f"{ref} goes into {successor}/{number}, which is no promise there; choose one that is.")
    if row.fate == Fate.MERGED and len(row.into) > 1:
        raise RuleBroken(
            f"{ref} is merged into {len(row.into)} promises; it is merged into one, or continued as several."
        )


def require_complete(
    plan: str, numbers: Sequence[str], rows: Mapping[str, ResolutionFacts], owed: Mapping[str, str]
) -> None:
    """Raise RuleBroken for the first promise, in the plan's order, that is not resolved or dropped without its reason.

    owed  official language -> code of a party: what all sign is said in all of them
    """
    for number in numbers:
        ref = numbered_ref(plan, number)
        row = rows.get(number)
        if row is None:
            raise RuleBroken(f"{ref} is not resolved yet; say whether it is continued, merged or dropped.")
        if row.fate == Fate.DROPPED and not any(row.reason.values()):
            raise RuleBroken(f"{ref} is dropped without a reason; say why.")
        missing = first_missing(row.reason, owed) if row.reason else None
        if missing is not None:
            raise RuleBroken(
                f"The reason for {ref} has no text in “{missing}”, an official language of {owed[missing]}; write it first."
            )


def new_numbers(heirs: Sequence[str], rows: Mapping[str, ResolutionFacts]) -> list[str]:
    """The promises of the successor that come from none of the old plan, in the successor's order."""
    taken = {number for row in rows.values() for number in row.into}
    return [number for number in heirs if number not in taken]
