"""A release as its readers meet it: the standard's own validator, pandas, and whoever compares two of them byte by byte."""

from __future__ import annotations

import json
import shutil
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pandas
import pyarrow.parquet
import pytest
from frictionless import validate

from entente.surfaces.opendata.tables import TABLES

from .conftest import Twice

pytestmark = pytest.mark.django_db
"""None of them asks the database; the fixture that writes the release does."""

MAY_BE_EMPTY = {"authentic_texts", "inquiries", "amendments", "resolutions"}
"""Tables that the demonstration need not have a row for."""


def described(folder: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((folder / "datapackage.json").read_text("utf-8"))
    return found


def test_frictionless_finds_every_table_key_reference_and_hash_in_order(folder: Path) -> None:
    report = validate(folder / "datapackage.json")
    assert report.flatten(["name", "type", "message"]) == []
    assert report.stats["tasks"] == len(TABLES)


def test_frictionless_notices_cells_that_somebody_changed(folder: Path, tmp_path: Path) -> None:
    copy = shutil.copytree(folder, tmp_path / "copy")
    for table, before, after in (
        ("statuses.csv", b",XNO,", b",ZZZ,"),
        ("standings.csv", b"2026-", b"2O26-"),
        ("commitments.csv", b",standing,", b",walking,"),
        ("plans.csv", b",2023", b",2024"),
    ):
        file = copy / "csv" / table
        assert before in file.read_bytes()
        file.write_bytes(file.read_bytes().replace(before, after, 1))
    found = {kind for (kind,) in validate(copy / "datapackage.json").flatten(["type"])}
    assert found == {"hash-count", "byte-count", "foreign-key", "type-error", "constraint-error"}


def test_every_table_but_a_few_holds_rows_of_the_demonstration(folder: Path) -> None:
    rows = {one["name"].replace("-", "_"): one["rows"] for one in described(folder)["resources"]}
    assert {name for name, number in rows.items() if not number} <= MAY_BE_EMPTY


def test_the_three_formats_hold_the_same_cells(folder: Path) -> None:
    book = folder / "entente.xlsx"
    for one in described(folder)["resources"]:
        name, fields = one["name"].replace("-", "_"), one["schema"]["fields"]
        as_csv = pandas.read_csv(folder / one["path"], dtype="string", keep_default_na=False, na_values=[""])
        as_parquet = pandas.read_parquet(folder / f"parquet/{name}.parquet")
        texts = {field["name"]: str for field in fields if field["type"] == "string"}
        as_sheet = pandas.read_excel(
            book, sheet_name=name[:31], engine="openpyxl", dtype=texts, keep_default_na=False, na_values=[""]
        )
        assert len(as_csv) == len(as_parquet) == len(as_sheet) == one["rows"]
        for field in fields:
            columns = [plain(frame[field["name"]], field["type"]) for frame in (as_csv, as_parquet, as_sheet)]
            assert columns[0] == columns[1] == columns[2], (name, field["name"])


def plain(column: Any, kind: str) -> list[object]:
    """The cells of a frame as Python's own values, whichever file they came from."""
    return [None if pandas.isna(cell) else _plain(cell, kind) for cell in column]


def _plain(cell: Any, kind: str) -> object:
    if kind == "integer":
        return int(cell)
    if kind == "number":
        return round(float(cell), 2)
    if kind == "boolean":
        return str(cell).lower() == "true"
    if kind == "date":
        return pandas.Timestamp(cell).date()
    if kind == "datetime":
        stamp = pandas.Timestamp(cell)
        return (stamp if stamp.tzinfo else stamp.tz_localize(UTC)).round("s").to_pydatetime()
    return str(cell)


def test_parquet_says_types_and_meaning_in_the_file_itself(folder: Path) -> None:
    schema = pyarrow.parquet.read_schema(folder / "parquet/statuses.parquet")
    assert {name: str(schema.field(name).type) for name in ("party", "version", "as_of_on", "public_at")} == {
        "party": "string",
        "version": "int64",
        "as_of_on": "date32[day]",
        "public_at": "timestamp[ms, tz=UTC]",
    }
    said = schema.field("as_of_on").metadata
    assert json.loads(said[b"title"])["fr"] == "jour dont il parle"
    assert (said[b"source"], said[b"licence"]) == (b"party", b"CC-BY-4.0")


def test_the_same_record_and_instant_give_the_same_bytes_and_times(twice: Twice) -> None:
    first, second = (
        {
            path.relative_to(made.folder).as_posix(): (path.read_bytes(), path.stat().st_mtime)
            for path in made.folder.rglob("*")
            if path.is_file()
        }
        for made in (twice.first, twice.second)
    )
    assert first.keys() == second.keys()
    assert [name for name in first if first[name] != second[name]] == []
    assert {at for _content, at in first.values()} == {datetime(2026, 11, 29, 12, tzinfo=UTC).timestamp()}


def test_a_release_says_what_it_stands_on(folder: Path) -> None:
    found = described(folder)
    assert found["record"]["as_of"] == "2026-11-29T12:00:00Z"
    assert found["record"]["log_size"] == next(one["rows"] for one in found["resources"] if one["name"] == "ledger")
    assert len(found["record"]["log_root"]) == 64
    assert found["licenses"][0]["path"] == "https://creativecommons.org/licenses/by/4.0/"
    assert folder.name == "2026-11-29"


def test_every_column_says_its_type_source_and_licence_in_three_languages(folder: Path) -> None:
    found = described(folder)
    for resource in found["resources"]:
        assert set(resource["titles"]) == set(resource["descriptions"]) == {"en", "es", "fr"}
        for field in resource["schema"]["fields"]:
            assert set(field["titles"]) == {"en", "es", "fr"}, field["name"]
            assert all(field["titles"].values())
            assert field["source"] in found["columnSources"]
            assert field["licence"] in found["columnLicences"]
            assert (field["unit"] is not None) == (field["type"] in {"integer", "number"}), field["name"]


def test_what_the_clock_says_is_as_on_the_pages(folder: Path) -> None:
    """Side B of the demonstration let a date pass on some promises: the table says so, and the other side's does not."""
    standings = pandas.read_csv(folder / "csv/standings.csv", parse_dates=["last_due_on"])
    late = standings[standings["side_state"] == "unreported"]
    assert set(late["last_report"]) == {"nothing"}
    assert (late["last_due_on"].dt.date < date(2026, 11, 29)).all()
    assert late["value"].isna().all()


TRACKER = (
    "reporting_period", "commitments", "milestones", "indicators", "indicator_en", "indicator_fr",
    "indicator_deadline_en", "indicator_deadline_fr", "indicator_lead_dept", "status", "progress_en", "progress_fr",
    "evidence_en", "evidence_fr", "challenges", "challenges_other_en", "challenges_other_fr", "owner_org",
    "owner_org_title",
)  # fmt: skip
"""Every public column of `nap6`, in its order."""


def test_the_column_sets_of_others_hold_what_theirs_would(folder: Path) -> None:
    ogp = pandas.read_csv(folder / "column-sets/ogp-commitments.csv")
    assert list(ogp.columns)[:5] == [
        "CaseNo",
        "Country",
        "Commitment Title",
        "Responsible Institution",
        "Supporting Institution",
    ]
    standings = pandas.read_csv(folder / "csv/obligations.csv")
    assert len(ogp) == len(standings[standings["subject"] == standings["commitment"]])
    assert set(ogp["entente_said_by_the_party"].dropna()) <= {"Not Started", "Limited", "Substantial", "Complete"}
    tracker = pandas.read_csv(folder / "column-sets/nap-tracker.csv")
    updates = pandas.read_csv(folder / "csv/updates.csv")
    assert len(tracker) == updates["is_current"].sum()
    assert set(tracker["status"].dropna()) <= {"NS", "LP", "SP", "C"}
    assert tracker["status"].notna().any()
    assert tracker["indicators"].isna().all()
    assert list(tracker.columns) == [*TRACKER]
    assert set(tracker["owner_org_title"]) == {"Republic of Norvania", "Sudria"}
    stated = tracker["challenges_other_en"].notna() | tracker["challenges_other_fr"].notna()
    assert (tracker.loc[tracker["challenges"].notna(), "challenges"] == "OT").all()
    assert tracker.loc[stated, "challenges"].notna().all()
