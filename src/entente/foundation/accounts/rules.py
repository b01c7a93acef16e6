"""Who may make log-ins, and what still stands between a log-in and the record.  Pure: no query, no clock."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from enum import StrEnum

from entente.foundation.common.actors import Actor, Capacity, Role
from entente.foundation.common.decisions import ALLOWED, Decision, Denied
from entente.foundation.common.errors import RuleBroken
from entente.foundation.common.rights import may
from entente.foundation.directory.models import Post
from entente.foundation.directory.rules import can_propose, can_staff

from .words import SCOPED_ROLES, ActState, Scope

ONE_TIME_PASSWORD_DAYS = 7
ACT_DAYS = 14
"""How long a proposal waits for a second person."""

TOKEN_DAYS_MAX = 366
"""A key that nobody renews is one that nobody remembers."""


class SetUpStep(StrEnum):
    """What a signed-in user must do before anything else."""

    PASSWORD = "password"  # noqa: S105 (the name of a step)
    """Replace the password that somebody else chose."""
    SECOND_FACTOR = "second_factor"
    """Add an authenticator app or a passkey."""
    CONFIRM = "confirm"
    """Show the second factor in this session: it was added in another one after this one began."""


def can_give_log_in(by: Actor, owners: Collection[str], second: Actor | None = None) -> Decision:
    """Make or recover the log-in of somebody who speaks for `owners`: two administrators, for one knows the password.

    second: who confirmed what `by` proposed; None: nobody yet
    """
    if by.capacity is Capacity.SYSTEM:
        return ALLOWED
    return _of_own_side(by, owners) and can_staff(by, by.owner, second)


def can_close_log_in(by: Actor, owners: Collection[str]) -> Decision:
    """Shut the log-in of somebody who speaks for `owners`.  One administrator is enough to take something away."""
    if by.capacity is Capacity.SYSTEM:
        return ALLOWED
    return _of_own_side(by, owners) and may(by, "log-in.close")


def _of_own_side(by: Actor, owners: Collection[str]) -> Decision:
    others = sorted(set(owners) - {by.owner})
    if others:
        return Denied(f"This person speaks for {', '.join(others)}, which alone gives out the log-in.")
    return ALLOWED


def act_state(
    *, proposed_at: datetime, confirmed_at: datetime | None, withdrawn_at: datetime | None, as_of: datetime
) -> ActState:
    """Where a proposal stands at an instant."""
    if confirmed_at is not None:
        return ActState.CONFIRMED
    if withdrawn_at is not None:
        return ActState.WITHDRAWN
    return ActState.WAITING if as_of < proposed_at + timedelta(days=ACT_DAYS) else ActState.LAPSED


def can_withdraw(by: Actor, *, owner: str) -> Decision:
    """Any administrator of the side takes a proposal back, also somebody else's."""
    return can_propose(by, owner)


def can_make_token(by: Actor, *, user_id: str) -> Decision:
    """A user makes and revokes tokens for itself alone; the operator does it for everybody."""
    if by.capacity is not Capacity.SYSTEM and by.user_id != user_id:
        return Denied("a token acts as its own user, who alone makes and revokes it")
    return may(by, "token.make")


def require_token(label: str, days: int) -> None:
    """Raise RuleBroken unless a token has a name to know it by and an end."""
    if not label.strip() or len(label) > 80:
        raise RuleBroken("A token needs a name of 1 to 80 letters, such as “nightly sheet”, to know it by.")
    if not 1 <= days <= TOKEN_DAYS_MAX:
        raise RuleBroken(f"A token lasts {days} days; choose 1 to {TOKEN_DAYS_MAX}.")


def within(by: Actor, scopes: Iterable[str]) -> Actor:
    """The same actor as a program, with those of its roles that the scopes keep."""
    kept = frozenset[Role]().union(*(SCOPED_ROLES[Scope(scope)] for scope in scopes))
    return replace(by, roles=by.roles & kept, is_program=True)


def next_step(*, must_change_password: bool, has_second_factor: bool, has_shown_it: bool) -> SetUpStep | None:
    """The first thing still to be done; None when the log-in is whole."""
    if must_change_password:
        return SetUpStep.PASSWORD
    if not has_second_factor:
        return SetUpStep.SECOND_FACTOR
    if not has_shown_it:
        return SetUpStep.CONFIRM
    return None


def password_until(now: datetime) -> datetime:
    """The instant from which a one-time password given now no longer works."""
    return now + timedelta(days=ONE_TIME_PASSWORD_DAYS)


def is_expired(until: datetime | None, now: datetime) -> bool:
    return until is not None and until <= now


def acting_post(held: Sequence[Post], chosen: str | None) -> Post | None:
    """The post acted through: the chosen one while it is held, else the only one; None: none held, or not chosen."""
    for post in held:
        if post.ref == chosen:
            return post
    return held[0] if len(held) == 1 else None
