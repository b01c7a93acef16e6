"""`entente account`."""

from __future__ import annotations

import pytest
from django.contrib.auth import authenticate
from django.utils import timezone

from entente.foundation.accounts import queries
from entente.foundation.accounts.models import User
from entente.foundation.common.actors import Capacity
from entente.foundation.directory.models import Organisation
from entente.foundation.ledger.models import Entry
from tests.cast import desk

from .conftest import Entente, Said

pytestmark = pytest.mark.django_db


def actor(email: str) -> tuple[Capacity, str, str]:
    by = queries.actor_for(queries.get_user(email), None, on=timezone.localdate())
    return by.capacity, by.owner, by.post


def only(said: Said) -> dict[str, str]:
    assert said.code == 0, said.err
    (made,) = said.json
    return made  # type: ignore[no-any-return]


def test_first_makes_an_observer_that_keeps_the_record(entente: Entente) -> None:
    made = only(entente("account", "first", "--json"))
    assert (made["email"], made["post"]) == ("observer@localhost", "observer/keeper")
    assert Organisation.objects.get().name["en"] == "Observer (unnamed)"
    assert actor("observer@localhost") == (Capacity.KEEPER, "observer", "observer/keeper")
    user = User.objects.get()
    assert (user.check_password(made["password"]), user.must_change_password) == (True, True)


def test_first_takes_a_name_and_an_address(entente: Entente) -> None:
    said = entente("account", "first", "--email", "Chris@example.org", "--organisation", "en=The Observatory")
    assert said.out.splitlines()[0].startswith("chris@example.org logs in with the one-time password ")
    assert Organisation.objects.get().name == {"en": "The Observatory"}


def test_first_changes_nothing_where_there_is_a_log_in(entente: Entente) -> None:
    entente("account", "first")
    entries = Entry.objects.count()
    assert entente("account", "first", "--json").out == "[]\n"
    assert entente("account", "first", "--email", "dana@example.org").out == (
        "There is a log-in already; nothing changed.\n"
    )
    assert (User.objects.count(), Entry.objects.count()) == (1, entries)


def test_first_with_a_wrong_address_leaves_nothing_behind(entente: Entente) -> None:
    said = entente("account", "first", "--email", "nobody")
    assert (said.code, said.err) == (
        1,
        "Error: “nobody” is not an e-mail address; write one like ana@example.org.\n",
    )
    assert (User.objects.count(), Organisation.objects.count(), Entry.objects.count()) == (0, 0, 0)


def test_add_somebody_to_a_post(entente: Entente) -> None:
    desk()
    only(entente("account", "add", "ana@example.org", "--post", "ministry-a/desk", "--name", "Ana", "--json"))
    assert actor("ana@example.org") == (Capacity.PARTY, "AAA", "ministry-a/desk")


def test_add_opens_a_post_when_told_in_which_capacity(entente: Entente) -> None:
    entente("account", "first")
    arguments = ("account", "add", "erin@example.org", "--post", "observer/reader")
    assert entente(*arguments).err == "Error: There is no post “observer/reader” on record.\n"
    assert entente(*arguments, "--open", "assessor", "--title", "en=Reader").code == 0
    assert actor("erin@example.org") == (Capacity.ASSESSOR, "observer", "observer/reader")


def test_add_to_a_taken_post_makes_nothing(entente: Entente) -> None:
    desk()
    entente("account", "add", "ana@example.org", "--post", "ministry-a/desk")
    said = entente("account", "add", "bela@example.org", "--post", "ministry-a/desk")
    assert said.code == 1
    assert said.err.startswith("Error: ministry-a/desk is taken from ")
    assert [user.email for user in User.objects.all()] == ["ana@example.org"]


def test_end_shuts_the_log_in_and_frees_the_post(entente: Entente) -> None:
    desk()
    made = only(entente("account", "add", "ana@example.org", "--post", "ministry-a/desk", "--json"))
    said = entente("account", "end", "ana@example.org")
    assert said.out == "ana@example.org can no longer log in; free from today: ministry-a/desk.\n"
    assert authenticate(email="ana@example.org", password=made["password"]) is None
    assert entente("account", "add", "bela@example.org", "--post", "ministry-a/desk").code == 0


def test_reset_gives_another_one_time_password(entente: Entente) -> None:
    first = only(entente("account", "first", "--json"))
    second = only(entente("account", "reset-password", "observer@localhost", "--json"))
    user = User.objects.get()
    assert [user.check_password(made["password"]) for made in (first, second)] == [False, True]
    assert second["post"] == "observer/keeper"


def test_list_says_who_acts_through_what(entente: Entente) -> None:
    desk()
    entente("account", "first")
    entente("account", "add", "ana@example.org", "--post", "ministry-a/desk")
    entente("account", "end", "ana@example.org")
    assert entente("account", "list", "--json").json == [
        {"email": "observer@localhost", "posts": ["observer/keeper"], "state": "invited"},
        {"email": "ana@example.org", "posts": [], "state": "ended"},
    ]
    assert [line.split() for line in entente("account", "list").out.splitlines()[1:]] == [
        ["observer@localhost", "observer/keeper", "invited"],
        ["ana@example.org", "ended"],
    ]


@pytest.mark.parametrize("verb", ["end", "reset-password"])
def test_log_in_that_is_not_there(entente: Entente, verb: str) -> None:
    said = entente("account", verb, "dana@example.org")
    assert (said.code, said.err) == (1, "Error: There is no log-in for “dana@example.org”.\n")
