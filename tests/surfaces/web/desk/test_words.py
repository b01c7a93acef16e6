"""Every language has every sentence of the desk, the record's own reasons among them."""

from __future__ import annotations

import ast
from io import BytesIO
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.pofile import read_po
from django.utils.translation import template as templates

from entente.foundation.common.actors import PUBLIC, SYSTEM, WORKING_ROLES, Actor, Capacity
from entente.foundation.common.decisions import Decision, Denied
from entente.foundation.directory.rules import can_keep_directory
from entente.record.assessment.rules import can_file_finding, can_set_status
from entente.record.plan import rules
from entente.record.verification.rules import ClaimAtHand, can_check, can_claim
from entente.surfaces.intake.evidence import can_add_evidence
from entente.surfaces.web import desk
from entente.surfaces.web.desk import words
from tests import cast

FOLDER = Path(desk.__file__).parent
KEYWORDS = {"_": None, "gettext": None, "gettext_lazy": None, "gettext_noop": None, "ngettext": (1, 2)}
KEYWORDS |= {"pgettext": ((1, "c"), 2), "pgettext_lazy": ((1, "c"), 2)}
BELA = Actor(Capacity.PARTY, owner="BBB", post="ministry-b/desk", roles=WORKING_ROLES)


def asked_for() -> set[tuple[str, str]]:
    """Every sentence that modules and templates have translated, with its context, "" for none."""
    found: set[tuple[str, str]] = set()
    sources = [path.read_text() for path in FOLDER.rglob("*.py")]
    sources += [templates.templatize(path.read_text()) for path in FOLDER.rglob("*.html")]
    for source in sources:
        for _line, message, _comments, context in extract("python", BytesIO(source.encode()), keywords=KEYWORDS):
            found.add((context or "", message[0] if isinstance(message, tuple) else message))
    return found


def catalogue(language: str) -> Catalog:
    with (FOLDER / "locale" / language / "LC_MESSAGES" / "django.po").open("rb") as file:
        return read_po(file, locale=language)


@pytest.mark.parametrize("language", ["fr", "es"])
def test_every_sentence_is_translated_and_no_other_kept(language: str) -> None:
    known = {
        (entry.context or "", entry.id[0] if isinstance(entry.id, tuple) else entry.id): entry
        for entry in catalogue(language)
        if entry.id
    }
    empty = [
        key
        for key, entry in known.items()
        if not all(entry.string if isinstance(entry.string, tuple) else [entry.string])
    ]
    asked = asked_for()
    assert (asked - set(known), set(known) - asked, empty) == (set(), set(), [])


@pytest.mark.parametrize("language", ["fr", "es"])
def test_every_translation_fills_in_the_same_names(language: str) -> None:
    known = catalogue(language)
    assert [error for entry in known for error in entry.check(known)] == []


@pytest.mark.parametrize(
    "decision",
    [
        rules.can_start(PUBLIC),
        can_keep_directory(PUBLIC),
        rules.can_edit(BELA, owner="AAA", status="draft"),
        rules.can_edit(BELA, owner="BBB", status="adopted"),
        rules.can_adopt(BELA, owner="BBB", status="draft", commitments=0),
        rules.can_attach(BELA, owner="AAA"),
        can_claim(PUBLIC, owner=""),
        can_file_finding(BELA, owner="BBB"),
        can_add_evidence(BELA, "draft"),
        can_claim(BELA, owner="AAA"),
        can_file_finding(cast.CHRIS, owner="AAA"),
        can_set_status(PUBLIC, owner="AAA"),
        can_set_status(cast.ANA, owner="BBB"),
        can_check(PUBLIC, ClaimAtHand("pact", "AAA", "all", "")),
        can_check(SYSTEM, ClaimAtHand("pact", "AAA", "all", "")),
        can_check(cast.ANA, ClaimAtHand("pact", "AAA", "all", "", frozenset({"ana"}))),
    ],
)
def test_every_reason_of_the_record_has_its_translation(decision: Decision) -> None:
    assert isinstance(decision, Denied)
    assert decision.reason in words.REASONS


def test_subjects_are_said_in_words() -> None:
    subjects = [
        "tri-plan",
        "tri-plan/6.4",
        "tri-plan/6.4#b",
        "tri-plan/6.4#b@AAA",
        "tri-plan/6.4/milestones/list",
        "tri-plan/activities/mou#signed",
        "tri-plan/activities/mou/sessions/2024",
        "observatory/sources/a",
        "user/0189",
    ]
    assert [words.subject(one) for one in subjects] == [
        "tri-plan",
        "tri-plan, 6.4",
        "tri-plan, 6.4 b",
        "tri-plan, 6.4 b, AAA",
        "tri-plan, 6.4, milestone list",
        "tri-plan, activity mou, stage signed",
        "tri-plan, activity mou, session 2024",
        "observatory/sources/a",
        "a log-in",
    ]


SAYING = {"in_language", "refuse", "_refused", "_as_failed"}
"""What says a refusal in the language being read, or hands it to what does."""


def test_every_refusal_that_a_page_shows_is_said_in_the_language_being_read() -> None:
    raw = [f"{path.name}: {shown}" for path in sorted((FOLDER / "views").glob("*.py")) for shown in _as_raised(path)]
    assert raw == []


def _as_raised(path: Path) -> list[str]:
    """The refusals that a module catches and shows as they were raised, in English."""
    tree = ast.parse(path.read_text("utf-8"))
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call)]
    said = {id(arg) for call in calls if ast.unparse(call.func).rpartition(".")[2] in SAYING for arg in call.args}
    caught = [node for node in ast.walk(tree) if isinstance(node, ast.ExceptHandler) and node.name]
    return [
        ast.unparse(node)
        for handler in caught
        for node in ast.walk(handler)
        if isinstance(node, ast.Attribute) and ast.unparse(node) == f"{handler.name}.sentence" and id(node) not in said
    ]
