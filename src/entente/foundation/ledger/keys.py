"""The keys that sign checkpoints: opened, replaced and revoked in the public log, from which a verifier learns them.

The record's own key rests in the database, encrypted with the site's secret key: whoever holds both can sign as the record
(docs/adr/0005).
"""

from __future__ import annotations

from base64 import b64encode
from datetime import datetime

from cryptography.fernet import InvalidToken
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.db import transaction

from entente.foundation.common.actors import SYSTEM, Actor
from entente.foundation.common.decisions import require
from entente.foundation.common.encryption import box_for
from entente.foundation.common.errors import InvalidTransition, RuleBroken

from . import commands, queries, rules, verifier
from .models import NoteKey
from .words import KeyRole

PURPOSE = "entente key of the record"
NAME_MAX = 200


def standing_key() -> NoteKey | None:
    """The record's key that stands under its present name."""
    return NoteKey.objects.filter(role=KeyRole.RECORD, name=queries.record_name(), ended_at=None).first()


def held(row: NoteKey) -> verifier.Key:
    """A key in the form in which others hold it."""
    return verifier.Key(row.role, row.name, row.kind, bytes(row.public_key))


def text_of(row: NoteKey) -> str:
    """NAME+ID+BASE64, as verifiers and witnesses are given a key."""
    key = held(row)
    return f"{key.name}+{key.id()[1].hex()}+{b64encode(bytes([key.kind]) + key.raw).decode()}"


@transaction.atomic
def ensure_key(*, at: datetime) -> NoteKey:
    """The record's key; the first time, and when its secret half did not come back with a restore, one is made."""
    name = commands.name_record()
    standing = standing_key()
    if standing is None:
        former = NoteKey.objects.filter(role=KeyRole.RECORD, ended_at=None).order_by("-opened_at", "-pk").first()
        if former is not None:  # of this record under its former name (`restoring.follow`)
            return _replace(former, f"the record is {name} from now on", by=SYSTEM, at=at)
        return _open(name, "ledger.key.open", None, by=SYSTEM, at=at)
    if not standing.secret:
        return _replace(standing, "its secret half is not on this host any more", by=SYSTEM, at=at)
    return standing


@transaction.atomic
def rotate_key(*, by: Actor, at: datetime, reason: str) -> NoteKey:
    """Replace the record's key; what the old one signed stays verifiable.  Raises ActionDenied, InvalidTransition."""
    require(rules.can_keep(by))
    return _replace(_standing(), reason, by=by, at=at)


@transaction.atomic
def revoke_key(*, by: Actor, at: datetime, reason: str) -> NoteKey:
    """End the record's key because somebody else may have it.  Returns its successor, for which it vouches a last time.

    A successor for which no earlier key vouches would be told by nobody from that of a forger.
    """
    require(rules.can_keep(by))
    old = _standing()
    vouching = secret_of(old)
    _end(old, reason, at)
    fresh = _open(old.name, "ledger.key.open", vouching, by=by, at=at)
    said = {"name": old.name, "ends": b64encode(bytes(old.public_key)).decode(), "reason": reason}
    commands.record(by, "ledger.key.revoke", old.name, at=at, public=True, **said)
    return fresh


@transaction.atomic
def name_witness(text: str, *, by: Actor, at: datetime) -> NoteKey:
    """Put an outside witness's key (NAME+ID+BASE64) on the log: from then on its cosignatures are published."""
    require(rules.can_keep(by))
    key = witness_of(text)
    known = NoteKey.objects.filter(public_key=key.raw).first()
    if known is not None:
        if (known.name, known.kind, known.ended_at) != (key.name, key.kind, None):
            raise InvalidTransition(f"This key stands in the log already, for “{known.name}”.")
        return known
    said = {"role": KeyRole.WITNESS.value, "name": key.name, "key": b64encode(key.raw).decode(), "type": key.kind}
    commands.record(by, "ledger.key.open", commands.name_record(), at=at, public=True, **said)
    return NoteKey.objects.create(role=KeyRole.WITNESS, name=key.name, kind=key.kind, public_key=key.raw, opened_at=at)


def witness_of(text: str) -> verifier.Key:
    """A witness's key as its keeper hands it over.  Raises RuleBroken for anything else."""
    try:
        key = verifier.key_of(text, KeyRole.WITNESS)
    except (ValueError, IndexError) as error:
        raise RuleBroken("This is no key of a witness: it has the form NAME+ID+BASE64, all on one line.") from error
    if len(key.name) > NAME_MAX or any(letter.isspace() for letter in key.name):
        raise RuleBroken(f"The name of a witness has at most {NAME_MAX} characters and no spaces.")
    return key


def secret_of(row: NoteKey) -> Ed25519PrivateKey:
    """Raises RuleBroken when it is not on this host, or the site's secret key is another now."""
    secret = _opened(row)
    if secret is None:
        raise RuleBroken(
            "The record's key cannot be opened, because the secret key of the site was changed; put the old one among "
            "the fallbacks, or replace it with `entente ledger key rotate` and tell whoever checks the new one."
        )
    return secret


def _opened(row: NoteKey) -> Ed25519PrivateKey | None:
    """The secret half of a key; None when it is not to be had any more."""
    try:
        return Ed25519PrivateKey.from_private_bytes(box_for(PURPOSE).decrypt(bytes(row.secret)))
    except InvalidToken:
        return None


def _standing() -> NoteKey:
    row = standing_key()
    if row is None:
        raise InvalidTransition("The record has no key; the next checkpoint makes one.")
    return row


def _replace(row: NoteKey, reason: str, *, by: Actor, at: datetime) -> NoteKey:
    more = {"replaces": b64encode(bytes(row.public_key)).decode(), "reason": reason}
    vouching = _opened(row)
    _end(row, reason, at)
    return _open(commands.name_record(), "ledger.key.rotate", vouching, by=by, at=at, **more)


def _open(
    name: str, action: str, vouching: Ed25519PrivateKey | None, *, by: Actor, at: datetime, **more: str
) -> NoteKey:
    """vouching: an earlier key of the record that signs for the new one; None: the first, or that one is lost."""
    key = Ed25519PrivateKey.generate()
    raw = key.public_key().public_bytes_raw()
    text = b64encode(raw).decode()
    if vouching is not None:
        more |= {"proof": b64encode(vouching.sign(vouched_text(name, text))).decode()}
    said = {"role": KeyRole.RECORD.value, "name": name, "key": text, "type": verifier.PLAIN, **more}
    commands.record(by, action, name, at=at, public=True, **said)
    return NoteKey.objects.create(
        role=KeyRole.RECORD,
        name=name,
        kind=verifier.PLAIN,
        public_key=raw,
        secret=box_for(PURPOSE).encrypt(key.private_bytes_raw()),
        opened_at=at,
    )


def vouched_text(name: str, key: str) -> bytes:
    """What an earlier key of the record signs to vouch for a new one (its base64)."""
    return f"entente-key-v1\n{name}\n{key}\n".encode()


def _end(row: NoteKey, reason: str, at: datetime) -> None:
    if not reason.strip():
        raise RuleBroken("Say why the key ends: replaced on its day, lost, or somebody else may have it.")
    row.ended_at, row.reason, row.secret = at, reason.strip(), b""
    row.save(update_fields=["ended_at", "reason", "secret"])
