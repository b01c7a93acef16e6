"""Sources of one's own, and archived copies of them."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from entente.foundation.sources.commands import remove_bytes
from entente.foundation.sources.models import Capture, Document, Snapshot
from entente.foundation.sources.queries import Removal
from entente.record.verification.queries import ClaimView, claims_on_commitment
from tests import cast
from tests.cast import DANA
from tests.record.builders import adopted_plan
from tests.surfaces.web.desk import forms
from tests.surfaces.web.desk.conftest import client_of
from tests.surfaces.web.desk.test_plans import sentences

pytestmark = pytest.mark.django_db

LATER = datetime(2030, 1, 1, tzinfo=UTC)
EVIDENCE = "/en/desk/plans/tri-plan/commitments/1.1/evidence/"
LIST = "/en/desk/sources/"


@pytest.fixture(autouse=True)
def _plan(db: None) -> None:
    adopted_plan()


def cited(client: Client) -> str:
    """Evidence by address alone.  Returns where a copy of its source is archived."""
    client.post(EVIDENCE, forms.evidence(file=None, address="https://gazette.example/fair"))
    address: str = client.get(LIST).context["page"].sources[0].archive
    return address


def claims() -> list[ClaimView]:
    """What the public reads."""
    return claims_on_commitment(DANA, "tri-plan/1.1", as_of=LATER)


def copy_file(content: bytes = forms.PDF) -> SimpleUploadedFile:
    return SimpleUploadedFile("fair.pdf", content)


def test_a_source_that_is_cited_is_archived_later(chris: Client) -> None:
    at = cited(chris)
    before = chris.get(LIST).context["page"].missing
    answers = [chris.post(at, {"file": copy_file(), "showing": "copy"}) for _ in range(2)]
    after = chris.get(LIST).context["page"]
    assert [answer.headers["Location"] for answer in answers] == [LIST, LIST]
    assert (before, after.missing, [line.is_archived for line in after.sources]) == (1, 0, [True])
    assert [(one.is_archived, one.showing) for one in claims()[0].sources] == [(True, "copy")]


@pytest.mark.parametrize(
    ("sent", "sentence"),
    [
        ({"showing": "copy"}, "Choose the file to archive."),
        ({"showing": "copy", "file": b""}, "The file is empty; choose it again."),
        (
            {"showing": "copy", "file": b"<html>"},
            "“fair.pdf” does not hold what its ending says; save it again in that format.",
        ),
    ],
)
def test_a_bad_copy_gets_one_sentence_and_is_not_kept(
    chris: Client, tmp_path: Path, sent: dict[str, object], sentence: str
) -> None:
    at = cited(chris)
    given = {**sent, "file": copy_file(sent["file"])} if "file" in sent else sent  # type: ignore[arg-type]
    answer = chris.post(at, given)
    assert (answer.status_code, sentences(answer), list(tmp_path.iterdir())) == (422, [sentence], [])


def test_a_source_of_another_side_is_not_there(chris: Client) -> None:
    at = cited(chris)
    ana = client_of("ana")
    sent = {"file": copy_file(), "showing": "copy"}
    assert (ana.get(at).status_code, ana.post(at, sent).status_code, ana.get(LIST).context["page"].sources) == (
        404,
        404,
        (),
    )
    assert (client_of("dana").get(at).status_code, claims()[0].sources[0].is_archived) == (302, False)


# --- archived copies -------------------------------------------------------------------------------------------------


def copy_address() -> str:
    return f"/en/copies/{claims()[0].sources[0].snapshot}/"


@pytest.mark.parametrize(
    ("showing", "dana", "ana", "chris"),
    [("copy", 200, 200, 200), ("quotation", 404, 404, 200), ("reference", 404, 404, 200)],
)
def test_a_copy_is_had_by_whom_it_may_be_shown_to(showing: str, dana: int, ana: int, chris: int) -> None:
    keeper = client_of("chris")
    keeper.post(EVIDENCE, forms.evidence(showing=showing))
    clients = (client_of("dana"), client_of("ana"), keeper)
    assert tuple(client.get(copy_address()).status_code for client in clients) == (dana, ana, chris)


def test_a_copy_is_never_shown_as_a_page(chris: Client) -> None:
    script = b"<!doctype html><script>alert(1)</script>"
    chris.post(EVIDENCE, forms.evidence(file=SimpleUploadedFile("á; b.html", script, "text/html")))
    answer = chris.get(copy_address())
    assert (answer.content, answer.headers["Content-Disposition"], answer.headers["X-Content-Type-Options"]) == (
        script,
        "attachment; filename*=utf-8''%C3%A1%3B%20b.html",
        "nosniff",
    )
    assert answer.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"


def test_a_copy_that_is_not_there_is_not_found(chris: Client) -> None:
    assert chris.get("/en/copies/01890000-0000-7000-8000-000000000000/").status_code == 404


# --- what the public page of a promise says --------------------------------------------------------------------------

PROMISE = "/en/plans/tri-plan/commitments/1.1/"


def shown_source(client: Client) -> Any:
    """The one source of the one piece of evidence, as readers see it."""
    return client.get(PROMISE).context["page"].evidence[0].sources[0]


def test_a_promise_says_that_the_page_of_its_source_is_gone(chris: Client) -> None:
    cited(chris)
    dana = client_of("dana")
    before = shown_source(dana).state
    at = datetime(2026, 5, 3, tzinfo=UTC)
    document = Document.objects.get()
    Capture.objects.create(
        document=document, address=document.address, owner=document.owner, status="gone", asked_at=at,
        asked_by="entente", started_at=at, finished_at=at,
    )  # fmt: skip
    assert (before, shown_source(dana).state) == ("", "The page is gone since 3 May 2026; the archived copy is kept.")


def test_a_promise_says_that_a_copy_was_removed_and_links_to_no_bytes(chris: Client) -> None:
    chris.post(EVIDENCE, forms.evidence())
    dana = client_of("dana")
    assert bool(shown_source(dana).copy)
    copy = Snapshot.objects.get()
    remove_bytes(copy, by=cast.CHRIS, at=datetime(2026, 5, 3, tzinfo=UTC), reason=Removal.COMMUNITY)
    source = shown_source(dana)
    assert (source.copy, source.removed, source.sha256) == (
        "",
        "removed on 3 May 2026, at the wish of a community",
        copy.sha256,
    )


def test_a_quotation_is_not_shown_where_the_reference_alone_may_be(chris: Client) -> None:
    chris.post(
        EVIDENCE, forms.evidence(file=None, address="https://gazette.example/fair", quotation="Heron Hall opens")
    )
    dana = client_of("dana")
    assert str(shown_source(dana).quotation) == "Heron Hall opens"
    at = chris.get(LIST).context["page"].sources[0].archive
    chris.post(at, {"file": copy_file(), "showing": "reference"})
    answer = dana.get(PROMISE)
    assert (str(shown_source(dana).quotation), "Heron Hall" in answer.content.decode()) == ("", False)


def test_each_party_announces_on_a_day_of_its_own(chris: Client) -> None:
    chris.post(EVIDENCE, forms.evidence(announced_AAA="2026-05-01", announced_BBB="2026-05"))
    assert Document.objects.get().announced_on == {"AAA": "2026-05-01", "BBB": "2026-05"}
    assert client_of("dana").get(PROMISE).context["page"].evidence[0].announced == (
        "announced by Arcadia: 1 May 2026",
        "announced by Borduria: May 2026",
    )
