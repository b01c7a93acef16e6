"""The questions that a change may concern are looked up by what they name: the same ones as looking at each of them."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing

import pytest

from entente.surfaces.publish import asked
from entente.surfaces.publish.asked import Asked
from entente.surfaces.publish.narrowing import Changes, value_of
from entente.surfaces.publish.statements import reads_of

from .test_narrowing import CLAIM, DOCUMENT, OF_ONE, OF_SOME, UNTOLD

STATEMENTS = dict(enumerate((OF_ONE, OF_SOME, UNTOLD[0], f'SELECT 1 FROM "{DOCUMENT}" WHERE "{DOCUMENT}"."slug" = %s')))


@pytest.fixture
def questions() -> Iterator[Asked]:
    """Two hundred of each statement, about promises, with values that are not told apart among them."""
    with closing(sqlite3.connect(":memory:")) as opened:
        opened.executescript(f"CREATE TABLE statement (number INTEGER PRIMARY KEY); {asked.SCHEMA}")
        found = Asked(opened)
        for number in range(200 * len(STATEMENTS)):
            statement, about = number % len(STATEMENTS), [["", f"plan/1.{number % 37}"], ["", f"PLAN/1.{number % 11}"]]
            if number % 41 == 0:
                about[1] = ["decimal", "1.5"]
            if statement == 3:
                about = about[:1]
            given, is_restless = json.dumps(about), number % 97 == 0
            found.keep(number, statement, STATEMENTS[statement], given, b"", is_restless=is_restless)
        yield found


def concerned(questions: Asked, changes: Changes, turned: frozenset[str] = frozenset()) -> set[int]:
    return {number for number, *_row in questions.concerned(STATEMENTS, turned, changes)}


def one_by_one(questions: Asked, changes: Changes) -> set[int]:
    """As `narrowing` says of each."""
    may = {number: changes.concern(reads_of(text)) for number, text in STATEMENTS.items()}
    rows = questions._notes.execute("SELECT number, statement, given, is_restless FROM question")
    return {number for number, statement, given, is_restless in rows if is_restless or may[statement](given)}


@pytest.mark.parametrize("few", [500, 10])
@pytest.mark.parametrize(("table", "column"), [(CLAIM, "commitment"), (CLAIM, "tier"), (DOCUMENT, "slug")])
@pytest.mark.parametrize("values", [("plan/1.7",), ("Plan/1.1", "plan/1.30"), ("other",), ()])
def test_questions_are_looked_up_by_what_they_name(
    questions: Asked, monkeypatch: pytest.MonkeyPatch, few: int, table: str, column: str, values: tuple[str, ...]
) -> None:
    monkeypatch.setattr(asked, "FEW", few)
    changes = Changes({table}, {(table, column): {value_of(one) or 0 for one in values}}, set())
    assert concerned(questions, changes) == one_by_one(questions, changes)


def test_all_questions_of_a_table_are_asked_of_which_an_instant_has_passed(questions: Asked) -> None:
    nothing = Changes(set(), {}, set())
    assert len(concerned(questions, nothing, frozenset({DOCUMENT}))) == 200 + len(
        [one for one in range(0, 800, 97) if one % 4 != 3]
    )


def test_what_is_said_of_a_question_that_is_gone_misleads_nobody(questions: Asked) -> None:
    questions.leave_out([1, 5])
    questions.keep(5, 3, STATEMENTS[3], json.dumps([["", "plan/1.5"]]), b"", is_restless=False)
    changes = Changes({CLAIM}, {(CLAIM, "commitment"): {value_of("plan/1.1") or 0, value_of("plan/1.5") or 0}}, set())
    assert concerned(questions, changes) == one_by_one(questions, changes)
    questions.forget()
    (left,) = questions._notes.execute("SELECT count(*) FROM naming WHERE question IN (1, 5)").fetchone()
    assert left == 1
