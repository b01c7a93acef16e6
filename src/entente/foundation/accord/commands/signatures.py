"""Writes of what one party says of the words: agreed ad referendum, signed, taken back, dissent."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from entente.foundation.accord import queries, rules
from entente.foundation.accord.host_keys import open_secret
from entente.foundation.accord.models import Dissent, Proposal, Revision, Signature, SigningKey
from entente.foundation.accord.statement import SignatureFile, Statement, key_id, sign
from entente.foundation.accord.views import ProposalView
from entente.foundation.accord.words import KeyEnd, KeyPlace, Stand
from entente.foundation.common.actors import Actor
from entente.foundation.common.decisions import require
from entente.foundation.common.errors import InvalidTransition, RuleBroken
from entente.foundation.common.languages import Wording
from entente.foundation.ledger import commands as ledger

from .proposals import locked


@transaction.atomic
def agree_ad_referendum(proposal: Proposal, *, by: Actor, at: datetime, revision: int) -> Signature:
    """Agree subject to the capital's confirmation.  No key, and nothing becomes joint by it.  The same again changes nothing.

    revision  number of the wording that was read; raises InvalidTransition when another stands by now
    """
    row = locked(proposal)
    require(rules.can_sign(by, queries.at_hand(row)))
    _require_read(row, revision)
    wording = _wording(row)
    standing = wording.signatures.filter(party=by.owner, withdrawn_at=None).first()
    if standing is not None:
        return standing
    made = Signature.objects.create(
        revision=wording, party=by.owner, stand=Stand.AD_REFERENDUM, post=by.post, arrived_at=at
    )
    _note(by, "accord.signature.ad-referendum", row, wording, at)
    return made


@transaction.atomic
def receive_signature(data: bytes, *, by: Actor, at: datetime) -> Signature:
    """Take in a signature file that the actor's own party made on its machine.  The same file again changes nothing.

    Raises RuleBroken (cut short, for another record or proposal, unknown key), InvalidTransition (the words changed since,
    revoked key, taken back before), NotVisible (no such proposal), ActionDenied.
    """
    file = SignatureFile.parse(data)
    said = Statement.parse(file.statement)
    if said.record != (record := ledger.name_record()):
        raise RuleBroken(
            f"This signature was made for the record {said.record}; this one is {record}.  Nothing was taken in."
        )
    row = locked(queries.get_row(by, _key_of(said), as_of=queries.EVER))
    require(rules.can_sign(by, queries.at_hand(row), said.party))
    wording = _wording(row)
    known = Signature.objects.filter(party=said.party, statement=file.statement, signature=file.signature).first()
    if known is not None and known.withdrawn_at is not None:
        raise InvalidTransition(
            "Your party took this very signature back; if it signs after all, sign anew and hand that in."
        )
    rules.require_meant(said, statement_of(row, wording, said.party, said.at))
    return known or _take_in(row, wording, file, _key(file, said.party), by=by, at=at)


@transaction.atomic
def sign_on_host(proposal: Proposal, *, by: Actor, at: datetime, fresh: bool, revision: int) -> Signature:
    """Sign with the party's key on the host.  The same again changes nothing.

    fresh     the person has just shown its passkey or the code of its app
    revision  number of the wording that was read; raises InvalidTransition when another stands by now
    """
    row = locked(proposal)
    require(rules.can_sign(by, queries.at_hand(row)))
    require(rules.can_sign_here(fresh=fresh))
    _require_read(row, revision)
    key = SigningKey.objects.filter(owner=by.owner, ended_at=None, place=KeyPlace.HOST).first()
    if key is None:
        raise RuleBroken("Your party has no key on this host; sign on your own machine and hand the signature file in.")
    wording = _wording(row)
    standing = wording.signatures.filter(party=by.owner, withdrawn_at=None, stand=Stand.CONFIRMED).first()
    if standing is not None:
        return standing
    said = statement_of(row, wording, by.owner, at.astimezone(UTC).isoformat(timespec="microseconds"))
    return _take_in(row, wording, sign(said, open_secret(bytes(key.secret))), key, by=by, at=at)


@transaction.atomic
def withdraw(proposal: Proposal, *, by: Actor, at: datetime, reason: str) -> Proposal:
    """Take back what one's own party said of these words.  What all had agreed is agreed no more, and the public reads why."""
    row = locked(proposal)
    before = queries.view_of(row, as_of=queries.EVER)
    require(rules.can_withdraw(by, queries.at_hand(row)))
    if not reason.strip():
        raise RuleBroken("Say why your party takes its signature back; the other parties read it.")
    wording = _wording(row)
    wording.signatures.filter(party=by.owner, withdrawn_at=None).update(
        withdrawn_at=at, withdrawn_reason=reason.strip()
    )
    was_agreed = before.agreed_at is not None
    _note(by, "accord.signature.withdraw", row, wording, at, public=was_agreed, reason=reason.strip())
    return row


@transaction.atomic
def dissent(proposal: Proposal, reason: Wording, is_public: bool, *, by: Actor, at: datetime, revision: int) -> Dissent:
    """Say that one's own party will not sign these words, and why; published at once if it wishes.  Later words replace it.

    What it had agreed ad referendum is taken back with it.  What was published stays published.
    """
    row = locked(proposal)
    require(rules.can_dissent(by, queries.at_hand(row)))
    _require_read(row, revision)
    said = {tag: text.strip() for tag, text in reason.items() if text.strip()}
    if not said:
        raise RuleBroken("Say why your party does not sign, in at least one language.")
    wording = _wording(row)
    before = Dissent.objects.filter(revision=wording, party=by.owner).first()
    if before is not None and (before.reason, before.is_public) == (said, is_public):
        return before
    if before is not None and before.is_public and not is_public:
        raise InvalidTransition(
            "Your dissent was published; it cannot be called back, and other words may follow it in public."
        )
    wording.signatures.filter(party=by.owner, withdrawn_at=None).update(
        withdrawn_at=at, withdrawn_reason=next(iter(said.values()))
    )
    made, _ = Dissent.objects.update_or_create(
        revision=wording,
        party=by.owner,
        defaults={"reason": said, "is_public": is_public, "post": by.post, "made_at": at},
    )
    action = "accord.dissent.publish" if is_public else "accord.dissent.state"
    _note(by, action, row, wording, at, public=is_public, reason=said)
    return made


def statement_of(row: Proposal, wording: Revision, party: str, at: str) -> Statement:
    """What a party would sign now.  at: instant by the signer's clock."""
    return Statement(
        ledger.name_record(),
        str(row.pk),
        row.kind,
        row.subject,
        wording.number,
        tuple(sorted(one.party for one in row.signatories.all())),
        party,
        wording.content_sha256,
        at,
    )


def _take_in(
    row: Proposal, wording: Revision, file: SignatureFile, key: SigningKey, *, by: Actor, at: datetime
) -> Signature:
    standing = wording.signatures.filter(party=by.owner, withdrawn_at=None, stand=Stand.CONFIRMED).first()
    if standing is not None:
        return standing
    made = Signature.objects.create(
        revision=wording,
        party=by.owner,
        stand=Stand.CONFIRMED,
        key=key,
        statement=file.statement,
        signature=file.signature,
        post=by.post,
        arrived_at=at,
    )
    Dissent.objects.filter(revision=wording, party=by.owner, is_public=False).delete()
    _note(by, "accord.signature.receive", row, wording, at, key_id=key_id(file.key), place=key.place)
    after = queries.view_of(row, as_of=queries.EVER)
    if after.agreed_at is not None:
        _publish(after, by=by, at=at)
    return made


def _publish(agreed: ProposalView, *, by: Actor, at: datetime) -> None:
    """The last signature makes it agreed, and what is agreed is public: the words with all that a stranger checks them by."""
    signatures = [
        {
            "party": one.party,
            "statement": one.statement,
            "key": one.public_key,
            "signature": one.signature,
            "place": one.place,
        }
        for one in agreed.current.signatures
        if one.stand is Stand.CONFIRMED and one.stands_at(queries.EVER)
    ]
    ledger.record(
        by,
        "accord.proposal.agree",
        agreed.subject,
        at=at,
        public=True,
        proposal=str(agreed.key),
        kind=agreed.kind,
        number=agreed.number,
        revision=agreed.revision,
        content=dict(agreed.content),
        content_sha256=agreed.current.content_sha256,
        signatories=list(agreed.signatories),
        signatures=signatures,
    )


def _key(file: SignatureFile, party: str) -> SigningKey:
    """The key on record that made a signature, if it still stands."""
    row = SigningKey.objects.select_for_update().filter(public_key=file.key, owner=party).first()
    if row is None:
        raise RuleBroken(
            "This was signed with a key that is not on record for your party; register it first, or sign with yours."
        )
    if row.ended_at is not None:
        end = KeyEnd(row.ended_as).label
        raise InvalidTransition(
            f"This was signed with a key that was {end} on {row.ended_at:%Y-%m-%d}.  What arrives after that day counts no "
            "more, whenever it was made, since nobody can tell when that was; sign with the key that stands."
        )
    return row


def _key_of(said: Statement) -> UUID:
    try:
        return UUID(said.proposal)
    except ValueError as wrong:
        raise RuleBroken("This signature was made for another proposal; hand it in there, or sign this one.") from wrong


def _wording(row: Proposal) -> Revision:
    return Revision.objects.get(proposal=row, number=row.revision)


def _require_read(row: Proposal, revision: int) -> None:
    if revision != row.revision:
        raise InvalidTransition("The words were changed while you read them; read what changed and decide anew.")


def _note(
    by: Actor, action: str, row: Proposal, wording: Revision, at: datetime, *, public: bool = False, **more: Any
) -> None:
    content = {"proposal": str(row.pk), "kind": row.kind, "content_sha256": wording.content_sha256, "party": by.owner}
    ledger.record(by, action, row.subject, at=at, public=public, **content, **more)
