"""A site to attack: agreements, removals, a rotated and a revoked key, cosignatures of a party and a witness."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from entente.foundation.common.actors import SYSTEM
from entente.foundation.ledger import checkpoints, keys, publication
from entente.foundation.ledger.notes import cosign_line, sign_line
from entente.foundation.ledger.verifier import key_of, note_of

from . import published
from .attacks import Site
from .published import NOON, publish, write

BATCH = 10_000


def make_site(folder: Path, size: int, *, pages: int = 40) -> Site:
    """A published record of about `size` entries."""
    published.register_party_keys()
    _grow(0, size // 4)
    keys.ensure_key(at=NOON)
    keys.rotate_key(by=SYSTEM, at=NOON, reason="yearly")
    _, text = published.witness_key()
    keys.name_witness(text, by=SYSTEM, at=NOON)
    publish(folder, _pages(pages))
    _cosign(folder, NOON)
    for number in range(5):
        published.agree(f"{number} workshops held.")
        published.remove(f"{published.PLAN}/{number}.{number}")
    _grow(size // 4, size // 2)
    standing = keys.standing_key()
    assert standing is not None
    revoked = keys.secret_of(standing)
    keys.revoke_key(by=SYSTEM, at=NOON, reason="somebody was in the host")
    old = publish(folder, _pages(pages)).checkpoint
    _grow(size // 2, size)
    published.remove(f"{published.PLAN}/8.1")
    later = NOON + timedelta(days=30)
    publish(folder, _pages(pages), at=later)
    witnessed = _cosign(folder, later)
    publication.write_ledger(folder, as_of=later)
    standing = keys.standing_key()
    assert standing is not None
    witness = key_of(text, "witness")
    return Site(folder, old, witness, witnessed, later, keys.secret_of(standing), revoked)


def _grow(start: int, stop: int) -> None:
    for at in range(start, stop, BATCH):
        write(min(BATCH, stop - at), start=at)


def _pages(count: int) -> dict[str, bytes]:
    numbered = {
        f"{language}/plans/{published.PLAN}/commitments/{number % 9}.{number % 7}/index.html": b"<p>Page %d</p>"
        % number
        for language in ("en", "fr")
        for number in range(count)
    }
    return {**published.PAGES, **numbered}


def _cosign(folder: Path, at: published.datetime) -> int:
    """A party and the witness sign what lies in the folder; how many entries it has."""
    data = (folder / "ledger" / "checkpoint").read_bytes()
    note, secrets = note_of(data, ""), published.keys_of_parties()
    secret, text = published.witness_key()
    lines = sign_line(note.text, "AAA", secrets["AAA"])
    lines += cosign_line(note.text, key_of(text).name, secret, int(at.timestamp()))
    standing = [(code, one.public_key().public_bytes_raw()) for code, one in secrets.items()]
    checkpoints.receive_cosignatures(data + lines, standing, by=SYSTEM, at=at)
    return note.size
