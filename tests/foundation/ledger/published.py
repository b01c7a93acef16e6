"""A published log for tests: entries of every kind that the verifier must understand, a folder of pages beside it."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.db import transaction

from entente.foundation.common.actors import SYSTEM, Actor, Capacity
from entente.foundation.common.canonical import canonical_bytes, sha256_hex
from entente.foundation.ledger import commands, publication, queries
from entente.foundation.ledger.commands import EntryRow
from entente.foundation.ledger.manifests import file_list
from entente.foundation.ledger.verifier import TIMED, Folder, Key, verify

ANA = Actor(Capacity.PARTY, "AAA", "aaa/desk")
BELA = Actor(Capacity.PARTY, "BBB", "bbb/desk")
NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
EVER = datetime(1970, 1, 1, tzinfo=UTC)
PLAN = "alda-boria"
PAGES = {
    f"en/plans/{PLAN}/commitments/8.2/index.html": b"<p>8.2: one workshop, 14 people.</p>",
    f"en/plans/{PLAN}/commitments/8.3/index.html": b"<p>8.3: nothing reported yet.</p>",
    "index.html": b"<p>Alda and Boria</p>",
}


def keys_of_parties() -> dict[str, Ed25519PrivateKey]:
    """The same each time, so that a failing test fails again."""
    return {code: Ed25519PrivateKey.from_private_bytes(sha256(code.encode()).digest()) for code in ("AAA", "BBB")}


def text_of(secret: Ed25519PrivateKey) -> str:
    return b64encode(secret.public_key().public_bytes_raw()).decode()


def witness_key(name: str = "witness.example/w1") -> tuple[Ed25519PrivateKey, str]:
    """A witness's secret, and its key as it hands it over."""
    secret = Ed25519PrivateKey.from_private_bytes(sha256(name.encode()).digest())
    key = Key("witness", name, TIMED, secret.public_key().public_bytes_raw())
    return secret, f"{name}+{key.id()[1].hex()}+{b64encode(bytes([TIMED]) + key.raw).decode()}"


@transaction.atomic
def register_party_keys() -> None:
    for by, (code, secret) in zip((ANA, BELA), keys_of_parties().items(), strict=True):
        raw = secret.public_key().public_bytes_raw()
        number = "-".join(sha256_hex(raw)[at : at + 4] for at in range(0, 16, 4))
        said = {"party": code, "key": text_of(secret), "key_id": number, "place": "own"}
        commands.record(by, "accord.key.register", code, at=NOON, public=True, **said)


def agreement(words: str, secrets: dict[str, Ed25519PrivateKey] | None = None) -> dict[str, object]:
    """The content of `accord.proposal.agree` that both parties have signed."""
    content = {"status": "substantial", "words": {"en": words, "fr": "Atelier tenu à Québec."}}
    said = {
        "record": commands.name_record(),
        "proposal": "0190c0de-0000-7000-8000-000000000001",
        "kind": "joint-status",
        "subject": f"{PLAN}/8.2",
        "revision": 1,
        "signatories": ["AAA", "BBB"],
        "content_sha256": sha256_hex(canonical_bytes(content)),
        "act": "confirm",
        "v": 1,
    }
    signatures = []
    for code, secret in (secrets or keys_of_parties()).items():
        statement = "entente-accord-v1\n" + canonical_bytes({**said, "party": code, "at": NOON.isoformat()}).decode()
        made = b64encode(secret.sign(statement.encode())).decode()
        signatures.append(
            {"party": code, "statement": statement, "key": text_of(secret), "signature": made, "place": "own"}
        )
    names = ("proposal", "kind", "revision", "signatories", "content_sha256")
    return {**{name: said[name] for name in names}, "number": 1, "content": content, "signatures": signatures}


@transaction.atomic
def agree(words: str, secrets: dict[str, Ed25519PrivateKey] | None = None) -> None:
    commands.record(BELA, "accord.proposal.agree", f"{PLAN}/8.2", at=NOON, public=True, **agreement(words, secrets))


@transaction.atomic
def write(count: int, *, start: int = 0) -> None:
    """Updates about the promises of a plan, in turn."""
    rows = (
        EntryRow("delivery.update", f"{PLAN}/{number % 9}.{number % 7}", {"text": f"Update {number}"}, NOON)
        for number in range(start, start + count)
    )
    commands.record_many(ANA, rows, public=True)


def publish(folder: Path, pages: dict[str, bytes] | None = None, *, at: datetime = NOON) -> publication.Written:
    """Pages, release, ledger: as `entente publish` does."""
    for name, data in (PAGES if pages is None else pages).items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    files = (path for path in folder.rglob("*") if path.is_file() and "ledger" not in path.relative_to(folder).parts)
    manifest = {path.relative_to(folder).as_posix(): sha256_hex(path.read_bytes()) for path in files}
    with transaction.atomic():
        commands.record_release(file_list(manifest.items()), by=SYSTEM, at=at)
    return publication.write_ledger(folder, as_of=at)


def check(
    folder: Path, olds: dict[str, bytes] | None = None, given: Sequence[Key] = (), since: datetime = EVER
) -> list[str]:
    return verify(Folder(str(folder)), olds or {}, list(given), since)


def remove(subject: str, *, newest: bool = False) -> None:
    """Erase the first entry about a subject, or the newest."""
    entry = queries.Entry.objects.filter(subject=subject, log="public").order_by("-id" if newest else "id")[0]
    commands.erase(entry, by=SYSTEM, reason=commands.ErasureReason.PRIVACY, at=NOON + timedelta(days=1))
