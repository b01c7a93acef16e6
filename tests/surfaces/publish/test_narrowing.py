"""Which questions are asked again: all that a change may concern, and of those that name their rows only the ones named."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime
from uuid import uuid4

import pytest
from django.db import connection

from entente.surfaces.publish.narrowing import Changes, changed_between, ends_of, packed, value_of, values_of
from entente.surfaces.publish.statements import reads_of

CLAIM, BACKING, CITED, DOCUMENT = (
    "verification_claim",
    "verification_backing",
    "sources_citation",
    "sources_document",
)
OF_ONE = f'SELECT "{CLAIM}"."id" FROM "{CLAIM}" WHERE ("{CLAIM}"."made_at" <= %s AND "{CLAIM}"."commitment" = %s) ORDER BY 1 ASC'
OF_SOME_BUT = (
    f'SELECT 1 FROM "{CLAIM}" WHERE (NOT ("{CLAIM}"."subject" LIKE %s ESCAPE \'\\\') '
    f'AND "{CLAIM}"."commitment" IN (%s, %s)) GROUP BY 1'
)
OF_SOME = f'SELECT 1 FROM "{CLAIM}" WHERE "{CLAIM}"."commitment" IN (%s, %s)'
WITH_SOURCES = (
    f'SELECT 1 FROM "{BACKING}" INNER JOIN "{CITED}" ON ("{BACKING}"."citation_id" = "{CITED}"."id") '
    f'LEFT OUTER JOIN "{DOCUMENT}" ON ("{CITED}"."document_id" = "{DOCUMENT}"."id") WHERE "{BACKING}"."claim_id" IN (%s)'
)
LEAF, ENTRY, OPENING = "ledger_leaf", "ledger_entry", "ledger_opening"
WITH_OPENINGS = (
    f'SELECT 1 FROM "{LEAF}" INNER JOIN "{ENTRY}" ON ("{LEAF}"."entry_id" = "{ENTRY}"."id") '
    f'LEFT OUTER JOIN "{OPENING}" ON ("{ENTRY}"."id" = "{OPENING}"."entry_id") WHERE "{LEAF}"."position" IN (%s, %s)'
)
UNTOLD = (
    f'SELECT 1 FROM "{CLAIM}" WHERE ("{CLAIM}"."commitment" = %s OR "{CLAIM}"."tier" = %s)',
    f'SELECT 1 FROM "{CLAIM}" WHERE NOT ("{CLAIM}"."commitment" = %s)',
    f'SELECT 1 FROM "{CLAIM}" WHERE "{CLAIM}"."commitment" > %s',
    f'SELECT 1 FROM "{CLAIM}" WHERE "{CLAIM}"."commitment" = \'x\' AND "{CLAIM}"."commitment" = %s',
    f'SELECT 1 FROM "{CLAIM}" LEFT JOIN "{CLAIM}" T2 ON (1 = 1) WHERE "{CLAIM}"."commitment" = %s',
    f'SELECT 1 FROM "{CLAIM}" WHERE ("{CLAIM}"."commitment" = %s AND EXISTS(SELECT 1 FROM "{CLAIM}" U0 LIMIT 1))',
    f'SELECT 1 FROM "{CLAIM}" WHERE "{CLAIM}"."commitment" = %s UNION SELECT 1 FROM "{CLAIM}"',
    f'SELECT 1 FROM "{CLAIM}" WHERE "{CLAIM}"."commitment" = %s UNION ALL SELECT 1 FROM "{CLAIM}"',
    f'SELECT 1 FROM "{CLAIM}" WHERE ("{CLAIM}"."commitment" = %s OR ("{CLAIM}"."tier" = %s AND "{CLAIM}"."commitment" > %s))',
    f'SELECT 1 FROM "{DOCUMENT}" WHERE EXISTS(SELECT 1 FROM "{CLAIM}" U0 WHERE U0."commitment" = %s)',
    f'SELECT (SELECT COUNT(*) FROM "{CLAIM}") FROM "{DOCUMENT}" WHERE "{DOCUMENT}"."slug" = %s',
)


def given(*values: object) -> str:
    return json.dumps([["", value] for value in values])


def changed(*values: str, table: str = CLAIM, column: str = "commitment") -> Changes:
    return Changes({table}, {(table, column): {value_of(value) or 0 for value in values}}, set())


@pytest.mark.parametrize(
    ("sql", "values", "may"),
    [
        (OF_ONE, ("2026", "plan/1.1"), True),
        (OF_ONE, ("2026", "plan/1.2"), False),
        (OF_ONE, ("plan/1.1", "plan/1.2"), False),
        (OF_SOME, ("plan/1.2", "plan/1.3"), False),
        (OF_SOME, ("plan/1.2", "plan/1.1"), True),
        (OF_SOME, ("plan/1.2", True), True),
        (OF_SOME_BUT, ("x/%", "plan/1.2", "plan/1.3"), False),
        (OF_SOME_BUT, ("x/%", "plan/1.1", "plan/1.3"), True),
    ],
)
def test_question_that_names_its_rows_concerns_those(sql: str, values: tuple[object, ...], may: bool) -> None:
    assert changed("plan/1.1").concern(reads_of(sql))(given(*values)) is may


@pytest.mark.parametrize("sql", UNTOLD)
def test_what_does_not_say_plainly_which_rows_it_reads_is_asked_again(sql: str) -> None:
    values = given(*["plan/9.9"] * sql.count("%s"))
    assert changed("plan/1.1").concern(reads_of(sql))(values) is True


def test_tables_that_did_not_change_are_not_asked() -> None:
    assert changed("plan/1.1", table=DOCUMENT).concern(reads_of(OF_ONE))(given("2026", "plan/1.1")) is False


def sources(grown: bool, *, named: str) -> Changes:
    keys = {(CITED, "id"), (DOCUMENT, "id")} if grown else {(CITED, "id")}
    values = {(BACKING, "claim_id"): {value_of(named) or 0}, (CITED, "id"): {1}, (DOCUMENT, "id"): {1}}
    return Changes({BACKING, CITED, DOCUMENT}, values, keys)


def test_rows_that_came_are_led_to_by_none_that_stood_before() -> None:
    mine, other = str(uuid4()), str(uuid4())
    reads = reads_of(WITH_SOURCES)
    assert sources(True, named=other).concern(reads)(given(mine)) is False
    assert sources(True, named=mine).concern(reads)(given(mine)) is True
    assert sources(False, named=other).concern(reads)(given(mine)) is True  # a document that stood before changed


def log(*, openings: set[int], came: set[int], is_grown: bool = True) -> Changes:
    """Entry 9 and its leaf at position 7 came since."""
    values = {(LEAF, "position"): {value_of(7) or 0}, (ENTRY, "id"): came, (OPENING, "entry_id"): openings}
    return Changes({LEAF, ENTRY, OPENING}, values, {(ENTRY, "id")} if is_grown else set())


def test_rows_that_lie_at_rows_which_came_concern_none_that_stood_before() -> None:
    reads = reads_of(WITH_OPENINGS)
    assert reads[0].lying == {OPENING: ("entry_id", ENTRY, "id")}
    assert log(openings={9}, came={9}).concern(reads)(given(5, 6)) is False
    assert log(openings={9}, came={9}).concern(reads)(given(6, 7)) is True
    assert log(openings={9, 5}, came={9}).concern(reads)(given(5, 6)) is True  # an opening that stood was erased
    assert log(openings={9}, came={9}, is_grown=False).concern(reads)(given(5, 6)) is True


def test_values_are_told_apart_by_their_rows_and_kept() -> None:
    key = uuid4()
    found = values_of([(1, "a", str(key), 0.5), (2, "b", key, 1), (3, None, key.hex, None)], {"x": 1, "key": 2, "y": 3})
    assert {name: len(values) for name, values in found.items()} == {"x": 2, "key": 1}  # a fraction is no name of a row
    fewer = {value: rows for value, rows in found["x"].items() if value != value_of("a")}
    one_less, all_of_them = packed(fewer), packed(found["x"])
    assert changed_between([one_less], [all_of_them]) == ({value_of("a")}, True)
    assert changed_between([all_of_them], [one_less]) == ({value_of("a")}, False)
    came = packed({value: rows for value, rows in found["x"].items() if value == value_of("a")})
    assert changed_between([one_less], [came, one_less]) == ({value_of("a")}, True)  # from one stretch into another
    assert changed_between([], [came], [one_less]) == ({value_of("a")}, True)
    assert changed_between([], [came], [all_of_them]) == (
        {value_of("a")},
        False,
    )  # one more row of a value that was there


OF_SUBJECT = (
    f'SELECT 1 FROM "{LEAF}" INNER JOIN "{ENTRY}" ON ("{LEAF}"."entry_id" = "{ENTRY}"."id") WHERE ((("{ENTRY}"."log" = %s '
    f'AND "{ENTRY}"."subject" = %s) OR ("{ENTRY}"."log" = %s AND {{}})) AND "{ENTRY}"."at" <= %s) ORDER BY 1 DESC LIMIT 100'
)
BETWEEN = OF_SUBJECT.format(f'"{ENTRY}"."subject" > %s AND "{ENTRY}"."subject" < %s')
BEGINNING = OF_SUBJECT.format(f'"{ENTRY}"."subject"::text LIKE %s')


def told_of(subject: str, *, leads_to: int = 9) -> Changes:
    """Entry 9, about a subject, and its leaf came since."""
    values = {(ENTRY, "id"): {9}, (LEAF, "entry_id"): {leads_to}, (ENTRY, "subject"): {value_of(subject) or 0}}
    return Changes({LEAF, ENTRY}, values, {(ENTRY, "id")}, {(ENTRY, "subject"): {subject}})


@pytest.mark.parametrize(
    ("subject", "may"), [("p/1.1", True), ("p/1.1/x", True), ("p/1.1#a", False), ("p/1.10", False), ("p/1.2/x", False)]
)
def test_question_about_a_subject_and_what_lies_under_it_concerns_those(subject: str, may: bool) -> None:
    beginning = given("public", "p/1.1", "public", "p/1.1/%", "2026")
    assert told_of(subject).concern(reads_of(BEGINNING))(beginning) is may
    if connection.vendor == "sqlite":
        between = given("public", "p/1.1", "public", "p/1.1/", "p/1.10", "2026")
        assert told_of(subject).concern(reads_of(BETWEEN))(between) is may


def test_beginning_with_a_sign_that_stands_for_others_says_nothing() -> None:
    reads = reads_of(BEGINNING)
    assert told_of("p/1x1/x").concern(reads)(given("public", "p/1", "public", r"p/1\_1/%", "2026")) is False
    assert told_of("p/1_1/x").concern(reads)(given("public", "p/1", "public", r"p/1\_1/%", "2026")) is True
    assert told_of("p/1x1/x").concern(reads)(given("public", "p/1", "public", "p/1_1/%", "2026")) is True


def test_leaf_of_an_entry_that_stood_before_concerns_whoever_reads_leaves() -> None:
    asked = given("public", "p/1.1", "public", "p/1.1/%", "2026")
    assert told_of("p/2", leads_to=5).concern(reads_of(BEGINNING))(asked) is True


WITHIN = (
    f'SELECT 1 FROM "{LEAF}" INNER JOIN "{ENTRY}" ON ("{LEAF}"."entry_id" = "{ENTRY}"."id") WHERE ((("{ENTRY}"."log" = %s '
    f'AND "{ENTRY}"."subject" = %s) OR ("{ENTRY}"."log" = %s AND "{ENTRY}"."subject" = %s)) AND "{ENTRY}"."at" <= %s '
    f'AND "{ENTRY}"."at" >= %s) ORDER BY 1 DESC'
)


@pytest.mark.parametrize(
    ("came", "may"), [((3, 31), False), ((4, 1), True), ((4, 20), True), ((4, 30), True), ((5, 1), False)]
)
def test_question_about_a_stretch_of_time_concerns_what_came_of_it(came: tuple[int, int], may: bool) -> None:
    at = datetime(2026, *came, tzinfo=UTC)
    first, last = datetime(2026, 4, 1, tzinfo=UTC), datetime(2026, 4, 30, 23, tzinfo=UTC)
    asked = json.loads(given("public", "p/1.1", "public", "p/1.1"))
    for bound in (last, first):
        written = ["", f"{bound:%Y-%m-%d %H:%M:%S}"], ["datetime", bound.isoformat()]
        asked.append(written[connection.vendor != "sqlite"])
    ends = ends_of([None, f"{at:%Y-%m-%d %H:%M:%S}" if connection.vendor == "sqlite" else at])
    assert ends is not None
    about = replace(told_of("p/1.1"), came={(ENTRY, "at"): ends})
    assert about.concern(reads_of(WITHIN))(json.dumps(asked)) is may
    assert told_of("p/1.1").concern(reads_of(WITHIN))(json.dumps(asked)) is True  # it is not known when they came
    until_now = [*asked[:4], ["instant", [0.0]], asked[5]]
    assert about.concern(reads_of(WITHIN))(json.dumps(until_now)) is (at >= first)


def test_ends_of_what_is_no_instant_are_not_told() -> None:
    assert ends_of([None]) is None
    assert ends_of([datetime(2026, 4, 1, tzinfo=UTC), "2026-04-01"]) is None


def test_selections_one_after_the_other_are_each_read_with_their_own_values() -> None:
    both = f'{OF_ONE.partition(" ORDER")[0]} UNION ALL (SELECT 1 FROM "{DOCUMENT}" WHERE "{DOCUMENT}"."slug" = %s)'
    asked = given("2026", "plan/1.1", "a")
    assert changed("plan/1.2").concern(reads_of(both))(asked) is False
    assert changed("plan/1.1").concern(reads_of(both))(asked) is True
    assert changed("a", table=DOCUMENT, column="slug").concern(reads_of(both))(asked) is True
    assert changed("b", table=DOCUMENT, column="slug").concern(reads_of(both))(asked) is False
