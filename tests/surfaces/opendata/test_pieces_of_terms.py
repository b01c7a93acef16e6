"""Calendars, reports due, amendments, what became of promises, and bodies come in pieces: the same rows as read whole."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import timedelta
from itertools import chain
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from entente.foundation.common.actors import PUBLIC
from entente.foundation.directory import queries as directory
from entente.foundation.directory.models import Organisation
from entente.foundation.directory.words import OrganisationKind
from entente.record.assessment import queries as assessment
from entente.record.plan import commands as plans
from entente.record.plan import queries
from entente.record.plan.models import Commitment
from entente.surfaces.opendata.reading import reading, rows_of
from entente.surfaces.opendata.tables import TABLES, table_named
from entente.surfaces.opendata.words import Walk
from tests.cast import ADA, ANA, BELA
from tests.record.assessment.calendar_acts import HALF_YEARS, accepted
from tests.record.assessment.test_statuses import publish, update
from tests.record.builders import NOW, adopted_plan
from tests.record.plan.changing import NEW, OLD, TABLE, proposed, sign, two_plans

pytestmark = pytest.mark.django_db
PLAN = "tri-plan"
LATER, AFTER = NOW + timedelta(days=2), NOW + timedelta(days=3)
IN_TIME, TOO_LATE = NOW.replace(year=2027, month=7, day=1), NOW.replace(year=2027, month=9, day=1)
AS_OF = TOO_LATE + timedelta(days=1)
FEW_OF_THE_RECORD = {"parties", "participations", "scales"}
FEW_OF_A_PLAN = {"plans", "pillars"}


@pytest.fixture
def _reported() -> None:
    """Two calendars, one of them for one promise of a side; a report in time, one late, the rest nothing."""
    adopted_plan(count=4)
    accepted(ANA, BELA)
    accepted(ANA, slug="one-promise", dates=HALF_YEARS[:1], promises={"AAA": [f"{PLAN}/1.2"]})
    publish(update(ANA, f"{PLAN}/1.1", IN_TIME), IN_TIME)
    publish(update(BELA, f"{PLAN}/1.3", TOO_LATE), TOO_LATE)


@pytest.fixture
def _changed() -> None:
    """Three amendments of two promises of a plan, which then is closed into the next."""
    old, new = two_plans()
    for number, words in (("1.1", "first"), ("1.2", "second"), ("1.1", "third")):
        promise = Commitment.objects.select_related("plan").get(ref=f"{OLD}/{number}")
        texts = {tag: f"{number} in the {words} words ({tag})" for tag in ("en", "pt")}
        row = plans.write_amendment(promise, replace(queries.terms_now(promise), texts=texts), texts, by=ANA, at=NOW)
        row = plans.propose_amendment(row, by=ADA, at=NOW, revision=row.revision)
        for by in (ANA, BELA):
            sign(row.proposal, by, at=LATER)
    table = proposed(old, new)
    for by in (ANA, BELA):
        sign(table.proposal, by, at=LATER)


def together(pieces: Iterator[Sequence[Any]], size: int) -> list[Any]:
    """What pieces hold, none of which holds more than it may."""
    found = list(pieces)
    assert all(len(piece) <= size for piece in found)
    return list(chain.from_iterable(found))


@pytest.mark.usefixtures("_reported")
@pytest.mark.parametrize("size", [1, 3, 100])
def test_reports_due_are_those_of_the_sheet_that_pages_show(size: int) -> None:
    sheet = assessment.reporting(PUBLIC, PLAN, as_of=AS_OF)
    whole = [sheet.due(turn, ref) for turn in sheet.turns for ref in sorted(turn.refs)]
    assert together(assessment.due_pieces(PUBLIC, PLAN, as_of=AS_OF, size=size), size) == whole
    states = [one.state for one in whole]
    assert len(set(states)) == 4
    assert len({one.calendar for one in whole}) == 2


@pytest.mark.usefixtures("_reported")
@pytest.mark.parametrize("size", [1, 100])
def test_calendars_are_those_of_the_plan(size: int) -> None:
    whole = assessment.calendars(PUBLIC, PLAN, as_of=AS_OF)
    assert together(assessment.calendar_pieces(PUBLIC, PLAN, as_of=AS_OF, size=size), size) == whole
    assert len(whole) == 2


@pytest.mark.usefixtures("_reported")
def test_the_clock_asks_of_the_promises_that_it_is_asked_about() -> None:
    """Who makes a page of one promise reads what is owed of that promise, however many the plan has."""
    ref = f"{PLAN}/1.3"
    sheet = assessment.reporting(PUBLIC, PLAN, as_of=AS_OF, refs=[ref])
    assert {one for turn in sheet.turns for one in turn.refs} == {ref}
    whole = assessment.reporting(PUBLIC, PLAN, as_of=AS_OF)
    assert [sheet.dues(ref, party) for party in ("AAA", "BBB")] == [whole.dues(ref, party) for party in ("AAA", "BBB")]


@pytest.mark.usefixtures("_reported")
def test_a_date_that_is_told_otherwise_is_another_piece() -> None:
    """A kept piece is known by its keys: they say all of the date, so that another day, or another zone, is not taken for it."""

    def keys() -> set[object]:
        pieces = assessment.due_pieces(PUBLIC, PLAN, as_of=AS_OF)
        return {key for piece in pieces for key in piece.keys}

    before = keys()
    directory.Party.objects.filter(code="BBB").update(time_zone="Europe/Lisbon")
    after = keys()
    assert {key for key in before if "'AAA'" in str(key)} == {key for key in after if "'AAA'" in str(key)}
    assert not {key for key in before & after if "'BBB'" in str(key)}
    assert len(before) == len(after)


@pytest.mark.usefixtures("_changed")
@pytest.mark.parametrize("size", [1, 2, 100])
def test_amendments_are_those_that_all_signed(size: int) -> None:
    whole = queries.agreed_by_all(PUBLIC, OLD, as_of=AFTER)
    assert together(queries.agreed_pieces(PUBLIC, OLD, as_of=AFTER, size=size), size) == whole
    assert [one.number for one in whole] == [1, 2, 3]
    assert list(queries.agreed_pieces(PUBLIC, OLD, as_of=NOW)) == []


@pytest.mark.usefixtures("_changed")
@pytest.mark.parametrize("size", [1, 2, 100])
def test_what_became_of_promises_is_what_the_table_says(size: int) -> None:
    table = queries.public_succession(OLD, PUBLIC, as_of=AFTER)
    assert table is not None
    found = together(queries.resolution_pieces(PUBLIC, OLD, as_of=AFTER, size=size), size)
    assert [(one.promise, one.fate, one.into, one.reason) for one in found] == [
        (one.promise, one.fate, one.into, one.reason) for one in table.rows
    ]
    assert {(one.plan, one.successor, one.owner, one.agreed_at) for one in found} == {
        (OLD, NEW, table.owner, table.agreed_at)
    }
    assert len(found) == len(TABLE)
    assert list(queries.resolution_pieces(PUBLIC, NEW, as_of=AFTER)) == []


@pytest.mark.usefixtures("_changed")
def test_tables_of_amendments_and_of_what_became_of_promises_have_their_rows() -> None:
    of = reading(as_of=AFTER, plan=OLD)
    amendments, resolutions = table_named("amendments"), table_named("resolutions")
    assert amendments is not None
    assert resolutions is not None
    assert [row[1:3] for row in rows_of(amendments, of)] == [[1, f"{OLD}/1.1"], [2, f"{OLD}/1.2"], [3, f"{OLD}/1.1"]]
    assert [row[:4] for row in rows_of(resolutions, of)] == [
        [f"{OLD}/{one.number}", f"{NEW}/{one.into[0]}" if one.into else None, OLD, NEW] for one in TABLE
    ]


@pytest.mark.usefixtures("_reported")
@pytest.mark.parametrize("size", [1, 2, 100])
def test_bodies_are_those_that_were_on_record(size: int) -> None:
    party = directory.Party.objects.get(code="AAA")
    for slug, at in (("z-office", NOW), ("a-office", NOW), ("m-office", AFTER)):
        Organisation.objects.create(slug=slug, party=party, kind=OrganisationKind.MINISTRY, made_at=at)
    found = together(directory.organisation_pieces(as_of=LATER, size=size), size)
    known = [one for one in directory.organisations() if one.made_at <= LATER]
    assert [one.slug for one in found] == [one.slug for one in known]
    assert {"a-office", "z-office"} <= {one.slug for one in found}
    (piece,) = directory.organisation_pieces(as_of=LATER)
    with CaptureQueriesContext(connection) as asked:
        assert [one.party.code for one in piece if one.party] == ["AAA", "AAA"]
    assert len(asked) == 1


def test_only_what_there_is_little_of_is_read_whole() -> None:
    """The log is read by its numbers, a thousand at a time; every other table comes in pieces."""
    whole = {table.name for table in TABLES if table.walk is Walk.WHOLE}
    assert whole == {*FEW_OF_THE_RECORD, *FEW_OF_A_PLAN, "ledger"}
