"""The columns of a closed plan are frozen; what happened can still be found out."""

from __future__ import annotations

import pytest

from entente.foundation.common.errors import InvalidTransition
from entente.record.assessment.commands import publish_report, set_status
from entente.record.assessment.words import Completion
from entente.record.delivery import commands
from entente.record.delivery.commands import ActivityFacts, MilestoneFacts, ObstacleFacts, RhythmFacts
from entente.record.delivery.models import Milestone, Update
from entente.record.delivery.words import Level
from entente.record.plan import commands as plans
from tests.cast import ADA, ANA, BELA, CHRIS
from tests.record.builders import NOW
from tests.record.plan.changing import LATER, OLD, proposed, sign, two_plans

from .activity_acts import check, claim
from .builders import approved, draft

pytestmark = pytest.mark.django_db

REF = f"{OLD}/1.1"
FROZEN = "old-plan was closed on 2026-11-23; nobody reports on it any more, and what stands in it stays."


@pytest.fixture
def row():
    return proposed(*two_plans())


def close(row) -> None:
    sign(row.proposal, ANA)
    sign(row.proposal, BELA)


def test_an_update_under_way_stays_with_its_side(row):
    update, unfinished = approved(commitment=REF), draft(commitment=REF)
    close(row)
    acts = [
        lambda: publish_report(update, by=ADA, at=LATER),
        lambda: commands.submit(unfinished, by=ANA, at=LATER),
        lambda: commands.note_no_change(REF, by=ANA, at=LATER),
        lambda: draft(commitment=REF),
        lambda: set_status(
            unfinished, REF, Completion.LIMITED, by=ANA, as_of_on=NOW.date(), reason={"en": "x"}, claims=[], at=LATER
        ),
    ]
    for act in acts:
        with pytest.raises(InvalidTransition) as caught:
            act()
        assert str(caught.value) == FROZEN
    assert [one.status for one in Update.objects.order_by("made_at")] == ["approved", "draft"]


def test_nothing_else_is_reported_either(row):
    activity = commands.add_activity(
        ActivityFacts(OLD, "fair", "programme", {"en": "Fair"}, parties=("AAA", "BBB")), by=ANA, owner="AAA", at=NOW
    )
    close(row)
    acts = [
        lambda: commands.plan_milestone(MilestoneFacts(REF, "list", {"en": "List"}, "2026-12-01"), by=ANA, at=LATER),
        lambda: commands.raise_obstacle(
            ObstacleFacts(REF, {"en": "Snow"}, Level.WORKING), by=ANA, on=NOW.date(), at=LATER
        ),
        lambda: commands.describe_activity(activity, {"en": "Great fair"}, {}, by=ANA, at=LATER),
        lambda: commands.add_activity(
            ActivityFacts(OLD, "show", "programme", {"en": "Show"}, parties=("AAA", "BBB")),
            by=ANA,
            owner="AAA",
            at=LATER,
        ),
        lambda: commands.set_rhythm(
            RhythmFacts(REF, 90, 120, {"en": "Yearly"}, NOW.date()), by=ANA, owner="AAA", at=LATER
        ),
    ]
    for act in acts:
        with pytest.raises(InvalidTransition) as caught:
            act()
        assert str(caught.value) == FROZEN
    activity.refresh_from_db()
    assert (activity.title, Milestone.objects.count()) == ({"en": "Fair"}, 0)


def test_evidence_and_checks_still_come_in_and_the_record_words_itself(row):
    close(row)
    evidence = claim(REF, by=CHRIS)
    check(evidence, by=BELA, at=LATER)
    plans.revise_wording(row.plan, [], by=CHRIS, status="project")
    assert evidence.checks.count() == 1
