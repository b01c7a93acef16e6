"""The example in docs/ledger.md: recomputed with hashlib alone, and sealed by the database it is run on."""

from __future__ import annotations

import hashlib
import json
import re
from datetime import datetime
from pathlib import Path

import pytest

from entente.foundation.ledger import merkle, queries
from entente.foundation.ledger.commands import seal
from entente.foundation.ledger.models import Entry, Opening, Unsealed
from entente.foundation.ledger.payload import Payload, commitment, parse
from entente.foundation.ledger.verify import verify

PAGE = Path(__file__).resolve().parents[3] / "docs" / "ledger.md"
EXAMPLE = re.findall(
    r"^(\{.*\})\n  commitment ([0-9a-f]{64})\n  leaf       ([0-9a-f]{64})$", PAGE.read_text(), re.MULTILINE
)
ROOT = re.findall(r"^root         ([0-9a-f]{64})$", PAGE.read_text(), re.MULTILINE)


def sha(content: bytes) -> bytes:
    return hashlib.sha256(content).digest()


def test_example_is_right_by_hashlib_alone() -> None:
    leaves = []
    for number, (payload, committed, leaf) in enumerate(EXAMPLE):
        assert sha(bytes([number]) * 32 + payload.encode()).hex() == committed
        assert sha(b"\x00" + bytes.fromhex(committed)).hex() == leaf
        leaves.append(bytes.fromhex(leaf))
    first, second, third = leaves
    assert [sha(b"\x01" + sha(b"\x01" + first + second) + third).hex()] == ROOT


def test_example_is_what_the_code_makes() -> None:
    for number, (payload, committed, leaf) in enumerate(EXAMPLE):
        body = parse(payload.encode())
        at = datetime.fromisoformat(body["at"])
        made = Payload(body["action"], body["subject"], body["owner"], body["post"], at, body["content"]).to_bytes()
        assert made == payload.encode()
        assert commitment(bytes([number]) * 32, made).hex() == committed
        assert merkle.leaf_hash(bytes.fromhex(committed)).hex() == leaf


@pytest.mark.django_db
def test_example_sealed_in_this_database_has_the_documented_root() -> None:
    for number, (payload, committed, _) in enumerate(EXAMPLE):
        body = json.loads(payload)
        codes = {name: body[name] for name in ("action", "subject", "owner", "post")}
        at = datetime.fromisoformat(body["at"])
        entry = Entry.objects.create(log="public", at=at, commitment=bytes.fromhex(committed), **codes)
        Opening.objects.create(entry=entry, payload=payload.encode(), salt=bytes([number]) * 32)
        Unsealed.objects.create(entry=entry, log="public")
    assert seal() == 3
    assert [queries.root("public").hex()] == ROOT
    assert [entry.leaf for entry in queries.entries("public", 0, 3)] == [leaf for _, _, leaf in EXAMPLE]
    assert verify("public").failure is None
