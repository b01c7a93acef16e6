"""A long list of promises is put together of pieces that are kept: the same bytes, and of a change one piece is made anew."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from entente.foundation.common.reading import one_instant
from entente.foundation.ledger import commands as ledger
from entente.record.assessment.queries import ListFilter
from entente.record.plan.queries import Plan
from entente.surfaces.publish.kept_parts import SCHEMA, KeptParts
from entente.surfaces.web import list_files
from entente.surfaces.web.list_files import Listing, WantedState, list_as_csv, list_as_workbook
from entente.surfaces.web.pages import a_z
from entente.surfaces.web.side_states import joint_on_plan, said_of_plan
from tests.record.assessment.calendar_acts import reporting_plan
from tests.record.delivery import activity_acts as acts

from .test_changed import BEGIN, files, published, var, whole

assert var  # the folder of those tests is the folder of these

ALL = WantedState("", "", "", "")
LANGUAGES = ("en", "es", "fr")
Stretch = tuple[str, ...]


@pytest.fixture
def plan(db: None, monkeypatch: pytest.MonkeyPatch) -> Plan:
    """Seven promises, of which lists take two at a time."""
    monkeypatch.setattr(list_files, "NAMED_MAX", 2)
    return reporting_plan(count=7)


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[tuple[Stretch, str, str]]:
    """The pieces that are made: of which promises, in which form and language."""
    found = []
    make = list_files._lines

    def noted(stretch: list_files._Stretch, form: str, language: str, *, as_of: datetime) -> bytes:
        found.append((stretch.refs, form, language))
        return make(stretch, form, language, as_of=as_of)

    monkeypatch.setattr(list_files, "_lines", noted)
    return found


@pytest.fixture
def opened() -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(":memory:")) as opened:
        opened.executescript(SCHEMA)
        yield opened


@pytest.mark.parametrize("wanted", [ListFilter(), ListFilter(evidence="not_looked"), ListFilter(sort="-number")])
def test_list_is_the_same_whether_its_pieces_are_kept_or_not(
    plan: Plan, opened: sqlite3.Connection, made: list[object], wanted: ListFilter
) -> None:
    acts.claim("tri-plan/1.2", slug="seen")
    of = Listing("tri-plan", wanted, ALL, datetime.now(UTC))

    def both() -> list[bytes]:
        with one_instant():
            return [list_as_csv(of, "en"), list_as_workbook(of, "en", told_at=lambda: BEGIN)]

    plainly, parts = both(), KeptParts(opened, of.as_of, frozenset())
    with parts.of("/en/list.csv"):
        first = both()
    many = len(made)
    with parts.of("/en/list.csv"):
        again = both()
    assert plainly == first == again
    assert len(made) == many
    assert bool(many) == (wanted.sort == "number")


@pytest.mark.parametrize(
    ("read", "asked"),
    [
        (lambda at: said_of_plan("tri-plan", as_of=at), 4),  # the plan and its parties, its pillars and their words
        (lambda at: joint_on_plan("tri-plan", as_of=at), 4),
        (lambda at: a_z._lines(at, "en"), 2),  # which plans there are, and their parties
    ],
)
def test_what_is_told_of_a_whole_plan_is_read_once(
    plan: Plan, opened: sqlite3.Connection, read: Callable[[datetime], object], asked: int
) -> None:
    acts.claim("tri-plan/1.2", slug="seen")
    at = datetime.now(UTC)
    with one_instant():
        plainly = read(at)
    found, parts = [plainly], KeptParts(opened, at, frozenset())
    for _time in range(2):
        with one_instant(), parts.of("/en/"), CaptureQueriesContext(connection) as queries:
            found.append(read(at))
    assert found == [plainly] * 3
    assert len([one for one in queries if one["sql"].startswith("SELECT")]) == asked


def test_one_change_makes_the_piece_of_its_promise_anew(
    plan: Plan, tmp_path: Path, var: Path, made: list[tuple[Stretch, str, str]]
) -> None:
    published(tmp_path / "site", BEGIN)
    at = BEGIN + timedelta(hours=1)
    stretches = dict.fromkeys(refs for refs, _form, _language in made)
    promises = [*(f"tri-plan/1.{number}" for number in range(1, 8)), "tri-plan/2.1"]
    assert [ref for refs in stretches for ref in refs] == promises
    assert len(made) == len(set(made)) == len(stretches) * 2 * len(LANGUAGES)
    made.clear()
    with time_machine.travel(at, tick=False):
        acts.claim("tri-plan/1.4", slug="seen")
        ledger.seal()
    published(tmp_path / "site", at + timedelta(minutes=1))
    assert {refs for refs, _form, _language in made} == {("tri-plan/1.3", "tri-plan/1.4")}
    assert len(made) == 2 * len(LANGUAGES)
    assert files(tmp_path / "site") == whole(tmp_path / "whole", at + timedelta(minutes=1), var)
