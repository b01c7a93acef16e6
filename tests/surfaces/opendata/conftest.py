"""One release of the demonstration, written once for all tests that only read it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.db import transaction
from django.test import override_settings
from pytest_django.plugin import DjangoDbBlocker

from entente.foundation.ledger import commands as ledger
from entente.surfaces.intake.demonstration import load_demonstration
from entente.surfaces.opendata.release import Released, release

NOW = datetime(2026, 11, 29, 12, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Twice:
    """The same record and instant, released into two folders."""

    first: Released
    second: Released


def quietly(_done: int, _known: int) -> None:
    """Where nobody watches."""


@pytest.fixture(scope="session")
def twice(django_db_setup: None, django_db_blocker: DjangoDbBlocker, tmp_path_factory: pytest.TempPathFactory) -> Twice:
    with django_db_blocker.unblock(), transaction.atomic(), override_settings(IS_DEMONSTRATION=True):
        load_demonstration(1, at=NOW)
        ledger.name_record()
        ledger.seal()
        made = [
            release(tmp_path_factory.mktemp("data"), as_of=NOW, at=NOW + timedelta(hours=hours), report=quietly)
            for hours in (1, 2)
        ]
        transaction.set_rollback(True)
    return Twice(*made)


@pytest.fixture(scope="session")
def folder(twice: Twice) -> Path:
    """The release."""
    return twice.first.folder
