"""Who may propose and sign, and what a signature must be.  Pure."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from entente.foundation.common.actors import Actor, Capacity
from entente.foundation.common.decisions import ALLOWED, Decision, Denied
from entente.foundation.common.errors import InvalidTransition, RuleBroken
from entente.foundation.common.refs import Ref
from entente.foundation.common.rights import may

from .statement import Statement
from .words import Outcome, Stand

KIND = re.compile(r"[a-z]+(?:-[a-z]+)*")
CONTENT_MAX = 8 * 1024 * 1024
"""Bytes of one canonical content."""

GIVEN_UP = "this was taken off the table; nothing is left to sign, and other words take a new proposal"
FRESH_NEEDED = "signing with a key on the host takes a fresh sign: show your passkey or the code of your app again"


@dataclass(frozen=True, slots=True)
class AtHand:
    """What the rules need to know of a proposal.  stands: of each signatory on the words as they are now."""

    owner: str
    signatories: tuple[str, ...]
    concludes: bool
    stands: Mapping[str, Stand]
    concluded_at: datetime | None = None
    given_up_at: datetime | None = None


def can_keep_keys(by: Actor, *, owner: str) -> Decision:
    """An approver of a party registers, replaces and revokes its key; nobody does for another."""
    if by.capacity is Capacity.PARTY and by.owner != owner:
        return Denied("a party's key is registered and revoked by that party alone")
    return may(by, "key.keep")


def can_propose(by: Actor) -> Decision:
    return may(by, "accord.propose")


def can_revise(by: Actor, at_hand: AtHand) -> Decision:
    """Whoever began it or is to sign it puts other words; what was carried out stays as it is."""
    if at_hand.concluded_at is not None:
        return Denied("this was agreed by all and carried out; a change takes a new proposal")
    if at_hand.given_up_at is not None:
        return Denied(GIVEN_UP)
    if by.capacity is not Capacity.SYSTEM and by.owner not in (at_hand.owner, *at_hand.signatories):
        return Denied("only who began this proposal, or a party that is to sign it, changes its words")
    return may(by, "accord.propose")


def can_sign(by: Actor, at_hand: AtHand, party: str = "") -> Decision:
    """An approver of a signatory signs for it alone.  party: for whom the signature speaks; "": the actor's own side."""
    if by.capacity is not Capacity.PARTY:
        return Denied("only a party signs; act through a post that speaks for one")
    if party and party != by.owner:
        return Denied(f"this signature speaks for “{party}”; a party hands in its own signature only")
    if by.owner not in at_hand.signatories:
        return Denied("your party is none of those that sign this")
    if at_hand.concluded_at is not None:
        return Denied("this was agreed by all and carried out; nothing is left to sign")
    if at_hand.given_up_at is not None:
        return Denied(GIVEN_UP)
    return may(by, "accord.sign")


def can_withdraw(by: Actor, at_hand: AtHand) -> Decision:
    """A party takes back what it said itself, as long as the agreement was not carried out."""
    if by.capacity is not Capacity.PARTY or by.owner not in at_hand.signatories:
        return Denied("only a party that signed takes its signature back")
    if at_hand.concluded_at is not None:
        return Denied(
            "this was agreed by all and carried out; it can no longer be taken back, and a change takes a new proposal"
        )
    if at_hand.given_up_at is not None:
        return Denied(GIVEN_UP)
    if at_hand.stands[by.owner] not in (Stand.AD_REFERENDUM, Stand.CONFIRMED):
        return Denied("your party has signed nothing here that could be taken back")
    return may(by, "accord.sign")


def can_dissent(by: Actor, at_hand: AtHand) -> Decision:
    """A signatory that has not confirmed says why it does not."""
    if by.capacity is not Capacity.PARTY or by.owner not in at_hand.signatories:
        return Denied("only a party that is to sign this states a dissent")
    if at_hand.concluded_at is not None:
        return Denied("this was agreed by all and carried out; your party signed it too")
    if at_hand.given_up_at is not None:
        return Denied(GIVEN_UP)
    if at_hand.stands[by.owner] is Stand.CONFIRMED:
        return Denied("your party has signed these words; take the signature back first")
    return may(by, "accord.sign")


def can_give_up(by: Actor, at_hand: AtHand) -> Decision:
    """Who began a proposal takes it off the table, as long as not all have signed; a party that signed takes that back."""
    if by.capacity is not Capacity.SYSTEM and by.owner != at_hand.owner:
        return Denied("only the side that proposed this gives it up; your side takes back what it signed, or dissents")
    if at_hand.concluded_at is not None:
        return Denied("this was agreed by all and carried out; a change takes a new proposal")
    if at_hand.given_up_at is not None:
        return Denied(GIVEN_UP)
    if is_agreed(at_hand):
        return Denied("all have signed this; a party that no longer stands by it takes its own signature back")
    return may(by, "accord.propose")


def can_conclude(at_hand: AtHand) -> Decision:
    """All have confirmed, and it is of a kind that is carried out.  Who carries it out is the domain's rule."""
    if not at_hand.concludes:
        return Denied("an agreement of this kind is not carried out; it holds for as long as nobody changes it")
    if not is_agreed(at_hand):
        return Denied("not all have signed these words yet")
    return ALLOWED


def can_sign_here(*, fresh: bool) -> Decision:
    """With a key on the host, whoever sits at the screen shows anew who it is."""
    return ALLOWED if fresh else Denied(FRESH_NEEDED)


def is_agreed(at_hand: AtHand) -> bool:
    return all(at_hand.stands.get(party) is Stand.CONFIRMED for party in at_hand.signatories)


def outcome_of(at_hand: AtHand, *, were_signed: bool) -> Outcome:
    """were_signed: somebody had signed an earlier wording, which is void."""
    if at_hand.concluded_at is not None:
        return Outcome.CONCLUDED
    if at_hand.given_up_at is not None:
        return Outcome.GIVEN_UP
    if is_agreed(at_hand):
        return Outcome.AGREED
    untouched = all(stand is Stand.DRAFT for stand in at_hand.stands.values())
    return Outcome.VOID if were_signed and untouched else Outcome.OPEN


def require_sound(kind: str, subject: str, signatories: Sequence[str], known: Collection[str], content: bytes) -> None:
    """Raise RuleBroken for the first thing that is wrong with a new proposal.  known: codes of the parties on record."""
    if not KIND.fullmatch(kind) or len(kind) > 24:
        raise RuleBroken(f"“{kind}” is no kind of proposal; name one of those in docs/signing.md.")
    try:
        Ref.parse(subject)
    except ValueError as wrong:
        raise RuleBroken(f"{wrong}.") from wrong
    if not signatories:
        raise RuleBroken("A proposal is signed by somebody; name the parties that sign it.")
    if len(set(signatories)) != len(signatories):
        raise RuleBroken("A signatory is named twice; name each party once.")
    if unknown := sorted(set(signatories) - set(known)):
        raise RuleBroken(f"“{unknown[0]}” is no party on record; it cannot sign.")
    require_short(content)


def require_short(content: bytes) -> None:
    if len(content) > CONTENT_MAX:
        raise RuleBroken(
            f"The words of this proposal have more than {CONTENT_MAX // 1024 // 1024} megabytes; split it in parts."
        )


def require_meant(said: Statement, wanted: Statement) -> None:
    """Raise unless what was signed is what stands.  wanted: the statement that would be signed now.

    RuleBroken: meant for another record or thing.  InvalidTransition: the words have changed since.
    """
    if said.record != wanted.record:
        raise RuleBroken(
            f"This signature was made for the record {said.record}; this one is {wanted.record}.  Nothing was taken in."
        )
    if (said.proposal, said.kind, said.subject, said.signatories) != (
        wanted.proposal,
        wanted.kind,
        wanted.subject,
        wanted.signatories,
    ):
        raise RuleBroken("This signature was made for another proposal; hand it in there, or sign this one.")
    if (said.revision, said.content_sha256) != (wanted.revision, wanted.content_sha256):
        raise InvalidTransition(
            "The words were changed after this signature was made; download the proposal again, read what changed and "
            "sign it anew."
        )


def may_sign_at_all(by: Actor) -> bool:
    """Whether the actor signs for a party, whatever there is to sign."""
    return by.capacity is Capacity.PARTY and bool(may(by, "accord.sign"))
