"""The overview: each side counted by itself, beside how much it reported; never one figure for all."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from entente.record.assessment import queries
from entente.record.assessment.rules.overview import POINTS_MAX, look_backs, value_of
from entente.record.assessment.words import Completion, JointState, SideState
from entente.record.plan import queries as plans
from entente.record.plan.models import Commitment
from tests.cast import ANA, BELA, DANA
from tests.record.assessment.calendar_acts import accepted, take_part
from tests.record.assessment.test_dues import AUCKLAND_MIDNIGHT, report
from tests.record.assessment.test_statuses import correct, publish, say, update
from tests.record.builders import NOW, adopted_plan

pytestmark = pytest.mark.django_db


def overview(as_of=NOW):
    plan = plans.get_visible_plan(DANA, "tri-plan", as_of=as_of)
    return queries.overview(DANA, plan, plans.commitments(DANA, "tri-plan", as_of=as_of), as_of=as_of)


def side(party="AAA", as_of=NOW):
    return next(one for one in overview(as_of).sides if one.party == party)


def said(commitment, value, by=ANA, at=NOW, subject=""):
    draft = update(by, commitment, at)
    say(draft, value, by=by, subject=subject)
    return publish(draft, at)


def test_each_side_is_counted_by_itself():
    adopted_plan()
    take_part(ANA, BELA)
    said("tri-plan/1.1", "limited")
    said("tri-plan/2.1", "not_started", subject="tri-plan/2.1#b")
    report(BELA, at=NOW)
    found = overview()
    assert {one.party: dict(one.states) for one in found.sides} == {
        "AAA": {SideState.LIMITED: 1, SideState.NOTHING: 1, SideState.NOT_STARTED: 1},
        "BBB": {SideState.REPORTED: 1, SideState.NOTHING: 2},
        "CCC": {},
    }
    assert {one.party: (one.owed, one.reported) for one in found.sides} == {"AAA": (3, 2), "BBB": (3, 1), "CCC": (0, 0)}
    assert {pillar: dict(counts) for pillar, counts in side().per_pillar.items()} == {
        "1": {SideState.LIMITED: 1, SideState.NOTHING: 1},
        "2": {SideState.NOT_STARTED: 1},
    }
    assert (dict(found.joint), found.promises, found.pillars) == ({JointState.NONE: 3}, 3, ("1", "2"))


def test_what_its_date_passed_without_stands_as_that_and_the_rate_beside_it():
    adopted_plan()
    accepted(ANA)
    report(at=AUCKLAND_MIDNIGHT - timedelta(days=1))
    one = side(as_of=AUCKLAND_MIDNIGHT)
    assert dict(one.states) == {SideState.REPORTED: 1, SideState.OVERDUE: 2}
    assert [(tally.in_time, tally.owed, tally.is_passed) for tally in (one.passed, one.current)] == [
        (1, 3, True),
        (0, 3, False),
    ]


@pytest.mark.parametrize(
    ("whole", "parts", "state"),
    [
        (None, [], None),
        (Completion.LIMITED, [Completion.COMPLETE], SideState.LIMITED),
        (None, [Completion.COMPLETE, Completion.COMPLETE], SideState.COMPLETE),
        (None, [Completion.COMPLETE, Completion.LIMITED], SideState.BY_PART),
    ],
)
def test_value_of_a_promise_said_part_by_part(whole, parts, state):
    assert value_of(whole, parts) is state


def test_over_time_shows_what_stood_at_each_instant():
    adopted_plan()
    take_part(ANA)
    first = said("tri-plan/2.1", "limited", at=NOW)
    later = NOW + timedelta(days=40)
    correct(first, "not_started", later)
    (points,) = overview(later + timedelta(days=1)).over_time.values()
    assert [(point.at.date().isoformat(), dict(point.states), point.silent) for point in points] == [
        ("2026-12-01", {SideState.LIMITED: 1}, 2),
        ("2027-01-01", {SideState.LIMITED: 1}, 2),
        ("2027-01-03", {SideState.NOT_STARTED: 1}, 2),
    ]
    assert overview(NOW - timedelta(days=1)).over_time == {}


@pytest.mark.parametrize("years", [0, 1, 3, 12])
def test_look_backs_are_few_and_end_with_now(years):
    now = datetime(2040, 5, 17, tzinfo=UTC)
    found = look_backs(datetime(2040 - years, 1, 20, tzinfo=UTC), now)
    assert (len(found) <= POINTS_MAX, found[-1], found == sorted(set(found))) == (True, now, True)


def test_overview_asks_the_same_number_of_questions_for_any_number_of_promises():
    adopted_plan(count=30)
    accepted(ANA, BELA)
    said("tri-plan/1.1", "limited")
    counted = []
    for _turn in range(2):
        with CaptureQueriesContext(connection) as asked:
            overview()
        counted.append(len(asked))
        Commitment.objects.exclude(number__in=["1.1", "2.1"]).delete()
    assert counted[0] == counted[1]
