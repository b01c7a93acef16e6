"""Letters that ask about a search without result: in three languages, by data, for a screen reader too."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace

import docx
import pytest
from docx.oxml.ns import qn

from entente.foundation.common.actors import PUBLIC
from entente.foundation.common.errors import RuleBroken
from entente.foundation.directory import commands as directory
from entente.foundation.directory.queries import Asking, get_party
from entente.surfaces.intake.asking.facts import Letter, askable, file_name, question_to, read_file_name
from entente.surfaces.intake.asking.letters import letter_of
from tests.surfaces import a_plan

pytestmark = pytest.mark.django_db
ADDRESS = "https://record.example.org/es/x/"
FINDING = ("observatory", "none-alda-boria-1-1")


@pytest.fixture(autouse=True)
def _plan() -> None:
    a_plan.on_record()


def letter(kind: Letter = Letter.ACCESS, party: str = "XBB", language: str = "es") -> docx.document.Document:
    question = question_to(askable(PUBLIC, *FINDING, as_of=a_plan.AT), party)
    return docx.Document(io.BytesIO(letter_of(kind, question, language, address=ADDRESS)))


def lines(document: docx.document.Document) -> list[str]:
    return [paragraph.text for paragraph in document.paragraphs]


def test_letter_says_what_was_promised_where_was_looked_and_what_is_asked() -> None:
    said = lines(letter())

    assert said[0] == "Solicitud de acceso a la información"
    assert said[1:5] == [
        "Para: la oficina del organismo público que atiende las solicitudes de acceso a la información",
        "Con fundamento en: la ley de acceso a la información",
        "Gobierno al que se pregunta: Boria",
        "Asunto: Plan of Alda and Boria",
    ]
    assert "1.1 Bosques 0" in said
    assert (
        "El 1 de febrero de 2026 se buscaron pruebas públicas de que esto se llevó a cabo y no se encontró ninguna. "
        "Búsqueda hecha por: The Observatory." in said
    )
    assert "the ministry's site" in said
    assert any("desde enero de 2023" in one for one in said)
    assert said[-1] == (f"La búsqueda consta en {ADDRESS}. Este borrador no nombra a nadie; quien lo envía lo firma.")


def test_law_office_and_chamber_are_data_of_the_party() -> None:
    howto = Asking({"es": "Ley Boreal"}, {"es": "la ventanilla"}, {"es": "la Dieta"})
    directory.say_how_to_ask(get_party("XBB"), howto, by=a_plan.CHRIS)

    assert lines(letter())[1:3] == ["Para: la ventanilla", "Con fundamento en: Ley Boreal"]
    assert lines(letter(Letter.QUESTION))[1] == "Para: la Dieta"
    assert "Under: Ley Boreal" in lines(letter(language="en"))


@pytest.mark.parametrize("kind", list(Letter))
@pytest.mark.parametrize("language", ["en", "es", "fr"])
def test_letter_has_headings_and_marks_every_language(kind: Letter, language: str) -> None:
    document = letter(kind, "XAA", language)
    styles = [paragraph.style.name for paragraph in document.paragraphs if paragraph.style]
    defaults = [mark.get(qn("w:val")) for mark in document.styles.element.iter(qn("w:lang"))]

    assert [name for name in styles if name.startswith("Heading")] == ["Heading 1", *["Heading 2"] * 4]
    assert set(defaults) == {language}
    assert document.core_properties.language == language
    assert document.core_properties.author == ""
    marked = {
        run.text: mark.get(qn("w:val"))
        for paragraph in document.paragraphs
        for run in paragraph.runs
        for mark in run._r.iter(qn("w:lang"))
    }
    assert marked.get("the ministry's site") == (None if language == "en" else "en")


def test_same_letter_is_the_same_file_and_tells_no_instant() -> None:
    question = question_to(askable(PUBLIC, *FINDING, as_of=a_plan.AT), "XAA")
    first, second = (letter_of(Letter.REPLY, question, "fr", address=ADDRESS) for _ in range(2))

    assert first == second
    with zipfile.ZipFile(io.BytesIO(first)) as package:
        assert {member.date_time for member in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_party_that_does_not_owe_it_is_not_asked() -> None:
    asked = askable(PUBLIC, *FINDING, as_of=a_plan.AT)

    with pytest.raises(RuleBroken, match=r"^XCC does not owe alda-boria/1\.1; ask XAA or XBB\.$"):
        question_to(asked, "XCC")


def test_file_name_is_read_as_it_is_written() -> None:
    name = file_name(Letter.ACCESS, "XAA", "fr")

    assert name == "access-request-XAA-fr.docx"
    assert read_file_name(name) == (Letter.ACCESS, "XAA", "fr")
    assert [read_file_name(one) for one in ("access-request-XAA-fr.pdf", "XAA-fr.docx", "letter.docx", "")] == [
        None
    ] * 4


@pytest.mark.parametrize(
    ("launched", "language", "since"),
    [
        ("2023", "fr", "depuis 2023\u00a0:"),
        ("2023-02", "es", "desde febrero de 2023:"),
        ("2023-02-14", "fr", "depuis le 14 février 2023\u00a0:"),
        ("2023-02-14", "es", "desde el 14 de febrero de 2023:"),
        ("2023-02-14", "en", "since 14 February 2023:"),
        ("", "es", "desde que se hizo la promesa:"),
    ],
)
def test_launch_is_told_as_exactly_as_it_is_known(launched: str, language: str, since: str) -> None:
    question = question_to(askable(PUBLIC, *FINDING, as_of=a_plan.AT), "XBB")
    dated = replace(question, plan=replace(question.plan, launched_on=launched))
    said = lines(docx.Document(io.BytesIO(letter_of(Letter.ACCESS, dated, language, address=ADDRESS))))

    assert [since in one for one in said].count(True) == 1
