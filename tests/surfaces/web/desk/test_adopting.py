"""A plan put to all its parties on the desk, signed, and shown as theirs."""

from __future__ import annotations

import re

import pytest
from django.utils import timezone

from entente.foundation.accord.models import Proposal
from entente.foundation.common.actors import Role
from entente.record.plan import commands as plans
from entente.record.plan.commands.adoption import TextFacts
from entente.record.plan.queries import Plan
from entente.record.plan.words import TextField
from tests.cast import CHRIS
from tests.record.builders import NOW
from tests.record.plan.changing import OLD, sign, two_plans
from tests.surfaces.web.desk.officers import officer
from tests.surfaces.web.reading import text_of

pytestmark = pytest.mark.django_db

PAGE, PUBLIC = f"/en/desk/plans/{OLD}/adoption/", f"/en/plans/{OLD}/"


@pytest.fixture
def old(db) -> Plan:
    plan, _new = two_plans()
    refs = plan.commitments.values_list("ref", flat=True)
    texts = [TextFacts(ref, TextField.TEXT, "pt", "As palavras.") for ref in refs]
    plans.attach_texts(plan, texts, by=CHRIS, at=NOW, document=None)
    return plan


def read(page: str) -> str:
    [found] = re.findall(r'name="read" value="(\w{64})"', page)
    return found


def test_a_plan_goes_to_its_parties_and_says_when_all_have_signed(old, client):
    approver, ada = officer("AAA", "director", Role.APPROVER, name="Ada")
    other, bela = officer("BBB", "desk", Role.CONTRIBUTOR, Role.APPROVER, name="Bela")
    assert "Put the plan to its parties" in text_of(approver.get(f"/en/desk/plans/{OLD}/"))
    asked = approver.get(PAGE)
    assert "They sign 4 promises, in the words that are on record today." in text_of(asked)
    answer = approver.post(PAGE, {"read": read(asked.content.decode())})
    proposal = Proposal.objects.get()
    assert (answer.status_code, answer.url) == (302, f"/en/desk/proposals/{proposal.pk}/")
    shown = text_of(other.get(answer.url))
    assert [words in shown for words in ("doption", "As palavras.", "2.1")] == [True, True, True]
    assert other.get(PAGE).url == answer.url

    sign(proposal.pk, ada, at=timezone.now())
    assert "Adopted by all parties" not in text_of(client.get(PUBLIC))
    sign(proposal.pk, bela, at=timezone.now())
    told = {"/en/plans": "Adopted by all", "/es/planes": "Adoptado por todas", "/fr/plans": "Adopté par toutes"}
    for plans_address, words in told.items():
        assert words in text_of(client.get(f"{plans_address}/{OLD}/"))
    assert "signed on its own machine" in text_of(client.get(f"{PUBLIC}text/"))


def test_words_read_before_they_changed_are_refused_and_nothing_is_put(old):
    approver, _ada = officer("AAA", "director", Role.APPROVER, name="Ada")
    answer = approver.post(PAGE, {"read": "0" * 64})
    assert (answer.status_code, Proposal.objects.count()) == (409, 0)
    assert "The words of old-plan changed after you opened this page; read them again." in text_of(answer)


@pytest.mark.parametrize("role", [Role.CONTRIBUTOR, Role.VERIFIER])
def test_who_does_not_approve_reads_why_not(old, role):
    client, _ = officer("AAA", "desk", role, name="Ana")
    page = client.get(PAGE)
    assert "Your post puts no change to the parties; an approver of your side does" in text_of(page)
    assert client.post(PAGE, {"read": read(page.content.decode())}).status_code == 403
    assert not Proposal.objects.exists()
