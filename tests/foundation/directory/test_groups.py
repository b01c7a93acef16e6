"""Working groups: who founds one, who seats whom, and what a seat lets one read."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from entente.foundation.accounts.queries import actor_through
from entente.foundation.common.actors import SYSTEM, WORKING_ROLES, Actor, Role
from entente.foundation.common.errors import ActionDenied, InvalidTransition, NotVisible, RuleBroken
from entente.foundation.common.records import Tier, readable
from entente.foundation.directory import commands, queries
from entente.foundation.directory.models import WorkingGroup
from entente.foundation.ledger.models import Entry
from entente.foundation.sources.models import Document
from tests import cast
from tests.cast import ANA, BELA, CHRIS, DANA, ERIN
from tests.record.builders import NOW

pytestmark = pytest.mark.django_db

START = date(2026, 1, 1)
END = date(2026, 6, 1)


def group(slug: str = "water", *, by: Actor = CHRIS) -> WorkingGroup:
    return commands.found_group(slug=slug, name={"en": "Water"}, sides=["BBB", "AAA"], by=by)


@pytest.mark.parametrize(
    ("by", "allowed"),
    [
        (SYSTEM, True),
        (CHRIS, True),
        (replace(CHRIS, roles=frozenset({Role.SECRETARIAT})), True),
        (replace(CHRIS, roles=WORKING_ROLES), False),
        (replace(ANA, roles=WORKING_ROLES), False),
        (DANA, False),
    ],
)
def test_who_founds_a_group(by: Actor, allowed: bool) -> None:
    if allowed:
        assert group(by=by).sides == ["AAA", "BBB"]
    else:
        with pytest.raises(ActionDenied):
            group(by=by)
    assert WorkingGroup.objects.count() == allowed


@pytest.mark.parametrize(
    ("by", "allowed"),
    [
        (SYSTEM, True),
        (ANA, True),
        (replace(ANA, roles=frozenset({Role.APPROVER})), True),
        (replace(ANA, roles=frozenset({Role.CONTRIBUTOR})), False),
        (BELA, False),
        (CHRIS, False),
        (DANA, False),
    ],
)
def test_each_side_seats_and_unseats_its_own_posts(by: Actor, allowed: bool) -> None:
    water, desk = group(), cast.desk()
    if allowed:
        commands.seat(water, desk, from_on=START, by=by)
        commands.unseat(water, desk, to_on=END, by=by)
    else:
        with pytest.raises(ActionDenied):
            commands.seat(water, desk, from_on=START, by=by)
        commands.seat(water, desk, from_on=START, by=SYSTEM)
        with pytest.raises(ActionDenied):
            commands.unseat(water, desk, to_on=END, by=by)
    on_last_day, after = (queries.groups_of(desk, on=day) for day in (date(2026, 5, 31), END))
    assert (on_last_day, after) == ({"water"}, set() if allowed else {"water"})


def test_side_that_the_group_was_founded_without_never_sits_in_it() -> None:
    keepers_desk = cast.keepers_desk()
    with pytest.raises(ActionDenied) as refusal:
        commands.seat(group(), keepers_desk, from_on=START, by=CHRIS)
    assert str(refusal.value) == "this group was founded without observatory; found another one that names it"


def test_seat_lets_read_what_is_shared_with_the_group_from_its_first_day_to_its_last() -> None:
    water, desk = group(), cast.desk("BBB")
    commands.seat(water, desk, from_on=START, by=BELA)
    commands.unseat(water, desk, to_on=END, by=BELA)
    for slug, in_group in (("shared", "water"), ("other", "air")):
        Document.objects.create(owner="AAA", slug=slug, side="third", tier=Tier.GROUP, group=in_group)
    read = {}
    for day in (date(2025, 12, 31), START, date(2026, 5, 31), END):
        by = actor_through(desk, user_id="bela", on=day)
        read[day] = list(Document.objects.filter(readable(by, as_of=NOW)).values_list("slug", flat=True))
    assert list(read.values()) == [[], ["shared"], ["shared"], []]


def test_entries_are_private_to_who_did_it() -> None:
    water = group()
    commands.seat(water, cast.desk(), from_on=START, by=ANA)
    rows = Entry.objects.filter(action__startswith="directory.group.").order_by("pk")
    assert list(rows.values_list("log", "action", "subject")) == [
        ("observatory", "directory.group.found", "groups/water"),
        ("AAA", "directory.group.seat", "groups/water"),
    ]


def test_only_its_sides_and_its_founder_see_a_group() -> None:
    group()
    seen = {by.owner or by.post: len(queries.groups_seen_by(by, on=START)) for by in (ANA, BELA, CHRIS, ERIN, DANA)}
    assert seen == {"AAA": 1, "BBB": 1, "observatory": 1, "institute": 0, "": 0}
    for by in (ERIN, DANA):
        with pytest.raises(NotVisible):
            queries.get_group(by, "water")
    assert queries.get_group(ANA, "water").slug == "water"


def test_list_takes_as_many_queries_for_thirty_groups_as_for_one() -> None:
    counted = []
    for numbers in (range(1), range(1, 30)):
        for number in numbers:
            commands.seat(group(f"group-{number}"), cast.desk(), from_on=START, by=ANA)
        with CaptureQueriesContext(connection) as captured:
            queries.groups_seen_by(ANA, on=START)
        counted.append(len(captured))
    assert counted == [2, 2]


def test_seat_twice_and_out_twice_is_refused() -> None:
    water, desk = group(), cast.desk()
    with pytest.raises(InvalidTransition):
        commands.unseat(water, desk, to_on=END, by=ANA)
    commands.seat(water, desk, from_on=START, by=ANA)
    with pytest.raises(InvalidTransition):
        commands.seat(water, desk, from_on=START, by=ANA)
    with pytest.raises(RuleBroken):
        commands.unseat(water, desk, to_on=date(2025, 1, 1), by=ANA)


@pytest.mark.parametrize("sides", [[], ["AAA"], ["AAA", "AAA"]])
def test_group_needs_two_sides(sides: list[str]) -> None:
    with pytest.raises(RuleBroken):
        commands.found_group(slug="water", name={"en": "Water"}, sides=sides, by=CHRIS)
