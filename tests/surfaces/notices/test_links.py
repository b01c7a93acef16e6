"""What a link in a mail may do: nothing by being opened, one small thing by its button, and not for ever."""

from __future__ import annotations

import time
from datetime import timedelta

import pytest
from django.core import signing
from django.test import Client
from django.utils import timezone

from entente.foundation.common.actors import PUBLIC, Actor
from entente.record.delivery import commands, queries
from entente.record.delivery.commands import UpdateFacts
from entente.surfaces.intake.reports import approve_and_publish
from entente.surfaces.notices import passes, wishes
from entente.surfaces.notices.passes import NoChangePass
from entente.surfaces.notices.words import Rhythm
from tests.surfaces.notices.test_digests import leave

Officer = tuple[Client, Actor]
pytestmark = pytest.mark.django_db
REF = "tri-plan/2.1"


@pytest.fixture(autouse=True)
def _published(ana: Officer, ada: Officer) -> None:
    at = timezone.now()
    facts = UpdateFacts(REF, at.date(), done={"en": "The fair was held."})
    update = commands.submit(commands.write_update(facts, by=ana[1], at=at), by=ana[1], at=at)
    approve_and_publish(update, by=ada[1], at=at, revision=update.revision, embargo_until=None, tier="public")  # type: ignore[arg-type]


def address(by: Actor) -> str:
    token = passes.write_no_change(NoChangePass(str(by.user_id), by.post, REF, timezone.localdate()))
    return f"/en/notices/no-change/{token}/"


def notes() -> int:
    found = queries.updates_on(PUBLIC, REF, as_of=timezone.now() + timedelta(minutes=1))
    return sum(view.is_no_change for view in found)


def test_opening_the_link_changes_nothing_and_its_button_notes_it_once(ana: Officer) -> None:
    scanner = Client()
    assert [scanner.get(address(ana[1])).status_code for _ in range(3)] == [200, 200, 200]
    assert notes() == 0
    assert [Client().post(address(ana[1])).status_code for _ in range(2)] == [200, 200]
    assert notes() == 1


def test_a_button_pressed_from_another_site_is_refused(ana: Officer) -> None:
    assert Client(enforce_csrf_checks=True).post(address(ana[1])).status_code == 403
    assert notes() == 0


def test_a_link_dies_with_the_post_of_whoever_got_it(ana: Officer) -> None:
    link = address(ana[1])
    leave(ana[1])
    assert [Client().get(link).status_code, Client().post(link).status_code, notes()] == [410, 410, 0]


class TwoWeeksAgo(signing.TimestampSigner):
    """Signs as somebody did fifteen days ago."""

    def timestamp(self) -> str:
        return signing.b62_encode(int(time.time()) - 15 * 24 * 3600)


def test_a_changed_or_old_link_opens_nothing(ana: Officer) -> None:
    link = address(ana[1])
    parts = [str(ana[1].user_id), ana[1].post, REF, "2020-01-01"]
    old = TwoWeeksAgo(salt=passes.NO_CHANGE).sign_object(parts)
    assert passes.read_no_change(signing.TimestampSigner(salt=passes.NO_CHANGE).sign_object(parts)) is not None
    assert [Client().post(one).status_code for one in (f"{link[:-3]}x/", f"/en/notices/no-change/{old}/")] == [410, 410]
    assert notes() == 0


def test_a_post_that_writes_nothing_is_told_so_in_one_sentence(ada: Officer) -> None:
    answer = Client().post(address(ada[1]))
    assert (answer.status_code, notes()) == (403, 0)
    assert answer.context["page"].sentence == "your post writes no updates; a contributor of your side does"


def test_mails_stop_by_a_button_or_by_the_mail_programs_own_one_click(ana: Officer) -> None:
    user = str(ana[1].user_id)
    link = f"/en/notices/stop/{passes.write_stop(user)}/"
    assert Client().get(link).status_code == 200
    assert wishes.wish_of(user).rhythm == Rhythm.DAILY
    answer = Client(enforce_csrf_checks=True).post(link, {"List-Unsubscribe": "One-Click"})
    assert (answer.status_code, wishes.wish_of(user).rhythm) == (200, Rhythm.OFF)
    assert Client().post("/en/notices/stop/x/").status_code == 404
