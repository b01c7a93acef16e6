"""What the tests of the search share: a folder of their own, and the plan that the pages are tried with."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytest_django import Settings

from entente.record.plan.queries import Plan
from entente.surfaces.search import opening
from tests.surfaces.web.stage import staged_plan


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, settings: Settings) -> Iterator[Path]:
    """Where the indexes lie: var/search of this test alone."""
    settings.VAR = tmp_path
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    opening.forget_open()
    yield tmp_path / "search"
    opening.forget_open()


@pytest.fixture
def plan(db: None) -> Plan:
    return staged_plan()
