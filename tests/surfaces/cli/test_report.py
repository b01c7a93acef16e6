"""`entente report`."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from entente.foundation.common.records import Tier
from entente.record.delivery import commands as delivery
from entente.record.delivery.commands import ActivityFacts, SessionFacts
from entente.record.delivery.queries import SessionKind
from entente.record.plan.queries import Plan
from tests.cast import ANA
from tests.surfaces.web.stage import staged_plan

from .conftest import Entente

pytestmark = pytest.mark.django_db
AT = ("--as-of", "2026-11-20")
MADE_AT = datetime(2026, 6, 1, 12, tzinfo=UTC)


@pytest.fixture(autouse=True)
def plan() -> Plan:
    return staged_plan()


@pytest.mark.parametrize(("name", "start"), [("a.pdf", b"%PDF"), ("a.docx", b"PK"), ("a.html", b"<!doctype html>")])
def test_the_form_is_that_of_the_ending(entente: Entente, tmp_path: Path, name: str, start: bytes) -> None:
    out = tmp_path / name
    assert entente("report", "make", "placemat", "tri-plan", out, *AT).code == 0
    assert out.read_bytes().startswith(start)


def test_the_same_record_and_instant_give_the_same_bytes(entente: Entente, tmp_path: Path) -> None:
    for name in ("one.pdf", "two.pdf"):
        entente("report", "make", "annual", "tri-plan", tmp_path / name, "--language", "fr", *AT)
    assert (tmp_path / "one.pdf").read_bytes() == (tmp_path / "two.pdf").read_bytes()


def test_words_that_authors_wrote_come_from_a_file(entente: Entente, tmp_path: Path) -> None:
    (tmp_path / "said.txt").write_text("We hold fairs.")
    out, text = tmp_path / "note.html", f"response={tmp_path / 'said.txt'}"
    entente("report", "make", "note", "tri-plan", out, "--number", "1.1", "--text", text, *AT)
    assert "We hold fairs." in out.read_text()


@pytest.mark.parametrize(
    ("options", "why"),
    [
        (("--form", "pdf", "--template", "{house}"), "is no Word file that can be opened"),
        (("--reach", "own"), "Only a side that reads records has a report of its own"),
        (("--part", "weather"), "There is no part “weather”"),
    ],
)
def test_what_cannot_be_made_is_said_in_one_sentence(
    entente: Entente, tmp_path: Path, options: tuple[str, ...], why: str
) -> None:
    (tmp_path / "house.docx").write_text("no Word file")
    filled = [option.format(house=tmp_path / "house.docx") for option in options]
    told = entente("report", "make", "annual", "tri-plan", tmp_path / "a.pdf", *filled, *AT)
    assert (told.code, why in told.err) == (1, True)
    assert not (tmp_path / "a.pdf").exists()


def test_the_parts_of_a_kind_are_listed(entente: Entente) -> None:
    assert entente("report", "parts", "note").out.splitlines() == [
        "issue\tIssue (typed)",
        "response\tSuggested response (typed)",
        "background\tBackground",
        "facts\tLast facts and their sources",
    ]


def test_a_briefing_book_for_a_meeting(entente: Entente, tmp_path: Path) -> None:
    facts = ActivityFacts(plan="tri-plan", slug="talks", kind="dialogue", title={"en": "Talks"}, parties=("AAA", "BBB"))
    of = delivery.add_activity(facts, by=ANA, owner="AAA", at=MADE_AT, tier=Tier.PUBLIC)
    planned = SessionFacts("third", SessionKind.SESSION, {"en": "Third session"}, "2027-03-12")
    delivery.add_session(of, planned, by=ANA, at=MADE_AT)
    ref = "tri-plan/activities/talks/sessions/third"
    assert entente("report", "meetings", "tri-plan", *AT).out == f"{ref}\t2027-03-12\tThird session\n"
    made = ("report", "make", "briefing", "tri-plan")
    assert entente(*made, tmp_path / "book.html", "--meeting", ref, "--since", "2026-05-01", *AT).code == 0
    book = (tmp_path / "book.html").read_text()
    assert "For: Third session, 12 March 2027" in book
    assert "What changed since 1 May 2026" in book
    told = entente(*made, tmp_path / "none.html", "--meeting", f"{ref}-x", *AT)
    assert (told.code, "There is no meeting" in told.err, (tmp_path / "none.html").exists()) == (1, True, False)
