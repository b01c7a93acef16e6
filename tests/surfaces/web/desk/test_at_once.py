"""Two officers at one thing: the second is shown what the first wrote and chooses; nothing that was typed is lost."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from entente.foundation.common.actors import SYSTEM, Actor, Role
from entente.foundation.common.errors import Conflict
from entente.foundation.directory import commands as directory
from entente.foundation.directory import queries as directories
from entente.foundation.directory.words import PostCapacity
from entente.record.delivery import commands
from entente.record.delivery.commands import ActivityFacts, MilestoneFacts, ObstacleFacts, SessionFacts
from entente.record.delivery.models import Activity, Milestone, Rhythm
from entente.record.delivery.queries import SessionKind
from entente.record.plan.models import Plan
from entente.record.plan.queries import get_visible_commitment
from tests import cast
from tests.cast import CHRIS
from tests.record.builders import NOW, draft_plan
from tests.surfaces.web.conftest import texts_of
from tests.surfaces.web.desk import forms
from tests.surfaces.web.desk.conftest import client_of
from tests.surfaces.web.desk.officers import WORK, officer, shared_plan

pytestmark = pytest.mark.django_db
PROMISE = "tri-plan/2.1"


@pytest.fixture
def ana(db: None) -> tuple[Client, Actor]:
    shared_plan()
    return officer("AAA", "desk", Role.CONTRIBUTOR, name="Ana")


@pytest.fixture
def ada(ana: tuple[Client, Actor]) -> Client:
    return officer("AAA", "second", Role.CONTRIBUTOR, name="Ada")[0]


def an_activity(by: Actor) -> Activity:
    facts = ActivityFacts("tri-plan", "memo", "instrument", {"en": "Memorandum"}, parties=("AAA", "BBB"))
    return commands.add_activity(facts, by=by, owner="AAA", at=NOW)


def revision_of(client: Client, address: str) -> str:
    return str(client.get(address).context["page"].revision)


def sent_again(page: Any, **choices: str) -> dict[str, Any]:
    """What the page of a choice sends."""
    kept: dict[str, Any] = {}
    for name, value in page.kept:
        kept.setdefault(name, []).append(value)
    chosen = {f"choice-{one.name}": choices.get(one.name, one.chosen) for one in page.choices}
    return {**kept, **chosen, "revision": page.revision, "merge": "1"}


def test_second_who_words_an_activity_chooses_between_both(ana: tuple[Client, Actor], ada: Client) -> None:
    memo = an_activity(ana[1])
    address = f"{WORK}activities/memo/edit/"
    seen = revision_of(ada, address)
    ana[0].post(address, {"title_en": "Memorandum on fairs", "summary_en": "Ana’s.", "revision": seen})

    clash = ada.post(address, {"title_en": "Memorandum of the fair", "summary_en": "Ada’s.", "revision": seen})

    assert clash.status_code == 409
    memo.refresh_from_db()
    assert memo.title == {"en": "Memorandum on fairs"}
    page = clash.context["page"]
    assert [(one.name, one.mine, one.theirs) for one in page.choices] == [
        ("title_en", "Memorandum of the fair", "Memorandum on fairs"),
        ("summary_en", "Ada’s.", "Ana’s."),
    ]
    saved = ada.post(page.address, sent_again(page, title_en="theirs", summary_en="both"))
    assert saved.status_code == 302
    memo.refresh_from_db()
    assert (memo.title, memo.summary) == ({"en": "Memorandum on fairs"}, {"en": "Ana’s.\n\nAda’s."})


def test_the_same_words_twice_are_no_clash(ana: tuple[Client, Actor], ada: Client) -> None:
    an_activity(ana[1])
    address = f"{WORK}activities/memo/edit/"
    seen = revision_of(ada, address)
    for client in (ana[0], ada):
        sent = {"title_en": "Memorandum on fairs", "summary_en": "", "revision": seen}
        assert client.post(address, sent).status_code == 302


def test_second_who_changes_a_milestone_chooses_between_both(ana: tuple[Client, Actor], ada: Client) -> None:
    commands.plan_milestone(MilestoneFacts(PROMISE, "list", {"en": "List"}, "2027-03"), by=ana[1], at=NOW)
    address = f"{WORK}milestones/list/"
    seen = revision_of(ada, address)
    ana[0].post(address, {"verb": "revise", "title_en": "List of fairs", "due": "2027-04", "revision": seen})

    clash = ada.post(address, {"verb": "revise", "title_en": "A list", "due": "2027-05", "revision": seen})

    page = clash.context["page"]
    assert (clash.status_code, [(one.name, one.mine, one.theirs) for one in page.choices]) == (
        409,
        [("title_en", "A list", "List of fairs"), ("due", "2027-05", "2027-04")],
    )
    assert ada.post(page.address, sent_again(page, title_en="theirs", due="mine")).status_code == 302
    step = Milestone.objects.get()
    assert (step.title, step.due) == ({"en": "List of fairs"}, "2027-05")


def test_second_who_reports_a_milestone_keeps_what_was_typed(ana: tuple[Client, Actor], ada: Client) -> None:
    commands.plan_milestone(MilestoneFacts(PROMISE, "list", {"en": "List"}, "2026-03"), by=ana[1], at=NOW)
    address = f"{WORK}milestones/list/"
    seen = revision_of(ada, address)
    report = {"verb": "report", "on": "2026-11-20", "revision": seen}
    ana[0].post(address, {**report, "done_en": "Ana made it."})

    late = ada.post(address, {**report, "done_en": "Ada made it."})

    assert late.status_code == 409
    assert [text.text for text in late.context["page"].kept] == ["Ada made it."]
    assert "Ana made it." in texts_of(late.content.decode())
    assert Milestone.objects.get().done == {"en": "Ana made it."}


def test_report_on_a_milestone_that_was_renamed_is_kept_and_can_be_sent_again(
    ana: tuple[Client, Actor], ada: Client
) -> None:
    commands.plan_milestone(MilestoneFacts(PROMISE, "list", {"en": "List"}, "2026-03"), by=ana[1], at=NOW)
    address = f"{WORK}milestones/list/"
    seen = revision_of(ada, address)
    ana[0].post(address, {"verb": "revise", "title_en": "List of fairs", "due": "2026-04", "revision": seen})
    report = {"verb": "report", "on": "2026-11-20", "done_en": "Ada made it."}

    late = ada.post(address, {**report, "revision": seen})

    page = late.context["page"]
    assert (late.status_code, page.report["done_en"].value()) == (409, "Ada made it.")
    assert ada.post(address, {**report, "revision": str(page.revision)}).status_code == 302


def test_second_who_reports_a_session_sees_the_first_and_keeps_their_own(
    ana: tuple[Client, Actor], ada: Client
) -> None:
    memo = an_activity(ana[1])
    commands.add_session(memo, SessionFacts("talk", SessionKind.SESSION, {"en": "Talk"}, "2026-05"), by=ana[1], at=NOW)
    address = f"{WORK}activities/memo/sessions/talk/report/"
    ana[0].post(address, {"happened": "2026-05", "outcome_en": "Ana was there."})

    late = ada.post(address, {"happened": "2026-05", "outcome_en": "Ada was there."})

    page = late.context["page"]
    assert (late.status_code, page.stands.text, page.form["outcome_en"].value()) == (
        409,
        "Ana was there.",
        "Ada was there.",
    )


def test_second_who_clears_an_obstacle_sees_the_first_and_keeps_their_own(
    ana: tuple[Client, Actor], ada: Client
) -> None:
    obstacle = commands.raise_obstacle(ObstacleFacts(PROMISE, {"en": "Rain."}), by=ana[1], on=NOW.date(), at=NOW)
    address = f"{WORK}obstacles/{obstacle.pk}/"
    ana[0].post(address, {"cleared_on": "2026-11-25", "outcome_en": "It stopped."})

    late = ada.post(address, {"cleared_on": "2026-11-25", "outcome_en": "Sun."})

    page = late.context["page"]
    assert (late.status_code, page.stands.text, page.form["outcome_en"].value()) == (409, "It stopped.", "Sun.")


def test_command_refuses_words_made_in_sight_of_others(ana: tuple[Client, Actor]) -> None:
    memo = an_activity(ana[1])
    with pytest.raises(Conflict) as caught:
        commands.describe_activity(memo, {"en": "New"}, {}, by=ana[1], at=NOW, seen="elsewhere")
    assert (caught.value.mine["title"], caught.value.theirs["title"]) == ({"en": "New"}, {"en": "Memorandum"})


def test_second_who_sets_a_rhythm_chooses(ana: tuple[Client, Actor], ada: Client) -> None:
    address = f"{WORK}rhythm/"
    seen = revision_of(ada, address)
    first = {
        "subject": PROMISE,
        "every_days": "30",
        "longest_days": "60",
        "from_on": "2026-11-20",
        "reason_en": "Monthly.",
    }
    assert ana[0].post(address, {**first, "revision": seen}).status_code == 302
    second = {**first, "every_days": "90", "longest_days": "120", "reason_en": "Quarterly."}
    clash = ada.post(address, {**second, "revision": seen})
    assert clash.status_code == 409
    told = {one.name: (one.theirs, one.mine) for one in clash.context["page"].choices}
    assert (told["every_days"], told["reason_en"]) == (("30", "90"), ("Monthly.", "Quarterly."))
    assert Rhythm.objects.get().every_days == 30
    again = sent_again(clash.context["page"], every_days="mine", longest_days="mine", reason_en="both")
    assert ada.post(address, again).status_code == 302
    rhythm = Rhythm.objects.get()
    assert (rhythm.every_days, rhythm.reason["en"]) == (90, "Monthly.\n\nQuarterly.")


def test_second_who_sets_a_term_chooses(ana: tuple[Client, Actor], ada: Client) -> None:
    an_activity(ana[1])
    address = f"{WORK}activities/memo/term/"
    seen = revision_of(ada, address)
    ana[0].post(address, {"term": "2026/2027", "renewal_days": "30", "revision": seen})
    clash = ada.post(address, {"term": "2026/2030", "renewal_days": "90", "revision": seen})
    assert (clash.status_code, Activity.objects.get().term) == (409, "2026/2027")
    assert ada.post(address, sent_again(clash.context["page"], term="mine", renewal_days="theirs")).status_code == 302
    activity = Activity.objects.get()
    assert (activity.term, activity.renewal_days) == ("2026/2030", 30)


DRAFT = "/en/desk/plans/draft-plan/"


@pytest.fixture
def keepers(db: None) -> tuple[Client, Client]:
    """Chris and Carla, who write one draft."""
    draft_plan("draft-plan")
    chris, carla = client_of("chris"), Client()
    body = directories.get_organisation("observatory")
    post = directory.open_post(
        body, slug="second", title={"en": "Second"}, capacity=PostCapacity.KEEPER, by=SYSTEM, roles=[Role.CONTRIBUTOR]
    )
    cast.sign_in(carla, cast.holder(post, name="Carla"))
    return chris, carla


def test_second_who_words_a_draft_chooses(keepers: tuple[Client, Client]) -> None:
    chris, carla = keepers
    address = f"{DRAFT}edit/"
    seen = revision_of(carla, address)
    chris.post(address, {"title_en": "Rivers", "preamble_en": "Whereas.", "revision": seen})
    clash = carla.post(address, {"title_en": "Lakes", "preamble_en": "Considering.", "revision": seen})
    assert clash.status_code == 409
    assert Plan.objects.get().title["en"] == "Rivers"
    again = sent_again(clash.context["page"], title_en="theirs", preamble_en="both")
    assert carla.post(address, again).status_code == 302
    page = carla.get(address).context["page"].form.initial
    assert (page["title_en"], page["preamble_en"]) == ("Rivers", "Whereas.\n\nConsidering.")


def test_second_who_words_a_pillar_chooses(keepers: tuple[Client, Client]) -> None:
    chris, carla = keepers
    address = f"{DRAFT}pillars/1/"
    seen = revision_of(carla, address)
    chris.post(address, {"title_en": "Water", "revision": seen})
    clash = carla.post(address, {"title_en": "Air", "revision": seen})
    assert clash.status_code == 409
    assert carla.post(address, sent_again(clash.context["page"], title_en="mine")).status_code == 302
    assert carla.get(address).context["page"].form.initial["title_en"] == "Air"


@pytest.mark.parametrize(
    ("chosen", "parts"), [("theirs", ["Theirs one.", "Theirs two."]), ("mine", ["Mine one.", "Mine two."])]
)
def test_second_who_words_a_promise_of_a_draft_chooses_its_parts_too(
    keepers: tuple[Client, Client], chosen: str, parts: list[str]
) -> None:
    chris, carla = keepers
    address = f"{DRAFT}commitments/2.1/"
    seen = revision_of(carla, address)

    def words(who: str) -> dict[str, Any]:
        rows = [{"text_en": f"{who} one."}, {"text_en": f"{who} two."}]
        return forms.commitment(*rows, text_en=f"{who} text.", revision=seen)

    assert chris.post(address, words("Theirs")).status_code == 302
    clash = carla.post(address, words("Mine"))
    assert clash.status_code == 409
    assert carla.post(address, sent_again(clash.context["page"], text_en="theirs", clauses=chosen)).status_code == 302
    view = get_visible_commitment(CHRIS, "draft-plan/2.1", as_of=NOW)
    assert (view.texts["en"].text, [one.text["en"] for one in view.clauses]) == ("Theirs text.", parts)
