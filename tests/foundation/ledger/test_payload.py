"""The bytes that are fixed for good."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest
from rfc8785 import CanonicalizationError

from entente.foundation.common.actors import Actor, Capacity
from entente.foundation.ledger.payload import Payload, commitment, instant, names_user

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)


def payload(**changes: object) -> Payload:
    values = {"action": "plan.adopt", "subject": "p", "owner": "AAA", "post": "aaa/desk", "at": NOON, "content": {}}
    return Payload(**{**values, **changes})  # type: ignore[arg-type]


def test_payload_is_canonical_json() -> None:
    assert (
        payload(content={"b": [1, 2.0], "a": "Montréal"}).to_bytes()
        == (
            '{"action":"plan.adopt","at":"2026-03-01T12:00:00.000000Z","content":{"a":"Montréal","b":[1,2]},'
            '"owner":"AAA","post":"aaa/desk","subject":"p","v":1}'
        ).encode()
    )


def test_payload_of_a_private_log_names_the_log_in() -> None:
    assert payload(user_id="u7").to_bytes() == (
        b'{"action":"plan.adopt","at":"2026-03-01T12:00:00.000000Z","content":{},"owner":"AAA","post":"aaa/desk",'
        b'"subject":"p","user":"u7","v":1}'
    )


def test_instant_is_written_in_utc_with_six_digits() -> None:
    ottawa = timezone(timedelta(hours=-5))
    assert instant(datetime(2026, 3, 1, 7, 0, 0, 1, tzinfo=ottawa)) == "2026-03-01T12:00:00.000001Z"


@pytest.mark.parametrize("value", [NOON, {1: "a"}, 2**53 + 1, float("nan"), b"bytes", {"a"}, "\ud800"])
def test_payload_refuses_what_is_not_json(value: object) -> None:
    with pytest.raises((CanonicalizationError, UnicodeEncodeError)):
        payload(content={"value": value}).to_bytes()


def test_commitment_is_sha256_of_salt_and_payload() -> None:
    found = commitment(bytes(range(32)), b"{}").hex()
    assert found == "3beb4649fb0f3ba0e4d1db3befc0f9e6982d28cf69bc263851e1b7635a0c9f38"


@pytest.mark.parametrize(
    ("text", "is_named"),
    [
        (b'{"a":"0190a7c2-7b1e-7aaa-8bbb-0123456789ab"}', True),
        (b'{"a":"0190A7C27B1E7AAA8BBB0123456789AB"}', True),
        (b'{"a":"0190a7c2-7b1e-7aaa-8bbb-0123456789ac"}', False),
    ],
)
def test_names_user(text: bytes, is_named: bool) -> None:
    ana = Actor(Capacity.PARTY, "AAA", "aaa/desk", "0190a7c2-7b1e-7aaa-8bbb-0123456789ab")
    assert names_user(ana, text) is is_named


def test_names_user_without_a_key() -> None:
    assert not names_user(Actor(Capacity.PARTY, "AAA"), b'{"a":""}')
    assert not names_user(Actor(Capacity.PARTY, "AAA", user_id="1"), b'{"a":"1"}')
