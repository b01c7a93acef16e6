"""From the first word of an update to the publication, through the pages."""

from __future__ import annotations

import pytest
from django.test import Client

from entente.foundation.common.actors import PUBLIC, Actor, Role
from entente.record.delivery import queries
from tests.record.builders import NOW
from tests.surfaces.web.desk.officers import WORK, officer, shared_plan, words

pytestmark = pytest.mark.django_db
REF = "tri-plan/2.1"


@pytest.fixture
def writer() -> tuple[Client, Actor]:
    shared_plan()
    return officer("AAA", "desk", Role.CONTRIBUTOR, name="Ana")


@pytest.fixture
def approver(writer: tuple[Client, Actor]) -> tuple[Client, Actor]:
    return officer("AAA", "director", Role.APPROVER, name="Ada")


def own(by: Actor) -> queries.UpdateView:
    return queries.own_updates(by, as_of=NOW.replace(year=2030), commitment=REF)[0]


def address(view: queries.UpdateView, tail: str = "") -> str:
    return f"{WORK}updates/{view.ref.rpartition('/')[2]}/{tail}"


def test_an_update_is_written_sent_back_rewritten_and_published(
    writer: tuple[Client, Actor], approver: tuple[Client, Actor]
) -> None:
    ana, by = writer
    ada, _ = approver
    assert ana.get(WORK).status_code == 200
    assert ana.post(f"{WORK}update/", words(submit="1"), follow=True).status_code == 200
    view = own(by)
    page = ada.get("/en/desk/")
    assert [(line.number, line.verb) for line in page.context["page"].lists[0].rows] == [("2.1", "Look and decide")]
    assert ada.get(address(view)).status_code == 200
    ada.post(address(view), {"verb": "send_back", "reason": "Name the town.", "revision": view.working.revision})
    assert ada.get("/en/desk/").context["page"].lists[0].rows == ()
    page = ana.get(WORK).context["page"]
    assert page.editor.returned.reason == "Name the town."
    view = own(by)
    rewritten = words(done_en="The fair was held in Delta in May.", submit="1", revision=view.working.revision)
    assert ana.post(page.editor.address, rewritten).status_code == 302
    view = own(by)
    answer = ada.post(address(view), {"verb": "publish", "tier": "public", "revision": view.working.revision})
    assert answer.status_code == 302
    published = queries.updates_on(PUBLIC, REF, as_of=NOW.replace(year=2030))
    assert [(one.owner, one.done) for one in published] == [("AAA", {"en": "The fair was held in Delta in May."})]
    assert ana.get(address(view)).status_code == 200
    assert ana.get(address(view, "preview/")).status_code == 200
    assert ana.get(address(view, "correct/")).status_code == 200
