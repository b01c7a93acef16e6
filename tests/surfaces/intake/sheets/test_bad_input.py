"""Workbooks that should not be taken: one clear sentence each, and nothing kept."""

from __future__ import annotations

import io
import time
import zipfile
from collections.abc import Callable
from datetime import date, datetime

import openpyxl
import pytest

from entente.foundation.common.errors import RuleBroken
from entente.record.delivery.models import Update
from entente.record.plan.queries import Plan
from entente.surfaces.intake.models import SheetBatch
from entente.surfaces.intake.sheets import applying, batches
from tests.cast import ANA, BELA, CHRIS
from tests.record.builders import adopted_plan

from .books import AT, PLAN, changed, columns, edited, exported, opened, previewed, put, repacked, row_of, saved, told


@pytest.fixture
def plan(db: None, settings: object, tmp_path: object) -> Plan:
    settings.MEDIA_ROOT = tmp_path  # type: ignore[attr-defined]
    return adopted_plan()


def rename(book: openpyxl.Workbook, sheet: str, before: str, after: str) -> None:
    page = book[sheet]
    page.cell(1, columns(page)[before]).value = after


def set_keys(book: openpyxl.Workbook, name: str, value: str) -> None:
    for title in ("Status", "Updates"):
        page = book[title]
        for row in range(3, page.max_row + 1):
            page.cell(row, columns(page)[name]).value = value


def bomb() -> bytes:
    out = io.BytesIO(exported(ANA))
    with zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED) as archive, archive.open("xl/big.xml", "w") as member:
        for _mebibyte in range(310):
            member.write(bytes(1024 * 1024))
    return out.getvalue()


def cut_off() -> bytes:
    data = exported(ANA)
    return data[: len(data) // 2]


FILES: dict[str, tuple[str, Callable[[], bytes], str]] = {
    "empty": ("plan.xlsx", lambda: b"", "“plan.xlsx” is empty; choose the file again."),
    "macros": (
        "plan.xlsm",
        lambda: exported(ANA),
        "“plan.xlsm” holds macros or is of a kind that can; save it as a workbook without macros (.xlsx).",
    ),
    "macros under another name": (
        "plan.xlsx",
        lambda: with_member("xl/vbaProject.bin"),
        "“plan.xlsx” holds macros or is of a kind that can; save it as a workbook without macros (.xlsx).",
    ),
    "password": (
        "plan.xlsx",
        lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600),
        "“plan.xlsx” is protected by a password or of an older format; save it without a password as .xlsx.",
    ),
    "old format": (
        "plan.xls",
        lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600),
        "“plan.xls” is of an older format; open it and save it as .xlsx.",
    ),
    "no workbook": (
        "plan.xlsx",
        lambda: b"%PDF-1.7",
        "“plan.xlsx” is not an Excel workbook; choose the .xlsx file that was downloaded here.",
    ),
    "cut off": (
        "plan.xlsx",
        cut_off,
        "“plan.xlsx” is damaged and cannot be opened; open it, and save it again as .xlsx.",
    ),
    "broken inside": (
        "plan.xlsx",
        lambda: repacked(exported(ANA), lambda name, one: one[:900] if name == "xl/worksheets/sheet2.xml" else one),
        "“plan.xlsx” is damaged and cannot be opened; open it, and save it again as .xlsx.",
    ),
    "entities": (
        "plan.xlsx",
        lambda: repacked(
            exported(ANA),
            lambda name, one: b'<!DOCTYPE a [<!ENTITY b "c">]>' + one if name == "xl/worksheets/sheet2.xml" else one,
        ),
        "“plan.xlsx” is damaged and cannot be opened; open it, and save it again as .xlsx.",
    ),
    "unpacks to much more": (
        "plan.xlsx",
        bomb,
        "“plan.xlsx” unpacks to more than 300 MB; copy the rows that changed into a fresh sheet from this page.",
    ),
    "another plan": (
        "plan.xlsx",
        lambda: edited(exported(ANA), lambda book: set_keys(book, "key_plan", "other-plan")),
        "“plan.xlsx” was made for the plan “other-plan” and not for “tri-plan” (sheet “Status”, row 3); "
        "drop it on that plan's page.",
    ),
    "another version": (
        "plan.xlsx",
        lambda: edited(exported(ANA), lambda book: set_keys(book, "key_template", "entente-sheets-0")),
        "“plan.xlsx” was made by another version of this software (sheet “Status”, row 3); "
        "download a fresh workbook and copy your cells into it.",
    ),
    "another side": (
        "plan.xlsx",
        lambda: exported(BELA),
        "“plan.xlsx” was made for BBB and you act for AAA (sheet “Status”, row 3); download your own workbook.",
    ),
    "merged heading": (
        "plan.xlsx",
        lambda: edited(exported(ANA), lambda book: book["Status"].merge_cells("E1:F1")),
        "“plan.xlsx”, sheet “Status”: the cells E1:F1 are merged, so that nobody can tell which column they belong to; "
        "unmerge them.",
    ),
    "renamed column": (
        "plan.xlsx",
        lambda: edited(exported(ANA), lambda book: rename(book, "Status", "progress_pt", "Progresso")),
        "“plan.xlsx”, sheet “Status”: the column “progress_pt” is missing and “Progresso” is not known; "
        "name it “progress_pt” again.",
    ),
    "column twice": (
        "plan.xlsx",
        lambda: edited(exported(ANA), lambda book: rename(book, "Status", "progress_pt", "progress_en")),
        "“plan.xlsx”, sheet “Status”: the column “progress_en” is there twice; remove one of them.",
    ),
    "no headings": (
        "plan.xlsx",
        lambda: saved(openpyxl.Workbook()),
        "No sheet of “plan.xlsx” has a row of headings with “commitments” among its first five rows; "
        "put the headings back, or download a fresh workbook.",
    ),
}


def with_member(name: str) -> bytes:
    out = io.BytesIO(exported(ANA))
    with zipfile.ZipFile(out, "a") as archive:
        archive.writestr(name, b"x")
    return out.getvalue()


@pytest.mark.parametrize("what", FILES)
def test_bad_file_is_refused_in_one_sentence(plan: Plan, what: str) -> None:
    name, make, sentence = FILES[what]
    data = make()

    with pytest.raises(RuleBroken) as refused:
        batches.submit(name, data, PLAN, by=ANA, at=AT)

    assert refused.value.sentence == sentence
    assert SheetBatch.objects.count() == 0


def test_fifty_thousand_rows_are_refused_at_the_first_one_too_many(plan: Plan) -> None:
    book = openpyxl.Workbook(write_only=True)
    page = book.create_sheet("Status")
    page.append(["commitments", "milestones", "status", "progress_en"])
    for _row in range(50_000):
        page.append(["1.1", "", "LP", "Words about progress that fill a cell."])
    data = saved(book)
    began = time.process_time()

    with pytest.raises(RuleBroken) as refused:
        batches.submit("plan.xlsx", data, PLAN, by=ANA, at=AT)

    assert refused.value.sentence == (
        "“plan.xlsx”, sheet “Status”, has more than 20,000 rows; split it, for instance by pillar."
    )
    assert time.process_time() - began < 5


def test_cell_at_the_far_end_of_the_sheet_costs_one_cell(plan: Plan) -> None:
    data = edited(exported(ANA), lambda book: book["Status"].__setitem__("XFD1048576", "far"))

    assert previewed(data, ANA).cells == ()


CELLS: dict[str, tuple[str, str, object, str]] = {
    "unknown status": (
        "Status",
        "status",
        "done",
        "“done” is no status; write NS, LP, SP, C, NP or SU.",
    ),
    "date in the wrong order": (
        "Updates",
        "as_of_on",
        "03/04/2026",
        "Nobody can tell day and month of “03/04/2026” apart; write it as 2026-04-03.",
    ),
    "no date": ("Updates", "as_of_on", "spring", "“spring” is not a date; write 2026-04-03, 2026-04, 2026 or 2026-Q2."),
    "impossible date": (
        "Updates",
        "as_of_on",
        "2026-02-30",
        "“2026-02-30” is not a date; write 2026-04-03, 2026-04, 2026 or 2026-Q2.",
    ),
    "day to come": (
        "Updates",
        "as_of_on",
        date(2027, 1, 1),
        "“2027-01-01” has not come yet; say how things stand on a day that has.",
    ),
    "text too long": (
        "Updates",
        "done_en",
        "x" * 10_001,
        "This text has 10,001 characters, more than are taken; shorten it.",
    ),
    "formula": ("Updates", "done_en", "=1+1", "This cell holds a formula; write its value instead."),
    "error value": ("Updates", "done_en", "#REF!", "This cell holds the error “#REF!”; write words."),
    "evidence": (
        "Status",
        "evidence_en",
        "We say so.",
        "Evidence goes on record with its source, on the commitment's own page; put this cell's words back.",
    ),
    "promised words": (
        "Status",
        "indicators",
        "Something easier",
        "This cell only explains and is not changed by a sheet; put its words back.",
    ),
    "progress without a status": (
        "Status",
        "progress_en",
        "Some.",
        "Words of progress go with a status; choose one in this row.",
    ),
}


@pytest.mark.parametrize("what", CELLS)
def test_bad_cell_is_refused_with_its_place(plan: Plan, what: str) -> None:
    sheet, column, value, sentence = CELLS[what]
    data = changed(exported(ANA), sheet, "1.2", {column: value})
    page = opened(data)[sheet]
    place = page.cell(row_of(page, "1.2"), columns(page)[column]).coordinate

    assert [(where, reason) for where, _verdict, _after, reason in told(previewed(data, ANA))] == [
        (f"{sheet} {place}", sentence)
    ]


ROWS: dict[str, tuple[dict[int, object], str, str]] = {
    "unknown commitment": (
        {1: "9.9", 3: "2027", 4: "A step"},
        "A3",
        "There is no commitment “9.9” in this plan; write a number such as 6.4.",
    ),
    "no commitment": ({3: "2027", 4: "A step"}, "A3", "This row names no commitment; write its number."),
    "no title": ({1: "1.1", 3: "2027"}, "C3", "A milestone needs a title in at least one language."),
    "no date": ({1: "1.1", 4: "A step"}, "D3", "A milestone needs the day, month or year in which it is due."),
    "unknown milestone": (
        {1: "1.1", 2: "gone", 3: "2027", 4: "A step"},
        "B3",
        "There is no milestone “gone” here; leave the cell empty to add one.",
    ),
}


@pytest.mark.parametrize("what", ROWS)
def test_bad_row_is_refused_with_its_place(plan: Plan, what: str) -> None:
    values, place, sentence = ROWS[what]

    def write(book: openpyxl.Workbook) -> None:
        for column, value in values.items():
            book["Milestones"].cell(3, column).value = value  # type: ignore[assignment]

    preview = previewed(edited(exported(ANA), write), ANA)

    assert told(preview) == [(f"Milestones {place}", "rejected", preview.cells[0].after, sentence)]


def test_row_that_stands_twice_is_refused_once(plan: Plan) -> None:
    def double(book: openpyxl.Workbook) -> None:
        page = book["Updates"]
        page.append([cell.value for cell in page[3]])

    last = opened(exported(ANA))["Updates"].max_row + 1
    assert told(previewed(edited(exported(ANA), double), ANA)) == [
        (f"Updates A{last}", "rejected", "1.1", "Row 3 is about the same; keep one of the two.")
    ]


def test_row_whose_number_was_written_over_is_refused(plan: Plan) -> None:
    data = edited(exported(ANA), lambda book: book["Updates"].__setitem__("A3", "1.2"))

    assert told(previewed(data, ANA)) == [
        (
            "Updates A3",
            "rejected",
            "1.2",
            "This row was made for 1.1 and names another commitment; put its number back.",
        )
    ]


def test_challenges_that_two_sheets_tell_differently_are_refused(plan: Plan) -> None:
    book = opened(exported(ANA))
    put(book, "Status", "1.1", {"challenges_en": "No money."})
    put(book, "Updates", "1.1", {"challenges_en": "No people."})

    reasons = {reason for _place, _verdict, _after, reason in told(previewed(saved(book), ANA))}

    assert reasons == {"The sheet of updates says something else for the same words; make the two alike."}


@pytest.mark.parametrize("value", [date(2026, 4, 3), datetime.fromisoformat("2026-04-03"), "2026-04-03"])
def test_dates_are_taken_as_dates_or_in_iso_form(plan: Plan, value: object) -> None:
    data = changed(exported(ANA), "Updates", "1.2", {"as_of_on": value})

    assert [(cell.after, cell.verdict.value) for cell in previewed(data, ANA).cells] == [("2026-04-03", "added")]


@pytest.mark.parametrize("text", ["=HYPERLINK(1)", "+1", "-1 step", "@cmd"])
def test_words_that_look_like_formulas_leave_as_words(plan: Plan, text: str) -> None:
    data = changed(exported(ANA), "Updates", "1.1", {"done_en": f"'{text}"})
    applying.apply(batches.submit("plan.xlsx", data, PLAN, by=ANA, at=AT)[0], by=ANA, at=AT)

    page = opened(exported(ANA))["Updates"]

    cell = page.cell(3, columns(page)["done_en"])
    assert (Update.objects.get().done, cell.value, cell.data_type) == ({"en": text}, f"'{text}", "s")


def test_columns_in_another_order_and_sheets_in_another_order_are_read(plan: Plan) -> None:
    def shuffle(book: openpyxl.Workbook) -> None:
        page = book["Updates"]
        rows = [[cell.value for cell in row][::-1] for row in page.iter_rows()]
        page.delete_rows(1, page.max_row)
        for row in rows:
            page.append(row)
        book.move_sheet("Updates", -2)

    data = edited(changed(exported(ANA), "Updates", "1.1", {"done_en": "We ran two."}), shuffle)

    assert [(cell.column.name, cell.after) for cell in previewed(data, ANA).cells] == [("done_en", "We ran two.")]


def test_missing_columns_and_further_ones_are_said(plan: Plan) -> None:
    def drop(book: openpyxl.Workbook) -> None:
        page = book["Updates"]
        page.delete_cols(columns(page)["done_ar"])

    preview = previewed(edited(exported(ANA), drop), ANA)

    assert (preview.cells, preview.notes) == ((), ("Sheet “Updates” has no column done_ar; those stay as they are.",))


def test_keeper_has_updates_and_milestones_and_no_status(plan: Plan) -> None:
    assert opened(exported(CHRIS)).sheetnames == ["Instructions", "Updates", "Milestones", "Choices"]
    with pytest.raises(RuleBroken) as refused:
        previewed(exported(ANA), CHRIS)

    assert refused.value.sentence == (
        "“plan.xlsx”, sheet “Status”: only a party says where it stands, and you do not act for one; remove that sheet."
    )
