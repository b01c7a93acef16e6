"""Who may change what is agreed, and what every change must hold.  Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import date, datetime

from entente.foundation.common.actors import Actor, Capacity
from entente.foundation.common.decisions import ALLOWED, Decision, Denied
from entente.foundation.common.errors import InvalidTransition
from entente.foundation.common.languages import Wording
from entente.foundation.common.rights import may
from entente.record.plan.words import ChangeStatus, PlanStatus


def can_write_change(by: Actor, *, owner: str, parties: Collection[str], keeper: str, status: str) -> Decision:
    """A party of the plan, or the keeper of its record, writes a change in its own name, as long as it is a draft.

    owner  whose change it is; keeper: owner of the plan
    """
    decision = _of_its_side(by, "change.write", owner=owner, parties=parties, keeper=keeper)
    if decision and status != ChangeStatus.DRAFT:
        return Denied("this is before the parties and is not changed under their eyes; take it back first")
    return decision


def can_propose_change(
    by: Actor, *, owner: str, parties: Collection[str], keeper: str, written_by_user: str
) -> Decision:
    """An approver of the side that wrote it, who did not write it; of a keeper's side one person is enough."""
    decision = _of_its_side(by, "change.propose", owner=owner, parties=parties, keeper=keeper)
    if decision and by.capacity is Capacity.PARTY and by.user_id == written_by_user:
        return Denied("you wrote this; somebody else of your side puts it to the parties")
    return decision


def can_take_back(by: Actor, *, owner: str, status: str) -> Decision:
    """Its own side takes a proposal back as long as not all have signed."""
    if by.capacity is not Capacity.SYSTEM and by.owner != owner:
        return Denied("only the side that proposed this takes it back")
    if status != ChangeStatus.PROPOSED:
        return Denied("this is not before the parties; there is nothing to take back")
    return may(by, "change.propose")


def _of_its_side(by: Actor, action: str, *, owner: str, parties: Collection[str], keeper: str) -> Decision:
    if by.capacity is Capacity.SYSTEM:
        return ALLOWED
    if by.owner != owner:
        return Denied("this proposal belongs to another side; only that side changes it")
    if by.owner != keeper and by.owner not in parties:
        return Denied("only a party of this plan, or the keeper of its record, proposes a change of it")
    return may(by, action)


def require_in_force(slug: str, status: str, closed_on: date | None) -> None:
    """Raise InvalidTransition unless the plan is adopted and not closed: only then can what is agreed change."""
    if status == PlanStatus.DRAFT:
        raise InvalidTransition(f"{slug} is still a draft; edit it, nobody has agreed to it yet.")
    if status == PlanStatus.CLOSED:
        raise InvalidTransition(f"{slug} was closed on {closed_on}; what it says stays as it is.")


def require_read(what: str, *, read: int, stands: int) -> None:
    """Raise InvalidTransition unless somebody puts to the parties the very words they read.  read, stands: revisions."""
    if read != stands:
        raise InvalidTransition(
            f"The words of {what} were changed after you opened the page; read them again and put them to the parties then."
        )


def official_languages(parties: Iterable[tuple[str, Iterable[str]]]) -> dict[str, str]:
    """Language -> code of the first party that it is official for.  parties: (code, its official languages)."""
    owed: dict[str, str] = {}
    for code, languages in parties:
        for language in languages:
            owed.setdefault(language, code)
    return owed


def first_missing(wording: Mapping[str, str], owed: Mapping[str, str]) -> str | None:
    """The first official language in which a wording has no text; None when it has all."""
    return next((language for language in owed if not wording.get(language, "").strip()), None)


def tidy(wording: Mapping[str, str]) -> Wording:
    """A wording without empty texts and outer white space."""
    return {language: text.strip() for language, text in wording.items() if text.strip()}


def day_of(instant: datetime | None) -> date | None:
    """The day (UTC) of an instant."""
    return instant.date() if instant else None
