"""Following by e-mail: nothing before the holder of the address said yes, each change once, and an end with one click."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from urllib.parse import urlsplit

import pytest
import time_machine
from django.core import mail
from django.core.mail import EmailMessage
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django import Settings

from entente.foundation.ledger import commands as ledger
from entente.surfaces.following.follows import forget_unconfirmed
from entente.surfaces.following.models import Attempt, Follow, Follower
from entente.surfaces.following.sending import send_to_followers
from entente.surfaces.web.desk.views.notices import absolute
from tests.record.builders import shared_plan
from tests.surfaces.following.acting import plans_step, says
from tests.surfaces.following.postbox import Postbox, postbox

NOW = datetime(2026, 11, 24, 8, 0, tzinfo=UTC)  # a Tuesday
PROMISE = "/en/notices/follow/tri-plan/commitment-2.1/"
READER = "Reader@Example.org"
LINK = re.compile(r"http://localhost:8000(/\S+)")


@pytest.fixture(autouse=True)
def clock(db: None, settings: Settings) -> Iterator[time_machine.Traveller]:
    settings.MAIL_IS_ON = True
    shared_plan()
    ledger.seal()
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


def ask(address: str = READER, page: str = PROMISE, rhythm: str = "at_once", language: str = "en", **more: str) -> int:
    stamp = Client().get(page).context["page"].form.initial["stamp"]
    sent = {"stamp": stamp, "address": address, "rhythm": rhythm, "language": language, **more}
    response = Client().post(page, sent)
    assert response.cookies == {}
    return response.status_code


def send(at: datetime = NOW) -> int:
    return send_to_followers(at=at, address=absolute)


def link_in(message: EmailMessage, word: str) -> str:
    return next(found for found in LINK.findall(message.body) if f"/{word}/" in found)


def follow(rhythm: str = "at_once", page: str = PROMISE, language: str = "en") -> None:
    """Ask, get the mail, open its link, press the button."""
    ask(page=page, rhythm=rhythm, language=language)
    before = len(mail.outbox)
    assert send() == 1
    word = {"en": "confirm", "es": "confirmar", "fr": "confirmer"}[language]
    address = link_in(mail.outbox[before], word)
    assert Client().get(address).status_code == 200
    assert Client().post(address).status_code == 200


def test_nothing_but_the_question_is_sent_before_it_is_answered() -> None:
    assert (ask(), send(), send()) == (200, 1, 0)
    [question] = mail.outbox
    assert (question.to, question.subject) == (["Reader@example.org"], "Entente: do you want these mails?")
    says(at=NOW)
    assert Client().get(link_in(question, "confirm")).status_code == 200  # a scanner opens it
    assert (send(), len(mail.outbox)) == (0, 1)


def test_a_follower_is_told_once_of_what_changed_since_they_confirmed() -> None:
    says(at=NOW - timedelta(hours=1), words="Before.")
    follow()
    says(at=NOW, words="After.")
    plans_step("elsewhere", "2026-12-15", at=NOW, subject="tri-plan/1.1")
    assert (send(), send()) == (1, 0)
    message = mail.outbox[-1]
    assert message.subject == "Entente: 2 changes in what you follow"
    assert "- 2026-11-24 2.1: A side said where it stands: Arcadia: limited (Arcadia)" in message.body
    assert ("Before." in message.body, "elsewhere" in message.body) == (False, False)
    assert message.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"


def test_one_click_of_a_mail_program_ends_it_and_erases_the_address() -> None:
    follow()
    stop = urlsplit(mail.outbox[-1].extra_headers["List-Unsubscribe"].strip("<>")).path
    assert (Client().get(stop).status_code, Follower.objects.count()) == (200, 1)
    assert Client(enforce_csrf_checks=True).post(stop, {"List-Unsubscribe": "One-Click"}).status_code == 200
    assert (Follower.objects.count(), Follow.objects.count()) == (0, 0)
    assert Client(enforce_csrf_checks=True).post(stop).status_code == 200  # twice is once
    says(at=NOW)
    assert send() == 0


@pytest.mark.parametrize(
    ("rhythm", "first", "then"),
    [
        ("daily", datetime(2026, 11, 25, 6, tzinfo=UTC), datetime(2026, 11, 26, 6, tzinfo=UTC)),
        ("weekly", datetime(2026, 11, 30, 6, tzinfo=UTC), datetime(2026, 12, 7, 6, tzinfo=UTC)),
    ],
)
def test_a_digest_goes_out_in_its_morning(rhythm: str, first: datetime, then: datetime) -> None:
    follow(rhythm)
    says(at=NOW)
    assert [send(first - timedelta(seconds=1)), send(first), send(first + timedelta(hours=1))] == [0, 1, 0]
    plans_step("one", "2026-12-15", at=NOW)
    assert [send(then - timedelta(seconds=1)), send(then)] == [0, 1]


def test_mails_and_their_pages_are_in_the_reader_s_language() -> None:
    follow(page="/fr/avis/suivre/tri-plan/commitment-2.1/", language="fr")
    says(at=NOW)
    assert (send(), mail.outbox[-1].subject) == (1, "Entente : 2 changements dans ce que vous suivez")
    assert "2.1 : Une partie a dit où elle en est : Arcadia : limité" in mail.outbox[-1].body.replace("\u00a0", " ")
    assert Client().get(link_in(mail.outbox[-1], "suivis")).context["page"].title == "Ce que vous suivez"


def test_each_change_is_told_once_to_who_follows_plan_and_promise() -> None:
    follow()
    follow(page="/en/notices/follow/tri-plan/plan/")
    says(at=NOW)
    assert (send(), mail.outbox[-1].body.count("A side said where it stands")) == (1, 1)


def test_the_own_page_changes_rhythm_and_language_ends_one_and_then_all() -> None:
    follow()
    follow(page="/en/notices/follow/tri-plan/pillar-1/")
    says(at=NOW)
    send()
    mine = link_in(mail.outbox[-1], "follows")
    page = Client().get(mine)
    assert [line.about.text.partition(" ")[0] for line in page.context["page"].lines] == ["2.1", "1"]
    assert READER.lower() not in page.content.decode().lower()
    Client().post(mine, {"save": "1", "rhythm": "weekly", "language": "es"})
    assert Follower.objects.values_list("rhythm", "language").get() == ("weekly", "es")
    Client().post(mine, {"end": page.context["page"].lines[0].key})
    assert list(Follow.objects.values_list("key", flat=True)) == ["1"]
    Client().post(mine, {"erase": "1"})
    assert (Follower.objects.count(), Client().get(mine).status_code) == (0, 410)


def test_nobody_learns_who_follows() -> None:
    follow()
    page = PROMISE
    fresh, known = (Client().post(page, sent(page, one)) for one in ("other@example.org", READER))
    assert (fresh.status_code, fresh.content) == (known.status_code, known.content)


def sent(page: str, address: str) -> dict[str, str]:
    stamp = Client().get(page).context["page"].form.initial["stamp"]
    return {"stamp": stamp, "address": address, "rhythm": "daily", "language": "en"}


def test_the_address_stands_nowhere_in_clear() -> None:
    follow()
    tables = connection.introspection.table_names()
    with connection.cursor() as cursor:
        for table in tables:
            cursor.execute(f'select * from "{table}"')
            assert "reader@example.org" not in str(cursor.fetchall()).lower(), table


@pytest.mark.parametrize("changed", ["", "x"])
def test_a_form_without_its_stamp_writes_nothing_and_keeps_what_was_typed(changed: str) -> None:
    assert ask(stamp=changed) == 422
    assert Follower.objects.count() == 0


def test_a_form_that_was_open_too_long_is_sent_again(clock: time_machine.Traveller) -> None:
    old = sent(PROMISE, READER)
    clock.shift(timedelta(hours=7))
    again = Client().post(PROMISE, old)
    form = again.context["page"].form
    assert (again.status_code, form["address"].value(), Follower.objects.count()) == (422, READER, 0)
    assert Client().post(PROMISE, old | {"stamp": form["stamp"].value()}).status_code == 200
    assert Follower.objects.count() == 1


def test_a_program_that_fills_in_everything_is_thanked_and_forgotten() -> None:
    assert (ask(website="https://spam.example"), Follower.objects.count()) == (200, 0)


@pytest.mark.parametrize(
    "address", ["", "nobody", "a@b", "a@example.org\nBcc: b@example.org", f"{'a' * 300}@example.org"]
)
def test_what_is_no_address_is_refused_in_a_sentence(address: str) -> None:
    assert (ask(address), Follower.objects.count()) == (422, 0)


def test_one_network_sends_no_more_than_twenty_forms_an_hour(clock: time_machine.Traveller) -> None:
    assert {ask(f"reader{at}@example.org") for at in range(20)} == {200}
    assert ask("one-more@example.org") == 422
    clock.shift(timedelta(hours=1, seconds=1))
    assert ask("one-more@example.org") == 200


def test_one_address_is_asked_no_more_than_five_times_a_day() -> None:
    for at in range(7):
        ask(page=f"/en/notices/follow/tri-plan/{'plan' if at % 2 else 'pillar-1'}/")
        send()
    assert len(mail.outbox) == 5
    assert Attempt.objects.exclude(digest__regex="^[0-9a-f]{64}$").count() == 0


def test_who_never_confirms_is_forgotten_after_a_week(clock: time_machine.Traveller) -> None:
    ask()
    send()
    address = link_in(mail.outbox[0], "confirm")
    assert forget_unconfirmed(at=NOW + timedelta(days=6)) == 0
    clock.shift(timedelta(days=7, seconds=1))
    assert (forget_unconfirmed(at=NOW + timedelta(days=7, seconds=1)), Follower.objects.count()) == (1, 0)
    assert Client().get(address).status_code == 410


def test_a_server_that_does_not_answer_is_asked_again_and_nothing_is_lost(settings: Settings) -> None:
    follow()
    says(at=NOW)
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    assert (send(), send()) == (0, 0)
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    assert [send(NOW + timedelta(minutes=5)), send(NOW + timedelta(minutes=16))] == [0, 1]


def test_telling_costs_the_same_for_one_entry_and_for_thirty() -> None:
    follow()

    def queries(count: int) -> int:
        for at in range(count):
            plans_step(f"step-{count}-{at}", "2026-12-15", at=NOW)
        with CaptureQueriesContext(connection) as captured:
            assert send() == 1
        return len(captured)

    assert queries(1) == queries(30)


@pytest.fixture
def box(settings: Settings) -> Iterator[Postbox]:
    """A server on this machine."""
    with postbox() as server:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", server.port
        settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = False
        settings.EMAIL_HOST_USER = settings.EMAIL_HOST_PASSWORD = ""
        yield server


def test_a_mail_server_takes_the_mail_with_its_headers(box: Postbox) -> None:
    ask()
    assert send() == 1
    [message] = box.mails()
    assert message["To"] == "Reader@example.org"
    assert message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"


def test_an_address_that_its_server_refuses_for_good_is_erased_at_the_fifth_time(box: Postbox) -> None:
    ask("gone@example.org")
    counts = []
    for at in range(6):
        assert send(NOW + at * timedelta(hours=1)) == 0
        counts.append(Follower.objects.count())
    assert (counts, box.taken) == ([1, 1, 1, 1, 0, 0], [])


def test_without_a_mail_server_nothing_is_asked_or_sent(settings: Settings) -> None:
    settings.MAIL_IS_ON = False
    assert "Send me the link" not in Client().get(PROMISE).content.decode()
    assert send() == 0
