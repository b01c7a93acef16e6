"""One staged plan of three parties for the tests of reports, with something in each tier."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from django.utils import translation

from entente.record.plan.queries import Plan
from tests.surfaces.web.stage import staged_plan

AS_OF = datetime(2026, 11, 20, 12, tzinfo=UTC)


@pytest.fixture
def plan(db: None) -> Plan:
    return staged_plan()


@pytest.fixture(autouse=True)
def _language_is_given_back() -> Iterator[None]:
    with translation.override("en"):
        yield
