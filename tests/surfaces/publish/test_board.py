"""The release board: who may, what it tells before, and the button whose work the worker does."""

from __future__ import annotations

import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.conf import settings as present
from django.test import Client
from pytest_django import Settings

from entente.foundation.common.actors import SYSTEM
from entente.foundation.common.errors import ActionDenied
from entente.foundation.ledger import commands as ledger
from entente.record.plan.queries import Plan
from entente.surfaces.publish import jobs, progress
from entente.surfaces.publish.progress import Progress
from entente.surfaces.publish.publication import publish
from entente.surfaces.publish.words import PublicationRefused
from tests.cast import ANA, BELA, CHRIS, DANA
from tests.surfaces.web.conftest import texts_of
from tests.surfaces.web.desk.conftest import client_of

pytestmark = pytest.mark.django_db

ADDRESS = "/en/desk/publication/"
HOUR = timedelta(hours=1)
KEEPERS_POST = "observatory/record-keeper"


@pytest.fixture(autouse=True)
def _quick(settings: Settings) -> None:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.WHITENOISE_AUTOREFRESH = True


@pytest.fixture
def out(tmp_path: Path, settings: Settings) -> Path:
    """The folder that an operator named."""
    settings.VAR = tmp_path / "var"
    settings.ENV = settings.ENV.model_copy(update={"publish": str(tmp_path / "site")})
    return tmp_path / "site"


def shown(client: Client) -> str:
    answer = client.get(ADDRESS)
    assert answer.status_code == 200
    return texts_of(answer.content.decode())


def published(out: Path, ago: timedelta) -> datetime:
    at = datetime.now(UTC) - ago
    publish(out, by=SYSTEM, as_of=at, at=at, origin=present.ENV.origin, report=lambda _done, _known: None)
    return at


def test_without_a_folder_it_says_what_to_do(plan: Plan) -> None:
    words = shown(client_of("chris"))
    assert "No folder to publish into is named." in words
    assert "ENTENTE_PUBLISH" in words
    assert "Publish now" not in words


def test_keeper_sees_what_would_change_and_in_which_language(plan: Plan, out: Path) -> None:
    client = client_of("chris")
    assert "Nothing was published there yet." in shown(client)
    published(out, HOUR)
    ledger.record(CHRIS, "plan.adopt", plan.slug, at=datetime.now(UTC), public=True)
    ledger.seal()
    words = shown(client)
    assert "Publish now" in words
    for language in ("English", "Español", "Français"):
        assert f"{language} " in words
    assert "addresses are made anew" in words
    assert f"Public entries since then {plan.slug}" not in words
    assert plan.slug in words


def test_who_may_not_publish_is_told_why_and_shown_nothing_that_is_held_back(plan: Plan, out: Path) -> None:
    published(out, HOUR)
    words = shown(client_of("ana"))
    assert "only the keeper of the record publishes its site" in words.lower()
    assert "Publish now" not in words
    assert "What the clock will change" not in words


@pytest.mark.parametrize(("name", "status"), [("chris", 302), ("ana", 403), ("bela", 403), ("dana", 302)])
def test_button_is_the_keepers(plan: Plan, out: Path, name: str, status: int) -> None:
    answer = client_of(name).post(ADDRESS)
    assert answer.status_code == status
    assert (progress.progress_of(out) is not None) == (name == "chris")


@pytest.mark.parametrize("by", [ANA, BELA, DANA])
def test_nobody_else_asks_for_a_publication(out: Path, by: object) -> None:
    with pytest.raises(ActionDenied, match="only the keeper of the record publishes its site"):
        jobs.ask(by=by, at=datetime.now(UTC))  # type: ignore[arg-type]  # each an Actor


def test_worker_publishes_and_the_page_tells_how_far_it_is(plan: Plan, out: Path) -> None:
    client = client_of("chris")
    client.post(ADDRESS)
    assert "It waits for the worker." in shown(client)
    with pytest.raises(PublicationRefused, match="was asked for already"):
        jobs.ask(by=CHRIS, at=datetime.now(UTC))
    progress.told(out, Progress(progress.RUNNING, "2027-01-01", done=40, known=100))
    assert "40 of 100 files so far." in shown(client)
    jobs.run(KEEPERS_POST, at=datetime.now(UTC))
    assert (out / "index.html").is_file()
    assert "Published: " in shown(client)


def test_what_is_refused_ends_in_its_sentence(plan: Plan, out: Path) -> None:
    client = client_of("chris")
    out.mkdir()
    (out / "thesis.txt").write_text("years of work")
    jobs.run(KEEPERS_POST, at=datetime.now(UTC))
    assert "holds files that no publication put there" in shown(client)
    for address, words in (
        ("/es/escritorio/publicacion/", "que ninguna publicación puso ahí"),
        ("/fr/bureau/publication/", "qu’aucune publication n’y a mis"),
    ):
        assert words in client.get(address).content.decode()
    assert (out / "thesis.txt").read_text() == "years of work"


def test_publication_whose_worker_was_killed_can_be_asked_for_anew(plan: Plan, out: Path) -> None:
    client, at = client_of("chris"), datetime.now(UTC)
    progress.told(out, Progress(progress.RUNNING, at.isoformat(), done=40, known=100))
    assert "Publish now" not in shown(client)
    with pytest.raises(PublicationRefused, match="was asked for already"):
        jobs.ask(by=CHRIS, at=at)
    (file,) = (out.parent / "var/publications").glob("*.progress.json")
    long_ago = (at - timedelta(minutes=20)).timestamp()
    os.utime(file, (long_ago, long_ago))
    assert "Publish now" in shown(client)
    jobs.ask(by=CHRIS, at=at)
    assert jobs.is_awaited(out, at=at)
