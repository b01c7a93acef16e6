"""The workspace and the lists: what is there, for whom, and at what cost."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from entente.foundation.common.actors import SYSTEM, Actor, Role
from entente.foundation.directory import commands as directory
from entente.foundation.directory import queries as directories
from entente.foundation.directory.models import Post
from entente.foundation.directory.words import PostCapacity
from entente.foundation.ledger.commands import seal
from entente.record.delivery import commands, queries
from entente.record.delivery.commands import MilestoneFacts, UpdateFacts
from entente.record.plan import commands as plans
from entente.record.plan.queries import Standing
from entente.surfaces.intake.reports import approve_and_publish
from tests import cast
from tests.record.builders import adopted_plan
from tests.surfaces.web.desk.officers import WORK, officer, shared_plan

pytestmark = pytest.mark.django_db
Officer = tuple[Client, Actor]


def ana_of(count: int = 2) -> Officer:
    plan = adopted_plan(count=count)
    for by in (cast.ANA, cast.BELA):
        plans.set_standing(plan, by.owner, Standing.TAKING_PART, by=by, on=date(2026, 1, 1))
    return officer("AAA", "desk", Role.CONTRIBUTOR, Role.APPROVER, name="Ana")


@pytest.fixture
def ana(db: None) -> Officer:
    shared_plan()
    return officer("AAA", "desk", Role.CONTRIBUTOR, Role.APPROVER, name="Ana")


def keepers_desk() -> Post:
    """The post of those who keep the record of the builders' plan, whose body is on record already."""
    body = directories.get_organisation("observatory")
    capacity = PostCapacity.KEEPER
    return directory.open_post(body, slug="record-keeper", title={"en": "Keeper"}, capacity=capacity, by=SYSTEM)


def published(by: Actor, ref: str, approver: Actor) -> None:
    at = timezone.now()
    facts = UpdateFacts(ref, at.date(), done={"en": "Done.", "pt": "Feito."})
    update = commands.submit(commands.write_update(facts, by=by, at=at), by=by, at=at)
    approve_and_publish(update, by=approver, at=at, revision=update.revision, embargo_until=None, tier="public")  # type: ignore[arg-type]


def filled(by: Actor, other: Officer, first: int, last: int) -> None:
    """One thing for each of the four lists on each of these promises."""
    at = timezone.now()
    for number in range(first, last + 1):
        ref = f"tri-plan/1.{number}"
        facts = UpdateFacts(ref, at.date(), done={"en": "Written."})
        commands.submit(commands.write_update(facts, by=cast.ANA, at=at), by=cast.ANA, at=at)
        commands.plan_milestone(MilestoneFacts(ref, f"step-{number}", {"en": "Step"}, "2026-11-30"), by=by, at=at)
        shared = MilestoneFacts(ref, f"theirs-{number}", {"pt": "Passo"}, "2026-11-30")
        commands.plan_milestone(shared, by=other[1], at=at)
    seal()


def queries_of(client: Client, address: str) -> int:
    client.get(address)
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    return len(captured)


PAGES = ["/en/desk/", "/en/desk/lists/waiting/", "/en/desk/approvals/", "/en/desk/milestones/", "/en/desk/audit/", WORK]


def test_every_list_page_costs_the_same_with_one_thing_and_with_thirty() -> None:
    client, by = ana_of(count=30)
    other = officer("BBB", "desk", Role.CONTRIBUTOR, name="Bela")
    filled(by, other, 1, 1)
    once = [queries_of(client, page) for page in PAGES]
    filled(by, other, 2, 30)
    assert [queries_of(client, page) for page in PAGES] == once


def test_lists_count_all_and_show_a_page(ana: Officer) -> None:
    other = officer("BBB", "desk", Role.CONTRIBUTOR, name="Bela")
    at = timezone.now()
    for step in range(23):
        facts = MilestoneFacts("tri-plan/1.1", f"step-{step:02}", {"en": f"Step {step}"}, "2026-11-30")
        commands.plan_milestone(facts, by=ana[1], at=at)
    due = ana[0].get("/en/desk/").context["page"].lists[1]
    assert (due.total, len(due.rows), due.all) == (23, 5, "/en/desk/lists/due/")
    page = ana[0].get("/en/desk/lists/due/?page=2").context["page"]
    assert (page.list.total, len(page.list.rows), [link.label for link in page.pages]) == (23, 3, ["1", "2"])
    assert other[0].get("/en/desk/").context["page"].lists[1].total == 0
    assert ana[0].get("/en/desk/lists/other/").status_code == 404


def test_what_others_changed_is_gone_once_it_was_seen_and_comes_back_with_the_next(ana: Officer) -> None:
    bela = officer("BBB", "desk", Role.CONTRIBUTOR, name="Bela")
    boris = officer("BBB", "director", Role.APPROVER, name="Boris")
    published(bela[1], "tri-plan/1.1", boris[1])
    page = ana[0].get("/en/desk/").context["page"]
    assert [(line.number, line.verb) for line in page.lists[3].rows] == [("1.1", "Read")]
    assert ana[0].post("/en/desk/seen/", {"until": page.until}).status_code == 302
    assert ana[0].get("/en/desk/").context["page"].lists[3].rows == ()
    published(bela[1], "tri-plan/1.2", boris[1])
    assert [line.number for line in ana[0].get("/en/desk/").context["page"].lists[3].rows] == ["1.2"]


@pytest.mark.parametrize("until", ["", "x", "2026-11-23", "2999-01-01T00:00:00"])
def test_an_instant_that_is_none_marks_nothing_as_seen(ana: Officer, until: str) -> None:
    bela = officer("BBB", "desk", Role.CONTRIBUTOR, name="Bela")
    boris = officer("BBB", "director", Role.APPROVER, name="Boris")
    published(bela[1], "tri-plan/1.1", boris[1])
    ana[0].post("/en/desk/seen/", {"until": until})
    assert len(ana[0].get("/en/desk/").context["page"].lists[3].rows) == 1


def test_notes_are_read_by_ones_own_side_alone_and_removed_by_who_wrote_them(ana: Officer) -> None:
    bela = officer("BBB", "desk", Role.CONTRIBUTOR, name="Bela")
    keeper = Client()
    cast.sign_in(keeper, cast.holder(keepers_desk(), name="Chris"))
    ana[0].post(f"{WORK}notes/", {"text": "Ask again in May."})
    readers = {"ana": ana[0], "bela": bela[0], "chris": keeper, "dana": Client()}
    pages = {name: client.get(WORK, follow=True).content.decode() for name, client in readers.items()}
    public = Client().get("/en/plans/tri-plan/commitments/2.1/").content.decode()
    assert {name: "Ask again in May." in page for name, page in {**pages, "public": public}.items()} == {
        "ana": True,
        "bela": False,
        "chris": False,
        "dana": False,
        "public": False,
    }
    [line] = ana[0].get(WORK).context["page"].notes
    assert bela[0].post(f"{WORK}notes/", {"remove": line.key}).status_code == 404
    assert ana[0].post(f"{WORK}notes/", {"remove": line.key}).status_code == 302
    assert ana[0].get(WORK).context["page"].notes == ()


def test_an_obstacle_is_noted_and_cleared(ana: Officer) -> None:
    sent = {"text_en": "No permit.", "level": "senior", "raised_on": "2026-10-01"}
    assert ana[0].post(f"{WORK}obstacles/add/", sent).status_code == 302
    [line] = ana[0].get(WORK).context["page"].obstacles
    assert line.facts == "Senior officials · since 1 October 2026"
    assert ana[0].get(line.clear).status_code == 200
    assert ana[0].post(line.clear, {"outcome_en": "It came.", "cleared_on": "2026-11-01"}).status_code == 302
    [line] = ana[0].get(WORK).context["page"].obstacles
    assert (line.outcome.text, line.clear) == ("It came.", "")


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("?plan=tri-plan&number=2.1&kind=notes", [("notes.add", "Plan of the Three · 2.1")]),
        ("?kind=delivery.milestone", []),
        ("?plan=tri-plan&number=9.9", []),
        ("?kind=notes&first_on=2020-01-01&last_on=2020-01-02", []),
    ],
)
def test_the_audit_trail_is_filtered(ana: Officer, query: str, expected: list[tuple[str, str]]) -> None:
    ana[0].post(f"{WORK}notes/", {"text": "Ask again in May."})
    seal()
    page = ana[0].get(f"/en/desk/audit/{query}").context["page"]
    assert [(line.what, str(line.subject)) for line in page.entries] == [
        ("Internal note added", subject) for _action, subject in expected
    ]


def test_the_audit_trail_holds_ones_own_acts_and_public_ones_and_no_others(ana: Officer) -> None:
    bela = officer("BBB", "desk", Role.CONTRIBUTOR, name="Bela")
    for client in (ana[0], bela[0]):
        client.post(f"{WORK}notes/", {"text": "Ours."})
    seal()
    entries = ana[0].get("/en/desk/audit/?kind=notes").context["page"].entries
    assert [(line.post.beside, line.is_public) for line in entries] == [(ana[1].post, False)]
    public = ana[0].get("/en/desk/audit/?kind=plan").context["page"]
    assert (public.total > 0, {line.is_public for line in public.entries}) == (True, {True})


def test_a_post_that_only_reads_is_told_why_it_writes_nothing(ana: Officer) -> None:
    auditor = officer("AAA", "auditor", Role.AUDITOR, name="Alma")
    page: Any = auditor[0].get(WORK).context["page"]
    assert (page.editor, page.why_not) == (None, "your post writes no updates; a contributor of your side does")
    assert auditor[0].post(f"{WORK}update/", {"done_en": "x"}).status_code == 403


def test_no_change_is_noted_where_something_was_published(ana: Officer) -> None:
    client, by = ana
    address = f"{WORK}no-change/"
    assert "Note that nothing changed" not in client.get(WORK).content.decode()
    assert client.post(address).status_code == 422
    published(by, "tri-plan/2.1", officer("AAA", "director", Role.APPROVER, name="Ada")[1])
    assert "Note that nothing changed" in client.get(WORK).content.decode()
    assert client.post(address).headers["Location"] == f"{WORK}#published"
    notes = [view.is_no_change for view in queries.updates_on(by, "tri-plan/2.1", as_of=timezone.now())]
    assert notes == [True, False]
