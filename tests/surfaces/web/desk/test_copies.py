"""What readers and owners see of a source: its copies over time, before and after, removals; and what leaks nowhere."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django import Settings

from entente.foundation.common.records import Tier
from entente.foundation.sources import commands
from entente.foundation.sources.capture.commands import Capture
from entente.foundation.sources.models import Document, Snapshot, Timestamp
from entente.foundation.sources.queries import CaptureStatus, Removal, Showing, Side
from tests import cast
from tests.surfaces.web.conftest import texts_of
from tests.surfaces.web.desk.conftest import client_of

pytestmark = pytest.mark.django_db

THEN = datetime(2026, 5, 3, 12, tzinfo=UTC)
FIRST = (
    b"<!doctype html><html><head><title>Fair</title><script>alert('stolen')</script></head><body><h1>The fair</h1>"
    b"<p onclick='alert(1)'>Heron Hall opens in May.</p><p>Entry is free.</p></body></html>"
)
SECOND = FIRST.replace(b"in May", b"in <b>June</b>")


def a_source(showing: Showing = Showing.COPY, tier: Tier = Tier.PUBLIC, copies: int = 2) -> Document:
    """A source of the keeper with a quotation and some copies, a day apart."""
    facts = commands.DocumentFacts(
        slug="fair", title={"en": "The fair"}, side=Side.THIRD, language="en", address="https://gazette.example/fair"
    )
    document = commands.add_document(facts, by=cast.CHRIS, owner=cast.CHRIS.owner, tier=tier, at=THEN)
    for number in range(copies):
        content = (FIRST, SECOND)[number] if number < 2 else FIRST + b"<p>%d</p>" % number
        at = THEN + number * timedelta(days=1)
        commands.archive_upload(document, "fair.html", content, by=cast.CHRIS, at=at, showing=showing, bytes_max=10_000)
    return document


def keys() -> list[str]:
    return [str(key) for key in Snapshot.objects.order_by("captured_at").values_list("pk", flat=True)]


def changes_address() -> str:
    return "/en/sources/changes/{}/{}/".format(*keys())


def test_readers_see_the_copies_of_a_source_newest_first() -> None:
    document = a_source()
    answer = client_of("dana").get(f"/en/sources/{document.pk}/")
    lines = answer.context["page"].copies
    assert [(line.captured, line.kind, line.sha256) for line in lines] == [
        (f"{day} May 2026, 12:00 UTC", "HTML", sha256)
        for day, sha256 in zip(
            (4, 3), Snapshot.objects.order_by("-captured_at").values_list("sha256", flat=True), strict=True
        )
    ]
    assert [(bool(line.copy), bool(line.text), bool(line.changes), line.remove) for line in lines] == [
        (True, True, True, ""),
        (True, True, False, ""),
    ]
    assert (answer.headers["Cache-Control"], answer.context["page"].state) == ("private, no-store", "")


def test_before_and_after_are_shown_line_by_line() -> None:
    a_source()
    page = client_of("dana").get(changes_address()).context["page"]
    assert [(line.same, line.before, line.after) for line in page.passages] == [
        ("1 line is the same", (), ()),
        ("", ("Heron Hall opens in May.",), ("Heron Hall opens in June.",)),
        ("1 line is the same", (), ()),
    ]


@pytest.mark.parametrize("showing", [Showing.QUOTATION, Showing.REFERENCE])
def test_words_that_may_not_be_shown_leak_nowhere(showing: Showing) -> None:
    document = a_source(showing)
    dana, first = client_of("dana"), keys()[0]
    assert [dana.get(f"/en/copies/{first}/{end}").status_code for end in ("", "text/")] == [404, 404]
    pages = [dana.get(f"/en/sources/{document.pk}/"), dana.get(changes_address())]
    assert [page.status_code for page in pages] == [200, 200]
    assert [word for word in ("Heron", "June", "stolen") for page in pages if word in page.content.decode()] == []
    words = texts_of(pages[1].content.decode())
    assert [sha256 for sha256 in Snapshot.objects.values_list("sha256", flat=True) if sha256 not in words] == []
    owner = client_of("chris")
    assert (
        owner.get(f"/en/copies/{first}/text/").status_code,
        len(owner.get(changes_address()).context["page"].passages),
    ) == (
        200,
        3,
    )


@pytest.mark.parametrize("tier", [Tier.OWN, Tier.PARTIES])
def test_a_source_that_is_not_public_is_not_there_for_readers(tier: Tier) -> None:
    document = a_source(tier=tier)
    at = [f"/en/sources/{document.pk}/", changes_address(), f"/en/copies/{keys()[0]}/", f"/en/copies/{keys()[0]}/text/"]
    dana, chris = client_of("dana"), client_of("chris")
    assert [dana.get(address).status_code for address in at] == [404] * 4
    assert [chris.get(address).status_code for address in at] == [200] * 4


def test_copies_of_two_sources_are_not_compared() -> None:
    a_source(copies=1)
    facts = commands.DocumentFacts(slug="other", title={"en": "Other"}, side=Side.THIRD)
    other = commands.add_document(facts, by=cast.CHRIS, owner=cast.CHRIS.owner, tier=Tier.PUBLIC, at=THEN)
    commands.archive_upload(other, "o.html", SECOND, by=cast.CHRIS, at=THEN, showing=Showing.COPY, bytes_max=10_000)
    assert client_of("dana").get(changes_address()).status_code == 404


def test_the_words_of_a_page_are_read_without_its_scripts() -> None:
    a_source()
    answer = client_of("dana").get(f"/en/copies/{keys()[0]}/text/")
    assert answer.context["page"].lines == ("The fair", "Heron Hall opens in May.", "Entry is free.")
    assert [sign for sign in ("stolen", "onclick", "alert") if sign in answer.content.decode()] == []


def test_a_removed_copy_says_when_and_why_and_shows_no_words() -> None:
    document = a_source()
    chris, first = client_of("chris"), keys()[0]
    at = f"/en/desk/sources/fair/copies/{first}/remove/"
    assert (chris.get(at).status_code, chris.post(at, {}).status_code) == (200, 422)
    assert chris.post(at, {"reason": "privacy"}).headers["Location"] == "/en/desk/sources/fair/archive/"
    removed = Snapshot.objects.get(pk=first)
    assert (removed.removed_for, removed.removed_by) == (Removal.PRIVACY, "observatory/record-keeper")
    Snapshot.objects.filter(pk=first).update(removed_at=THEN)
    for client in (client_of("dana"), chris):
        page = client.get(f"/en/sources/{document.pk}/").context["page"]
        assert (page.copies[1].removed, page.copies[1].copy, page.copies[1].text) == (
            "removed on 3 May 2026, for privacy",
            "",
            "",
        )
        assert client.get(changes_address()).context["page"].passages == ()
        assert [client.get(f"/en/copies/{first}/{end}").status_code for end in ("", "text/")] == [404, 404]
    assert chris.post(at, {"reason": "legal"}).status_code == 403


def test_another_side_removes_nothing() -> None:
    a_source()
    at = f"/en/desk/sources/fair/copies/{keys()[0]}/remove/"
    ana = client_of("ana")
    assert (
        ana.get(at).status_code,
        ana.post(at, {"reason": "legal"}).status_code,
        client_of("dana").get(at).status_code,
    ) == (
        404,
        404,
        302,
    )
    assert not Snapshot.objects.exclude(removed_at=None).exists()


def test_a_time_stamp_is_told_with_its_authority() -> None:
    document = a_source(copies=1)
    Timestamp.objects.create(
        snapshot=Snapshot.objects.get(), token=b"x", authority="Meridian", stamped_at=THEN, asked_at=THEN
    )
    page = client_of("dana").get(f"/en/sources/{document.pk}/").context["page"]
    assert page.copies[0].stamped == "time-stamped by Meridian at 3 May 2026, 12:00 UTC"


# --- capture from the desk --------------------------------------------------------------------------------------------

DESK = "/en/desk/sources/fair/archive/"


def test_the_button_is_greyed_with_its_reason_while_capture_is_off(settings: Settings) -> None:
    a_source()
    chris = client_of("chris")
    page = chris.get(DESK).context["page"]
    assert page.no_capture == "fetching from addresses is switched off here; save the page and upload it"
    assert chris.post(DESK, {"capture": "1", "address-showing": "copy"}).status_code == 403
    settings.CAPTURE = True
    assert chris.get(DESK).context["page"].no_capture == ""


def test_an_address_is_captured_with_one_button(settings: Settings) -> None:
    a_source()
    settings.CAPTURE = True
    chris = client_of("chris")
    assert chris.post(DESK, {"capture": "1", "address-showing": "copy"}).headers["Location"] == DESK
    asked = Capture.objects.get()
    assert (asked.status, asked.showing, asked.asked_by) == ("waiting", "copy", "observatory/record-keeper")
    assert chris.get(DESK).context["page"].told == "Its address waits for its turn to be fetched."


def test_an_address_that_may_not_be_fetched_is_one_sentence(settings: Settings) -> None:
    document = a_source()
    Document.objects.filter(pk=document.pk).update(address="https://gazette.example:8443/")
    settings.CAPTURE = True
    answer = client_of("chris").post(DESK, {"capture": "1", "address-showing": "copy"})
    assert (answer.status_code, [error.sentence for error in answer.context["page"].errors]) == (
        422,
        ["“https://gazette.example:8443/” asks at port 8443; only the ports of the web, 80 and 443, are fetched."],
    )


LOOKS: list[tuple[list[str], str]] = [
    (["kept", "unchanged"], "The page was still as archived on 4 May 2026."),
    (["kept", "gone", "gone"], "The page is gone since 4 May 2026; the archived copy is kept."),
    (
        ["kept", "refused"],
        "The page shows nothing that can be archived since 4 May 2026; the earlier copy is kept.",
    ),
    (["failed"], ""),
]


def look(document: Document, status: str, number: int, snapshot: Snapshot | None) -> None:
    at = THEN + number * timedelta(days=1)
    Capture.objects.create(
        document=document, address=document.address, owner=document.owner, status=CaptureStatus(status), asked_at=at,
        asked_by="entente", started_at=at, finished_at=at, snapshot=snapshot,
    )  # fmt: skip


@pytest.mark.parametrize(("statuses", "sentence"), LOOKS)
def test_pages_say_what_became_of_an_address(statuses: list[str], sentence: str) -> None:
    document = a_source(copies=1)
    for number, status in enumerate(statuses):
        look(document, status, number, Snapshot.objects.get() if status in ("kept", "unchanged") else None)
    public: Any = client_of("dana").get(f"/en/sources/{document.pk}/").context["page"]
    chris = client_of("chris")
    own = chris.get("/en/desk/sources/").context["page"].sources[0]
    assert (public.state, own.state, chris.get(DESK).context["page"].source.state) == (sentence, sentence, sentence)


def test_pages_say_that_an_address_changed() -> None:
    document = a_source(copies=2)
    for number, snapshot in enumerate(Snapshot.objects.order_by("captured_at")):
        look(document, "kept", number, snapshot)
    assert client_of("dana").get(f"/en/sources/{document.pk}/").context["page"].state == (
        "The page has changed since; this was found on 4 May 2026. The earlier copy is kept."
    )


def test_a_source_costs_as_many_queries_with_thirty_copies_as_with_one() -> None:
    counted = []
    chris = client_of("chris")
    for copies in (1, 30):
        document = a_source(copies=copies)
        for address in (f"/en/sources/{document.pk}/", "/en/desk/sources/", DESK):
            with CaptureQueriesContext(connection) as captured:
                assert chris.get(address).status_code == 200
            counted.append(len(captured))
    assert counted[:3] == counted[3:]


@pytest.mark.parametrize("language", ["fr", "es"])
def test_pages_speak_the_language_of_their_address(language: str) -> None:
    document = a_source()
    segment = {"fr": "sources", "es": "fuentes"}[language]
    answer = Client().get(f"/{language}/{segment}/{document.pk}/")
    assert (answer.status_code, answer.context["page"].title) == (
        200,
        {"fr": "Une source et ses copies", "es": "Una fuente y sus copias"}[language],
    )
