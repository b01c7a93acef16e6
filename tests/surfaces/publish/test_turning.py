"""A published folder is made anew by the worker when the clock changes one of its pages or new entries came, and only then."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import time_machine
from pytest_django import Settings

from entente.foundation.common import notes
from entente.foundation.common.actors import SYSTEM
from entente.foundation.ledger import commands as ledger
from entente.record.assessment.rules.overview import look_backs
from entente.surfaces.cli.worker import duties
from entente.surfaces.publish.folder import speaks_of
from entente.surfaces.publish.instants import Instant
from entente.surfaces.publish.publication import has_turned, publish
from entente.surfaces.web import dates
from tests.cast import ANA
from tests.record.assessment.calendar_acts import accepted
from tests.record.builders import NOW, adopted_plan
from tests.surfaces.web.conftest import texts_of

pytestmark = pytest.mark.django_db

BEFORE = datetime(2027, 7, 30, 12, tzinfo=UTC)
"""A day before reports are due in Ana's capital."""
AFTER = datetime(2027, 8, 1, 12, tzinfo=UTC)


@pytest.fixture
def site(tmp_path: Path, settings: Settings) -> Path:
    """A folder published before the day, which the worker is told of."""
    adopted_plan()
    accepted(ANA)
    out = tmp_path / "site"
    settings.VAR = tmp_path
    settings.ENV = settings.ENV.model_copy(update={"publish": str(out)})
    with time_machine.travel(BEFORE, tick=False):
        ledger.seal()
        publish(out, by=SYSTEM, as_of=BEFORE, at=BEFORE, origin="", report=lambda done, known: None)
    return out


def worked(at: datetime) -> None:
    with time_machine.travel(at, tick=False):
        duties.publish_what_changed()


def said_of_ana(site: Path) -> str:
    return texts_of((site / "en/plans/tri-plan/commitments/1.1/index.html").read_text())


def test_a_date_that_passes_is_published_by_the_worker_alone(site: Path) -> None:
    assert "Nothing reported by 31 July 2027" not in said_of_ana(site)
    worked(AFTER)
    assert speaks_of(site) == AFTER
    assert "Nothing reported by 31 July 2027" in said_of_ana(site)


def test_until_then_and_afterwards_the_folder_stays_as_it_is(site: Path) -> None:
    worked(BEFORE + timedelta(hours=1))
    assert speaks_of(site) == BEFORE
    worked(AFTER)
    worked(AFTER + timedelta(hours=1))
    assert speaks_of(site) == AFTER


def test_a_folder_that_is_not_ours_is_left_alone(site: Path, tmp_path: Path, settings: Settings) -> None:
    other = tmp_path / "other"
    other.mkdir()
    (other / "notes.txt").write_text("mine")
    settings.ENV = settings.ENV.model_copy(update={"publish": str(other)})
    assert not has_turned(other, at=AFTER)
    worked(AFTER)
    assert [one.name for one in other.iterdir()] == ["notes.txt"]


def test_a_folder_that_nobody_published_yet_is_not_begun_by_the_worker(tmp_path: Path, settings: Settings) -> None:
    settings.ENV = settings.ENV.model_copy(update={"publish": str(tmp_path / "none")})
    worked(NOW)
    assert not (tmp_path / "none").exists()


def test_a_folder_with_the_log_of_another_record_stops_no_worker(site: Path) -> None:
    checkpoint = site / "ledger" / "checkpoint"
    _origin, rest = checkpoint.read_text().split("\n", 1)
    checkpoint.write_text(f"entente-of-somebody-else\n{rest}")
    worked(AFTER)
    assert speaks_of(site) == BEFORE


def entered(at: datetime) -> None:
    ledger.record(ANA, "plan.note", "tri-plan", at=at, public=True)
    ledger.seal()


def test_new_entry_is_published_once_nobody_adds_to_it(site: Path) -> None:
    at = BEFORE + timedelta(minutes=5)
    entered(at)
    worked(at + timedelta(seconds=30))
    assert speaks_of(site) == BEFORE
    worked(at + timedelta(seconds=70))
    assert speaks_of(site) == at + timedelta(seconds=70)
    worked(at + timedelta(minutes=20))
    assert speaks_of(site) == at + timedelta(seconds=70)


def test_entries_without_a_pause_wait_ten_minutes_at_most(site: Path) -> None:
    for seconds in range(30, 630, 30):
        entered(BEFORE + timedelta(seconds=seconds))
    worked(BEFORE + timedelta(seconds=600))
    assert speaks_of(site) == BEFORE
    worked(BEFORE + timedelta(seconds=631))
    assert speaks_of(site) == BEFORE + timedelta(seconds=631)


def test_entry_of_the_desk_alone_publishes_nothing(site: Path) -> None:
    ledger.record(ANA, "delivery.update.write", "tri-plan/1.1", at=BEFORE + timedelta(minutes=5))
    ledger.seal()
    worked(BEFORE + timedelta(hours=1))
    assert speaks_of(site) == BEFORE


def test_day_that_was_put_into_words_turns_nothing_over_that_a_later_publication_shows() -> None:
    """A worker publishes day after day in one process; what it shows tomorrow of today is a day like any other."""
    with notes.noting() as today:
        said = dates.day(Instant.of(BEFORE).date(), "en")
    with notes.noting() as tomorrow:
        assert (dates.day(BEFORE.date(), "en"), dates.month(BEFORE.date(), "en")) == (said, "July 2027")
    assert today.until == datetime(2027, 7, 31, tzinfo=UTC)
    assert tomorrow.until is None


def test_what_sides_said_over_time_is_told_anew_with_the_day_and_not_with_each_publication() -> None:
    with notes.noting() as noted:
        months = look_backs(BEFORE - timedelta(days=70), Instant.of(BEFORE))
    assert [one.day for one in months[:-1]] == [1, 1]
    assert noted.until == datetime(2027, 7, 31, tzinfo=UTC)
