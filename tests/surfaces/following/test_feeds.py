"""Feeds and calendars: read by the readers that people use, the same for the same record, and cheap to ask for."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from urllib.parse import urlsplit

import feedparser
import pytest
import time_machine
from django.core.cache import cache
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from icalendar import Calendar

from entente.foundation.common.actors import SYSTEM
from entente.foundation.common.records import Tier
from entente.foundation.directory import commands as directory
from entente.foundation.directory.queries import OrganisationKind, get_party
from entente.foundation.ledger import commands as ledger
from entente.foundation.ledger.models import Entry
from entente.foundation.ledger.words import ErasureReason
from entente.record.assessment import commands as assessment
from entente.record.delivery import commands as delivery
from entente.record.delivery.commands import ActivityFacts, SessionFacts
from entente.record.delivery.models import Milestone
from entente.record.delivery.queries import PartRole, SessionKind
from entente.record.plan.queries import Plan
from entente.surfaces.web import links
from tests.cast import ANA
from tests.record.builders import shared_plan
from tests.surfaces.following.acting import PROMISE, SECRET, plans_step, says
from tests.surfaces.web.stage import staged_plan

NOW = datetime(2026, 11, 24, 8, 0, tzinfo=UTC)
SUBJECTS = {
    "plan": "/en/plans/tri-plan/follow/",
    "pillar": "/en/plans/tri-plan/pillars/1/follow/",
    "commitment": "/en/plans/tri-plan/commitments/1.1/follow/",
    "body": "/en/plans/tri-plan/follow/bodies/fair-office/",
}
SAID = "/en/plans/tri-plan/commitments/2.1/follow/"
JSON_KEYS = {"version", "title", "description", "home_page_url", "feed_url", "language", "authors", "items"}
JSON_ITEM = {"id", "url", "title", "content_text", "date_published", "date_modified", "authors", "tags", "language"}
FILES = ["changes.atom", "changes.json", "dates.ics"]


@pytest.fixture(autouse=True)
def clock(db: None) -> Iterator[time_machine.Traveller]:
    cache.clear()  # of what earlier tests fetched in this minute
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


@pytest.fixture
def plan() -> Plan:
    return staged_plan()


def atom(address: str) -> feedparser.FeedParserDict:
    response = Client().get(f"{address}changes.atom")
    assert (response.status_code, response["Content-Type"]) == (200, "application/atom+xml; charset=utf-8")
    found = feedparser.parse(response.content)
    assert (found.bozo, found.version) == (False, "atom10")
    return found


def places(address: str) -> set[str]:
    """What a feed speaks of: the words before the colon of each title."""
    return {entry.title.partition(":")[0] for entry in atom(address).entries}


def days(address: str) -> list[tuple[str, date]]:
    response = Client().get(f"{address}dates.ics")
    assert (response.status_code, response["Content-Type"]) == (200, "text/calendar; charset=utf-8")
    events = Calendar.from_ical(response.content).walk("VEVENT")
    assert {str(event["CLASS"]) for event in events} <= {"PUBLIC"}
    return [(str(event["SUMMARY"]), event["DTSTART"].dt) for event in events]


@pytest.mark.parametrize("subject", SUBJECTS)
def test_a_feed_reader_reads_every_feed(plan: Plan, subject: str) -> None:
    found = atom(SUBJECTS[subject])
    assert found.feed.id.startswith("urn:uuid:")
    assert len({entry.id for entry in found.entries}) == len(found.entries) > 0
    assert {entry.link.partition("/en/")[0] for entry in found.entries} == {"http://localhost:8000"}
    assert [link.rel for link in found.feed.links] == ["self", "alternate", "license"]
    assert found.feed.links[0].href == f"http://localhost:8000{SUBJECTS[subject]}changes.atom"
    assert max(entry.updated for entry in found.entries) == found.feed.updated


@pytest.mark.parametrize("subject", SUBJECTS)
def test_json_feed_keeps_the_rules_of_version_1_1(plan: Plan, subject: str) -> None:
    response = Client().get(f"{SUBJECTS[subject]}changes.json")
    found = json.loads(response.content)
    assert (response["Content-Type"], set(found)) == ("application/feed+json; charset=utf-8", JSON_KEYS)
    assert found["version"] == "https://jsonfeed.org/version/1.1"
    assert {frozenset(item) for item in found["items"]} == {frozenset(JSON_ITEM)}
    assert all(isinstance(item["id"], str) and item["content_text"] for item in found["items"])
    assert [item["id"] for item in found["items"]] == [entry.id for entry in atom(SUBJECTS[subject]).entries]


def test_each_feed_speaks_of_its_subject_alone(plan: Plan) -> None:
    assert places(SUBJECTS["pillar"]) == {"1", "1.1", "1.2"}
    assert places(SUBJECTS["commitment"]) == places(SUBJECTS["body"]) == {"1.1"}
    assert {"1.1", "1.2", "2.1 b"} <= places(SUBJECTS["plan"])


@pytest.mark.parametrize("kind", OrganisationKind)
def test_a_body_of_any_kind_is_followed_for_what_it_has_a_part_in(kind: OrganisationKind) -> None:
    shared_plan()
    side = get_party("AAA") if kind == OrganisationKind.MINISTRY else None
    group = directory.register_organisation(
        slug="fair-group", name={"en": "Fair Group"}, kind=kind, party=side, by=SYSTEM
    )
    facts = ActivityFacts("tri-plan", "fair", "campaign", {"en": "The fair", "pt": "A feira"}, parties=("AAA", "BBB"))
    fair = delivery.add_activity(facts, by=ANA, owner="AAA", at=NOW)
    delivery.add_part(fair, group, PartRole.ORGANISER, by=ANA, at=NOW)
    held = SessionFacts("first", SessionKind.SESSION, {"en": "First day", "pt": "Dia um"}, "2026-12-15")
    delivery.add_session(fair, held, by=ANA, at=NOW)
    plans_step("elsewhere", "2026-12-20", at=NOW)
    here = "/en/plans/tri-plan/follow/bodies/fair-group/"

    assert [row.name.text for row in Client().get("/en/plans/tri-plan/follow/").context["page"].bodies] == [
        "Fair Group"
    ]
    assert {link.path for link in map(urlsplit, (entry.link for entry in atom(here).entries))} == {
        "/en/plans/tri-plan/activities/fair/"
    }
    assert days(here) == [("The fair: First day", date(2026, 12, 15))]
    assert json.loads(Client().get(f"{here}changes.json").content)["title"].startswith("Fair Group")
    assert Client().get("/en/notices/follow/tri-plan/body-fair-group/").status_code == 200


def test_what_only_some_may_read_is_in_no_feed_and_no_mail_of_a_body() -> None:
    """A body in restricted work alone is no body to the public; one that stands in both is told of for the public part."""
    shared_plan()
    bodies = [
        directory.register_organisation(
            slug=slug, name={"en": slug.title()}, kind=OrganisationKind.MECHANISM, by=SYSTEM
        )
        for slug in ("hidden-group", "known-group")
    ]
    for slug, tier in (("talks", Tier.PARTIES), ("fair", Tier.PUBLIC)):
        facts = ActivityFacts("tri-plan", slug, "campaign", {"en": slug, "pt": slug}, parties=("AAA", "BBB"))
        made = delivery.add_activity(facts, by=ANA, owner="AAA", at=NOW, tier=tier)
        for body in bodies if tier is Tier.PARTIES else bodies[1:]:
            delivery.add_part(made, body, PartRole.ORGANISER, by=ANA, at=NOW)
        held = SessionFacts("first", SessionKind.SESSION, {"en": f"Day of {slug}", "pt": slug}, "2026-12-15")
        delivery.add_session(made, held, by=ANA, at=NOW)
    shown = Client().get("/en/plans/tri-plan/follow/").context["page"].bodies
    assert [row.name.text for row in shown] == ["Known-Group"]
    for slug in ("hidden-group", "nobody"):
        addresses = [f"/en/plans/tri-plan/follow/bodies/{slug}/{file}" for file in ("changes.atom", "dates.ics")]
        addresses += [f"/en/notices/follow/tri-plan/body-{slug}/"]
        assert {Client().get(address).status_code for address in addresses} == {404}
    known = "/en/plans/tri-plan/follow/bodies/known-group/"
    assert days(known) == [("fair: Day of fair", date(2026, 12, 15))]
    told = b"".join(Client().get(f"{known}{file}").content for file in ("changes.atom", "changes.json", "dates.ics"))
    assert (b"talks" in told, b"fair" in told) == (False, True)


def test_each_language_has_its_own_feed_and_its_own_names_of_entries(plan: Plan) -> None:
    english, french = atom(SUBJECTS["commitment"]), atom("/fr/plans/tri-plan/engagements/1.1/suivre/")
    assert (english.feed.language, french.feed.language) == ("en", "fr")
    assert french.feed.title.startswith("1.1 Une foire pour tous")
    assert {entry.id for entry in english.entries} & {entry.id for entry in french.entries} == set()


def test_calendar_holds_windows_and_milestones_of_its_subject() -> None:
    shared_plan()
    plans_step("one", "2026-12-15", at=NOW)
    plans_step("two", "2026-12", at=NOW, subject="tri-plan/1.1")
    assert days(SAID) == [("2.1 milestone due: Step one (Arcadia)", date(2026, 12, 15))]
    assert days(SUBJECTS["plan"]) == [
        ("2.1 milestone due: Step one (Arcadia)", date(2026, 12, 15)),
        ("1.1 milestone due: Step two (Arcadia)", date(2026, 12, 31)),
    ]


def test_calendar_tells_when_a_window_closes(plan: Plan) -> None:
    assert days("/en/plans/tri-plan/commitments/2.2/follow/") == [
        ("2.2 window closes: Years of the fair", date(2025, 12, 31))
    ]


@pytest.mark.parametrize("file", FILES)
def test_what_is_under_embargo_appears_at_its_instant(clock: time_machine.Traveller, file: str) -> None:
    shared_plan()
    until = NOW + timedelta(days=1)
    plans_step("one", "2026-12-15", at=NOW)
    Milestone.objects.update(embargo_until=until)
    says(at=NOW, embargo_until=until, words=SECRET)
    before = Client().get(f"{SAID}{file}").content
    assert (SECRET.encode() in before, b"2.1 milestone due" in before) == (False, False)
    clock.move_to(until)
    assessment.announce_reports(at=until)
    ledger.seal()
    after = Client().get(f"{SAID}{file}").content
    assert (b"2.1 milestone due" if file.endswith("ics") else b"A side said where it stands") in after


def test_what_was_erased_leaves_the_feed() -> None:
    shared_plan()
    says(at=NOW - timedelta(hours=2), words=SECRET)
    before = atom(SAID)
    assert SECRET in {entry.content[0].value for entry in before.entries}
    for entry in Entry.objects.filter(log="public", subject__startswith=PROMISE, action="delivery.update.publish"):
        ledger.erase(entry, by=SYSTEM, reason=ErasureReason.PRIVACY, at=NOW)
    ledger.seal()
    after = {entry.id: entry for entry in atom(SAID).entries}
    assert SECRET not in {entry.content[0].value for entry in after.values()}
    [gone] = [entry for entry in after.values() if entry.content[0].value.startswith("removed on")]
    assert (gone.id in {entry.id for entry in before.entries}, gone.updated) == (True, "2026-11-24T08:00:00Z")


def test_order_and_names_stay_when_more_is_said() -> None:
    shared_plan()
    says(at=NOW - timedelta(hours=2))
    before = [entry.id for entry in atom(SAID).entries]
    plans_step("one", "2026-12-15", at=NOW)
    after = [entry.id for entry in atom(SAID).entries]
    assert (after[1:], len(after)) == (before, len(before) + 1)


@pytest.mark.parametrize("file", FILES)
@pytest.mark.parametrize("header", ["HTTP_IF_NONE_MATCH", "HTTP_IF_MODIFIED_SINCE"])
def test_a_reader_that_asks_every_second_costs_one_query(plan: Plan, file: str, header: str) -> None:
    address = f"{SUBJECTS['plan']}{file}"
    first = Client().get(address)
    assert (first["Cache-Control"], first.has_header("Vary"), first.cookies) == ("public, max-age=300", False, {})
    known = first["ETag" if header == "HTTP_IF_NONE_MATCH" else "Last-Modified"]
    with CaptureQueriesContext(connection) as asked:
        again: HttpResponse = Client().get(address, headers={header[5:].replace("_", "-"): known})
    assert (again.status_code, again.content, len(asked)) == (304, b"", 1)


@pytest.mark.parametrize(
    ("language", "words"),
    [("en", "in a minute from your network"), ("es", "en un minuto"), ("fr", "en une minute")],
)
def test_a_reader_that_says_nothing_of_what_it_has_waits_a_minute_and_nobody_else_does(
    plan: Plan, language: str, words: str
) -> None:
    address = links.href("feed", language, plan="tri-plan", file="changes.atom")
    first = [Client().get(address) for _second in range(30)]
    refused = Client().get(address)

    assert {one.status_code for one in first} == {200}
    assert (refused.status_code, refused["Retry-After"], refused["Content-Type"]) == (
        429,
        "60",
        "text/plain; charset=utf-8",
    )
    assert words in refused.content.decode()
    assert Client().get(address, headers={"If-None-Match": first[0]["ETag"]}).status_code == 304
    assert Client().get(address, REMOTE_ADDR="203.0.113.7").status_code == 200
    with time_machine.travel(NOW + timedelta(minutes=1), tick=False):
        assert Client().get(address).status_code == 200


@pytest.mark.parametrize("file", FILES)
def test_ten_kilobytes_of_query_change_nothing(plan: Plan, file: str) -> None:
    address = f"{SUBJECTS['plan']}{file}"
    assert Client().get(f"{address}?{'x=%22&' * 1700}").content == Client().get(address).content


@pytest.mark.parametrize("file", FILES)
def test_a_change_is_sent_at_once_and_no_change_gives_the_same_bytes(file: str) -> None:
    shared_plan()
    says(at=NOW - timedelta(hours=2))
    first, same = (Client().get(f"{SAID}{file}") for _ in range(2))
    assert (first.content, first["ETag"]) == (same.content, same["ETag"])
    plans_step("one", "2026-12-15", at=NOW)
    after = Client().get(f"{SAID}{file}", headers={"If-None-Match": first["ETag"]})
    assert (after.status_code, after.content == first.content) == (200, False)


@pytest.mark.parametrize(
    "address",
    [
        f"{SUBJECTS['plan']}changes.rss",
        "/en/plans/no-plan/follow/changes.atom",
        "/en/plans/tri-plan/pillars/9/follow/changes.atom",
        "/en/plans/tri-plan/commitments/9.9/follow/dates.ics",
        "/en/plans/tri-plan/follow/bodies/nobody/changes.json",
    ],
)
def test_what_is_not_there_is_not_found(plan: Plan, address: str) -> None:
    assert Client().get(address).status_code == 404


def test_pages_lead_to_their_feeds(plan: Plan) -> None:
    page = Client().get("/en/plans/tri-plan/commitments/1.1/").content.decode()
    for file, media in zip(FILES, ["application/atom+xml", "application/feed+json", "text/calendar"], strict=True):
        assert f'type="{media}" title=' in page
        assert f'href="{SUBJECTS["commitment"]}{file}"' in page
    assert 'href="/en/plans/tri-plan/follow/"' in page
    assert "changes.atom" not in Client().get("/en/").content.decode()


def test_page_of_ways_to_follow_names_pillars_and_bodies(plan: Plan) -> None:
    page = Client().get("/en/plans/tri-plan/follow/").context["page"]
    assert [row.number for row in page.pillars] == ["1", "2"]
    assert [(row.name.text, row.links.atom) for row in page.bodies] == [
        ("Fair Office", "/en/plans/tri-plan/follow/bodies/fair-office/changes.atom")
    ]
