"""Digests and single notices: once, only what one may read, and no more than titles and links."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta

import pytest
from django.core import mail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django import Settings

from entente.foundation.common.actors import SYSTEM, Actor
from entente.foundation.directory import commands as directory
from entente.foundation.directory import queries as directories
from entente.record.delivery import commands
from entente.record.delivery.commands import MilestoneFacts, UpdateFacts
from entente.surfaces.notices import digests, wishes
from entente.surfaces.notices.models import Told
from entente.surfaces.notices.wishes import WishFacts
from entente.surfaces.notices.words import Rhythm
from entente.surfaces.web.desk.views.notices import absolute

Officer = tuple[Client, Actor]
pytestmark = pytest.mark.django_db
AT = datetime(2026, 11, 24, 8, 0, tzinfo=UTC)  # a Tuesday
SECRET_WORDS = "The amount is twelve millions."


def submitted(by: Actor) -> None:
    facts = UpdateFacts("tri-plan/2.1", date(2026, 11, 20), done={"en": SECRET_WORDS})
    commands.submit(commands.write_update(facts, by=by, at=AT), by=by, at=AT)


def leave(by: Actor) -> None:
    """The holder of a post is gone from this day on."""
    [appointment] = directories.get_post(by.post).appointments.all()
    directory.end_appointment(appointment, to_on=date(2026, 11, 23), by=SYSTEM)


def sent_to(address: str) -> list[mail.EmailMessage]:
    return [one for one in mail.outbox if one.to == [address]]


def test_a_digest_is_sent_once_a_day_and_holds_titles_and_links_only(ana: Officer, ada: Officer) -> None:
    submitted(ana[1])
    for at in (AT, AT + timedelta(hours=1)):
        digests.send_digests(at=at, address=absolute)
    [message] = sent_to("ada@example.org")
    assert message.subject == "Entente: 1 thing waits for you"
    assert "- 2.1: an update waits for approval" in message.body.splitlines()
    assert re.findall(r"http://localhost:8000/en/desk/plans/\S+", message.body)[0].rpartition("AAA-")[0] == (
        "http://localhost:8000/en/desk/plans/tri-plan/commitments/2.1/work/updates/"
    )
    assert SECRET_WORDS not in message.body
    assert message.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    digests.send_digests(at=AT + timedelta(days=1), address=absolute)
    assert len(sent_to("ada@example.org")) == 2


def test_the_writer_is_not_told_of_their_own_words_nor_another_side_of_anything(ana: Officer, ada: Officer) -> None:
    submitted(ana[1])
    digests.send_digests(at=AT, address=absolute)
    assert sent_to("ana@example.org") == []
    assert {one.to[0] for one in mail.outbox} == {"ada@example.org"}


def test_a_digest_that_a_kill_cut_off_is_not_sent_twice(ana: Officer, ada: Officer) -> None:
    submitted(ana[1])
    Told.objects.create(user_id=ada[1].user_id, what="digest:2026-11-24", at=AT)  # claimed, then the process died
    assert (digests.send_digests(at=AT, address=absolute), mail.outbox) == (0, [])


def test_a_server_that_refuses_is_asked_again(ana: Officer, ada: Officer, settings: Settings) -> None:
    submitted(ana[1])
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    assert digests.send_digests(at=AT, address=absolute) == 0
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    assert digests.send_digests(at=AT, address=absolute) == 1


@pytest.mark.parametrize(
    ("rhythm", "at", "sent"),
    [
        (Rhythm.OFF, AT, 0),
        (Rhythm.WEEKLY, AT, 0),
        (Rhythm.WEEKLY, AT + timedelta(days=6), 1),
        (Rhythm.DAILY, AT, 1),
        (Rhythm.DAILY, AT.replace(hour=5), 0),
    ],
)
def test_everybody_gets_the_digest_when_they_want_it(
    ana: Officer, ada: Officer, rhythm: Rhythm, at: datetime, sent: int
) -> None:
    submitted(ana[1])
    wishes.set_wish(str(ada[1].user_id), WishFacts(rhythm))
    wishes.set_wish(str(ana[1].user_id), WishFacts(Rhythm.OFF))
    assert digests.send_digests(at=at, address=absolute) == sent


def test_without_a_mail_server_nothing_is_made(ana: Officer, ada: Officer, settings: Settings) -> None:
    submitted(ana[1])
    settings.MAIL_IS_ON = False
    assert digests.send_digests(at=AT, address=absolute) + digests.send_singles(at=AT, address=absolute) == 0


def test_who_left_gets_nothing(ana: Officer, ada: Officer) -> None:
    submitted(ana[1])
    leave(ada[1])
    assert digests.send_digests(at=AT, address=absolute) == 0


def test_a_single_notice_is_sent_once_for_each_thing_to_who_wants_it(ana: Officer, ada: Officer) -> None:
    submitted(ana[1])
    assert digests.send_singles(at=AT, address=absolute) == 0
    wishes.set_wish(str(ada[1].user_id), WishFacts(Rhythm.OFF, has_singles=True, language="fr"))
    assert [digests.send_singles(at=AT, address=absolute) for _ in range(2)] == [1, 0]
    assert mail.outbox[0].subject == "Entente : un compte rendu attend d’être approuvé"


def test_the_digest_costs_the_same_with_one_milestone_and_with_thirty(
    ana: Officer,
) -> None:
    by = ana[1]

    def plan(first: int, last: int) -> None:
        for at in range(first, last):
            facts = MilestoneFacts("tri-plan/1.1", f"step-{at}", {"en": f"Step {at}"}, "2026-11-30")
            commands.plan_milestone(facts, by=by, at=AT)

    def queries() -> int:
        Told.objects.all().delete()
        with CaptureQueriesContext(connection) as captured:
            assert digests.send_digests(at=AT, address=absolute) == 1
        return len(captured)

    plan(0, 1)
    once = queries()
    plan(1, 30)
    assert queries() == once
