"""`entente source`."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from pytest_django import Settings

from entente.foundation.common.actors import SYSTEM
from entente.foundation.common.records import Tier
from entente.foundation.sources import commands, store
from entente.foundation.sources.capture import commands as captures
from entente.foundation.sources.models import Snapshot
from entente.foundation.sources.queries import Side
from tests.foundation.sources.capture.site import PAGE, Site, open_site

from .conftest import Entente

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def site(settings: Settings, tmp_path: Path) -> Iterator[Site]:
    """A site that may be fetched, and a source that cites a page of it."""
    settings.MEDIA_ROOT, settings.VAR, settings.CAPTURE = tmp_path / "snapshots", tmp_path, True
    with open_site() as opened:
        settings.CAPTURE_ALLOW = [opened.place]
        facts = commands.DocumentFacts(
            slug="fair", title={"en": "Fair"}, side=Side.THIRD, address=opened.address("/fair")
        )
        commands.add_document(facts, by=SYSTEM, owner="observer", tier=Tier.PUBLIC)
        yield opened


def test_capture_keeps_a_copy_and_list_tells_of_it(entente: Entente, site: Site) -> None:
    before = entente("source", "list", "--json").json
    said = entente("source", "capture", "observer/fair", "--showing", "copy")
    assert (said.code, said.out) == (0, "observer/fair: kept.\n")
    after = entente("source", "list", "--owner", "observer", "--json").json
    assert [(row["source"], row["copies"], row["state"]) for row in before + after] == [
        ("observer/fair", 0, "unknown"),
        ("observer/fair", 1, "fine"),
    ]
    assert entente("source", "list").out.splitlines()[1].split()[:4] == ["observer/fair", "1", "fine", "Fair"]


def test_capture_tells_in_one_sentence_why_not(entente: Entente, site: Site, settings: Settings) -> None:
    del site.answers["/fair"]
    gone = f"observer/fair: gone.  {site.address('/fair')} says that nothing is there any more (404).\n"
    assert entente("source", "capture", "observer/fair").out == gone
    settings.CAPTURE = False
    refused = entente("source", "capture", "observer/fair")
    assert (refused.code, refused.err) == (
        1,
        "Error: fetching from addresses is switched off here; save the page and upload it\n",
    )


@pytest.mark.parametrize(
    ("name", "code", "sentence"),
    [
        ("fair", 2, "“fair” names no source; write OWNER/NAME as `entente source list` prints it."),
        ("observer/none", 1, "There is no source “observer/none”; `entente source list` names them all."),
    ],
)
def test_capture_of_what_is_not_there(entente: Entente, site: Site, name: str, code: int, sentence: str) -> None:
    said = entente("source", "capture", name)
    assert (said.code, sentence in said.err) == (code, True)


def test_recheck_tells_what_it_found(
    entente: Entente, site: Site, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    entente("source", "capture", "observer/fair")
    assert entente("source", "recheck").out == ""
    settings.RECHECK_DAYS = 0
    site.show("/fair", PAGE.replace(b"May", b"June"))
    monkeypatch.setattr(captures, "HOST_PAUSE", timedelta(0))
    assert [row["outcome"] for row in entente("source", "recheck", "--json").json] == ["kept"]


def test_remove_takes_the_bytes_and_asks_for_a_yes(entente: Entente, site: Site) -> None:
    entente("source", "capture", "observer/fair")
    copy = Snapshot.objects.get()
    assert entente("source", "remove", copy.pk, "--reason", "privacy").code == 2
    said = entente("source", "remove", copy.pk, "--reason", "privacy", "--yes")
    assert (said.code, said.out) == (0, f"The bytes of {copy} are removed; hash and facts stay.\n")
    assert (store.read(copy.sha256), Snapshot.objects.get().removed_for) == (None, "privacy")
