"""Evidence of what is done stands with the promise that it is done for, and history names what was decided."""

from __future__ import annotations

import pytest
from django.test import Client

from entente.foundation.ledger import commands as ledger
from entente.record.delivery import commands as delivery
from entente.record.delivery.commands import ActivityFacts, CandidateFacts, SessionFacts
from entente.record.delivery.queries import CandidateAnswer, SessionKind, Weight
from entente.record.plan.queries import Plan
from tests.cast import ANA, CHRIS
from tests.record.builders import taking_part
from tests.surfaces.busy import AT

from .stage import SLUG, claim, gazette

pytestmark = pytest.mark.django_db
PROMISE = f"{SLUG}/1.1"
PAGE = f"/en/plans/{SLUG}/commitments/1.1/"


def test_evidence_on_a_session_stands_in_the_list_of_the_promise(plan: Plan, client: Client) -> None:
    facts = ActivityFacts(SLUG, "memo", "instrument", {"en": "Memorandum"}, parties=("AAA", "BBB"))
    activity = delivery.add_activity(facts, by=CHRIS, owner="observatory", at=AT)
    delivery.serve(activity, PROMISE, Weight.PART, by=CHRIS, at=AT)
    session = SessionFacts("first", SessionKind.SESSION, {"en": "First talks"}, "2026-05-05")
    delivery.add_session(activity, session, by=CHRIS, at=AT)
    claim("talks-held", f"{SLUG}/activities/memo/sessions/first", gazette())
    claim("memo-signed", f"{SLUG}/activities/memo#signed", gazette())

    items = client.get(PAGE).context["page"].evidence

    assert {(item.anchor, item.about) for item in items if item.about} == {
        ("evidence-talks-held", "Memorandum: First talks"),
        ("evidence-memo-signed", "Memorandum: Signed"),
    }


def test_history_names_the_event_that_was_decided(plan: Plan, client: Client) -> None:
    taking_part(plan, ANA)
    fair = delivery.propose_candidate(
        CandidateFacts(PROMISE, "fair", {"en": "Fair of 2026"}, "2026-05"), by=CHRIS, at=AT
    )
    delivery.decide_candidate(fair, CandidateAnswer.ACCEPT, {"en": "It was a fair."}, by=ANA, at=AT)
    ledger.seal()

    changes = client.get(PAGE).context["page"].changes

    assert "Fair of 2026: It was a fair." in [change.text.text for change in changes if change.text]
