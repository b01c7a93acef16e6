"""The desk: what waits, what can be done, what was done."""

from __future__ import annotations

import pytest
from django.test import Client

from entente.foundation.ledger.commands import seal
from tests import cast
from tests.record.builders import adopted_plan, draft_plan
from tests.surfaces.web.desk.conftest import client_of

pytestmark = pytest.mark.django_db


def test_the_desk_shows_ones_own_drafts_and_every_adopted_plan(chris: Client) -> None:
    adopted_plan()
    draft_plan("my-draft")
    draft_plan("others-draft", by=cast.ANA)
    page = chris.get("/en/desk/").context["page"]
    assert ([line.slug for line in page.drafts], [line.slug for line in page.plans]) == (["my-draft"], ["tri-plan"])


def test_the_desk_shows_the_latest_entries_of_ones_own_log_in_plain_words(chris: Client) -> None:
    draft_plan("my-draft")
    draft_plan("others-draft", by=cast.ANA)
    seal()
    entries = chris.get("/en/desk/").context["page"].entries
    assert [(entry.what, str(entry.subject), str(entry.post)) for entry in entries] == [
        ("Pillars and commitments of a draft put in", "Plan of the Three", "Record keeper · Observatory"),
        ("Draft started", "Plan of the Three", "Record keeper · Observatory"),
    ]


@pytest.mark.parametrize(
    ("name", "allowed"),
    [
        ("chris", [True, True, True, True, True]),
        ("ana", [True, True, True, True, False]),
        ("erin", [False, False, True, True, False]),
    ],
)
def test_what_one_may_not_do_is_greyed_with_the_reason(name: str, allowed: list[bool]) -> None:
    page = client_of(name).get("/en/desk/")
    assert [choice.reason == "" for choice in page.context["page"].choices] == allowed
    assert page.content.decode().count('aria-disabled="true"') == allowed.count(False)


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("ana", "You speak for a party: Arcadia."),
        ("chris", "You act for a keeper of the record: Observatory."),
        ("erin", "You assess in the name of: Institute."),
    ],
)
def test_who_one_acts_for_is_told_by_name(name: str, told: str) -> None:
    assert client_of(name).get("/en/desk/").context["page"].acting == told
