"""A publication carries every release that stands, as it was written, and leads to a new one with the next."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

import pytest
from django.utils import timezone
from pytest_django import Settings

from entente.foundation.common.actors import SYSTEM
from entente.foundation.ledger import commands as ledger
from entente.surfaces.opendata import shelf
from entente.surfaces.opendata.release import release
from entente.surfaces.publish.publication import publish
from tests.surfaces.web.stage import finding, staged_plan

from .conftest import quietly

pytestmark = pytest.mark.django_db


def published(out: Path, as_of: datetime) -> None:
    made = publish(out, by=SYSTEM, as_of=as_of, at=timezone.now(), origin="https://record.example", report=quietly)
    assert made.missing == ()


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
