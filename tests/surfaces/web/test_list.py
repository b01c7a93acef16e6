"""The list: search, filters, sort, pages, and the same view as CSV and workbook."""

from __future__ import annotations

import csv
import io
from datetime import date, datetime

import pytest
from django.test import Client
from openpyxl import load_workbook

from entente.record.assessment.queries import Completion
from entente.record.plan.queries import Plan
from entente.surfaces.web import sheets
from tests.surfaces.busy import published, speaking

from .conftest import get, tags_of, texts_of
from .stage import SLUG, staged_plan

LIST = f"/en/plans/{SLUG}/commitments/"


def numbers(html: str) -> list[str]:
    """The numbers of the promises listed, in order."""
    addresses = [str(tag.get("href")) for tag in tags_of(html, "a") if tag.get("class") == "govuk-link"]
    return [
        found.rstrip("/").rsplit("/", 1)[1] for found in addresses if found.startswith(LIST) and found[-2].isdigit()
    ]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", ["1.1", "1.2", "2.1", "2.2"]),
        ("?q=FAIR", ["1.1", "2.1", "2.2"]),
        ("?q=fair+report", ["2.1"]),
        ("?q=%D8%B9%D8%A7%D8%AF%D9%84%D8%A7", ["1.1"]),
        ("?pillar=2", ["2.1", "2.2"]),
        ("?kind=standing", ["1.2"]),
        ("?strength=best_efforts", ["1.1"]),
        ("?owes=CCC", ["1.1"]),
        ("?evidence=found", ["1.1", "1.2", "2.1"]),
        ("?evidence=not_looked", ["2.2"]),
        ("?evidence=none_found", []),
        ("?sort=-number", ["2.2", "2.1", "1.2", "1.1"]),
        ("?kind=nonsense&pillar=77&owes=ZZZ&evidence=x&sort=y&page=0", ["1.1", "1.2", "2.1", "2.2"]),
        ("?q=zebra", []),
    ],
)
def test_list_shows_what_the_address_asks_for(plan: Plan, query: str, found: list[str]) -> None:
    assert numbers(get(f"{LIST}{query}")) == found


def test_count_says_how_many_are_left(plan: Plan) -> None:
    assert texts_of(get(f"{LIST}?pillar=2")).count("2 of 4 promises") == 1
    assert texts_of(get(f"{LIST}?q=zebra")).count("No commitment fits.") == 1


def test_form_keeps_what_was_asked_for(plan: Plan) -> None:
    html = get(f"{LIST}?q=%22%3E%3Cb%3E&kind=standing")
    assert [tag["value"] for tag in tags_of(html, "input") if tag["id"] != "find-q"] == ['"><b>']
    assert [tag["value"] for tag in tags_of(html, "option") if "selected" in tag and tag["value"]] == [
        "standing",
        "number",
    ]


def test_htmx_gets_the_part_that_the_page_holds(plan: Plan) -> None:
    part = get(f"{LIST}?pillar=1", **{"HX-Request": "true", "HX-Target": "results"})
    assert tags_of(part, "html") == []
    assert part.strip() in get(f"{LIST}?pillar=1")


def test_htmx_going_back_gets_the_whole_page(plan: Plan) -> None:
    headers = {"HX-Request": "true", "HX-Target": "results", "HX-History-Restore-Request": "true"}
    assert len(tags_of(get(LIST, **headers), "html")) == 1


def test_list_tells_caches_that_it_differs_for_htmx(plan: Plan) -> None:
    assert Client().get(LIST).headers["Vary"] == "HX-Request"


def test_long_list_has_pages_that_keep_the_filter(db: None) -> None:
    staged_plan(60)
    html = get(f"{LIST}?sort=-number")
    assert len(numbers(html)) == 50
    pages = [tag["href"] for tag in tags_of(html, "a") if "govuk-pagination__link" in str(tag.get("class"))]
    assert pages == [f"{LIST}?sort=-number", f"{LIST}?sort=-number&page=2", f"{LIST}?sort=-number&page=2"]
    assert len(numbers(get(f"{LIST}?page=2"))) == 12
    assert len(numbers(get(f"{LIST}?page=99"))) == 12


# --- downloads -------------------------------------------------------------------------------------------------------


def test_csv_is_exactly_the_view_in_the_readers_language(plan: Plan) -> None:
    response = Client().get(f"/fr/plans/{SLUG}/engagements/liste.csv?pillar=1&sort=-number")
    rows = list(csv.reader(io.StringIO(response.content.decode("utf-8-sig"))))
    assert response.headers["Content-Disposition"] == 'attachment; filename="tri-plan-fr.csv"'
    assert rows[0][:4] == ["Référence", "Numéro", "Pilier", "Titre"]
    assert [row[1] for row in rows[1:]] == ["1.2", "1.1"]
    assert rows[2][3] == "Une foire pour tous"
    assert rows[2][12] == "http://localhost:8000/fr/plans/tri-plan/engagements/1.1/"


def test_workbook_holds_the_same_cells_as_the_csv(plan: Plan) -> None:
    as_csv = Client().get(f"{LIST}list.csv?q=fair").content.decode("utf-8-sig")
    book = load_workbook(io.BytesIO(Client().get(f"{LIST}list.xlsx?q=fair").content))
    cells = [[plain(cell) for cell in row] for row in book.active.iter_rows(values_only=True)]
    assert cells == list(csv.reader(io.StringIO(as_csv)))
    assert book.active.freeze_panes == "C2"


def plain(cell: object) -> str:
    return "" if cell is None else cell.date().isoformat() if isinstance(cell, datetime) else str(cell)


def test_workbook_has_days_as_days_and_counts_as_numbers_and_says_its_language(plan: Plan) -> None:
    speaking(SLUG)
    published(f"{SLUG}/1.1", "Half.", value=Completion.LIMITED)
    book = load_workbook(io.BytesIO(Client().get(f"/fr/plans/{SLUG}/engagements/liste.xlsx").content))
    heading, first, *_rest = book.active.iter_rows()
    row = {name.value: cell for name, cell in zip(heading, first, strict=True)}
    says = next(name for name in row if str(name).endswith("\u00a0: en date du"))
    assert [type(row[name].value) for name in ("Numéro", "Nombre de preuves", says)] == [str, int, datetime]
    assert (row[says].number_format, row[says].is_date) == (sheets.DAY, True)
    assert (book.properties.language, book.properties.title, heading[0].font.b) == ("fr", "Engagements", True)
    assert all(one.width > 8 for one in book.active.column_dimensions.values())


def test_a_day_that_workbooks_cannot_count_is_a_text() -> None:
    days = [date(1900, 3, 1), date(1867, 7, 1)]
    sheet = load_workbook(io.BytesIO(sheets.as_workbook([["Day", "Before"], days], "Sheet"))).active
    assert [cell.value for cell in sheet[2]] == [datetime(1900, 3, 1), "1867-07-01"]  # noqa: DTZ001 - a sheet knows no zones


def test_workbook_is_written_as_its_library_writes_it() -> None:
    rows = [["Reference", "Title", ""], ["1", " two\nlines\r & <b> ", "x" * 40_000], ["", "=1+1", "\ufffe\ud800é"]]
    sheet = load_workbook(io.BytesIO(sheets.as_workbook(rows, "Sheet"))).active
    assert [[cell or "" for cell in row] for row in sheet.iter_rows(values_only=True)] == [
        rows[0],
        ["1", " two\nlines\r & <b> ", "x" * sheets.CELL_LENGTH_MAX],
        ["", "'=1+1", "é"],
    ]
    assert [sheet["A1"].font.b, sheet["A2"].font.b, sheet["C3"].alignment.wrap_text] == [True, False, True]
    assert [sheet.auto_filter.ref, sheet.column_dimensions["B"].width] == ["A1:C3", 9]


@pytest.mark.parametrize("rows", [[], [["Reference"]]])
def test_workbook_without_rows_opens(rows: list[list[str]]) -> None:
    sheet = load_workbook(io.BytesIO(sheets.as_workbook(rows, "Sheet"))).active
    assert [list(row) for row in sheet.iter_rows(values_only=True)] == rows


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n"])
def test_cell_is_never_a_formula(start: str) -> None:
    assert sheets.safe(f"{start}1+1") == f"'{start}1+1"


def test_cell_that_is_no_formula_is_left_as_it_is() -> None:
    assert sheets.safe("a=1") == "a=1"


def test_control_marks_do_not_break_a_workbook() -> None:
    book = load_workbook(io.BytesIO(sheets.as_workbook([["a\x00b"] * 13], "Sheet")))
    assert book.active["A1"].value == "ab"
