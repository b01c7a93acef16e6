"""Rights by state: what may be done to each stateful thing in each of its states, by page and by API, and by whom.

The table is `state_cells.py`.  Every role is walked through every action by `test_rights_desk` and `test_rights_writing`; here
the posts are those that could do something in some state, and one that never could.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import product
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from entente.foundation.accounts import commands as accounts
from entente.foundation.accounts.words import Scope
from entente.foundation.ledger.models import Entry
from entente.record.delivery import queries
from entente.record.delivery.models import Candidate, Milestone
from entente.record.verification.models import Claim
from tests.cast import ANA
from tests.surfaces.state_cells import BY_TIER, MAY, SHARES, STATES, WAYS, Call
from tests.surfaces.states_world import things_in_every_state
from tests.surfaces.test_rights_desk import filled_in, may_do, send
from tests.surfaces.walked_world import TODAY, Walker, walkers, world, written

pytestmark = pytest.mark.django_db

POSTS = {
    "AAA contributor", "AAA approver", "AAA translator", "AAA verifier", "AAA keeper", "AAA auditor",
    "BBB contributor", "BBB approver", "BBB verifier",
    "observatory contributor", "observatory approver", "observatory verifier", "observatory keeper",
    "institute contributor", "institute verifier",
}  # fmt: skip


@pytest.fixture(autouse=True)
def _quick(settings: Settings, tmp_path: object) -> None:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.WHITENOISE_AUTOREFRESH = True
    settings.MEDIA_ROOT = tmp_path


NO_SCOPE = " keeper"
"""The role that no scope of a token keeps."""

Things = dict[tuple[str, str], dict[str, Any]]


@pytest.fixture
def walked() -> tuple[list[Walker], Things]:
    names = world()
    memo = queries.get_activity_row(ANA, "tri-plan", "memo", as_of=timezone.now())
    things = things_in_every_state(memo)
    posts = [replace(one, own={**names, **one.own}) for one in walkers(names) if one.reader.name in POSTS]
    assert len(posts) == len(POSTS)
    return posts, things


def cells(things: Things) -> Iterator[tuple[str, str, str, Mapping[str, Any]]]:
    """(thing, state, what is done, names)"""
    for thing, states in STATES.items():
        for state in states:
            for what in WAYS[thing]:
                yield thing, state, what, things[thing, state]


def is_expected(thing: str, state: str, what: str, walker: Walker) -> bool:
    who = MAY.get((thing, state), {}).get(what, "")
    page = WAYS[thing][what].page
    return bool(who) and may_do(replace(page, who=who) if page else _Who(who), walker)


class _Who:
    """As much of a row as says who may."""

    def __init__(self, who: str) -> None:
        self.who = who


def test_table_names_every_state_and_nothing_that_there_is_not() -> None:
    for (thing, state), acts in MAY.items():
        assert state in STATES[thing]
        assert acts.keys() <= WAYS[thing].keys()
    assert STATES.keys() == WAYS.keys()


def test_pages_do_in_each_state_what_the_table_says_and_nothing_else(walked: tuple[list[Walker], Things]) -> None:
    posts, things = walked
    wrong = []
    for walker in posts:
        for thing, state, what, names in cells(things):
            page = WAYS[thing][what].page
            if page is None:
                continue
            with written():
                before = Entry.objects.count()
                status = send(page, replace(walker, own={**walker.own, **names}), {})
                is_done = Entry.objects.count() > before
            if is_done != is_expected(thing, state, what, walker):
                wrong.append((walker.reader.name, thing, state, what, f"done: {is_done}", status))
    assert not wrong, "\n".join(map(str, wrong))


def test_operations_do_in_each_state_what_the_table_says_and_nothing_else(walked: tuple[list[Walker], Things]) -> None:
    posts, things = walked
    wrong = []
    for walker in posts:
        key = token_of(walker)
        for thing, state, what, names in cells(things):
            call = WAYS[thing][what].call
            if call is None:
                continue
            with written():
                before = Entry.objects.count()
                status = ask(call, key, names)
                is_done = Entry.objects.count() > before
            expected = is_expected(thing, state, what, walker) and not walker.reader.name.endswith(NO_SCOPE)
            if is_done != expected or is_done != (status < 400):
                wrong.append((walker.reader.name, thing, state, what, f"done: {is_done}", status))
    assert not wrong, "\n".join(map(str, wrong))


def test_what_is_done_to_anothers_thing_follows_its_tier(walked: tuple[list[Walker], Things]) -> None:
    posts, things = walked
    wrong = []
    for (thing, state), acts in BY_TIER.items():
        names = things[thing, state]
        for tier, group in SHARES.items():
            ROWS[thing].filter(slug=names["thing"]).update(tier=tier, group=group, owner="AAA")
            for walker, (what, who) in product(posts, acts.items()):
                page = WAYS[thing][what].page
                assert page is not None
                with written():
                    before = Entry.objects.count()
                    status = send(page, replace(walker, own={**walker.own, **names}), {})
                    is_done = Entry.objects.count() > before
                expected = bool(who.get(tier)) and may_do(replace(page, who=who[tier]), walker)
                if is_done != expected:
                    wrong.append((walker.reader.name, thing, tier, what, f"done: {is_done}", status))
    assert not wrong, "\n".join(map(str, wrong))


ROWS: dict[str, Any] = {"milestone": Milestone.objects, "claim": Claim.objects, "candidate": Candidate.objects}


def token_of(walker: Walker) -> str:
    reader = walker.reader
    _row, raw = accounts.make_token(
        reader.user, reader.by.post, label="walk", scopes=list(Scope), days=1, by=reader.by, on=TODAY
    )
    return raw


def ask(call: Call, key: str, names: Mapping[str, Any]) -> int:
    client = Client(headers={"authorization": f"Bearer {key}"})
    verb = client.put if call.method == "put" else client.post
    body = filled_in(call.body, names)
    return int(verb(call.path.format_map(names), body, content_type="application/json").status_code)
