"""Outside time stamps, from a real authority on this machine."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from pytest_django import Settings
from rfc3161_client import decode_timestamp_response

from entente.foundation.common.records import Tier
from entente.foundation.ledger.models import Entry
from entente.foundation.sources import commands, timestamps
from entente.foundation.sources.models import Snapshot, Timestamp
from entente.foundation.sources.queries import Showing, Side
from tests.cast import CHRIS
from tests.record.builders import NOW

from .authority import Authority, open_authority

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.7\nfictional"


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Authority]:
    with open_authority(tmp_path_factory.mktemp("authority")) as opened:
        yield opened


@pytest.fixture(autouse=True)
def _settings(settings: Settings, tmp_path: Path, authority: Authority) -> None:
    settings.MEDIA_ROOT = tmp_path
    settings.TIMESTAMP_ADDRESS, settings.TIMESTAMP_ROOTS = authority.address, str(authority.roots)


def a_copy(content: bytes = PDF) -> Snapshot:
    facts = commands.DocumentFacts(slug="page", title={"en": "A page"}, side=Side.THIRD)
    document = commands.add_document(facts, by=CHRIS, owner=CHRIS.owner, tier=Tier.PUBLIC, at=NOW)
    return commands.archive_upload(
        document, "page.pdf", content, by=CHRIS, at=NOW, showing=Showing.COPY, bytes_max=1000
    )


def test_a_copy_is_stamped_once_and_openssl_agrees(tmp_path: Path, authority: Authority) -> None:
    copy = a_copy()
    assert [timestamps.stamp_new(at=NOW) for _ in range(2)] == [1, 0]
    stamp = Timestamp.objects.get()
    assert (stamp.snapshot, stamp.authority, stamp.asked_at) == (copy, "Meridian Time Authority", NOW)
    assert abs(stamp.stamped_at - datetime.now(UTC)) < timedelta(minutes=1)
    entry = Entry.objects.latest("id")
    assert (entry.action, entry.log, entry.subject) == ("sources.snapshot.stamp", "public", "observatory/sources/page")
    (tmp_path / "token").write_bytes(bytes(stamp.token))
    (tmp_path / "copy").write_bytes(PDF)
    verified = subprocess.run(
        ["openssl", "ts", "-verify", "-data", tmp_path / "copy", "-in", tmp_path / "token", "-CAfile", authority.roots],
        capture_output=True,
        text=True,
        check=False,
    )
    assert verified.stdout == "Verification: OK\n", verified.stderr


def test_a_stamp_holds_for_its_bytes_alone(authority: Authority) -> None:
    a_copy()
    timestamps.stamp_new(at=NOW)
    token = bytes(Timestamp.objects.get().token)
    response = decode_timestamp_response(token)
    assert timestamps.verified(response, token, PDF, authority.roots).authority == "Meridian Time Authority"
    with pytest.raises(timestamps.NotStamped) as caught:
        timestamps.verified(response, token, PDF + b".", authority.roots)
    assert str(caught.value).startswith("The time stamp does not hold (")


def test_an_answer_that_leads_to_another_root_is_not_believed(
    settings: Settings, tmp_path_factory: pytest.TempPathFactory
) -> None:
    a_copy()
    with open_authority(tmp_path_factory.mktemp("other")) as other:
        settings.TIMESTAMP_ROOTS = str(other.roots)
        assert (timestamps.stamp_new(at=NOW), Timestamp.objects.count()) == (0, 0)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("TIMESTAMP_ADDRESS", ""),
        ("TIMESTAMP_ADDRESS", "http://127.0.0.1:9/"),
        ("TIMESTAMP_ROOTS", ""),
        ("TIMESTAMP_ROOTS", "/nowhere"),
    ],
)
def test_without_an_authority_copies_are_as_they_were(settings: Settings, name: str, value: str) -> None:
    a_copy()
    setattr(settings, name, value)
    assert (timestamps.stamp_new(at=NOW), Timestamp.objects.count()) == (0, 0)


def test_a_copy_that_was_removed_is_not_stamped() -> None:
    commands.remove_bytes(a_copy(), by=CHRIS, at=NOW, reason=commands.Removal.LEGAL)
    assert timestamps.stamp_new(at=NOW) == 0
