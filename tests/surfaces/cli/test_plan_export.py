"""`entente plan export`, and the way back."""

from __future__ import annotations

import csv
import io
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction
from django.utils import timezone
from openpyxl import load_workbook

from entente.config.env import ROOT
from entente.foundation.common.records import Tier
from entente.record.assessment.models import Finding
from entente.record.verification.models import Claim
from entente.surfaces.intake.packages import read_package
from tests.surfaces import a_plan

from .conftest import Entente

pytestmark = pytest.mark.django_db

PACKAGES = [
    ROOT / "plans" / "canada-mexico-2023",
    ROOT / "plans" / "demonstration",
    ROOT / "tests" / "plans" / "three-harbours-2031",
]


def shown(entente: Entente, slug: str) -> Any:
    """The plan as JSON, without the instants that count from its loading."""
    return _without(entente("plan", "show", slug, "--json").json, {"made_at", "adopted_at", "check_due_at"})


def _without(value: Any, names: set[str]) -> Any:
    if isinstance(value, dict):
        return {key: _without(inner, names) for key, inner in value.items() if key not in names}
    if isinstance(value, list):
        return [_without(inner, names) for inner in value]
    return value


def test_json_is_the_plan_as_the_public_reads_it(entente: Entente, client) -> None:  # type: ignore[no-untyped-def]
    a_plan.on_record()
    assert entente("plan", "export", "alda-boria").json == client.get("/api/v1/plans/alda-boria").json()


@pytest.mark.parametrize(
    ("package", "target"),
    [(PACKAGES[0], "taken-out"), (PACKAGES[1], "taken-out.zip"), (PACKAGES[2], "taken-out")],
    ids=lambda value: str(value).rpartition("/")[2],
)
def test_package_that_is_taken_out_loads_with_the_same_result(
    entente: Entente, tmp_path: Path, package: Path, target: str
) -> None:
    slug = read_package(package).slug
    with transaction.atomic():
        entente("plan", "import", package)
        before = shown(entente, slug)
        said = entente("plan", "export", slug, "--format", "package", "-o", tmp_path / target)
        assert (said.code, said.out) == (0, "")
        transaction.set_rollback(True)
    assert entente("plan", "list", "--json").json["items"] == []
    assert entente("plan", "import", tmp_path / target).code == 0
    assert shown(entente, slug) == before


def test_taken_out_package_holds_nothing_that_is_not_public(entente: Entente, tmp_path: Path) -> None:
    entente("plan", "import", PACKAGES[2])
    Claim.objects.update(embargo_until=timezone.now() + timedelta(days=1))
    Finding.objects.update(tier=Tier.OWN)
    entente("plan", "export", "three-harbours-2031", "--format", "package", "-o", tmp_path / "out")
    taken = read_package(tmp_path / "out")
    assert (taken.facts, taken.findings) == ((), ())


def test_claims_of_others_are_left_out_and_named(entente: Entente, tmp_path: Path) -> None:
    entente("plan", "import", PACKAGES[2])
    slugs = list(Claim.objects.values_list("slug", "subject"))
    Claim.objects.update(owner="XAA")
    said = entente("plan", "export", "three-harbours-2031", "--format", "package", "-o", tmp_path / "out")
    assert sorted(said.err.splitlines()[:-1]) == sorted(
        f"Left out: The claim “{slug}” on {subject} is not the keeper's, undated or unsourced."
        for slug, subject in slugs
    )


def test_plan_without_titles_is_no_package_yet(entente: Entente, tmp_path: Path) -> None:
    a_plan.on_record()
    said = entente("plan", "export", "alda-boria", "--format", "package", "-o", tmp_path / "out")
    assert said.code == 1
    assert said.err.splitlines()[0].startswith(
        "Error: “alda-boria” is not yet whole enough for a package (plan.yaml, line "
    )
    assert list(tmp_path.iterdir()) == []


def test_package_goes_into_no_folder_that_holds_something(entente: Entente, tmp_path: Path) -> None:
    entente("plan", "import", PACKAGES[2])
    (tmp_path / "note.txt").write_text("mine")
    said = entente("plan", "export", "three-harbours-2031", "--format", "package", "-o", tmp_path)
    assert (said.code, said.err.splitlines()[-1]) == (1, f"Error: “{tmp_path}” is not empty; name a new folder.")


def test_table_has_a_row_for_each_promise(entente: Entente) -> None:
    a_plan.on_record()
    rows = list(
        csv.reader(io.StringIO(entente("plan", "export", "alda-boria", "--format", "csv").out.lstrip("\ufeff")))
    )
    assert [row[:2] for row in rows] == [
        ["Reference", "Number"],
        ["alda-boria/1.1", "1.1"],
        ["alda-boria/2.1", "2.1"],
        ["alda-boria/2.2", "2.2"],
    ]


def test_table_in_another_language_as_a_workbook(entente: Entente, tmp_path: Path) -> None:
    a_plan.on_record()
    file = tmp_path / "plan.xlsx"
    assert entente("plan", "export", "alda-boria", "--format", "xlsx", "--lang", "fr", "-o", file).code == 0
    sheet = load_workbook(file).worksheets[0]
    assert [row[3] for row in sheet.iter_rows(values_only=True)][1:] == ["Forêts 0", "Forêts 1", "Forêts 2"]


def test_draft_is_written_out_as_it_is(entente: Entente) -> None:
    a_plan.draft()
    assert entente("plan", "export", "alda-boria").json["status"] == "draft"
