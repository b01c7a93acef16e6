"""A briefing book for a meeting: chosen from those that its author may see, filled in from the record, and changed at will."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from entente.foundation.common.actors import PUBLIC, Actor
from entente.foundation.common.errors import NotVisible, RuleBroken
from entente.foundation.common.records import Tier
from entente.foundation.directory import queries as directory
from entente.record.delivery import commands as delivery
from entente.record.delivery.commands import ActivityFacts, SessionFacts
from entente.record.delivery.queries import Activity, PartRole, Session, SessionKind, Weight
from entente.record.plan.queries import Plan
from entente.surfaces.reports import editing, issues, making
from entente.surfaces.reports.compose import Choice, compose
from entente.surfaces.reports.meetings import meetings, prepared_for
from entente.surfaces.reports.model import plain
from entente.surfaces.reports.models import Report
from entente.surfaces.reports.words import Kind, Reach
from entente.surfaces.web import links
from tests.cast import ANA, BELA, CHRIS
from tests.surfaces.web.conftest import texts_of
from tests.surfaces.web.desk.conftest import client_of

pytestmark = pytest.mark.django_db
AT = datetime(2026, 6, 1, 12, tzinfo=UTC)
REPORTED_AT = datetime(2026, 11, 1, 12, tzinfo=UTC)
AS_OF = datetime(2026, 11, 20, 12, tzinfo=UTC)
TALKS = "tri-plan/activities/talks"
THIRD = f"{TALKS}/sessions/third"
BOOK = Choice(Kind.BRIEFING, "tri-plan", "en", Reach.PUBLIC)


def talks(slug: str = "talks", *, by: Actor = ANA, tier: Tier = Tier.PUBLIC) -> Activity:
    facts = ActivityFacts(plan="tri-plan", slug=slug, kind="dialogue", title={"en": "Talks"}, parties=("AAA", "BBB"))
    return delivery.add_activity(facts, by=by, owner=by.owner, at=AT, tier=tier)


def session(
    of: Activity,
    slug: str,
    happened: str,
    *,
    by: Actor = ANA,
    kind: SessionKind = SessionKind.SESSION,
    is_reported: bool = False,
) -> Session:
    facts = SessionFacts(slug=slug, kind=kind, title={"en": f"{slug.title()} session"}, happened=happened)
    made = delivery.add_session(of, facts, by=by, at=AT)
    return delivery.report_session(made, by=by, at=REPORTED_AT, outcome={"en": "Done."}) if is_reported else made


@pytest.fixture
def dialogue(plan: Plan) -> Activity:
    """Talks of the fair office, which carries 1.1, about 2.1: two that were, one of which nobody spoke, one to come."""
    of = talks()
    office = directory.get_organisation("fair-office")
    delivery.add_part(of, office, PartRole.OWNER, by=ANA, at=AT)
    delivery.serve(of, "tri-plan/2.1", Weight.CONTRIBUTES, by=ANA, at=AT)
    session(of, "first", "2026-02-03", is_reported=True)
    session(of, "second", "2026-09-10", is_reported=True)
    session(of, "silent", "2026-10-01")
    session(of, "position", "2026-12-01", kind=SessionKind.POSITION)
    delivery.lapse_session(session(of, "called-off", "2026-12-02"), by=ANA, at=AT, reason={"en": "Snow."})
    session(of, "third", "2027-03-12")
    return of


@pytest.mark.usefixtures("dialogue")
def test_those_to_come_stand_before_those_of_ninety_days() -> None:
    found = [one.ref.rpartition("/")[2] for one in meetings(PUBLIC, "tri-plan", as_of=AS_OF)]
    assert found == ["third", "silent", "second"]
    also = meetings(PUBLIC, "tri-plan", as_of=AS_OF, also=f"{TALKS}/sessions/first")
    assert [one.ref.rpartition("/")[2] for one in also] == [*found, "first"]


@pytest.mark.usefixtures("dialogue")
def test_a_meeting_fills_in_day_body_areas_and_the_meeting_before() -> None:
    made = prepared_for(BOOK, THIRD, by=ANA, as_of=AS_OF)
    assert made.occasion == "Third session, 12 March 2027"
    assert made.typed["scenario"].splitlines() == [
        "Meeting: Third session (Talks)",
        "Day: 12 March 2027",
        "Body: Fair Office",
        "Last meeting on record: Second session, 10 September 2026",
    ]
    assert (made.areas, made.since) == (("1", "2"), date(2026, 9, 10))


@pytest.mark.usefixtures("dialogue")
def test_what_its_author_chose_stays() -> None:
    own = replace(BOOK, areas=("2",), since=date(2026, 1, 1), typed={"scenario": "Ours."}, occasion="A talk")
    assert prepared_for(own, THIRD, by=ANA, as_of=AS_OF) == own


@pytest.mark.usefixtures("dialogue")
def test_where_nobody_met_before_changes_are_told_of_ninety_days() -> None:
    made = prepared_for(BOOK, f"{TALKS}/sessions/first", by=ANA, as_of=AS_OF)
    assert made.since is None
    assert made.first_day(AS_OF) == (AS_OF - timedelta(days=90)).date()


@pytest.mark.usefixtures("dialogue")
@pytest.mark.parametrize(
    ("language", "line", "body"),
    [
        ("es", "Para: Third session, 12 de marzo de 2027", "Organismo: Fair Office"),
        ("fr", "Pour : Third session, 12 mars 2027", "Organisme : Fair Office"),
    ],
)
def test_the_book_says_for_which_meeting_it_is(language: str, line: str, body: str) -> None:
    choice = prepared_for(replace(BOOK, language=language), THIRD, by=PUBLIC, as_of=AS_OF)
    document = compose(choice, by=PUBLIC, as_of=AS_OF)
    assert line in [plain(fact).replace("\xa0", " ") for fact in document.facts]
    scenario = document.sections[0].blocks[0]
    assert body in plain(scenario.runs).replace("\xa0", " ")  # type: ignore[union-attr]
    changes = next(one for one in document.sections if one.key == "changes")
    assert "2026" in plain(changes.heading)
    assert "10" in plain(changes.heading)


@pytest.mark.usefixtures("plan")
@pytest.mark.parametrize(("language", "line"), [("en", "Place: Port"), ("es", "Lugar: Port"), ("fr", "Lieu\xa0: Port")])
def test_where_it_is_held_stands_below_the_title(language: str, line: str) -> None:
    document = compose(replace(BOOK, language=language, place="Port"), by=PUBLIC, as_of=AS_OF)
    assert line in [plain(fact) for fact in document.facts]


@pytest.mark.usefixtures("plan")
def test_a_meeting_that_a_reader_may_not_see_makes_no_book_for_them() -> None:
    session(talks("quiet", tier=Tier.OWN), "hush", "2027-01-05")
    ref = "tri-plan/activities/quiet/sessions/hush"
    assert [one.ref for one in meetings(ANA, "tri-plan", as_of=AS_OF)] == [ref]
    assert meetings(BELA, "tri-plan", as_of=AS_OF) == meetings(PUBLIC, "tri-plan", as_of=AS_OF) == []
    for by, reach in ((ANA, Reach.PUBLIC), (ANA, Reach.PARTIES), (BELA, Reach.OWN), (CHRIS, Reach.OWN)):
        with pytest.raises(NotVisible, match="narrower circle of readers"):
            prepared_for(replace(BOOK, reach=reach), ref, by=by, as_of=AS_OF)
    assert prepared_for(replace(BOOK, reach=Reach.OWN), ref, by=ANA, as_of=AS_OF).occasion


@pytest.mark.usefixtures("plan")
def test_changes_since_a_day_to_come_are_refused() -> None:
    with pytest.raises(RuleBroken, match="a day that has been"):
        compose(replace(BOOK, since=date(2026, 11, 21)), by=PUBLIC, as_of=AS_OF)


@pytest.mark.usefixtures("dialogue")
def test_an_issue_keeps_for_what_and_since_when_it_was_asked_for(settings: object, tmp_path: object) -> None:
    settings.MEDIA_ROOT = tmp_path  # type: ignore[attr-defined]
    report = editing.begin(BOOK, by=ANA, at=AS_OF, meeting=THIRD)
    issue = issues.ask(report, by=ANA, at=AS_OF)
    wanted = editing.Edit(1, report.parts, report.left, report.typed, report.areas, occasion="Another one")
    assert editing.edit(report, wanted, by=ANA, at=AS_OF).since_on is None
    made = making.make(issue.pk)
    assert "For: Third session, 12 March 2027" in made.document
    assert "What changed since 10 September 2026" in made.document


@pytest.fixture
def ana(plan: Plan) -> Client:
    """Signed in; there are talks at any time after today."""
    session(talks(), "next", f"{(timezone.now() + timedelta(days=30)).date()}")
    return client_of("ana")


NEXT = f"{TALKS}/sessions/next"


def test_one_link_of_the_meetings_page_begins_its_book(ana: Client) -> None:
    delivery.serve(Activity.objects.get(slug="talks"), "tri-plan/2.1", Weight.CONTRIBUTES, by=ANA, at=AT)
    keys = {"plan": "tri-plan", "number": "2.1", "activity": "talks", "session": "next"}
    page = ana.get(links.href("desk_session", "en", **keys)).content.decode()
    address = f"/en/desk/plans/tri-plan/reports/?meeting={NEXT.replace('/', '%2F')}"
    assert f'href="{address}#begin"' in page
    form = ana.get(address).content.decode()
    assert f'<option value="{NEXT}" selected>' in form
    assert re.search(r'<input[^>]*value="briefing"[^>]* checked', form)


def test_everything_that_a_meeting_filled_in_can_be_changed_on_the_desk(ana: Client) -> None:
    sent = {"kind": "briefing", "language": "fr", "reach": "own", "meeting": NEXT}
    where = ana.post("/en/desk/plans/tri-plan/reports/", sent).headers["Location"]
    report = Report.objects.get()
    assert report.occasion.startswith("Next session, ")
    page = texts_of(ana.get(where).content.decode())
    assert "Réunion : Next session (Talks)" in page.replace("\xa0", " ").replace("\u202f", " ")
    edit = {"revision": "1", "order": report.parts, "part": report.parts, "keep": "1", "typed_scenario": "Ours."}
    told = {"occasion": "A talk", "place": "Hall 2, Port", "since": "2026-03-01", "areas": ["2"]}
    assert ana.post(where, {**edit, **told}).status_code == 302
    report.refresh_from_db()
    assert (report.occasion, report.place) == ("A talk", "Hall 2, Port")
    assert (report.since_on, report.areas) == (date(2026, 3, 1), ["2"])
    refused = ana.post(where, {**edit, "revision": "2", "since": "2999-01-01"})
    assert (refused.status_code, "a day that has been" in texts_of(refused.content.decode())) == (422, True)
    refused = ana.post(where, {**edit, "revision": "2", "since": "March"})
    assert (refused.status_code, "Write the day as 2026-03-01." in texts_of(refused.content.decode())) == (422, True)


def test_a_meeting_counts_for_a_briefing_book_alone(ana: Client) -> None:
    ana.post("/en/desk/plans/tri-plan/reports/", {"kind": "annual", "language": "en", "reach": "own", "meeting": NEXT})
    assert Report.objects.get().occasion == ""
