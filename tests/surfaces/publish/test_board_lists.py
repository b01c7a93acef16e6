"""The counts of the release board open their lists: what they name, why, for whom, and at what cost."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django import Settings

from entente.foundation.accord.models import Proposal
from entente.foundation.common.actors import SYSTEM
from entente.foundation.common.records import Tier
from entente.foundation.ledger import commands as ledger
from entente.foundation.texts.queries import WordingStatus
from entente.record.assessment.commands import FindingFacts, file_finding
from entente.record.assessment.models import Finding
from entente.record.plan.queries import Plan
from entente.record.verification.commands import ClaimFacts, make_claim
from entente.record.verification.queries import Support
from entente.surfaces.publish import board
from entente.surfaces.publish.looks import Look
from entente.surfaces.publish.outlook import look
from entente.surfaces.publish.publication import publish
from tests.cast import CHRIS
from tests.foundation.accord.signing import keyed, proposed
from tests.record.verification.test_claims import a_citation
from tests.surfaces.web.conftest import texts_of
from tests.surfaces.web.desk.conftest import client_of

pytestmark = pytest.mark.django_db

BOARD = "/en/desk/publication/"
FINDING = "tri-plan/1.2"
LISTS = ("entries", "log", "signatures", "embargoes", "dates")


@pytest.fixture(autouse=True)
def out(tmp_path: Path, settings: Settings) -> Path:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.WHITENOISE_AUTOREFRESH = True
    settings.VAR = tmp_path / "var"
    settings.ENV = settings.ENV.model_copy(update={"publish": str(tmp_path / "site"), "origin": ""})
    return tmp_path / "site"


def published(out: Path, at: datetime) -> None:
    publish(out, by=SYSTEM, as_of=at, at=at, origin="", report=lambda _done, _known: None)


def search(slug: str, at: datetime) -> Finding:
    """A search without result by the keeper, on the public log at once."""
    facts = FindingFacts(slug, FINDING, at.date(), {"en": "All public pages."})
    found = file_finding(facts, by=CHRIS, owner="observatory", at=at, status=WordingStatus.PROJECT)
    ledger.seal()
    return found


def held_back(slug: str, until: datetime, *, at: datetime) -> None:
    Finding.objects.filter(pk=search(slug, at).pk).update(embargo_until=until)


def lacking(number: int) -> None:
    """A joint text on which a party has not signed, for everybody to read."""
    Proposal.objects.filter(pk=proposed(subject=f"tri-plan/1.{number}").pk).update(tier=Tier.PUBLIC)


def read(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return texts_of(answer.content.decode())


def test_pages_are_listed_by_language_with_their_titles_their_links_and_why(plan: Plan, out: Path) -> None:
    now = datetime.now(UTC)
    published(out, now - timedelta(hours=1))
    client = client_of("chris")
    search("new", now)
    shown = client.get(BOARD).content.decode()
    french = client.get(f"{BOARD}pages/?language=fr").content.decode()
    assert 'lang="fr" dir="ltr" href="/fr/plans/tri-plan/engagements/1.2/"' in french
    assert "Addresses made anew: Français" in french
    whole = texts_of(french)
    assert "/fr/plans/tri-plan/engagements/1.2/ · new entry: where sides stand, searches, readings" in whole
    assert "/en/plans" not in whole
    assert "public entries since then Search without result recorded Plan of the Three · 1.2" in texts_of(shown)
    assert "Search without result recorded Plan of the Three · 1.2" in read(client, f"{BOARD}entries/")


def test_page_whose_instant_passed_says_so(plan: Plan, out: Path) -> None:
    now, client = datetime.now(UTC), client_of("chris")
    held_back("later", now - timedelta(minutes=5), at=now - timedelta(hours=1))
    published(out, now - timedelta(minutes=10))
    whole = read(client, f"{BOARD}turned/?language=en")
    assert "/en/plans/tri-plan/commitments/1.2/ · its instant has passed: " in whole
    assert "/en/plans/tri-plan/commitments/1.2/" not in read(client, f"{BOARD}pages/?language=en")
    assert whole.index("/en/plans/tri-plan/commitments/1.2/ · ") < whole.index("/en/plans/tri-plan/commitments/2.1/ · ")


def test_new_pages_that_entries_are_about_are_named(plan: Plan, out: Path) -> None:
    now, client = datetime.now(UTC), client_of("chris")
    published(out, now - timedelta(hours=1))
    for subject in ("tri-plan/activities/fair", "tri-plan/1.2", "observatory"):
        ledger.record(CHRIS, "delivery.activity.add", subject, at=now, public=True)
    ledger.seal()
    spanish = read(client, f"{BOARD}new/?language=es")
    assert "/es/planes/tri-plan/actividades/fair/" in spanish
    assert "/es/planes/tri-plan/compromisos/1.2/" not in spanish  # stands there already
    assert "2 new addresses" in read(client, BOARD)  # and the month
    published(out, datetime.now(UTC))
    assert "/es/planes/tri-plan/historial/" not in read(client, f"{BOARD}new/?language=es")


def test_new_sources_that_evidence_cites_are_named(plan: Plan, out: Path) -> None:
    now, client = datetime.now(UTC), client_of("chris")
    published(out, now - timedelta(hours=1))
    cited, alone = a_citation(CHRIS, "new-page"), a_citation(CHRIS, "other-page")
    facts = ClaimFacts("new-claim", FINDING, Support.PART, {"en": "A fair was held."}, "2026-05-02")
    make_claim(facts, [cited], by=CHRIS, owner="observatory", at=now, status=WordingStatus.PROJECT, tier=Tier.PUBLIC)
    ledger.seal()
    french = read(client, f"{BOARD}new/?language=fr")
    assert (f"/fr/sources/{cited.document_id}/" in french, f"/fr/sources/{alone.document_id}/" in french) == (
        True,
        False,
    )
    published(out, datetime.now(UTC))
    assert f"/fr/sources/{cited.document_id}/" not in read(client, f"{BOARD}new/?language=fr")


def test_sources_recorded_before_and_cited_only_now_are_named(plan: Plan, out: Path) -> None:
    now, client = datetime.now(UTC), client_of("chris")
    earlier, alone = a_citation(CHRIS, "earlier-page"), a_citation(CHRIS, "other-page")
    ledger.seal()
    published(out, now - timedelta(hours=1))
    facts = ClaimFacts("late-claim", FINDING, Support.PART, {"en": "A fair was held."}, "2026-05-02")
    make_claim(facts, [earlier], by=CHRIS, owner="observatory", at=now, status=WordingStatus.PROJECT, tier=Tier.PUBLIC)
    ledger.seal()
    for language in ("en", "es", "fr"):
        shown = read(client, f"{BOARD}new/?language={language}")
        named = [str(one.document_id) in shown for one in (earlier, alone)]
        assert named == [True, False]
    published(out, datetime.now(UTC))
    assert str(earlier.document_id) not in read(client, f"{BOARD}new/?language=en")


def test_many_looks_read_the_notes_once(plan: Plan, out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    now, client = datetime.now(UTC), client_of("chris")
    published(out, now - timedelta(hours=1))
    looks = list[datetime]()

    def counting(place: Path, facts: Mapping[str, str], *, as_of: datetime) -> Look:
        looks.append(as_of)
        return look(place, facts, as_of=as_of)

    monkeypatch.setattr(board, "look", counting)
    first = read(client, f"{BOARD}pages/?language=en")
    for _again in range(3):
        assert read(client, f"{BOARD}pages/?language=en") == first
        client.get(BOARD)
    assert len(looks) == 1
    search("newer", now)
    assert "/en/plans/tri-plan/commitments/1.2/" in read(client, f"{BOARD}pages/?language=en")
    assert len(looks) == 2
    (kept,) = (out.parent / "var/publications").glob("*.look.json")
    for broken in ("", "[]", "{", kept.read_text("utf-8")[:-40]):
        kept.write_text(broken, "utf-8")
        assert "/en/plans/tri-plan/commitments/1.2/" in read(client, f"{BOARD}pages/?language=en")
    with time_machine.travel(now + timedelta(minutes=6)):
        client.get(BOARD)
    assert len(looks) == 7


def test_signatures_embargoes_and_the_log_name_whose_and_when(plan: Plan, out: Path) -> None:
    keyed()
    lacking(1)
    held_back("later", datetime.now(UTC) + timedelta(days=5), at=datetime.now(UTC))
    client = client_of("chris")
    signatures = read(client, f"{BOARD}signatures/")
    assert "Lacks the signature of Arcadia, Borduria" in signatures
    assert "Search without result recorded Plan of the Three · 1.2" in read(client, f"{BOARD}log/")
    embargoes = read(client, f"{BOARD}embargoes/")
    assert "Embargoes 1" in embargoes
    assert read(client, f"{BOARD}dates/").count("Embargo") == 0
    words = read(client, BOARD)
    assert "1 joint text lacks a signature and counts as not said together" in words
    assert "1 embargo ends; until then nobody is told of it" in words


@pytest.mark.parametrize("name", ["ana", "bela"])
def test_nobody_else_opens_a_list(plan: Plan, name: str) -> None:
    client = client_of(name)
    for which in ("new", "pages", "turned", *LISTS):
        assert client.get(f"{BOARD}{which}/").status_code == 403


def test_without_notes_the_list_says_that_all_pages_are_made_anew(plan: Plan, out: Path) -> None:
    assert "all pages are made anew" in read(client_of("chris"), f"{BOARD}pages/?language=en")


def test_list_that_is_none_is_not_there(plan: Plan) -> None:
    assert client_of("chris").get(f"{BOARD}secrets/").status_code == 404


def test_thirty_of_each_take_the_queries_of_one(plan: Plan, monkeypatch: pytest.MonkeyPatch) -> None:
    keyed()
    client, now = client_of("chris"), datetime.now(UTC)

    def filled(numbers: range) -> None:
        for at in numbers:
            held_back(f"later-{at}", now + timedelta(days=5, hours=at), at=now)
            lacking(at)

    def counted() -> dict[str, int]:
        counts = {}
        for which in LISTS:
            client.get(f"{BOARD}{which}/")
            with CaptureQueriesContext(connection) as asked:
                client.get(f"{BOARD}{which}/")
            counts[which] = len(asked)
        return counts

    filled(range(1, 2))
    one = counted()
    filled(range(2, 31))
    assert counted() == one
    assert "Embargoes 30" in read(client, f"{BOARD}embargoes/")
    monkeypatch.setattr(board, "PAGE", 20)
    assert "Page 2" in client.get(f"{BOARD}embargoes/").content.decode()
    second = read(client, f"{BOARD}embargoes/?page=2")
    assert second.count("Plan of the Three") == 10
