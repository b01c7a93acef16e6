"""What the tests of publication share: the plan that the pages are tried with."""

from __future__ import annotations

import pytest

from entente.record.plan.queries import Plan
from tests.surfaces.web.stage import staged_plan


@pytest.fixture
def plan(db: None) -> Plan:
    return staged_plan()
