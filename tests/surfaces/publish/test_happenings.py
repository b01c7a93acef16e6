"""Whatever happens to a record, and however the clock jumps, what was taken over is what would be made: every byte and time."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from random import Random

import pytest
import time_machine
from pytest_django import Settings

from entente.foundation.ledger import commands as ledger
from entente.record.plan.queries import Plan
from tests.record.assessment.calendar_acts import reporting_plan

from .happenings import HAPPENINGS
from .reading import verified
from .test_changed import BEGIN, MINUTES, files, published, whole

pytestmark = pytest.mark.django_db
AT_ONCE = 5
"""So many things happen between two publications."""


@pytest.fixture(autouse=True)
def var(tmp_path: Path, settings: Settings) -> Path:
    settings.VAR, settings.MEDIA_ROOT = tmp_path / "var", tmp_path / "copies"
    return tmp_path / "var"


@pytest.fixture
def plan(db: None) -> Plan:
    return reporting_plan()


@pytest.mark.parametrize("seed", range(1))
def test_whatever_happens_what_was_taken_over_is_what_would_be_made(
    plan: Plan, tmp_path: Path, var: Path, seed: int
) -> None:
    random, at, taken_over = Random(seed), BEGIN, 0  # a seed that can be repeated
    waiting = random.sample(HAPPENINGS, len(HAPPENINGS))
    published(tmp_path / "site", at)
    while waiting:
        at += timedelta(minutes=random.choice(MINUTES))
        now, waiting = waiting[:AT_ONCE], waiting[AT_ONCE:]
        with time_machine.travel(at, tick=False):
            for happens in now:
                happens(random, at)
            ledger.seal()
        at += random.choice((timedelta(seconds=2), timedelta(hours=3)))
        made = published(tmp_path / "site", at)
        taken_over += made.files - made.fresh
        assert files(tmp_path / "site") == whole(tmp_path / "whole", at, var), [one.__name__ for one in now]
        assert verified(tmp_path / "site") == ""
    assert taken_over > 50
