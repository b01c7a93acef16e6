"""A published report in a published folder: page and files are there, in every language of the pages, and links are relative."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

import pytest
from pytest_django import Settings

from entente.foundation.common.actors import SYSTEM
from entente.foundation.ledger import commands as ledger
from entente.record.plan.queries import Plan
from entente.surfaces.publish.publication import publish
from entente.surfaces.reports import editing, issues
from entente.surfaces.reports.compose import Choice
from entente.surfaces.reports.words import Kind, Reach
from tests.cast import ADA, ANA

from .conftest import AS_OF

pytestmark = pytest.mark.django_db


def issue_of(plan: Plan) -> issues.Issue:
    report = editing.begin(Choice(Kind.PLACEMAT, plan.slug, "en", Reach.PUBLIC), by=ANA, at=AS_OF)
    return issues.publish(issues.make_at_once(report, by=ANA, at=AS_OF), by=ADA, at=AS_OF)


def written(out: Path, as_of: datetime = AS_OF) -> dict[str, bytes]:
    ledger.seal()
    publish(out, by=SYSTEM, as_of=as_of, at=as_of, origin="https://plan.example", report=lambda _done, _known: None)
    return {str(path.relative_to(out)): path.read_bytes() for path in out.rglob("*") if path.is_file()}


def of_reports(files: dict[str, bytes]) -> dict[str, bytes]:
    return {name: content for name, content in files.items() if "/reports/" in name or "/rapports/" in name}


def test_page_and_files_are_in_the_folder_with_relative_links(plan: Plan, tmp_path: Path, settings: Settings) -> None:
    settings.MEDIA_ROOT = tmp_path / "media"
    key = issue_of(plan).pk
    files = written(tmp_path / "site")
    for folder in ("en/plans/tri-plan/reports", "fr/plans/tri-plan/rapports", "es/planes/tri-plan/reportes"):
        page = files[f"{folder}/{key}/index.html"].decode()
        assert 'href="/' not in page
        assert files[f"{folder}/{key}/placemat-en-1.pdf"].startswith(b"%PDF")
        assert files[f"{folder}/{key}/placemat-en-1.docx"].startswith(b"PK")


def test_the_next_publication_has_what_was_published_or_taken_back_since(
    plan: Plan, tmp_path: Path, settings: Settings
) -> None:
    """Written anew beside what stands: the same bytes as one that is written whole."""
    settings.MEDIA_ROOT = tmp_path / "media"
    out = tmp_path / "site"
    before = written(out, AS_OF - timedelta(hours=1))
    issue = issue_of(plan)
    since = written(out)
    assert len(of_reports(since)) > len(of_reports(before))
    assert of_reports(since) == of_reports(written(tmp_path / "whole"))
    issues.withdraw(issue, by=ADA, at=AS_OF + timedelta(hours=1))
    later = written(out, AS_OF + timedelta(hours=2))
    assert sorted(of_reports(later)) == sorted(of_reports(before))
