"""GET /plans/{plan}/calendars."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine

from tests.cast import ANA
from tests.record.assessment.calendar_acts import accepted
from tests.record.assessment.test_dues import AUCKLAND_MIDNIGHT, report
from tests.record.builders import adopted_plan

from .conftest import Get

pytestmark = pytest.mark.django_db


def test_calendars_hold_dates_acceptances_reports_and_the_next_turns(get: Get) -> None:
    adopted_plan()
    accepted(ANA)
    report(at=AUCKLAND_MIDNIGHT + timedelta(days=1))
    with time_machine.travel(AUCKLAND_MIDNIGHT + timedelta(days=2), tick=False):
        answer = get("plans/tri-plan/calendars?lang=pt")
    (one,) = answer["items"]
    assert (one["name"], one["letter"], one["dates"][0]) == (
        "half-yearly",
        {"pt": "Digam em que ponto está cada promessa."},
        {"period": "2027-01-01/2027-06-30", "due_on": "2027-07-31"},
    )
    assert [(side["party"], side["state"]) for side in one["sides"]] == [
        ("AAA", "accepted"),
        ("BBB", "proposed"),
        ("CCC", "proposed"),
    ]
    assert [(due["commitment"], due["state"], due["days_after"]) for due in answer["reports"]][:3] == [
        ("tri-plan/1.1", "late", 2),
        ("tri-plan/1.1", "received", 0),
        ("tri-plan/1.2", "nothing", 0),
    ]
    assert answer["next_turns"] == ["2028-01-31T11:00:00Z"]


def test_calendars_of_no_plan_are_not_there(get: Get) -> None:
    get("plans/no-plan/calendars", status=404)
