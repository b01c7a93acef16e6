"""A calendar behind a secret: what its person may read today, until it is revoked or the last post ends."""

from __future__ import annotations

import pytest
from django.test import Client
from django.utils import timezone
from icalendar import Calendar

from entente.foundation.common.actors import Actor
from entente.foundation.common.records import Tier
from entente.record.delivery import commands
from entente.record.delivery.commands import MilestoneFacts
from entente.surfaces.notices.models import CalendarAddress
from tests.cast import BELA
from tests.surfaces.notices.test_digests import leave

Officer = tuple[Client, Actor]
pytestmark = pytest.mark.django_db
CHOICES = "/en/desk/notices/"


def made(client: Client) -> str:
    """The address that the page shows once."""
    page = client.post(CHOICES, {"make": "1"}).context["page"]
    assert client.get(CHOICES).context["page"].address == ""
    return str(page.address).removeprefix("http://localhost:8000")


def summaries(address: str) -> list[str]:
    response = Client().get(address)
    assert (response.status_code, response["Content-Type"]) == (200, "text/calendar; charset=utf-8")
    calendar = Calendar.from_ical(response.content)
    return [str(event["SUMMARY"]) for event in calendar.walk("VEVENT")]


def plan(by: Actor, slug: str, title: str, tier: Tier) -> None:
    facts = MilestoneFacts("tri-plan/1.1", slug, {"en": title, "pt": title}, "2026-12-15")
    commands.plan_milestone(facts, by=by, at=timezone.now(), tier=tier)


def test_it_holds_what_its_person_may_read_and_nothing_else(ana: Officer) -> None:
    plan(ana[1], "ours", "Count the fairs", Tier.OWN)
    plan(BELA, "shared", "Open the road", Tier.PARTIES)
    plan(BELA, "theirs", "Secret of B", Tier.OWN)
    assert summaries(made(ana[0])) == [
        "1.1 milestone due: Count the fairs (Arcadia)",
        "1.1 milestone due: Open the road (Borduria)",
    ]


def test_a_new_address_ends_the_old_one_and_revoking_ends_both(ana: Officer) -> None:
    first = made(ana[0])
    second = made(ana[0])
    assert [Client().get(one).status_code for one in (first, second)] == [404, 200]
    ana[0].post(CHOICES, {"revoke": "1"})
    assert Client().get(second).status_code == 404


def test_it_dies_with_the_last_post(ana: Officer) -> None:
    address = made(ana[0])
    leave(ana[1])
    assert Client().get(address).status_code == 404


def test_the_secret_stands_nowhere_in_the_database(ana: Officer) -> None:
    secret = made(ana[0]).split("/")[3]
    rows = CalendarAddress.objects.values_list("digest", flat=True)
    assert [digest == secret for digest in rows] == [False]


def test_choices_are_kept(ana: Officer) -> None:
    sent = {"save": "1", "rhythm": "weekly", "has_singles": "on", "language": "fr"}
    assert ana[0].post(CHOICES, sent).status_code == 302
    form = ana[0].get(CHOICES).context["page"].form
    assert form.initial == {"rhythm": "weekly", "has_singles": True, "language": "fr"}
