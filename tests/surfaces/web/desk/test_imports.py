"""A document on its way to the record: uploaded, read, looked at, confirmed or thrown away."""

from __future__ import annotations

from datetime import UTC, datetime
from uuid import UUID

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from pytest_django import Settings

from entente.record.plan import queries
from entente.surfaces.intake import jobs
from tests.cast import ANA, CHRIS
from tests.surfaces.web.desk.conftest import client_of
from tests.surfaces.web.desk.test_plans import sentences

pytestmark = pytest.mark.django_db

LATER = datetime(2030, 1, 1, tzinfo=UTC)
AT = "/en/desk/import/"
ENGLISH = """# River Basin Action Plan

Arcadia and Borduria share a river.

## 1. Clean water

- Arcadia and Borduria will build a laboratory and publish its findings every year.
- Explore options for a common fund for wetlands.

## 2. Safe banks

- Arcadia will hold annual consultations of flood experts.

Date modified:
"""
FRENCH = """# Plan d'action du bassin

L'Arcadie et la Bordurie partagent un fleuve.

## 1. Eau propre

- L'Arcadie et la Bordurie construiront un laboratoire et publieront ses conclusions chaque année.
- Étudier des possibilités de fonds commun pour les zones humides.

## 2. Rives sûres

- L'Arcadie tiendra des consultations annuelles d'experts des crues.
"""


def upload(client: Client, text: str | bytes = ENGLISH, name: str = "plan.md", **wish: str) -> str:
    """Upload a document and have it read, as the worker does.  Returns the address of the upload."""
    data = text.encode() if isinstance(text, str) else text
    sent = {"file": SimpleUploadedFile(name, data), "parties": "AAA, BBB", "name": "basin", **wish}
    address: str = client.post(AT, sent).headers["Location"]
    jobs.run(UUID(address.rstrip("/").rpartition("/")[2]))
    return address


def on_record(client: Client) -> None:
    client.post(upload(client), {"confirm": "1"})
    client.post("/en/desk/plans/basin/adopt/")


def test_an_upload_waits_for_its_reader_and_says_so(chris: Client) -> None:
    sent = {"file": SimpleUploadedFile("plan.md", ENGLISH.encode())}
    address = chris.post(AT, sent).headers["Location"]
    page = chris.get(address)
    assert (page.context["page"].status, page.context["page"].is_under_way) == ("waiting to be read", True)
    assert page.content.decode().count('<noscript><meta http-equiv="refresh" content="2"></noscript>') == 1
    part = chris.get(address, headers={"HX-Request": "true"})
    assert [template.name for template in part.templates] == ["desk/parts/job.html"]


def test_the_progress_page_loads_anew_once_the_document_is_read(chris: Client) -> None:
    assert chris.get(upload(chris), headers={"HX-Request": "true"}).headers["HX-Refresh"] == "true"


def test_the_preview_shows_what_was_taken_and_the_words_it_went_by(chris: Client) -> None:
    page = chris.get(upload(chris)).context["page"]
    first = page.pillars[0].commitments[0]
    assert (page.outcome, page.slug, page.heading.text, page.parties, page.commitments) == (
        "new",
        "basin",
        "River Basin Action Plan",
        ("Arcadia", "Borduria"),
        3,
    )
    assert [one.axis for one in first.went_by] == ["Who owes it", "Kind", "Strength"]
    assert (first.went_by[2].value, first.went_by[2].words) == ("a firm promise", "will")
    assert "page furniture" in [one.reason for one in page.left_out]


def test_why_a_piece_was_left_out_is_said_in_the_readers_language(chris: Client) -> None:
    address = upload(chris).replace("/en/desk/import/", "/fr/bureau/importer/")
    assert "éléments de mise en page" in [one.reason for one in chris.get(address).context["page"].left_out]


def test_nothing_is_on_record_before_it_is_confirmed(chris: Client) -> None:
    chris.get(upload(chris))
    assert queries.visible_plans(CHRIS, as_of=LATER) == []


def test_confirming_makes_a_draft_once(chris: Client) -> None:
    address = upload(chris)
    answers = [chris.post(address, {"confirm": "1"}) for _ in range(2)]
    plan = queries.get_visible_plan(CHRIS, "basin", as_of=LATER)
    assert [answer.headers["Location"] for answer in answers] == ["/en/desk/plans/basin/"] * 2
    assert (plan.status, plan.commitments, plan.keeper_slug) == ("draft", 3, "observatory")
    assert jobs.jobs_of(CHRIS) == []


def test_a_party_that_imports_a_plan_keeps_it(ana: Client) -> None:
    ana.post(upload(ana), {"confirm": "1"})
    assert queries.get_visible_plan(ANA, "basin", as_of=LATER).keeper_slug == "ministry-a"


def test_the_same_document_again_has_nothing_to_do(chris: Client) -> None:
    on_record(chris)
    page = chris.get(upload(chris))
    assert page.context["page"].outcome == "same"
    assert page.content.decode().count('name="confirm"') == 0


def test_a_changed_text_shows_the_words_and_offers_no_button(chris: Client) -> None:
    on_record(chris)
    address = upload(chris, ENGLISH.replace("annual consultations", "monthly talks"))
    page = chris.get(address)
    (changed,) = page.context["page"].differences
    words = [(piece.kind, piece.words) for piece in changed.pieces if piece.kind != "same"]
    assert (page.context["page"].outcome, page.content.decode().count('name="confirm"')) == ("changed", 0)
    assert words == [("removed", "annual consultations"), ("added", "monthly talks")]
    assert sentences(chris.post(address, {"confirm": "1"})) == [
        "The plan “basin” is on record with other words; a changed promise takes an amendment that every party signs."
    ]


def test_another_language_stands_beside_the_record_and_joins_it(chris: Client) -> None:
    on_record(chris)
    address = upload(chris, FRENCH, language="fr")
    page = chris.get(address).context["page"]
    row = next(row for row in page.aligned if row.number == "2.1")
    chris.post(address, {"confirm": "1"})
    texts = queries.get_visible_commitment(CHRIS, "basin/2.1", as_of=LATER).texts
    assert (page.outcome, page.divergences, page.known_languages) == ("attach", (), ("English",))
    assert (row.known[0].text, row.fresh.text) == (
        "Arcadia will hold annual consultations of flood experts.",
        "L'Arcadie tiendra des consultations annuelles d'experts des crues.",
    )
    assert sorted(texts) == ["en", "fr"]


def test_where_another_language_has_another_shape_is_flagged(chris: Client) -> None:
    on_record(chris)
    shorter = FRENCH.replace("- Étudier des possibilités de fonds commun pour les zones humides.\n", "")
    page = chris.get(upload(chris, shorter, language="fr")).context["page"]
    assert [one.pillar for one in page.divergences] == ["1"]


def test_wording_of_somebody_elses_plan_cannot_be_confirmed(chris: Client) -> None:
    on_record(chris)
    ana = client_of("ana")
    page = ana.get(upload(ana, FRENCH, language="fr"))
    assert page.context["page"].reason == "only the keeper of this record puts authentic wording on it"
    assert page.content.decode().count('name="confirm" value="1" disabled') == 1


@pytest.mark.parametrize(
    ("data", "name"),
    [(b"\x00\x01\x02" * 50, "plan.txt"), (b"%PDF-1.4 nothing", "plan.pdf"), (b"PK\x03\x04junk", "plan.docx")],
)
def test_what_cannot_be_read_ends_in_its_sentence(chris: Client, data: bytes, name: str) -> None:
    page = chris.get(upload(chris, data, name)).context["page"]
    assert (page.status, page.is_under_way, page.failure != "", queries.visible_plans(CHRIS, as_of=LATER)) == (
        "could not be read",
        False,
        True,
        [],
    )


@pytest.mark.parametrize(
    ("place", "told"),
    [
        (
            "/es/escritorio/importar/",
            "El archivo termina en .docx pero contiene un PDF: póngale su verdadera terminación",
        ),
        (
            "/fr/bureau/importer/",
            "Le fichier a l’extension .docx mais contient un PDF\xa0: donnez-lui sa véritable extension",
        ),
    ],
)
def test_why_a_document_cannot_be_read_is_said_in_the_readers_language(chris: Client, place: str, told: str) -> None:
    address = upload(chris, b"%PDF-1.4 nothing", "plan.docx").replace("/en/desk/import/", place)
    page = chris.get(address)
    assert page.context["page"].failure.startswith(told)
    assert '<span lang="en">' not in page.content.decode()


@pytest.mark.parametrize(
    ("sent", "sentence"),
    [
        ({}, "Choose the document to read."),
        ({"file": ("plan.md", b"")}, "The file is empty; choose it again."),
        (
            {"file": ("plan.exe", b"MZ")},
            "“plan.exe” is not a kind of file that is read here; use one of "
            ".csv, .docx, .htm, .html, .md, .pdf, .txt, .xlsx.",
        ),
        ({"file": ("plan.md", b"A"), "name": "My Plan"}, "Write small letters, figures and single hyphens only."),
        (
            {"file": ("plan.md", b"A"), "language": "English"},
            "“English” is not a language tag; write for instance en, fr or es.",
        ),
    ],
)
def test_a_bad_upload_gets_one_sentence_and_makes_no_job(chris: Client, sent: dict[str, object], sentence: str) -> None:
    if "file" in sent:
        sent = {**sent, "file": SimpleUploadedFile(*sent["file"])}  # type: ignore[misc]
    answer = chris.post(AT, sent)
    assert (answer.status_code, sentences(answer), jobs.jobs_of(CHRIS)) == (422, [sentence], [])


def test_an_upload_that_is_too_large_gets_one_sentence(chris: Client, settings: Settings) -> None:
    settings.UPLOAD_BYTES_MAX = 1024 * 1024
    answer = chris.post(AT, {"file": SimpleUploadedFile("plan.md", b"a" * (1024 * 1024 + 1))})
    assert sentences(answer) == ["“plan.md” is larger than the 1 MB that are allowed; upload the part that counts."]


def test_an_unknown_party_is_named_and_nothing_is_written(chris: Client) -> None:
    address = upload(chris, parties="AAA, QQQ=Querulia")
    answer = chris.post(address, {"confirm": "1"})
    assert (answer.status_code, queries.visible_plans(CHRIS, as_of=LATER)) == (422, [])
    assert [sentence.partition(" is not")[0] for sentence in sentences(answer)] == ["“QQQ”"]


def test_throwing_an_upload_away_leaves_nothing(chris: Client) -> None:
    address = upload(chris)
    answers = [chris.post(address, {"discard": "1"}) for _ in range(2)]
    assert [answer.headers["Location"] for answer in answers] == ["/en/desk/"] * 2
    assert (jobs.jobs_of(CHRIS), queries.visible_plans(CHRIS, as_of=LATER)) == ([], [])


def test_an_upload_of_another_side_is_not_there(chris: Client) -> None:
    address = upload(chris)
    ana = client_of("ana")
    assert (ana.get(address).status_code, ana.post(address, {"confirm": "1"}).status_code) == (404, 404)
    assert client_of("dana").get(address).status_code == 302


def test_the_desk_lists_uploads_that_wait_for_somebody(chris: Client) -> None:
    address = upload(chris)
    lines = chris.get("/en/desk/").context["page"].jobs
    assert [(line.file_name, line.address, line.status) for line in lines] == [("plan.md", address, "ready to look at")]
