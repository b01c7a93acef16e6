"""What the directory accepts and from whom.  Pure: no query, no clock.

Rights are answered with a Decision.  Content is checked by `require_...` functions that raise RuleBroken.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from entente.foundation.common.actors import Actor, Capacity, Role
from entente.foundation.common.decisions import ALLOWED, Decision, Denied
from entente.foundation.common.errors import RuleBroken
from entente.foundation.common.languages import TAG
from entente.foundation.common.periods import Period
from entente.foundation.common.refs import SLUG
from entente.foundation.common.rights import may
from entente.foundation.ledger.words import RESERVED_LOGS

from .words import OrganisationKind, PostCapacity

PARTY_CODE = re.compile(r"[A-Z][A-Z0-9]{1,11}")
SECOND_PERSON = "this takes a second administrator of your side; propose it under “People and posts” on the desk"
DROPPED = frozenset(".'’ʼ·")
"""Signs that fall away in a folded name, so that "G.A.C." is "GAC"; every other sign separates words."""


def can_keep_directory(by: Actor) -> Decision:
    """Parties, organisations, aliases and successions: the keeper of the record, and set-up."""
    return may(by, "directory.keep")


def can_propose(by: Actor, owner: str) -> Decision:
    """Propose who holds the posts of an owner: its administrators.  Nothing comes of it before `can_staff`."""
    if by.capacity is not Capacity.SYSTEM and by.owner != owner:
        return Denied(f"Only {owner} opens its posts and appoints people to them.")
    return may(by, "staff.propose")


def can_staff(by: Actor, owner: str, second: Actor | None = None) -> Decision:
    """Open posts and appoint people for an owner: two administrators of it.  Set-up fills the first posts alone.

    second: who confirmed what `by` proposed; None: nobody yet
    """
    if by.capacity is Capacity.SYSTEM:
        return ALLOWED
    if second is None:
        decision = can_propose(by, owner)
        return Denied(SECOND_PERSON) if decision else decision
    return can_propose(by, owner) and can_confirm(second, owner, proposed_by=by)


def can_confirm(by: Actor, owner: str, *, proposed_by: Actor) -> Decision:
    """Confirm what another administrator of the same owner proposed; one log-in is one person."""
    if by.owner != owner:
        return Denied(f"Only {owner} opens its posts and appoints people to them.")
    if by.user_id is None or by.user_id == proposed_by.user_id:
        return Denied("you proposed this yourself; another administrator of your side confirms it")
    return may(by, "staff.confirm")


def can_found_group(by: Actor) -> Decision:
    """Found a working group: the keeper of the record or a secretariat."""
    return may(by, "group.found")


def can_seat(by: Actor, owner: str, sides: Collection[str]) -> Decision:
    """Seat a post of `owner` in a group of `sides`, or take it out: each side decides for its own posts alone."""
    if owner not in sides:
        return Denied(f"this group was founded without {owner}; found another one that names it")
    if by.capacity is not Capacity.SYSTEM and by.owner != owner:
        return Denied(f"only {owner} seats its own posts")
    return may(by, "group.seat")


def seconded(second: Actor | None) -> dict[str, Any]:
    """What an entry says of a second person: the post through which it was confirmed."""
    return {"seconded_by": second.post} if second else {}


def require_party_code(code: str) -> None:
    if not PARTY_CODE.fullmatch(code):
        raise RuleBroken(f"“{code}” is not a party code; write 2 to 12 capital letters or digits, such as CAN.")


def require_slug(slug: str, what: str) -> None:
    if len(slug) > 64 or not SLUG.fullmatch(slug):
        raise RuleBroken(
            f"“{slug}” cannot name {what}; write at most 64 small letters, digits and single hyphens, "
            "such as record-keeper."
        )
    if slug in RESERVED_LOGS:
        raise RuleBroken(f"“{slug}” is a name that the log uses itself; choose another for {what}.")


def require_wording(wording: Mapping[str, str], what: str) -> None:
    """At least one text; every key a language tag, every text more than blanks."""
    if not wording:
        raise RuleBroken(f"{what} has no name; give it in at least one language.")
    for tag, text in wording.items():
        require_language(tag, what)
        if not text.strip():
            raise RuleBroken(f"{what} has an empty name for the language “{tag}”; write it or leave the language out.")


def require_language(tag: str, what: str) -> None:
    if len(tag) > 35 or not TAG.fullmatch(tag):
        raise RuleBroken(f"{what}: “{tag}” is not a language tag; write one like en, fr or fr-CA.")


def require_languages(tags: Sequence[str], what: str) -> None:
    """A party's official languages: at least one, none twice."""
    if not tags or len(set(tags)) != len(tags):
        raise RuleBroken(f"{what} needs its official languages, each once, such as en, fr.")
    for tag in tags:
        require_language(tag, what)


def require_time_zone(name: str, what: str) -> None:
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise RuleBroken(f"{what}: “{name}” is not a time zone; write one like America/Toronto.") from None


def require_period(text: str, what: str) -> None:
    """A partial date, or "" where it is unknown."""
    if not text:
        return
    try:
        Period.parse(text)
    except ValueError:
        raise RuleBroken(
            f"{what}: “{text}” is not a date; write 2023, 2023-05, 2023-05-02 or 2023-05-02/2023-05-03."
        ) from None


def require_home(kind: str, party_code: str, what: str) -> None:
    """A ministry is always some party's."""
    if kind == OrganisationKind.MINISTRY and not party_code:
        raise RuleBroken(f"{what} is a ministry without a party; name the party whose ministry it is.")


def require_speaker(capacity: str, party_code: str, what: str) -> None:
    """Only a body of a party can speak for one."""
    if capacity == PostCapacity.PARTY and not party_code:
        raise RuleBroken(f"{what} cannot speak for a party: its organisation belongs to none.")


def require_roles(capacity: str, roles: Iterable[Role], what: str) -> None:
    """A secretariat speaks for nobody, so that no post of a party is one."""
    if capacity == PostCapacity.PARTY and Role.SECRETARIAT in roles:
        raise RuleBroken(f"{what} speaks for a party and cannot be the secretariat of all; leave that role out.")


def require_sides(sides: Sequence[str], what: str) -> None:
    """At least two owners, none twice."""
    if len(sides) < 2 or len(set(sides)) != len(sides):
        raise RuleBroken(f"{what} needs two sides at least, each named once, such as AAA and BBB.")


def require_order(from_on: date, to_on: date | None, what: str) -> None:
    if to_on is not None and to_on < from_on:
        raise RuleBroken(f"{what} would end on {to_on} before it begins on {from_on}; give a later day.")


def overlaps(from_on: date, to_on: date | None, other_from_on: date, other_to_on: date | None) -> bool:
    """Whether two stretches share a day.  The ending day is outside: that day the post is already free."""
    return (other_to_on is None or from_on < other_to_on) and (to_on is None or other_from_on < to_on)


def fold(text: str) -> str:
    """A name without case, accents and punctuation, words one space apart: the form in which names are compared."""
    kept = []
    for sign in unicodedata.normalize("NFKD", text.casefold()):
        if unicodedata.combining(sign) or sign in DROPPED:
            continue
        is_word = sign.isalnum() or unicodedata.category(sign).startswith("M")  # M: vowel signs of Indic scripts
        kept.append(sign if is_word else " ")
    return " ".join("".join(kept).split())
