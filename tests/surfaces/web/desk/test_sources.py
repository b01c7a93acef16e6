"""Sources of one's own, and archived copies of them."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from entente.record.verification.queries import ClaimView, claims_on_commitment
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
