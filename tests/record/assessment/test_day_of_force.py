"""What is allowed on a promise follows its words at the instant, before and after the worker has come by."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from entente.foundation.common.actors import SYSTEM, Actor
from entente.foundation.common.errors import RuleBroken
from entente.foundation.directory.models import Party
from entente.foundation.texts.queries import WordingStatus
from entente.record.assessment.commands import FindingFacts, file_finding, set_status
from entente.record.assessment.commands.inquiries import InquiryFacts, record_inquiry
from entente.record.assessment.inquiry_words import InquiryKind
from entente.record.assessment.words import Completion
from entente.record.delivery import commands as delivery
from entente.record.delivery.commands import MilestoneFacts
from entente.record.plan import commands as plans
from tests.cast import ANA, BELA, CHRIS
from tests.record.builders import NOW
from tests.record.delivery.builders import facts
from tests.record.plan.changing import two_plans
from tests.record.plan.test_day_of_force import BEGINS, CHANGES, JUST_BEFORE, REF, agreed

pytestmark = pytest.mark.django_db

TITLE = {"en": "A step", "pt": "Um passo"}


@pytest.fixture(autouse=True)
def _amended() -> None:
    """From BEGINS on A alone owes the promise, in the parts a and b; it was a continuing duty of both before."""
    two_plans()
    Party.objects.filter(code="AAA").update(time_zone="America/Mexico_City")
    finding = FindingFacts("nothing", REF, NOW.date(), {"en": "All public pages."})
    file_finding(finding, by=CHRIS, owner="observatory", at=NOW, status=WordingStatus.PROJECT)
    agreed(**CHANGES)


def ask_b(at: datetime) -> object:
    asked = InquiryFacts(("observatory", "nothing"), "BBB", InquiryKind.ACCESS, NOW.date())
    return record_inquiry(asked, by=CHRIS, at=at)


def say_of(by: Actor, subject: str, at: datetime, value: Completion = Completion.LIMITED) -> object:
    words = {"en": "Begun.", "pt": "Iniciado."}
    said = facts(words, commitment=REF, as_of_on=NOW.date())
    draft = delivery.write_update(said, by=by, at=NOW)
    return set_status(draft, subject, value, by=by, as_of_on=NOW.date(), reason=words, claims=(), at=at)


def plan_part_b(at: datetime) -> object:
    return delivery.plan_milestone(MilestoneFacts(f"{REF}#b", "step", TITLE, "2027-06"), by=ANA, at=at)


@pytest.mark.parametrize("taken_in", [False, True])
@pytest.mark.parametrize(
    ("act", "before", "after"),
    [
        (ask_b, "", "BBB does not owe what was looked for"),
        (lambda at: say_of(BELA, REF, at), "", "BBB does not owe 1.1"),
        (lambda at: say_of(ANA, f"{REF}#b", at), "is neither", ""),
        (lambda at: say_of(ANA, REF, at, Completion.COMPLETE), "is a continuing duty", ""),
        (plan_part_b, "has no part “b”", ""),
    ],
    ids=["ask who owes nothing", "status of who owes nothing", "status of a part", "complete", "step of a part"],
)
def test_what_is_allowed_turns_with_the_instant(act, before, after, taken_in):
    if taken_in:
        plans.take_in_amendments(by=SYSTEM, at=BEGINS)
    for at, refused in ((JUST_BEFORE, before), (BEGINS + timedelta(hours=1), after)):
        if refused:
            with pytest.raises(RuleBroken, match=refused):
                act(at)
        else:
            assert act(at)
