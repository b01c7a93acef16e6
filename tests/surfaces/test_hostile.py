"""What a stranger and a contributor with bad intent send over HTTP, and what comes out again."""

from __future__ import annotations

import csv
import html
import io
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from openpyxl import load_workbook
from pytest_django import Settings

from entente.foundation.common.actors import Role
from entente.foundation.common.records import Tier
from entente.foundation.ledger import commands as ledger
from entente.foundation.ledger.models import Entry
from entente.foundation.sources import commands as sources
from entente.foundation.sources.queries import Showing, Side, Snapshot
from entente.record.delivery import commands as delivery
from entente.record.delivery.commands import ActivityFacts, CandidateFacts, MilestoneFacts, ObstacleFacts
from entente.record.delivery.queries import Stance, Weight
from entente.surfaces.notices.calendars import DatedLine, written
from entente.surfaces.notices.mails import mail
from entente.surfaces.reports.urls import REPORT_DESK_PAGES, REPORT_PAGES
from entente.surfaces.web import links
from entente.surfaces.web.desk.urls import DESK_PAGES
from entente.surfaces.web.sheets import as_csv, as_workbook
from entente.surfaces.web.urls import PUBLIC_PAGES
from tests.cast import ANA
from tests.record.builders import adopted_plan
from tests.surfaces.busy import AT, published
from tests.surfaces.web.desk.officers import officer

pytestmark = pytest.mark.django_db

PLAN, REF = "tri-plan", "tri-plan/1.1"
SCRIPT = "<script>alert('zq')</script><img src=x onerror=alert(1)>"
WORDS = {"en": f"Fair {SCRIPT}"}
KEY = "018f0000-0000-7000-8000-000000000000"
"""Of nothing."""
KEYS = {"plan": PLAN, "number": "1.1", "activity": "memo", "framework": "sdg", "target": "1"}
KEYS |= {"file": "timeline.svg", "chart": "timeline"}


@pytest.fixture(autouse=True)
def _quick(settings: Settings) -> None:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.WHITENOISE_AUTOREFRESH = True


def _filled(page: str, **more: str) -> str:
    keys = {name: {**KEYS, **more}.get(name, "nothing") for name in links._KEY.findall(links.PAGES[page])}
    return links.href(page, "en", **keys)


def _scripted_record() -> str:
    """A script in every free text that may come to a public page.  Returns the name of an update."""
    adopted_plan()
    update = published(REF, WORDS["en"])
    activity = delivery.add_activity(
        ActivityFacts(PLAN, "memo", "instrument", WORDS, summary=WORDS, parties=("AAA", "BBB")),
        by=ANA,
        owner="AAA",
        at=AT,
    )
    delivery.serve(activity, REF, Weight.PART, by=ANA, at=AT, note=WORDS)
    candidate = delivery.propose_candidate(CandidateFacts(REF, "fair", WORDS, "2026-05-06"), by=ANA, at=AT)
    delivery.argue(candidate, Stance.FOR, WORDS, by=ANA, at=AT)
    delivery.plan_milestone(MilestoneFacts(REF, "step", WORDS, "2026-05"), by=ANA, at=AT)
    delivery.raise_obstacle(ObstacleFacts(REF, WORDS), by=ANA, on=date(2026, 5, 1), at=AT, tier=Tier.PUBLIC)
    ledger.seal()
    return f"AAA-{update.number}"


def test_no_free_text_becomes_markup_on_any_public_page() -> None:
    update, client, shown = _scripted_record(), Client(), 0
    for page in PUBLIC_PAGES:
        response = client.get(_filled(page, update=update, version="1"))
        if response.get("Content-Type", "").startswith(("text/html", "image/svg+xml")):
            assert (page, "<script>alert" in response.content.decode(), "<img src=x" in response.content.decode()) == (
                page,
                False,
                False,
            )
            shown += html.escape(SCRIPT, quote=False).split("alert")[0] in response.content.decode()
    assert shown >= 4


def test_every_page_has_a_strict_policy_and_no_sniffing() -> None:
    client, _ana = _contributor()
    for page in {**PUBLIC_PAGES, **DESK_PAGES, **REPORT_PAGES, **REPORT_DESK_PAGES}:
        response = client.get(_filled(page, key=KEY, older=KEY, newer=KEY))
        policy = response.headers.get("Content-Security-Policy", "")
        told = (page, "unsafe" in policy, "default-src 'none'" in policy, response.headers["X-Content-Type-Options"])
        assert told == (page, False, True, "nosniff")


def _contributor() -> tuple[Client, Any]:
    adopted_plan()
    return officer("AAA", "hostile", Role.CONTRIBUTOR, Role.APPROVER, name="Hostile")


def test_every_page_that_takes_a_form_refuses_one_from_elsewhere() -> None:
    """Whatever it is sent: without the token of the site's own form nothing is done."""
    client, _by = _contributor()
    client.handler.enforce_csrf_checks = True
    before = Entry.objects.count()
    for page in {**DESK_PAGES, **REPORT_DESK_PAGES}:
        if page == "stop_mails":  # a mail program's one click; its pass is the right (RFC 8058)
            continue
        response = client.post(_filled(page, key=KEY, older=KEY, newer=KEY), {"text": "x", "done_en": "x"})
        assert (page, response.status_code) == (page, 403)
    assert Entry.objects.count() == before


def test_captured_page_is_only_ever_a_boxed_in_download() -> None:
    adopted_plan()
    facts = sources.DocumentFacts("page", {"en": "Page"}, Side.THIRD, address="https://a.example/")
    document = sources.add_document(facts, by=ANA, owner="AAA", tier=Tier.PUBLIC, at=AT)
    copy = sources.archive_upload(
        document,
        "../../etc/pa\r\nX-Evil: 1.html",
        f"<html>{SCRIPT}</html>".encode(),
        by=ANA,
        at=AT,
        showing=Showing.COPY,
        bytes_max=10_000,
    )
    response = Client().get(links.href("copy", "en", key=str(copy.pk)))
    assert (response.status_code, response.headers["Content-Security-Policy"]) == (200, "default-src 'none'; sandbox")
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert response.headers["Content-Disposition"].startswith("attachment")
    assert "/" not in copy.file_name
    assert "X-Evil" not in response.headers
    words = Client().get(links.href("copy_text", "en", key=str(copy.pk))).content.decode()
    assert "<script>alert" not in words


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t=", "\r=", "\n="])
def test_no_cell_of_an_export_is_a_formula(start: str) -> None:
    evil = f'{start}HYPERLINK("https://evil.example")'
    ((cell,),) = csv.reader(io.StringIO(as_csv([[evil]]).decode("utf-8-sig"), newline=""))
    assert cell[0] == "'"
    book = load_workbook(io.BytesIO(as_workbook([[evil]], "list")))
    assert [(one.data_type, str(one.value)[0]) for one in book.worksheets[0][1]] == [("s", "'")]


def test_no_line_of_a_calendar_or_head_of_a_mail_is_broken_into() -> None:
    evil = "Fair\r\nATTENDEE:mailto:a@evil.example\nEND:VEVENT\r\nBcc: b@evil.example"
    line = DatedLine("a", date(2026, 6, 1), evil, "https://a.example/")
    lines = written([line], name="Dates", at=datetime(2026, 6, 1, tzinfo=UTC)).decode().split("\r\n")
    assert [one for one in lines if one.startswith(("ATTENDEE", "Bcc"))] == []
    assert lines.count("END:VEVENT") == 1
    message = mail("ana@example.org", evil, "Body", "https://a.example/stop").message()
    assert (message["Bcc"], message["To"]) == (None, "ana@example.org")
    assert "\n" not in str(message["Subject"])


ADDRESSES = (
    "javascript:alert(1)",
    "file:///etc/passwd",
    "gopher://a.example/",
    "ftp://a.example/",
    "data:,x",
)


@pytest.mark.parametrize("address", ADDRESSES)
def test_address_of_another_scheme_is_no_source(address: str) -> None:
    adopted_plan()
    body = {
        "supports": "all",
        "statement": {"en": "x"},
        "source": {"address": address, "title": {"en": "x"}, "language": "en", "publisher": "x"},
    }
    client, _by = officer("AAA", "hostile", Role.CONTRIBUTOR, name="Hostile")
    sent = {"title": "x", "language": "en", "side": "third", "subject": REF, "supports": "part", "statement_en": "x"}
    page = client.post(f"/en/desk/plans/{PLAN}/commitments/1.1/evidence/", {**sent, "address": address})
    asked = Client().post(f"/api/v1/commitments/{REF}/claims", body, content_type="application/json")
    assert (page.status_code, asked.status_code in (401, 422)) == (422, True)


@pytest.mark.parametrize(
    "inside",
    ["http://127.0.0.1/", "http://[::1]/", "http://169.254.169.254/", "http://localhost:22/", "http://10.0.0.1/"],
)
def test_address_inside_is_never_fetched_while_capture_is_off(inside: str, settings: Settings) -> None:
    """Sockets are off in tests: an attempt would raise.  The address is cited and nothing more."""
    settings.CAPTURE = False
    client, _by = _contributor()
    sent = {"title": "x", "language": "en", "side": "third", "subject": REF, "supports": "part", "statement_en": "x"}
    client.post(f"/en/desk/plans/{PLAN}/commitments/1.1/evidence/", {**sent, "address": inside})
    assert Snapshot.objects.count() == 0


@pytest.mark.parametrize("then", ["https://evil.example/", "//evil.example/", "/\\evil.example", "javascript:alert(1)"])
def test_log_in_leads_to_no_other_site(then: str) -> None:
    client, _by = _contributor()
    for address in ("/account/login/", "/account/post/"):
        for response in (client.get(address, {"next": then}), client.post(address, {"next": then})):
            assert "evil.example" not in response.headers.get("Location", "")
            assert "javascript:" not in response.headers.get("Location", "")


@pytest.mark.parametrize("kind", ["text/plain", "application/xml", "multipart/form-data; boundary=x", ""])
def test_api_takes_no_other_kind_of_body(kind: str) -> None:
    adopted_plan()
    response = Client().post(f"/api/v1/commitments/{REF}/updates", b"<a/>", content_type=kind)
    assert response.status_code in (400, 401, 415, 422)


def test_body_that_is_too_large_is_refused(settings: Settings) -> None:
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 1000
    client, _by = _contributor()
    page = client.post(f"/en/desk/plans/{PLAN}/commitments/1.1/work/notes/", {"text": "x" * 5000})
    asked = Client().post(f"/api/v1/commitments/{REF}/updates", {"done": "x" * 5000}, content_type="application/json")
    assert (page.status_code, asked.status_code in (401, 413)) == (400, True)


@pytest.mark.parametrize("name", ["../../../etc/passwd.pdf", "..\\..\\a.pdf", "a\x00.pdf", "/etc/shadow.pdf"])
def test_name_of_a_file_is_no_path(name: str) -> None:
    client, _by = _contributor()
    sent = {"title": "x", "language": "en", "side": "third", "subject": REF, "supports": "part", "statement_en": "x"}
    file = SimpleUploadedFile(name, b"%PDF-1.4 x", "application/pdf")
    client.post(f"/en/desk/plans/{PLAN}/commitments/1.1/evidence/", {**sent, "file": file, "showing": "copy"})
    for kept in Snapshot.objects.all():
        assert (set("/\\\x00") & set(kept.file_name), ".." in kept.file_name.removesuffix(".pdf")) == (set(), False)
