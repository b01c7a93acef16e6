"""People and posts, in the browser of two administrators of one side; and the tokens of a log-in."""

from __future__ import annotations

import re

import pytest
from allauth.account.authentication import AUTHENTICATION_METHODS_SESSION_KEY
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from entente.foundation.accounts.models import Token, TwoPersonAct, User
from entente.foundation.accounts.queries import actor_for_token
from entente.foundation.common.actors import SYSTEM, Role
from entente.foundation.directory import commands as directory
from entente.foundation.directory import queries as directories
from entente.foundation.directory.models import Appointment, Post
from entente.foundation.directory.words import PostCapacity
from tests import cast
from tests.surfaces.web.conftest import texts_of
from tests.surfaces.web.desk.conftest import fresh

pytestmark = pytest.mark.django_db

PEOPLE = "/en/desk/people/"
TOKENS = "/en/desk/tokens/"
TODAY = timezone.localdate()


def administrator(slug: str, name: str, code: str = "AAA") -> Client:
    post = directory.open_post(
        cast.ministry(cast.party(code)),
        slug=slug,
        title={"en": "Administrator"},
        capacity=PostCapacity.PARTY,
        by=SYSTEM,
        roles=[Role.ADMINISTRATOR],
    )
    client = Client()
    cast.sign_in(client, cast.holder(post, name=name))
    return fresh(client)


@pytest.fixture
def ana() -> Client:
    return administrator("admin-1", "Ana")


@pytest.fixture
def ada() -> Client:
    return administrator("admin-2", "Ada")


def words(client: Client, address: str = PEOPLE) -> str:
    response = client.get(address)
    assert response.status_code == 200
    return texts_of(response.content.decode())


def the_act() -> str:
    return f"{PEOPLE}{TwoPersonAct.objects.get().pk}/"


def open_auditor(client: Client) -> None:
    sent = {"organisation": "ministry-a", "slug": "auditor", "title_en": "Auditor", "roles": ["auditor"]}
    assert client.post(f"{PEOPLE}propose/open-post/", sent).status_code == 302


def test_post_opens_when_the_second_administrator_confirms(ana: Client, ada: Client) -> None:
    open_auditor(ana)
    assert not Post.objects.filter(slug="auditor").exists()
    assert "Open the post ministry-a/auditor, or change it." in words(ada)
    own = ana.post(the_act(), {"confirm": "1"})
    assert own.status_code == 403
    assert "You proposed this yourself; another administrator of your side confirms it" in words(ana, the_act())
    assert ada.post(the_act(), {"confirm": "1"}).status_code == 302
    assert Post.objects.get(slug="auditor").roles == ["auditor"]
    assert "Nothing waits." in words(ada)


def test_appointment_log_in_end_and_recovery_from_page_to_page(ana: Client, ada: Client) -> None:
    cast.desk()
    forms = [
        ("appoint", {"post": "ministry-a/desk", "name": "Nel Nova", "from_on": TODAY.isoformat()}),
        ("give-log-in", {"person": lambda: str(Appointment.objects.get(post__slug="desk").person_id)}),
        ("recover-log-in", {"email": "nel@example.org"}),
        (
            "end",
            {"appointment": lambda: str(Appointment.objects.get(post__slug="desk").pk), "to_on": TODAY.isoformat()},
        ),
    ]
    passwords = []
    for kind, fields in forms:
        sent = {name: value() if callable(value) else value for name, value in fields.items()}
        response = ana.post(f"{PEOPLE}propose/{kind}/", {"email": "nel@example.org", **sent})
        assert (kind, response.status_code) == (kind, 302)
        act = TwoPersonAct.objects.get(confirmed_at=None)
        assert "Nel Nova" in words(ada) or kind == "recover-log-in"
        given = ada.post(f"{PEOPLE}{act.pk}/", {"confirm": "1"})
        passwords += re.findall(r"<code>(\w{5}-\w{5}-\w{5}-\w{5})</code>", given.content.decode())
    user = User.objects.get(email="nel@example.org")
    assert [user.check_password(one) for one in passwords] == [False, True]
    assert Appointment.objects.get(post__slug="desk").to_on == TODAY
    assert "desk ministry-a/desk vacant" in words(ada)


def test_proposal_is_taken_back(ana: Client, ada: Client) -> None:
    open_auditor(ana)
    assert ada.post(the_act(), {"withdraw": "1"}).status_code == 302
    assert ada.post(the_act(), {"confirm": "1"}).status_code == 409


def test_stale_log_in_shows_its_second_factor_before_it_gives_anything(ana: Client, ada: Client) -> None:
    open_auditor(ana)
    session = ada.session
    session[AUTHENTICATION_METHODS_SESSION_KEY] = [{"method": "mfa", "at": 0, "type": "totp"}]
    session.save()
    response = ada.post(the_act(), {"confirm": "1"})
    assert (response.status_code, "reauthenticate" in response["Location"]) == (302, True)
    assert TwoPersonAct.objects.get().confirmed_at is None


def test_other_side_and_workers_see_no_proposal(ana: Client) -> None:
    open_auditor(ana)
    bela, worker = administrator("admin-1", "Bela", "BBB"), Client()
    cast.sign_in(worker, cast.holder(cast.desk(), name="Hal"))
    for client in (bela, fresh(worker)):
        assert "auditor" not in words(client)
        assert client.get(the_act()).status_code == 404
        assert client.post(the_act(), {"confirm": "1"}).status_code in (403, 404)
    assert worker.get(f"{PEOPLE}propose/appoint/").status_code == 403
    assert "ministry-a" not in words(bela)


@pytest.mark.parametrize(
    ("kind", "sent", "status"),
    [
        ("open-post", {}, 422),
        ("open-post", {"organisation": "ministry-b", "slug": "x", "title_en": "X"}, 422),
        ("open-post", {"organisation": "ministry-a", "slug": "x"}, 422),
        ("appoint", {"post": "ministry-a/admin-1", "from_on": "1 March"}, 422),
        ("appoint", {"post": "ministry-a/admin-1", "from_on": "2026-03-01"}, 422),
        ("end", {}, 422),
        ("give-log-in", {"email": "x"}, 422),
        ("recover-log-in", {"email": "nobody@example.org"}, 422),
        ("make-coffee", {}, 404),
    ],
)
def test_wrong_input_is_told_in_its_place(ana: Client, kind: str, sent: dict[str, str], status: int) -> None:
    assert ana.post(f"{PEOPLE}propose/{kind}/", sent).status_code == status
    assert TwoPersonAct.objects.count() == 0


def test_people_take_as_many_queries_for_thirty_posts_as_for_one(ana: Client) -> None:
    counted = []
    for numbers in (range(1), range(1, 30)):
        for number in numbers:
            post = cast.desk(slug=f"desk-{number}")
            directory.appoint(post, cast.person(f"P{number}"), from_on=cast.LONG_AGO, by=SYSTEM)
        with CaptureQueriesContext(connection) as captured:
            ana.get(PEOPLE)
        counted.append(len(captured))
    assert counted[0] == counted[1]


def test_administrator_alone_is_sent_to_people_and_reads_nothing_of_the_record(ana: Client) -> None:
    assert ana.get("/en/desk/")["Location"] == PEOPLE
    for address in ("/en/desk/sources/", "/en/desk/audit/", "/en/desk/new-plan/"):
        assert (address, ana.get(address).status_code) == (address, 403)


def test_own_post_is_seated_in_a_group_and_taken_out(hal: Client) -> None:
    directory.found_group(slug="water", name={"en": "Water"}, sides=["AAA", "BBB"], by=SYSTEM)
    directory.found_group(slug="air", name={"en": "Air"}, sides=["CCC", "BBB"], by=SYSTEM)
    other = cast.desk("BBB")
    assert hal.post(PEOPLE, {"group": "water", "post": "ministry-a/desk", "seat": "1"}).status_code == 302
    assert directories.groups_of(Post.objects.get(organisation__slug="ministry-a"), on=TODAY) == {"water"}
    assert "Water Sides: Land AAA, Land BBB ministry-a/desk" in words(hal)
    assert "Air" not in words(hal)
    assert hal.post(PEOPLE, {"group": "water", "post": other.ref, "seat": "1"}).status_code == 403
    assert hal.post(PEOPLE, {"group": "air", "post": "ministry-a/desk", "seat": "1"}).status_code == 404
    assert hal.post(PEOPLE, {"group": "water", "post": "ministry-a/desk", "unseat": "1"}).status_code == 302
    assert "Nobody sits in it." in words(hal)


@pytest.fixture
def hal() -> Client:
    client = Client()
    cast.sign_in(client, cast.holder(cast.desk(), name="Hal"))
    return fresh(client)


def test_token_is_told_once_and_revoked(hal: Client) -> None:
    made = hal.post(TOKENS, {"label": "nightly sheet", "scopes": ["write"], "days": "30"})
    (raw,) = re.findall(r"<code>(entente_[^<]+)</code>", made.content.decode())
    by = actor_for_token(raw, on=TODAY)
    assert by is not None
    assert by.roles == {Role.CONTRIBUTOR, Role.TRANSLATOR}
    assert raw not in words(hal, TOKENS)
    assert "read, write drafts" in words(hal, TOKENS)
    assert hal.post(TOKENS, {"revoke": Token.objects.get().handle}).status_code == 302
    assert actor_for_token(raw, on=TODAY) is None
    assert "revoked" in words(hal, TOKENS)


def test_token_of_somebody_else_is_not_there(hal: Client, ana: Client) -> None:
    hal.post(TOKENS, {"label": "mine", "days": "30"})
    assert "mine" not in words(ana, TOKENS)
    assert ana.post(TOKENS, {"revoke": Token.objects.get().handle}).status_code == 403
    assert Token.objects.get().revoked_at is None


def test_administrator_alone_is_told_why_it_has_no_tokens(ana: Client) -> None:
    reason = "Your post has no role with which a program could do anything"
    assert reason in words(ana, TOKENS)
    assert ana.post(TOKENS, {"label": "x", "days": "1"}).status_code == 403


@pytest.mark.parametrize("sent", [{}, {"label": "x", "days": "367"}, {"label": "x", "days": "0"}, {"days": "9"}])
def test_token_without_name_or_end_is_refused(hal: Client, sent: dict[str, str]) -> None:
    assert hal.post(TOKENS, sent).status_code == 422
    assert Token.objects.count() == 0
