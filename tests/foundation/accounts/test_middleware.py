"""Cell by cell: who reaches which page at which step of the log-in."""

from __future__ import annotations

from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from entente.foundation.accounts import commands
from entente.foundation.accounts.models import User
from entente.foundation.common.actors import SYSTEM
from entente.foundation.directory import commands as directory
from entente.foundation.directory.models import Appointment
from tests import cast

pytestmark = pytest.mark.django_db

PAGES = {
    "who": "/who/",
    "home": "/en/account/",
    "choose post": "/en/account/post/",
    "password": "/en/account/password/",
    "second factor": "/en/account/second-factor/",
    "app": "/en/account/second-factor/totp/activate/",
    "passkey": "/en/account/second-factor/webauthn/add/",
    "codes": "/en/account/second-factor/recovery-codes/",
    "show factor": "/en/account/second-factor/reauthenticate/",
    "log out": "/en/account/logout/",
}
STEP = {
    "password": {"password", "log out"},
    "second factor": {"second factor", "app", "passkey", "log out"},
    "confirm": {"show factor", "log out"},
}
FIRST = {"password": "password", "second factor": "second factor", "confirm": "show factor"}


def half_set_up(step: str) -> User:
    if step == "password":
        user, _ = commands.create_account(cast.person(), "ana@example.org", by=SYSTEM)
        return user
    user = cast.holder(cast.desk())
    if step == "confirm":
        TOTP.activate(user, generate_totp_secret())
    return user


@pytest.mark.parametrize("step", STEP)
def test_half_set_up_user_reaches_only_the_pages_of_its_step(client: Client, step: str) -> None:
    client.force_login(half_set_up(step))
    _record_password(client)
    reached = set()
    for name, address in PAGES.items():
        response = client.get(address)
        if response.status_code == 200:
            reached.add(name)
        else:
            assert response.status_code == 302
            assert response["Location"].partition("?")[0] == PAGES[FIRST[step]]
    assert reached == STEP[step]


@pytest.mark.parametrize("step", STEP)
def test_half_set_up_user_acts_as_nobody_even_where_nothing_is_found(client: Client, step: str) -> None:
    client.force_login(half_set_up(step))
    response = client.get("/nowhere/")
    assert response.status_code == 404
    assert response.wsgi_request.actor.is_signed_in is False  # type: ignore[attr-defined]


@pytest.mark.parametrize("step", STEP)
def test_half_set_up_user_sends_nothing(client: Client, step: str) -> None:
    client.force_login(half_set_up(step))
    response = client.post("/who/")
    assert (response.status_code, response["Location"]) == (302, PAGES[FIRST[step]])


def _record_password(client: Client) -> None:
    """As the log-in form leaves the session."""
    session = client.session
    session["account_authentication_methods"] = [{"method": "password", "at": timezone.now().timestamp()}]
    session["account_authentication_methods_user"] = session["_auth_user_id"]
    session.save()


def test_reader_is_public_and_touches_no_session(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(0):
        response = client.get("/en/who/")
    assert response.content == b"public"
    assert (response.has_header("Set-Cookie"), response.has_header("Vary")) == (False, False)


def test_reader_is_sent_to_the_log_in(client: Client) -> None:
    assert client.get(PAGES["home"])["Location"] == "/en/account/login/?next=/en/account/"


@pytest.mark.parametrize("kind", [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN])
def test_user_with_a_shown_second_factor_acts(client: Client, kind: str) -> None:
    user = cast.holder(cast.desk())
    Authenticator.objects.create(user=user, type=kind, data={})
    cast.sign_in(client, user)
    assert client.get("/who/").content == b"party AAA ministry-a/desk"


def test_recovery_codes_alone_are_no_second_factor(client: Client) -> None:
    user = cast.holder(cast.desk())
    Authenticator.objects.create(user=user, type=Authenticator.Type.RECOVERY_CODES, data={})
    client.force_login(user)
    assert client.get("/who/")["Location"] == f"{PAGES['second factor']}?next=/who/"


def test_reset_throws_the_user_out(client: Client) -> None:
    user = cast.holder(cast.desk())
    cast.sign_in(client, user)
    commands.reset_account(user, by=SYSTEM)
    assert client.get("/who/").content == b"public"


def test_closed_log_in_throws_the_user_out(client: Client) -> None:
    user = cast.holder(cast.desk())
    cast.sign_in(client, user)
    commands.close_account(user, by=SYSTEM)
    assert client.get("/who/").content == b"public"


def test_leaver_loses_the_post_the_same_day(client: Client) -> None:
    user = cast.holder(cast.desk())
    cast.sign_in(client, user)
    assert client.get("/who/").content == b"party AAA ministry-a/desk"
    directory.end_appointment(Appointment.objects.get(), to_on=timezone.localdate(), by=SYSTEM)
    assert client.get("/who/").content == b"public"


def test_user_of_two_posts_chooses_before_anything_else(client: Client) -> None:
    user = cast.holder(cast.desk(), cast.keepers_desk())
    cast.sign_in(client, user)
    assert client.get("/who/")["Location"] == f"{PAGES['choose post']}?next=/who/"
    assert client.get(PAGES["home"]).status_code == 200
    response = client.post(PAGES["choose post"], {"post": "observatory/record-keeper", "next": "/who/"})
    assert response["Location"] == "/who/"
    assert client.get("/who/").content == b"keeper observatory observatory/record-keeper"


def test_leaver_of_the_chosen_post_acts_through_the_one_that_is_left(client: Client) -> None:
    user = cast.holder(cast.desk(), cast.keepers_desk())
    cast.sign_in(client, user)
    client.post(PAGES["choose post"], {"post": "observatory/record-keeper"})
    left = Appointment.objects.get(post__slug="record-keeper")
    directory.end_appointment(left, to_on=timezone.localdate(), by=SYSTEM)
    assert client.get("/who/").content == b"party AAA ministry-a/desk"


def test_acting_holder_acts_and_the_holder_does_not(client: Client) -> None:
    desk = cast.desk()
    ana = cast.holder(desk, name="Ana")
    human = cast.person("Bela")
    bela, _ = commands.create_account(human, "bela@example.org", by=SYSTEM, one_time=False)
    yesterday = timezone.localdate() - timedelta(days=1)
    acting = directory.appoint(desk, human, from_on=yesterday, is_acting=True, by=SYSTEM)
    acts = {}
    for day in ("acting", "ended"):
        for user in (ana, bela):
            cast.sign_in(client, user)
            acts[day, user.email] = client.get("/who/").content.decode()
        if day == "acting":
            directory.end_appointment(acting, to_on=timezone.localdate(), by=SYSTEM)
    assert acts == {
        ("acting", "ana@example.org"): "public",
        ("acting", "bela@example.org"): "party AAA ministry-a/desk",
        ("ended", "ana@example.org"): "party AAA ministry-a/desk",
        ("ended", "bela@example.org"): "public",
    }


def test_htmx_is_told_to_leave_the_page(client: Client) -> None:
    client.force_login(half_set_up("second factor"))
    response = client.get("/who/", headers={"HX-Request": "true"})
    assert (response.status_code, response["HX-Redirect"]) == (204, PAGES["second factor"])


def test_whole_log_in_costs_as_many_queries_for_many_posts(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    user = cast.holder(*(cast.desk(slug=f"desk-{number}") for number in range(10)))
    cast.sign_in(client, user)
    client.post(PAGES["choose post"], {"post": "ministry-a/desk-3"})
    with django_assert_num_queries(6):  # session, user, person, second factor, posts, groups of the chosen one
        client.get("/who/")
