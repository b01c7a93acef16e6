"""Rights through the desk: what every page of it writes, walked for every side x role by real requests.

The table is `desk_writes.py`; how to add a row for a new page stands at its head.
"""

from __future__ import annotations

import inspect
import re
import sys
from collections.abc import Mapping
from typing import Any

import pytest
from pytest_django import Settings

from entente.surfaces.web import links
from entente.surfaces.web.desk.urls import DESK_PAGES
from tests.surfaces.desk_writes import BY_ADDRESS, READS, WRITES
from tests.surfaces.walked_world import Walker, walkers, world, written
from tests.surfaces.write_rows import Write

pytestmark = pytest.mark.django_db

TABLE = "tests/surfaces/desk_writes.py"
PROMISE = {"plan": "tri-plan", "number": "2.1"}
PARTIES, OUTSIDERS = ("AAA", "BBB"), ("observatory", "institute")
SIDES = {"anybody": (*PARTIES, *OUTSIDERS), "a party": PARTIES, "an outsider": OUTSIDERS}


@pytest.fixture(autouse=True)
def _quick(settings: Settings, tmp_path: object) -> None:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.WHITENOISE_AUTOREFRESH = True
    settings.MEDIA_ROOT = tmp_path
    settings.CAPTURE = True


def may_do(write: Write, walker: Walker) -> bool:
    """The words of the table, and nothing that the software says of itself."""
    roles, _of, sides = write.who.partition(" of ")
    role = walker.reader.name.partition(" ")[2]
    return role in roles.split(" or ") and walker.reader.by.owner in _sides(sides)


def _sides(words: str) -> tuple[str, ...]:
    return SIDES.get(words) or tuple(words.split(", "))


def filled_in(given: Mapping[str, Any], names: Mapping[str, Any]) -> dict[str, Any]:
    """What a row sends, with names in their places and its files made anew.  "*" stands for many fields."""
    found = {key: _value(value, names) for key, value in given.items()}
    return {**found.pop("*", {}), **found}


def _value(value: Any, names: Mapping[str, Any]) -> Any:
    if isinstance(value, str) and value[:1] == "{" and value[-1:] == "}":
        value = names[value[1:-1]]
    elif isinstance(value, str):
        value = value.format_map(names)
    return value() if callable(value) else value


def send(write: Write, walker: Walker, names: Mapping[str, Any]) -> int:
    own = {**names, **walker.own}
    wanted = {**PROMISE, **filled_in(write.keys, own)}
    keys = {key: value for key, value in wanted.items() if f":{key}>" in links.PAGES[write.page]}
    address = links.with_query(links.href(write.page, "en", **keys), filled_in(write.query, own))
    return int(walker.client.post(address, filled_in(write.sent, own)).status_code)


def test_every_page_of_the_desk_is_walked() -> None:
    walked = {write.page for write in WRITES} | READS | BY_ADDRESS
    missing, gone = sorted(DESK_PAGES.keys() - walked), sorted(walked - DESK_PAGES.keys())
    assert not missing, f"Add a row for each of these pages to {TABLE}; how stands at its head: {missing}"
    assert not gone, f"These pages are no more; take their rows out of {TABLE}: {gone}"


def test_every_button_of_the_desk_is_walked() -> None:
    """A view that reads another name or verb from what is sent does something that the table does not know yet."""
    modules = {DESK_PAGES[page].__module__ for page in DESK_PAGES}
    source = "".join(inspect.getsource(sys.modules[name]) for name in sorted(modules))
    asked = set(re.findall(r'"(\w+)" in request\.POST', source)) | set(re.findall(r'verb == "(\w+)"', source))
    sent = {name for write in WRITES for name in write.sent} | {str(write.sent.get("verb")) for write in WRITES}
    missing = sorted(asked - sent - NO_WRITES)
    assert not missing, f"Add a row to {TABLE} for what these buttons do: {missing}"


NO_WRITES = {"more", "party"}
"""Buttons that only bring the form back: more rows, and the way to a party that is missing."""


def test_who_may_not_come_to_a_page_writes_nothing_and_who_may_does() -> None:
    """Every row x side x role, each in a transaction of its own that is taken back."""
    names = world()
    wrong, walked = [], 0
    for walker in walkers(names):
        for write in WRITES:
            with written(write.before) as tables:
                status = send(write, walker, names)
            may = may_do(write, walker)
            is_right = (
                status == write.answers and (tables or write.is_quiet)
                if may
                else status in write.refused and not tables
            )
            if not is_right:
                wrong.append(
                    (walker.reader.name, write.page, write.what, "may" if may else "may not", status, tables[:3])
                )
            walked += 1
    assert not wrong, "\n".join(map(str, wrong))
    assert walked == 42 * len(WRITES)


def test_page_that_only_shows_writes_nothing_whatever_is_sent_to_it() -> None:
    names = world()
    posts = {"AAA contributor", "AAA approver", "observatory keeper"}
    sent = {key: "1" for write in WRITES for key in write.sent if key != "*"}
    keys = {"activity": "memo", "candidate": "fair", "which": "waiting", "month": "2026-11", "update": "{public}"}
    keys |= {"key": "{copy}", "older": "{copy}", "newer": "{copy}"}
    for walker in walkers(names):
        if walker.reader.name in posts:
            for page in sorted(READS):
                with written() as tables:
                    status = send(Write(page, "", "", sent, keys), walker, names)
                assert (walker.reader.name, page, tables, status < 500) == (walker.reader.name, page, [], True)
