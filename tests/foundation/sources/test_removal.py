"""Bytes that are taken away: who may, what goes, what stays."""

from __future__ import annotations

import dataclasses
import os
from datetime import timedelta
from pathlib import Path

import pytest
from pytest_django import Settings

from entente.foundation.common.actors import Role
from entente.foundation.common.errors import ActionDenied, NotVisible, RuleBroken
from entente.foundation.common.records import Tier
from entente.foundation.ledger import commands as ledger
from entente.foundation.ledger import verify
from entente.foundation.ledger.models import Entry
from entente.foundation.sources import commands, queries, store
from entente.foundation.sources.models import Snapshot
from entente.foundation.sources.queries import Showing, Side
from entente.foundation.sources.words import Removal
from tests.cast import ANA, CHRIS, DANA
from tests.record.builders import NOW

pytestmark = pytest.mark.django_db(transaction=True)
PDF = b"%PDF-1.7\nfictional"
LATER = NOW + timedelta(days=3)


@pytest.fixture(autouse=True)
def _own_store(settings: Settings, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path


def a_copy(slug: str = "page", content: bytes = PDF, by=CHRIS) -> Snapshot:  # type: ignore[no-untyped-def]
    facts = commands.DocumentFacts(slug=slug, title={"en": "A page"}, side=Side.THIRD)
    document = commands.add_document(facts, by=by, owner=by.owner, tier=Tier.PUBLIC, at=NOW)
    return commands.archive_upload(document, "a.pdf", content, by=by, at=NOW, showing=Showing.COPY, bytes_max=1000)


@pytest.mark.parametrize("reason", list(Removal))
def test_removed_bytes_are_gone_and_hash_facts_and_log_stay(reason: Removal) -> None:
    copy = a_copy()
    removed = commands.remove_bytes(copy, by=CHRIS, at=LATER, reason=reason)
    assert (removed.removed_at, removed.removed_for, removed.removed_by) == (LATER, reason, CHRIS.post)
    assert (removed.sha256, removed.size_bytes, store.read(copy.sha256)) == (copy.sha256, len(PDF), None)
    for by in (CHRIS, DANA):
        with pytest.raises(NotVisible):
            queries.get_copy(by, copy.pk, as_of=LATER)
    entry = Entry.objects.latest("id")
    assert (entry.action, entry.log, entry.subject) == ("sources.snapshot.remove", "public", "observatory/sources/page")
    ledger.seal()
    assert [one.failure for one in verify.verify_all()] == [None]


def test_bytes_that_another_copy_shares_stay_until_that_goes_too() -> None:
    first, second = a_copy("first"), a_copy("second", by=ANA)
    commands.remove_bytes(first, by=CHRIS, at=LATER, reason=Removal.LEGAL)
    assert queries.get_copy(DANA, second.pk, as_of=LATER)[1] == PDF
    with pytest.raises(NotVisible):
        queries.get_copy(CHRIS, first.pk, as_of=LATER)
    commands.remove_bytes(second, by=ANA, at=LATER, reason=Removal.LEGAL)
    assert store.read(second.sha256) is None


@pytest.mark.parametrize(
    ("by", "reason"),
    [
        (ANA, "only its own side removes the bytes of a copy"),
        (DANA, "only its own side removes the bytes of a copy"),
        (
            dataclasses.replace(CHRIS, roles=frozenset({Role.CONTRIBUTOR})),
            "only an approver of its own side removes the bytes of a copy",
        ),
    ],
)
def test_nobody_else_removes(by, reason: str) -> None:  # type: ignore[no-untyped-def]
    copy = a_copy()
    with pytest.raises(ActionDenied) as caught:
        commands.remove_bytes(copy, by=by, at=LATER, reason=Removal.LEGAL)
    assert (str(caught.value), store.read(copy.sha256)) == (reason, PDF)


def test_removing_twice_is_refused() -> None:
    copy = commands.remove_bytes(a_copy(), by=CHRIS, at=LATER, reason=Removal.LEGAL)
    with pytest.raises(ActionDenied) as caught:
        commands.remove_bytes(copy, by=CHRIS, at=LATER, reason=Removal.PRIVACY)
    assert str(caught.value) == "the bytes of this copy were removed before"


def test_removed_bytes_do_not_come_back_by_an_upload_of_the_same_side() -> None:
    commands.remove_bytes(a_copy(), by=CHRIS, at=LATER, reason=Removal.COMMUNITY)
    with pytest.raises(RuleBroken) as caught:
        a_copy("other")
    assert str(caught.value) == (
        f"These very bytes were removed on {LATER:%Y-%m-%d}, at the wish of a community; they are not kept again."
    )
    assert (store.read(Snapshot.objects.get().sha256), a_copy("theirs", by=ANA).sha256) == (
        None,
        Snapshot.objects.earliest("captured_at").sha256,
    )


def test_what_a_kill_left_in_the_store_is_discarded_after_a_day(tmp_path: Path) -> None:
    """Bytes without a copy on record, and bytes whose removal was on record when the process died."""
    kept, removed = a_copy("kept"), a_copy("removed", b"%PDF-removed")
    Snapshot.objects.filter(pk=removed.pk).update(removed_at=NOW, removed_for="legal")
    stray = store.keep(b"%PDF-stray")
    unfinished = tmp_path / stray[:2] / stray[2:4] / "half.part"
    unfinished.write_bytes(b"%PDF-str")
    upload = tmp_path / "uploads" / "waiting"
    upload.parent.mkdir()
    upload.write_bytes(b"of another store")
    assert commands.discard_left_over(at=NOW) == 0
    for path in tmp_path.rglob("*"):
        os.utime(path, (NOW.timestamp(), NOW.timestamp()))
    assert commands.discard_left_over(at=NOW + timedelta(days=2)) == 3
    assert [store.is_whole(one) for one in (kept.sha256, removed.sha256, stray)] == [True, False, False]
    assert not unfinished.exists()
    assert upload.read_bytes() == b"of another store"
