"""`entente plan import`: documents and packages, looked at or carried out."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from entente.config.env import ROOT
from entente.foundation.ledger.models import Entry
from entente.record.plan.importers import as_scored, read_plan
from entente.record.plan.models import Plan
from tests.surfaces import a_plan

from .conftest import Entente

pytestmark = pytest.mark.django_db

TEXT = """Plan of Alda and Boria

1. Forests

- Alda and Boria will plant a million trees.
- Alda will publish a map of forests and open a school of forestry.

2. Rivers

- Both countries will continue to measure the rivers.
"""
HARBOURS = ROOT / "tests" / "plans" / "three-harbours-2031"
CODES = ("--party", "XAA=Alda", "--party", "XBB=Boria")


@pytest.fixture(autouse=True)
def _snapshots(tmp_path: Path, settings) -> None:  # type: ignore[no-untyped-def]
    settings.MEDIA_ROOT = tmp_path / "snapshots"


@pytest.fixture
def document(tmp_path: Path) -> Path:
    file = tmp_path / "plan.md"
    file.write_text(TEXT)
    return file


@pytest.fixture
def keeper() -> None:
    a_plan.keeper()
    a_plan.parties()


def test_dry_run_as_json_is_the_marked_schema_without_a_database(document: Path, tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "entente", "plan", "import", str(document), *CODES, "--dry-run", "--json"],
        env={**os.environ, "PYTHONPATH": str(ROOT / "src"), "ENTENTE_VAR": str(tmp_path / "none"), "DATABASE_URL": ""},
        capture_output=True,
        text=True,
        check=False,
    )
    draft = read_plan(document.name, document.read_bytes(), parties=("XAA=Alda", "XBB=Boria"))
    assert (done.returncode, json.loads(done.stdout), done.stderr) == (0, as_scored(draft), "")
    assert len(draft.commitments) == 3


def test_dry_run_shows_what_was_taken_and_changes_nothing(entente: Entente, document: Path, keeper: None) -> None:
    before = Entry.objects.count()
    said = entente("plan", "import", document, *CODES, "--dry-run")
    assert said.code == 0
    lines = said.out.splitlines()
    assert lines[0] == "A new plan “plan-of-alda-and-boria” with 2 pillars and 3 commitments."
    assert [line for line in lines if line.startswith("  1.1")] == ["  1.1  Alda and Boria will plant a million trees."]
    assert [line for line in lines if line.startswith("      - ")] == [
        "      - publish a map of forests and (“publish”)",
        "      - open a school of forestry (“open”)",
    ]
    assert (Plan.objects.count(), Entry.objects.count()) == (0, before)


def test_import_makes_a_draft(entente: Entente, document: Path, keeper: None) -> None:
    said = entente("plan", "import", document, *CODES, "--keeper", "observatory", "--name", "forests", "--json")
    assert said.json == {"plan": "forests", "outcome": "new", "status": "draft"}
    shown = entente("plan", "show", "forests", "--json").json
    assert [one["number"] for pillar in shown["pillars"] for one in pillar["commitments"]] == ["1.1", "1.2", "2.1"]
    assert [one["code"] for one in shown["parties"]] == ["XAA", "XBB"]


def test_import_twice_changes_nothing(entente: Entente, document: Path, keeper: None) -> None:
    wish = (document, *CODES, "--keeper", "observatory", "--adopt", "--json")
    assert entente("plan", "import", *wish).json["status"] == "adopted"
    entries = Entry.objects.count()
    assert entente("plan", "import", *wish).json["outcome"] == "same"
    assert Entry.objects.count() == entries


def test_changed_text_is_shown_word_by_word_and_refused(entente: Entente, document: Path, keeper: None) -> None:
    wish = (*CODES, "--keeper", "observatory", "--adopt")
    entente("plan", "import", document, *wish)
    document.write_text(TEXT.replace("a million", "some"))
    for extra in ([], ["--dry-run"]):
        said = entente("plan", "import", document, *wish, *extra)
        assert said.code == 1
        assert said.err.splitlines()[-1] == (
            "Error: The plan “plan-of-alda-and-boria” is on record with other words; "
            "a changed promise takes an amendment that every party signs."
        )
        shown = (said.err if not extra else said.out).splitlines()
        assert "    Alda and Boria will plant [-a million-] {+some+} trees." in shown


def test_import_without_a_keeper_on_record(entente: Entente, document: Path) -> None:
    a_plan.parties()
    said = entente("plan", "import", document, *CODES)
    assert (said.code, said.err) == (
        1,
        "Error: “observer” is no organisation on record; name the keeper of the new plan with --keeper.\n",
    )
    assert Plan.objects.count() == 0


def test_file_that_is_not_there(entente: Entente, tmp_path: Path) -> None:
    file = tmp_path / "none.md"
    said = entente("plan", "import", file)
    assert (said.code, said.err) == (
        1,
        f"Error: “{file}” cannot be read (No such file or directory); check the path.\n",
    )


def test_package_goes_on_record_once(entente: Entente) -> None:
    first, second = (entente("plan", "import", HARBOURS, "--json").json for _ in range(2))
    assert (first["is_changed"], second["is_changed"]) == (True, False)
    assert entente("plan", "list", "--json").json["items"][0]["ref"] == first["slug"]


def test_package_that_is_only_looked_at(entente: Entente) -> None:
    said = entente("plan", "import", HARBOURS, "--dry-run", "--json")
    assert sorted(said.json) == ["parties", "pillars", "title"]
    in_words = entente("plan", "import", HARBOURS, "--dry-run").out.splitlines()
    assert len([line for line in in_words if line.startswith("      owed by ")]) == len(
        [one for pillar in said.json["pillars"] for one in pillar["commitments"]]
    )
    assert Plan.objects.count() == 0


def test_file_that_is_larger_than_any_plan(entente: Entente, tmp_path: Path) -> None:
    file = tmp_path / "plan.txt"
    with file.open("wb") as sparse:
        sparse.truncate(300 * 1024 * 1024)
    assert entente("plan", "import", file).err == (
        "Error: “plan.txt” is larger than 256 MiB; import the part that promises.\n"
    )
