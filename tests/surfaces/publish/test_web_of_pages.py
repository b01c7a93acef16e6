"""What is reached stays reached while the link by which it hangs is there; who lost it is looked for, and an island goes."""

from __future__ import annotations

import sqlite3
from array import array
from collections.abc import Iterator
from contextlib import closing
from unittest import mock

import pytest

from entente.surfaces.publish import web_of_pages
from entente.surfaces.publish.trace import SCHEMA
from entente.surfaces.publish.web_of_pages import Web, number_of

LINKS = {
    "home": ("list", "about"),
    "list": ("one", "two"),
    "one": ("two", "feed"),
    "two": (),
    "feed": ("one",),
    "about": (),
}


@pytest.fixture
def notes() -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(":memory:")) as opened:
        opened.executescript(SCHEMA)
        web = Web(opened)
        web.place("home", "home")
        for name, links in LINKS.items():
            noted(opened, web, name, links)
        yield opened


def noted(notes: sqlite3.Connection, web: Web, name: str, links: tuple[str, ...]) -> None:
    reached = array("q", [web.place(one, one) for one in links]).tobytes()
    row = [number_of(name), name, "", b"", reached, "[]"]
    notes.execute("INSERT OR REPLACE INTO page VALUES (?, ?, ?, ?, ?, ?)", row)


def made_anew(notes: sqlite3.Connection, **links: tuple[str, ...]) -> set[str]:
    """What nothing leads to any more when these pages lead elsewhere."""
    web = Web(notes)
    web.take_out([number_of(name) for name in links])
    for name, led_to in links.items():
        noted(notes, web, name, led_to)
    names = {number_of(name): name for name in LINKS}
    return {names[number] for number in web.unreached([number_of("home")])}


def test_page_that_another_leads_to_as_well_stays(notes: sqlite3.Connection) -> None:
    assert made_anew(notes, list=("one",)) == set()


def test_page_that_lost_its_only_link_goes(notes: sqlite3.Connection) -> None:
    assert made_anew(notes, home=("list",)) == {"about"}


def test_pages_that_lead_to_each_other_alone_go_together(notes: sqlite3.Connection) -> None:
    assert made_anew(notes, list=("two",)) == {"one", "feed"}
    assert not Web(notes).is_noted("one")
    assert Web(notes).is_noted("two")


def test_what_came_back_hangs_by_what_leads_to_it_now(notes: sqlite3.Connection) -> None:
    assert made_anew(notes, list=("two",)) == {"one", "feed"}
    web = Web(notes)
    web.take_out([number_of("two")])
    for name, links in (("two", ("feed",)), ("feed", ("one",)), ("one", ("feed",))):
        noted(notes, web, name, links)
    assert list(web.unreached([number_of("home")])) == []
    assert made_anew(notes, two=()) == {"one", "feed"}


def test_places_are_made_anew_in_the_order_of_their_first_link(notes: sqlite3.Connection) -> None:
    web = Web(notes)
    web.take_out([number_of(name) for name in ("feed", "about", "list")])
    assert [web.at(number)[0] for number in web.to_make()] == ["list", "about", "feed"]
    assert [web.stands(number_of(name)) for name in ("list", "one")] == [False, True]


def test_lost_links_to_what_was_reached_before_have_nothing_walked(notes: sqlite3.Connection) -> None:
    before = notes.execute("SELECT name, rank FROM place").fetchall()
    with mock.patch.object(web_of_pages, "LOST_MAX", 0):
        assert made_anew(notes, feed=()) == set()
        assert notes.execute("SELECT name, rank FROM place").fetchall() == before
        assert made_anew(notes, one=("two",)) == {"feed"}
    assert notes.execute("SELECT name, rank FROM place").fetchall() != before
