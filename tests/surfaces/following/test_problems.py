"""A reader reports a problem: taken in as data, seen by whose page it is, answered once, and the address forgotten."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from urllib.parse import quote

import pytest
import time_machine
from django.core import mail
from django.db import connection
from django.test import Client
from pytest_django import Settings

from entente.foundation.common.actors import Actor, Role
from entente.foundation.common.errors import ActionDenied, InvalidTransition, NotVisible
from entente.foundation.ledger.models import Entry
from entente.surfaces.notices import problems
from entente.surfaces.notices.attention import Queue, attention
from entente.surfaces.notices.models import Problem
from entente.surfaces.web.links import PAGES, href
from entente.surfaces.web.urls import PUBLIC_PAGES
from tests.cast import ANA, BELA, CHRIS, DANA, ERIN
from tests.record.builders import shared_plan
from tests.surfaces.web.desk.officers import officer

NOW = datetime(2026, 11, 24, 8, 0, tzinfo=UTC)
FORM = "/en/notices/report-a-problem/"
PAGE = "/en/plans/tri-plan/commitments/2.1/"
ZOE = replace(ANA, owner="DDD", post="ministry-d/desk", user_id="zoe")
"""Of a party that is none of this plan."""


@pytest.fixture(autouse=True)
def _clock(db: None, settings: Settings) -> Iterator[None]:
    settings.MAIL_IS_ON = True
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    shared_plan()
    with time_machine.travel(NOW, tick=False):
        yield


def tell(words: str = "The date is wrong.", page: str = PAGE, **more: str) -> int:
    """Open the form from a page's foot, fill it in, send it."""
    opened = Client(enforce_csrf_checks=True).get(f"{FORM}?page={quote(page)}")
    form = opened.context["page"].form
    sent = {"stamp": form.initial["stamp"], "page": form["page"].value(), "words": words, **more}
    response = Client(enforce_csrf_checks=True).post(FORM, sent)
    assert (opened.cookies, response.cookies) == ({}, {})
    return response.status_code


def seen_by(by: Actor) -> list[str]:
    return list(problems.problems(by, as_of=NOW).values_list("words", flat=True))


def test_what_a_reader_says_is_on_the_desk_of_keeper_and_parties() -> None:
    assert tell() == 200
    assert Problem.objects.values_list("page", "plan", "number", "state").get() == (PAGE, "tri-plan", "2.1", "open")
    seen = {by.owner: seen_by(by) for by in (ANA, BELA, CHRIS, ERIN, DANA, ZOE)}
    one = ["The date is wrong."]
    assert seen == {"AAA": one, "BBB": one, "observatory": one, "institute": [], "": [], "DDD": []}


@pytest.mark.parametrize(
    "page", ["/en/about/", "", "//evil.example/x", "javascript:alert(1)", "/en/desk/plans/tri-plan/", f"/{'x' * 600}"]
)
def test_what_is_of_no_plan_is_the_keeper_s_alone(page: str) -> None:
    assert tell(page=page) == 200
    assert [bool(seen_by(by)) for by in (CHRIS, ANA)] == [True, False]
    assert Problem.objects.get().page == (page if page.startswith("/en/") else "")


def test_a_plan_that_is_not_there_is_no_plan_of_a_report() -> None:
    tell(page="/en/plans/no-plan/")
    assert Problem.objects.get().plan == ""


def test_it_waits_on_the_desk_and_is_answered_once() -> None:
    tell(reply="reader@example.org")
    [item] = [one for one in attention(CHRIS, Queue.WAITING, as_of=NOW, limit=50).items if one.kind == "problem"]
    assert (item.number, item.page) == ("2.1", "desk_problem")
    key = item.keys["key"]
    problems.answer(key, "It is corrected: 3 May.", by=CHRIS, at=NOW)
    with pytest.raises(InvalidTransition):
        problems.answer(key, "Again.", by=ANA, at=NOW)
    assert attention(CHRIS, Queue.WAITING, as_of=NOW, limit=50).items == ()
    entry = Entry.objects.get(action="notices.problem.answered")
    assert (entry.log, entry.subject, entry.post) == ("observatory", "tri-plan/2.1", CHRIS.post)
    assert [problems.send_answers(at=NOW, origin="https://record.example") for _ in range(2)] == [1, 0]
    [message] = mail.outbox
    assert (message.to, f"https://record.example{PAGE}" in message.body) == (["reader@example.org"], True)
    assert ("It is corrected: 3 May." in message.body, Problem.objects.get().reply) == (True, "")


def test_closing_forgets_the_reader_s_address() -> None:
    tell(reply="reader@example.org")
    key = str(Problem.objects.get().pk)
    problems.close(key, by=ANA, at=NOW)
    assert Problem.objects.values_list("state", "reply").get() == ("closed", "")
    assert problems.send_answers(at=NOW, origin="") == 0


@pytest.mark.parametrize(
    ("by", "refusal"),
    [
        (ERIN, ActionDenied),
        (DANA, ActionDenied),
        (replace(CHRIS, roles=frozenset({Role.TRANSLATOR})), ActionDenied),
        (ZOE, NotVisible),
    ],
)
def test_who_may_not_answers_nothing(by: Actor, refusal: type[Exception]) -> None:
    tell()
    with pytest.raises(refusal):
        problems.answer(str(Problem.objects.get().pk), "No.", by=by, at=NOW)
    assert Problem.objects.get().state == "open"


def test_the_address_stands_nowhere_in_clear_and_no_page_shows_it() -> None:
    tell(reply="reader@example.org")
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names():
            cursor.execute(f'select * from "{table}"')
            assert "reader@example.org" not in str(cursor.fetchall()), table
    client, _by = officer("AAA", "desk", Role.CONTRIBUTOR, name="Ana")
    page = client.get(f"/en/desk/report-a-problem/{Problem.objects.get().pk}/").content.decode()
    assert ("The reader gave an address" in page, "reader@example.org" in page) == (True, False)


def test_hostile_words_are_shown_as_words() -> None:
    tell("<script>alert(1)</script>\u202e{{ page }} %(x)s \n\nBcc: all@example.org", reply="reader@example.org")
    client, _by = officer("AAA", "desk", Role.CONTRIBUTOR, name="Ana")
    key = Problem.objects.get().pk
    for address in ("/en/desk/report-a-problem/", f"/en/desk/report-a-problem/{key}/", "/en/desk/"):
        page = client.get(address).content.decode()
        assert "<script>alert" not in page
    assert client.post(f"/en/desk/report-a-problem/{key}/", {"answer": "1", "words": ""}).status_code == 422
    assert client.post(f"/en/desk/report-a-problem/{key}/", {"answer": "1", "words": "Thank you."}).status_code == 302


@pytest.mark.parametrize(
    ("words", "status"), [("", 422), (" \n ", 422), ("x" * 10_000, 200), ("x" * 10_001, 422), ("a\x00b", 422)]
)
def test_limits(words: str, status: int) -> None:
    assert tell(words) == status
    assert Problem.objects.count() == (1 if status == 200 else 0)


def test_ten_reports_an_hour_from_one_network_and_a_trap_for_programs() -> None:
    assert {tell(f"Problem {at}") for at in range(10)} == {200}
    assert (tell("One more"), tell("Trapped", website="x"), Problem.objects.count()) == (422, 200, 10)


def test_every_public_page_leads_to_the_form_and_sets_no_cookie() -> None:
    pages = [
        href(page, tag, **({"plan": "tri-plan"} if "<slug:plan>" in shape else {})) for page, shape, tag in public()
    ]
    for address in [
        *pages,
        PAGE,
        "/en/plans/tri-plan/pillars/1/",
        "/en/plans/tri-plan/follow/",
        FORM,
        "/",
        "/nowhere/",
    ]:
        response = Client().get(address)
        assert (address, response.cookies) == (address, {})
        if response.status_code == 200 and "text/html" in response["Content-Type"] and address != "/":
            assert re.search(r'href="/\w\w/\w+/[\w-]+/\?page=%2F', response.content.decode()), address


def public() -> list[tuple[str, str, str]]:
    """The public pages that need no key but the plan's."""
    return [
        (page, PAGES[page], tag)
        for page in PUBLIC_PAGES
        for tag in ("en", "es", "fr")
        if PAGES[page].replace("<slug:plan>", "").count("<") == 0
    ]
