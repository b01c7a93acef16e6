"""A joint status is put before all parties from the workspace, prefilled from what the sides say themselves."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from entente.foundation.accord import queries as accords
from entente.foundation.accord.models import Proposal
from entente.foundation.common.actors import SYSTEM, Actor, Role
from tests.cast import BELA
from tests.record.assessment.test_joint import REASON
from tests.record.assessment.test_statuses import evidence, publish, say, update
from tests.record.builders import NOW
from tests.surfaces.web.desk.officers import WORK, officer, shared_plan

Officer = tuple[Client, Actor]
pytestmark = pytest.mark.django_db
PAGE = f"{WORK}joint/"
SENT = {"value": "limited", "as_of_on": "2026-11-20", **{f"reason_{tag}": text for tag, text in REASON.items()}}


@pytest.fixture
def ana(db: None) -> Officer:
    shared_plan()
    return officer("AAA", "desk", Role.CONTRIBUTOR, name="Ana")


def sentences(answer: Any) -> list[str]:
    return [one.sentence for one in answer.context["page"].errors]


def test_workspace_leads_there_and_the_form_begins_from_the_voices(ana: Officer) -> None:
    draft = update(BELA)
    say(draft, "limited", by=BELA)
    publish(draft)
    evidence()
    assert ana[0].get(WORK).text.count(PAGE) == 1
    form = ana[0].get(PAGE).context["page"].form
    assert {name: form.initial.get(name) for name in ("value", "reason_en", "reason_pt", "reason_ar")} == {
        "value": "limited",
        "reason_en": "The fair was held.",
        "reason_pt": "A feira realizou-se.",
        "reason_ar": None,
    }
    assert [value for value, _label in form.fields["claims"].choices] == ["AAA/fair"]


def test_it_lies_before_the_parties_and_other_words_replace_it(ana: Officer) -> None:
    made = ana[0].post(PAGE, SENT)
    proposal = Proposal.objects.get()
    assert made.headers["Location"] == f"/en/desk/proposals/{proposal.pk}/"
    again = ana[0].get(PAGE)
    assert (again.context["page"].proposal, again.context["page"].form.initial["reason_ar"]) == (
        made.headers["Location"],
        REASON["ar"],
    )
    ana[0].post(PAGE, {**SENT, "value": "not_started", "revision": "1"})
    (view,) = accords.proposals(SYSTEM, as_of=NOW.replace(year=2126))
    assert (view.revision, view.content["value"]) == (2, "not_started")
    stale = ana[0].post(PAGE, {**SENT, "revision": "1"})
    assert sentences(stale) == [
        "Somebody else changed these words while you wrote; read them again and repeat your change."
    ]


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        (
            {"reason_ar": ""},
            "The reason for the joint status of 2.1: the text in “ar” is missing; it is owed, so write or review it first.",
        ),
        (
            {"value": "complete"},
            "“complete” for 2.1 needs proof, and none is named: add evidence that shows it and have somebody else check it.",
        ),
        ({"value": ""}, "Choose a value."),
    ],
)
def test_refusals_are_one_sentence_and_nothing_is_kept(ana: Officer, changes: dict[str, str], sentence: str) -> None:
    answer = ana[0].post(PAGE, {**SENT, **changes})
    assert (answer.status_code, sentences(answer), Proposal.objects.count()) == (422, [sentence], 0)


def test_part_of_the_promise_has_its_own(ana: Officer) -> None:
    page = ana[0].get(f"{PAGE}?part=b").context["page"]
    assert (page.joint.part, [one.address for one in page.others]) == ("b", [PAGE, f"{PAGE}?part=a"])
    ana[0].post(f"{PAGE}?part=b", SENT)
    assert Proposal.objects.get().subject == "tri-plan/2.1#b"
