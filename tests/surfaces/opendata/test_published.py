"""A publication carries the tables of its own instant, and every release that stands as it was written."""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.utils import timezone
from frictionless import validate
from pytest_django import Settings

from entente.foundation.common.actors import SYSTEM
from entente.foundation.ledger import commands as ledger
from entente.foundation.texts.queries import WordingStatus
from entente.record.assessment import commands as assessment
from entente.record.assessment.commands import FindingFacts
from entente.surfaces.opendata import shelf
from entente.surfaces.opendata.copied import CARRIED, copied_files
from entente.surfaces.opendata.release import release
from entente.surfaces.opendata.tables import TABLES
from entente.surfaces.publish.publication import Published, publish
from tests.cast import ANA, CHRIS
from tests.record.assessment import calendar_acts
from tests.surfaces.web.stage import finding, staged_plan

from .conftest import quietly

pytestmark = pytest.mark.django_db


LATEST = Path("data/latest")


def published(out: Path, as_of: datetime) -> Published:
    made = publish(out, by=SYSTEM, as_of=as_of, at=timezone.now(), origin="https://record.example", report=quietly)
    assert made.missing == ()
    return made


def files_in(folder: Path) -> dict[str, tuple[bytes, float]]:
    return {
        path.relative_to(folder).as_posix(): (path.read_bytes(), path.stat().st_mtime)
        for path in folder.rglob("*")
        if path.is_file()
    }


def test_releases_are_carried_as_they_were_written_also_by_a_publication_that_makes_little(
    settings: Settings, tmp_path: Path
) -> None:
    settings.VAR, out = tmp_path / "var", tmp_path / "site"
    plan = staged_plan()
    ledger.seal()
    now = timezone.now()
    first = release(shelf.folder(), as_of=now - timedelta(days=1), at=now, report=quietly)
    published(out, now - timedelta(minutes=2))
    finding("late", f"{plan.slug}/1.2")
    ledger.seal()
    second = release(shelf.folder(), as_of=timezone.now(), at=timezone.now(), report=quietly)
    published(out, timezone.now())
    for made in (first, second):
        for path in made.folder.rglob("*"):
            if path.is_file():
                assert (out / "data" / made.name / path.relative_to(made.folder)).read_bytes() == path.read_bytes()
        assert f'href="{made.name}/index.html"' in (out / "fr/donnees/index.html").read_text("utf-8")
    assert f"data/{second.name}/csv/findings.csv" in (out / "data/catalog.ttl").read_text("utf-8")
    assert '"@type": "Action"' in (out / "data/linked/tri-plan/1.1.jsonld").read_text("utf-8")


def test_every_table_of_the_copy_lies_in_it_though_nobody_wrote_a_release(settings: Settings, tmp_path: Path) -> None:
    settings.VAR, out = tmp_path / "var", tmp_path / "site"
    with time_machine.travel(timezone.now() - timedelta(hours=1)):
        plan = staged_plan()
        finding("early", f"{plan.slug}/1.1")
        ledger.seal()
    as_of = timezone.now().replace(microsecond=0)
    published(out, as_of)
    assert validate(out / LATEST / "datapackage.json").flatten(["name", "type", "message"]) == []
    found = json.loads((out / LATEST / "datapackage.json").read_text("utf-8"))
    assert {one["name"].replace("-", "_") for one in found["resources"]} == {table.name for table in TABLES} - {
        "ledger"
    }
    assert (out / LATEST / found["record"]["copy"]).resolve() == out / "publication.json"
    assert (out / LATEST / found["record"]["log"]).resolve() == out / "ledger"
    for table in CARRIED:
        answer: Any = Client().get(f"/api/v1/tables/{table.name}.csv?as_of={as_of:%Y-%m-%dT%H:%M:%SZ}")
        assert (out / LATEST / "csv" / f"{table.name}.csv").read_bytes() == answer.content
    page = (out / "es/datos/index.html").read_text("utf-8")
    assert 'href="../../data/latest/csv/findings.csv"' in page
    assert 'href="../../data/latest/entente.xlsx"' in page


def test_the_tables_of_a_copy_are_taken_over_until_a_row_changes(settings: Settings, tmp_path: Path) -> None:
    settings.VAR, out = tmp_path / "var", tmp_path / "site"
    plan = staged_plan()
    ledger.seal()
    seen = []
    begin = timezone.now()
    for minutes in (1, 2, 3):
        with time_machine.travel(begin + timedelta(minutes=minutes), tick=False):
            published(out, timezone.now())
        seen.append(({path.name: path.stat().st_ino for path in (out / LATEST).rglob("*.*")}, files_in(out / LATEST)))
    assert seen[0] == seen[1] == seen[2]
    with time_machine.travel(begin + timedelta(minutes=4), tick=False):
        finding("late", f"{plan.slug}/1.2")
        ledger.seal()
        published(out, timezone.now())
    after = files_in(out / LATEST)
    assert after["csv/findings.csv"] != seen[0][1]["csv/findings.csv"]
    left = {path.name: path.stat().st_ino for path in (out / LATEST).rglob("*.*")}
    assert [left[name] == seen[0][0][name] for name in ("parties.csv", "plans.parquet", "findings.csv")] == [
        True,
        True,
        False,
    ]
    with time_machine.travel(begin + timedelta(minutes=5), tick=False):
        published(tmp_path / "anew", timezone.now())
    assert files_in(tmp_path / "anew" / LATEST) == after
    made = {one.name: one.make() for one in copied_files(as_of=begin + timedelta(minutes=4))}
    tables = {name: content for name, (content, _at) in after.items() if name.endswith((".csv", ".parquet"))}
    assert {name: made[f"{LATEST}/{name}"] for name in tables} == tables  # where nothing is kept


def test_what_is_due_bears_the_time_at_which_a_side_took_it_on(settings: Settings, tmp_path: Path) -> None:
    """No row of it tells an instant while nothing was reported: what its pieces are told apart by does."""
    settings.VAR, out = tmp_path / "var", tmp_path / "site"
    begin = timezone.now().replace(microsecond=0)
    with time_machine.travel(begin - timedelta(hours=3), tick=False):
        plan = staged_plan()
        calendar_acts.accepted(ANA, at=timezone.now())
        ledger.seal()
    with time_machine.travel(begin - timedelta(hours=2), tick=False):
        late = FindingFacts("late", f"{plan.slug}/1.2", timezone.now().date(), {"en": "The pages of all three."})
        assessment.file_finding(late, by=CHRIS, owner="observatory", at=timezone.now(), status=WordingStatus.PROJECT)
        ledger.seal()
    published(out, begin - timedelta(hours=1))
    took = (begin - timedelta(hours=3)).timestamp()
    tables = {name: (out / LATEST / "csv" / f"{name}.csv") for name in ("reports_due", "acceptances")}
    assert tables["reports_due"].read_text("utf-8").count("\n") > 1
    assert [tables[name].stat().st_mtime for name in ("reports_due", "acceptances")] == [took, took]
