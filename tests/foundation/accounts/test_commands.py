from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP
from django.db import IntegrityError, connection, transaction
from django.utils import timezone
from pytest_django import Settings

from entente.config import login
from entente.foundation.accounts import commands, queries
from entente.foundation.accounts.models import User
from entente.foundation.common.actors import PUBLIC, SYSTEM, WORKING_ROLES, Actor, Capacity, Role
from entente.foundation.common.errors import ActionDenied, NotVisible, RuleBroken
from entente.foundation.directory import commands as directory
from entente.foundation.ledger.models import Entry
from tests import cast
from tests.cast import ADA, ANA, BELA, CHRIS, DANA

pytestmark = pytest.mark.django_db

TODAY = date(2026, 3, 1)


def actions() -> list[tuple[str, str]]:
    return list(Entry.objects.filter(action__startswith="accounts.").order_by("id").values_list("log", "action"))


def test_account_gets_a_one_time_password_for_seven_days() -> None:
    before = timezone.now()
    user, password = commands.create_account(cast.person(), " Ana@Example.org ", by=SYSTEM)
    assert user.email == "ana@example.org"
    assert user.check_password(password)
    assert user.must_change_password is True
    assert user.password_until is not None
    assert timedelta(0) <= user.password_until - before - timedelta(days=7) < timedelta(minutes=1)


def test_account_with_a_lasting_password_need_not_change_it() -> None:
    user, password = commands.create_account(cast.person(), "ana@example.org", by=SYSTEM, one_time=False)
    assert user.check_password(password)
    assert (user.must_change_password, user.password_until) == (False, None)


def test_passwords_are_told_apart_and_never_stored(settings: Settings) -> None:
    settings.PASSWORD_HASHERS = login.PASSWORD_HASHERS
    passwords = {commands.new_password() for _ in range(100)}
    assert len(passwords) == 100
    assert {len(password) for password in passwords} == {23}
    user, password = commands.create_account(cast.person(), "ana@example.org", by=SYSTEM)
    assert user.password.startswith("argon2$argon2id$")
    for entry in Entry.objects.select_related("opening"):
        assert password not in bytes(entry.opening.payload).decode()


def test_account_entry_names_neither_person_nor_address() -> None:
    user, _ = commands.create_account(cast.person("Ana"), "ana@example.org", by=ANA, second=ADA)
    entry = Entry.objects.get(action="accounts.user.create")
    payload = json.loads(bytes(entry.opening.payload))
    assert (entry.log, payload["subject"], payload["content"]) == (
        "AAA",
        f"user/{user.pk}",
        {"one_time": True, "seconded_by": "ministry-a/director"},
    )


@pytest.mark.parametrize("email", ["", "ana", "ana@", "ana@example.org, bela@example.org"])
def test_account_needs_an_address(email: str) -> None:
    with pytest.raises(RuleBroken) as refusal:
        commands.create_account(None, email, by=SYSTEM)
    assert str(refusal.value) == f"“{email}” is not an e-mail address; write one like ana@example.org."


def test_address_and_person_have_one_account_each() -> None:
    ana = cast.person("Ana")
    commands.create_account(ana, "ana@example.org", by=SYSTEM)
    with pytest.raises(RuleBroken) as taken:
        commands.create_account(cast.person("Bela"), "ANA@example.org", by=SYSTEM)
    assert str(taken.value) == "There is a log-in for ana@example.org already; reset it, or use another address."
    with pytest.raises(RuleBroken) as second:
        commands.create_account(ana, "ana2@example.org", by=SYSTEM)
    assert str(second.value) == "Ana has a log-in already; reset it instead of making a second one."


def test_reset_gives_a_one_time_password_and_takes_second_factors_away() -> None:
    user = cast.holder(cast.desk())
    TOTP.activate(user, "JBSWY3DPEHPK3PXP")
    password = commands.reset_account(user, by=ANA, second=ADA)
    assert user.check_password(password)
    assert user.must_change_password is True
    assert Authenticator.objects.count() == 0
    assert actions()[-1] == ("AAA", "accounts.user.reset")


def test_change_of_password_ends_the_one_time_password() -> None:
    user, _ = commands.create_account(cast.person(), "ana@example.org", by=SYSTEM)
    commands.change_password(user, cast.PASSWORD)
    user.refresh_from_db()
    assert user.check_password(cast.PASSWORD)
    assert (user.must_change_password, user.password_until) == (False, None)


def test_closed_account_holds_no_post() -> None:
    user = cast.holder(cast.desk())
    commands.close_account(user, by=ANA)
    assert queries.posts_of(user, on=TODAY) == []
    assert actions()[-1] == ("AAA", "accounts.user.close")


@pytest.mark.parametrize(
    ("by", "allowed"),
    [
        (SYSTEM, (True, True, True)),
        (ANA, (True, True, True)),
        (replace(ANA, user_id="ada"), (False, False, True)),
        (replace(ANA, roles=WORKING_ROLES), (False, False, False)),
        (BELA, (False, False, False)),
        (CHRIS, (False, False, False)),
        (DANA, (False, False, False)),
    ],
    ids=["SYSTEM", "ANA", "ADA with herself", "no administrator", "BELA", "CHRIS", "DANA"],
)
def test_who_may_give_reset_and_close_a_log_in(by: Actor, allowed: tuple[bool, ...]) -> None:
    user = cast.holder(cast.desk(), name="Ana")
    other = cast.person("Other")
    directory.appoint(cast.desk(slug="other"), other, from_on=cast.LONG_AGO, by=SYSTEM)
    writes: list[Callable[[], object]] = [
        lambda: commands.create_account(other, "other@example.org", by=by, second=ADA),
        lambda: commands.reset_account(user, by=by, second=ADA),
        lambda: commands.close_account(user, by=by),
    ]
    for write, is_allowed in zip(writes, allowed, strict=True):
        before = len(actions())
        if is_allowed:
            write()
            assert len(actions()) == before + 1
        else:
            with pytest.raises(ActionDenied):
                write()
            assert len(actions()) == before


@pytest.mark.django_db(transaction=True)
def test_account_whose_entry_fails_is_not_there() -> None:
    ana = cast.person()
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE ledger_entry RENAME TO ledger_entry_away")
    try:
        with pytest.raises(Exception, match="ledger_entry"):
            commands.create_account(ana, "ana@example.org", by=SYSTEM)
    finally:
        with connection.cursor() as cursor:
            cursor.execute("ALTER TABLE ledger_entry_away RENAME TO ledger_entry")
    assert User.objects.count() == 0


@pytest.mark.parametrize(
    "broken",
    [
        lambda: User.objects.create(email="Ana@example.org"),
        lambda: User.objects.create(email="ana@example.org", password_until=timezone.now()),
    ],
    ids=["address with capitals", "password that ends but need not be changed"],
)
def test_database_refuses_broken_log_ins(broken: Callable[[], object]) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        broken()


def test_actor_comes_from_the_only_post() -> None:
    user = cast.holder(cast.desk())
    assert queries.actor_for(user, None, on=TODAY) == Actor(
        Capacity.PARTY, owner="AAA", post="ministry-a/desk", user_id=str(user.pk), roles=WORKING_ROLES
    )


def test_actor_of_several_posts_comes_from_the_chosen_one() -> None:
    user = cast.holder(cast.desk(), cast.keepers_desk())
    assert queries.actor_for(user, None, on=TODAY) == PUBLIC
    assert queries.actor_for(user, "observatory/record-keeper", on=TODAY) == Actor(
        Capacity.KEEPER,
        owner="observatory",
        post="observatory/record-keeper",
        user_id=str(user.pk),
        roles=WORKING_ROLES | {Role.KEEPER},
    )
    assert queries.actor_for(user, "ministry-b/desk", on=TODAY) == PUBLIC


def test_user_without_person_or_post_acts_as_a_reader() -> None:
    without_person, _ = commands.create_account(None, "dana@example.org", by=SYSTEM)
    without_post, _ = commands.create_account(cast.person(), "ana@example.org", by=SYSTEM)
    assert queries.actor_for(without_person, None, on=TODAY) == PUBLIC
    assert queries.actor_for(without_post, None, on=TODAY) == PUBLIC


def test_post_is_chosen_into_the_session_only_while_held() -> None:
    user = cast.holder(cast.desk(), cast.keepers_desk())
    session: dict[str, str] = {}
    assert commands.choose_post(session, user, "ministry-a/desk", on=TODAY).ref == "ministry-a/desk"
    assert session == {commands.POST_SESSION_KEY: "ministry-a/desk"}
    with pytest.raises(ActionDenied):
        commands.choose_post(session, user, "ministry-b/desk", on=TODAY)
    assert session == {commands.POST_SESSION_KEY: "ministry-a/desk"}


def test_somebody_can_log_in_once_there_is_an_account() -> None:
    assert queries.has_accounts() is False
    commands.create_account(None, "dana@example.org", by=SYSTEM)
    assert queries.has_accounts() is True


def test_user_is_found_by_address_in_any_case() -> None:
    user = cast.holder(cast.desk())
    assert queries.get_user("ANA@example.org") == user
    with pytest.raises(NotVisible):
        queries.get_user("nobody@example.org")
