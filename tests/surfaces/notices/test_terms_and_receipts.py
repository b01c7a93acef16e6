"""What others gave waits for the receiver's word; a term that ends is due: on the desk and in the digest alike."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from entente.foundation.common.actors import Role
from entente.record.delivery import commands as delivery
from entente.record.delivery.commands import ActivityFacts
from entente.record.delivery.queries import Activity, Scope, Weight
from entente.record.plan import commands as plans
from entente.record.plan.queries import Standing, get_row
from entente.surfaces.notices.attention import Queue, attention
from entente.surfaces.notices.items import CONFIRM, RENEW
from tests.cast import ANA, BELA, CHRIS
from tests.record.builders import shared_plan

pytestmark = pytest.mark.django_db

AT = datetime(2026, 11, 25, 12, tzinfo=UTC)
LATER = datetime(2026, 11, 28, 12, tzinfo=UTC)
PROMISE = "tri-plan/1.1"


@pytest.fixture(autouse=True)
def _plan() -> None:
    shared_plan()


def given(
    slug: str = "training", kind: str = "assistance", *, said: tuple[str, ...] = ("offered", "provided")
) -> Activity:
    """Something that A gives to B, as far as A has said."""
    facts = ActivityFacts("tri-plan", slug, kind, {"en": f"Course {slug}"}, (), Scope.ONE_SIDED, "AAA", "BBB")
    activity = delivery.add_activity(facts, by=ANA, owner="AAA", at=AT)
    delivery.serve(activity, PROMISE, Weight.PART, by=ANA, at=AT)
    for stage in said:
        delivery.mark_stage(activity, stage, by=ANA, happened="2026-11-02", at=AT)
    return activity


def kinds(by: object, queue: Queue = Queue.WAITING) -> list[tuple[str, str]]:
    found = attention(by, queue, as_of=LATER, limit=50)  # type: ignore[arg-type]
    return [(item.kind, item.keys["activity"]) for item in found.items if item.kind in (CONFIRM, RENEW)]


def test_receiver_is_shown_what_it_has_not_confirmed() -> None:
    given()
    assert kinds(BELA) == [(CONFIRM, "training")]
    [item] = attention(BELA, Queue.WAITING, as_of=LATER, limit=5).items
    assert (item.number, item.what, item.owner, item.since, item.page) == (
        "1.1",
        {"en": "Course training"},
        "AAA",
        AT,
        "desk_activity",
    )
    assert item.keys == {"plan": "tri-plan", "number": "1.1", "activity": "training"}


def test_programme_waits_for_its_receiver_once_it_is_completed() -> None:
    given("works", "programme", said=("designed", "funded", "running"))
    assert kinds(BELA) == []
    given("done", "programme", said=("designed", "funded", "running", "completed"))
    assert kinds(BELA) == [(CONFIRM, "done")]


def test_nothing_waits_before_it_is_given_and_after_it_is_confirmed() -> None:
    activity = given(said=("offered",))
    assert kinds(BELA) == []
    delivery.mark_stage(activity, "provided", by=ANA, happened="2026-11-02", at=AT)
    delivery.mark_stage(activity, "received", by=BELA, happened="2026-11-03", at=AT)
    assert kinds(BELA) == []


@pytest.mark.parametrize(
    "by",
    [ANA, CHRIS, replace(BELA, roles=frozenset({Role.CONTRIBUTOR})), replace(BELA, roles=frozenset({Role.AUDITOR}))],
    ids=["giver", "keeper", "contributor of the receiver", "auditor of the receiver"],
)
def test_who_cannot_give_the_word_is_not_asked_for_it(by: object) -> None:
    given()
    assert kinds(by) == []


def test_receiver_that_does_not_take_part_is_not_asked() -> None:
    given()
    plans.set_standing(get_row(BELA, "tri-plan", as_of=AT), "BBB", Standing.NOT_TAKING_PART, by=BELA, on=None)
    assert kinds(BELA) == []


def in_force(term: str, *, renewal_days: int = 30, slug: str = "memo") -> Activity:
    facts = ActivityFacts("tri-plan", slug, "programme", {"en": "Works"}, ("AAA", "BBB"))
    activity = delivery.add_activity(facts, by=ANA, owner="AAA", at=AT)
    delivery.serve(activity, PROMISE, Weight.PART, by=ANA, at=AT)
    for stage in ("designed", "funded", "running"):
        delivery.mark_stage(activity, stage, by=ANA, happened="2025-11-02", at=AT)
    return delivery.set_term(activity, term, by=ANA, at=AT, renewal_days=renewal_days)


@pytest.mark.parametrize(
    ("term", "is_due", "is_overdue"),
    [
        ("2025-01-01/2026-12-20", True, False),  # the renewal has been due since 20 November
        ("2025-01-01/2027-01-10", True, False),  # it is due from 11 December, within 14 days
        ("2025-01-01/2027-01-20", False, False),  # from 21 December
        ("2025-01-01/2026-11-20", True, True),
    ],
)
def test_renewal_is_due_in_fourteen_days(term: str, is_due: bool, is_overdue: bool) -> None:
    in_force(term)
    for by in (ANA, BELA):
        found = [item for item in attention(by, Queue.DUE, as_of=LATER, limit=5).items if item.kind == RENEW]
        assert [item.is_overdue for item in found] == ([is_overdue] if is_due else [])
    assert kinds(CHRIS, Queue.DUE) == []


def test_renewal_shows_the_last_day_of_the_term() -> None:
    in_force("2025-01-01/2026-12-20")
    [item] = attention(ANA, Queue.DUE, as_of=LATER, limit=5).items
    assert (item.due, item.what, item.since) == ("2026-12-20", {"en": "Works"}, None)
    assert (item.page, item.keys) == ("desk_activity", {"plan": "tri-plan", "number": "1.1", "activity": "memo"})
    assert date.fromisoformat(item.due) > LATER.date()


def test_lists_take_the_same_number_of_queries_for_one_and_for_thirty() -> None:
    counts = []
    for many in (1, 30):
        for at in range(many):
            given(f"course-{many}-{at}")
            in_force("2025-01-01/2026-12-20", slug=f"memo-{many}-{at}")
        with CaptureQueriesContext(connection) as captured:
            waiting = attention(BELA, Queue.WAITING, as_of=LATER, limit=5)
            due = attention(BELA, Queue.DUE, as_of=LATER, limit=5)
        counts.append(len(captured))
    assert (waiting.total, due.total) == (31, 31)
    assert counts == [counts[0]] * 2
