"""A stage that needs all parties is carried by their signatures; each side's own word still works beside it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from pytest_django import Settings

from entente.foundation.accord import commands as accord
from entente.foundation.accord import queries as accords
from entente.foundation.accord.models import Proposal
from entente.foundation.accord.queries import Outcome
from entente.foundation.common.actors import PUBLIC, Actor
from entente.foundation.common.errors import ActionDenied, RuleBroken
from entente.foundation.common.records import Tier
from entente.foundation.ledger import commands as ledger
from entente.foundation.ledger import queries as logs
from entente.record.delivery import commands, queries
from entente.record.delivery.commands import ActivityFacts
from entente.record.delivery.queries import Activity
from entente.surfaces.intake import agreements
from tests.cast import ANA, BELA, CHRIS
from tests.foundation.accord.signing import public_key, signed_file
from tests.record.builders import NOW, shared_plan

pytestmark = pytest.mark.django_db

LATER = NOW + timedelta(hours=1)
REF = "tri-plan/activities/memo"
DAY = "2026-05-04"


@pytest.fixture(autouse=True)
def _keys(db: None, settings: Settings) -> None:
    settings.WHITENOISE_AUTOREFRESH = True
    shared_plan()
    for by in (ANA, BELA):
        accord.register_key(by.owner, public_key(by.owner), by=by, at=NOW)


def memo(*, tier: Tier = Tier.PUBLIC) -> Activity:
    facts = ActivityFacts("tri-plan", "memo", "instrument", {"en": "Memorandum", "pt": "Memorando"}, ("AAA", "BBB"))
    return commands.add_activity(facts, by=ANA, owner="AAA", at=NOW, tier=tier)


def proposed(activity: Activity, *, by: Actor = ANA, stage: str = "signed", happened: str = DAY) -> Proposal:
    return commands.propose_stage(activity, stage, by=by, happened=happened, at=NOW)


def sign(one: Proposal, by: Actor) -> agreements.Said:
    return agreements.receive_signature(signed_file(one, by.owner), by=by, at=LATER)


def said(stage: str = "signed") -> list[tuple[str, str]]:
    view = queries.get_activity(PUBLIC, "tri-plan", "memo", as_of=LATER)
    return [(mark.party, mark.happened) for one in view.stages if one.code == stage for mark in one.said]


def test_with_the_last_signature_it_counts_as_the_word_of_each() -> None:
    one = proposed(memo())
    sign(one, ANA)
    assert said() == []
    assert sign(one, BELA).proposal.outcome is Outcome.CONCLUDED
    assert said() == [("AAA", DAY), ("BBB", DAY)]
    ledger.seal()
    assert [entry.action for entry in logs.history(f"{REF}#signed")] == [
        "accord.proposal.conclude",
        "delivery.stage.sign",
        "accord.proposal.agree",
    ]


def test_a_word_given_before_gives_way_to_what_was_signed() -> None:
    activity = memo()
    commands.mark_stage(activity, "signed", by=ANA, happened="2026-05", at=NOW)
    one = proposed(activity)
    sign(one, ANA)
    sign(one, BELA)
    assert said() == [("AAA", DAY), ("BBB", DAY)]


def test_each_side_still_says_it_for_itself() -> None:
    activity = memo()
    for by in (ANA, BELA):
        commands.mark_stage(activity, "signed", by=by, happened=DAY, at=NOW)
    assert said() == [("AAA", DAY), ("BBB", DAY)]


def test_put_again_it_is_the_same_proposal_in_other_words() -> None:
    activity = memo()
    one = proposed(activity)
    sign(one, ANA)
    again = proposed(activity, by=BELA, happened="2026-05-05")
    assert again.pk == one.pk
    assert accords.view_of(again, as_of=LATER).outcome is Outcome.VOID


@pytest.mark.parametrize(
    ("by", "stage", "happened", "sentence"),
    [
        (ANA, "mandate", DAY, "“Mandate to negotiate” is not for all to say"),
        (ANA, "sealed", DAY, "There is no stage “sealed”"),
        (ANA, "signed", "2027-01-01", "lies in the future"),
    ],
)
def test_what_cannot_be_signed_by_all(by: Actor, stage: str, happened: str, sentence: str) -> None:
    with pytest.raises(RuleBroken, match=sentence):
        proposed(memo(), by=by, stage=stage, happened=happened)


def test_what_is_not_public_is_not_put_to_all() -> None:
    with pytest.raises(RuleBroken, match="share it with everybody first"):
        proposed(memo(tier=Tier.PARTIES))


def test_the_rule_of_marks_holds_for_proposals_too() -> None:
    activity = memo()
    commands.mark_stage(activity, "mandate", by=CHRIS, happened=DAY, at=NOW)
    with pytest.raises(ActionDenied, match="does not follow any"):
        proposed(activity, by=CHRIS, stage="renewed")


def test_the_public_page_names_who_signed_and_with_which_kind_of_key() -> None:
    one = proposed(memo())
    sign(one, ANA)
    sign(one, BELA)
    shown = Client().get("/en/plans/tri-plan/activities/memo/").text
    assert (shown.count("All have signed these words"), shown.count("signed on its own machine")) == (1, 2)


def test_a_published_dissent_stands_at_the_same_size() -> None:
    one = proposed(memo())
    accord.dissent(one, {"en": "Nobody signed."}, True, by=BELA, at=LATER, revision=1)
    shown = Client().get("/en/plans/tri-plan/activities/memo/").text
    assert (shown.count("Nobody signed."), shown.count('<li class="ent-readings__one">')) == (1, 1)


def test_a_note_or_a_name_that_lacks_an_official_language_is_written_first() -> None:
    activity = memo()
    with pytest.raises(RuleBroken, match="The note: the text in “pt” is missing; all official wordings"):
        commands.propose_stage(activity, "signed", by=ANA, happened=DAY, at=NOW, note={"en": "At the ministry."})
    activity.title = {"en": "Memorandum"}
    with pytest.raises(RuleBroken, match="The name of the activity: the text in “pt” is missing"):
        proposed(activity)
    activity.title = {"en": "Memorandum", "pt": "Memorando"}
    note = {"en": "At the ministry.", "pt": "No ministério."}
    assert commands.propose_stage(activity, "signed", by=ANA, happened=DAY, at=NOW, note=note).revision == 1


def test_what_was_given_up_is_proposed_anew() -> None:
    activity = memo()
    first = proposed(activity)
    accord.give_up(first, by=ANA, at=NOW, reason="Another day.")
    assert proposed(activity).pk != first.pk
