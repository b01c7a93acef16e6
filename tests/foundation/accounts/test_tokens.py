"""A program's key: what it opens, and everything that ends it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from entente.foundation.accounts import commands, queries
from entente.foundation.accounts.models import Token, User
from entente.foundation.accounts.words import SCOPED_ROLES, Scope
from entente.foundation.common.actors import SYSTEM, Actor, Capacity, Role
from entente.foundation.common.errors import ActionDenied, InvalidTransition, NotVisible, RuleBroken
from entente.foundation.directory import commands as directory
from entente.foundation.directory.models import Appointment, Post
from entente.foundation.ledger.models import Entry
from tests import cast
from tests.cast import ANA, DANA

pytestmark = pytest.mark.django_db

TODAY = timezone.localdate()


def actor(user: User) -> Actor:
    by = queries.actor_for(user, None, on=TODAY)
    assert by.is_signed_in
    return by


def made(user: User, *scopes: Scope, days: int = 30) -> str:
    _, raw = commands.make_token(
        user, "ministry-a/desk", label="nightly sheet", scopes=scopes, days=days, by=actor(user), on=TODAY
    )
    return raw


@pytest.fixture
def user() -> User:
    return cast.holder(cast.desk())


@pytest.mark.parametrize(
    ("scopes", "roles"),
    [
        ((), set()),
        ((Scope.READ,), set()),
        ((Scope.WRITE,), {Role.CONTRIBUTOR, Role.TRANSLATOR}),
        ((Scope.APPROVE,), {Role.APPROVER, Role.VERIFIER}),
        (tuple(Scope), {Role.CONTRIBUTOR, Role.TRANSLATOR, Role.APPROVER, Role.VERIFIER}),
    ],
)
def test_token_acts_through_its_post_with_the_roles_of_its_scopes(
    user: User, scopes: tuple[Scope, ...], roles: set[Role]
) -> None:
    assert queries.actor_for_token(made(user, *scopes), on=TODAY) == Actor(
        Capacity.PARTY,
        owner="AAA",
        post="ministry-a/desk",
        user_id=str(user.pk),
        roles=frozenset(roles),
        is_program=True,
    )


def test_no_scope_keeps_the_roles_that_only_people_have() -> None:
    kept = set().union(*SCOPED_ROLES.values())
    assert set(Role) - kept == {Role.KEEPER, Role.ACCESS_OFFICER, Role.ADMINISTRATOR}


def test_post_of_an_administrator_alone_has_no_token_and_one_made_before_is_dead(user: User) -> None:
    raw = made(user)
    Post.objects.update(roles=[Role.ADMINISTRATOR])
    assert queries.actor_for_token(raw, on=TODAY) is None
    with pytest.raises(ActionDenied):
        made(user)


def test_key_is_stored_nowhere(user: User) -> None:
    raw = made(user, Scope.WRITE)
    token = Token.objects.get()
    assert token.digest == queries.digest_of(raw)
    key = raw.split("_", 2)[2]  # the rest whole: an underscore may stand in a key, first of all too
    assert len(key) == 43  # 32 bytes in base64
    assert key not in f"{Token.objects.values()}"
    entry = Entry.objects.get(action="accounts.token.make")
    assert (entry.log, entry.subject) == ("AAA", f"token/{token.handle}")
    assert key not in bytes(entry.opening.payload).decode()


def _leave(user: User) -> None:
    directory.end_appointment(Appointment.objects.get(), to_on=TODAY, by=SYSTEM)


def _leave_and_come_back(user: User) -> None:
    _leave(user)
    assert user.person
    directory.appoint(Post.objects.get(), user.person, from_on=TODAY, by=SYSTEM)


def _be_replaced(user: User) -> None:
    directory.appoint(Post.objects.get(), cast.person("Bo"), from_on=TODAY, is_acting=True, by=SYSTEM)


def _revoke(user: User) -> None:
    commands.revoke_token(user, Token.objects.get().handle, by=actor(user), at=timezone.now())


ENDS: dict[str, Callable[[User], object]] = {
    "leaves": _leave,
    "leaves and comes back": _leave_and_come_back,
    "somebody is acting": _be_replaced,
    "revoked": _revoke,
    "log-in recovered": lambda user: commands.reset_account(user, by=SYSTEM),
    "log-in closed": lambda user: commands.close_account(user, by=SYSTEM),
}


@pytest.mark.parametrize("end", ENDS.values(), ids=ENDS)
def test_token_ends_on_the_day_of(user: User, end: Callable[[User], object]) -> None:
    raw = made(user)
    assert queries.actor_for_token(raw, on=TODAY) is not None
    end(user)
    assert queries.actor_for_token(raw, on=TODAY) is None


def test_token_works_before_its_last_day_and_not_on_it(user: User) -> None:
    raw = made(user, days=2)
    days = [TODAY + timedelta(days=1), TODAY + timedelta(days=2)]
    assert [queries.actor_for_token(raw, on=day) is not None for day in days] == [True, False]


def test_wrong_secret_takes_one_query_as_an_unknown_token_does(
    user: User, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    raw = made(user)
    wrong = raw[:-1] + ("A" if raw[-1] != "A" else "B")
    unknown = f"entente_{'0' * 16}_{raw.split('_', 2)[2]}"
    for key in (wrong, unknown):
        with django_assert_num_queries(1):
            assert queries.actor_for_token(key, on=TODAY) is None


@pytest.mark.parametrize("raw", ["", "entente", "entente_", "x" * 5000, "entente_0_\x00"])
def test_what_is_no_token_asks_nothing(raw: str, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    with django_assert_num_queries(0):
        assert queries.actor_for_token(raw, on=TODAY) is None


def test_use_is_noted_once_a_day(user: User, django_assert_max_num_queries: DjangoAssertNumQueries) -> None:
    raw = made(user)
    commands.use_token(raw, on=TODAY)
    assert Token.objects.get().last_used_on == TODAY
    with django_assert_max_num_queries(3):  # token, posts, groups
        commands.use_token(raw, on=TODAY)


def test_only_its_user_and_the_operator_make_and_revoke(user: User) -> None:
    mine = actor(user)
    for by in (ANA, DANA, replace(mine, user_id="ada")):
        with pytest.raises(ActionDenied):
            commands.make_token(user, "ministry-a/desk", label="x", scopes=[], days=1, by=by, on=TODAY)
    token, _ = commands.make_token(user, "ministry-a/desk", label="x", scopes=[], days=1, by=SYSTEM, on=TODAY)
    with pytest.raises(ActionDenied):
        commands.revoke_token(user, token.handle, by=ANA, at=timezone.now())
    commands.revoke_token(user, token.handle, by=mine, at=timezone.now())
    with pytest.raises(InvalidTransition):
        commands.revoke_token(user, token.handle, by=mine, at=timezone.now())
    with pytest.raises(NotVisible):
        commands.revoke_token(user, "none", by=mine, at=timezone.now())


@pytest.mark.parametrize(
    ("label", "days", "post"),
    [("", 1, "ministry-a/desk"), ("x" * 81, 1, "ministry-a/desk"), ("x", 0, "ministry-a/desk"),
     ("x", 367, "ministry-a/desk"), ("x", 1, "ministry-a/other")],
)  # fmt: skip
def test_token_needs_a_name_an_end_and_a_post_of_its_user(user: User, label: str, days: int, post: str) -> None:
    with pytest.raises(RuleBroken):
        commands.make_token(user, post, label=label, scopes=[], days=days, by=actor(user), on=TODAY)
    assert Token.objects.count() == 0
