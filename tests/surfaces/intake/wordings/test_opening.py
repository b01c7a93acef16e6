"""What a side owes in words, what its translators open and write, and what nobody else sees of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from entente.foundation.common.actors import PUBLIC, Role
from entente.foundation.common.errors import ActionDenied, Conflict, InvalidTransition, NotVisible, RuleBroken
from entente.foundation.ledger.models import Entry
from entente.foundation.texts import queries as texts
from entente.foundation.texts.models import WordingState
from entente.foundation.texts.words import WordingStatus
from entente.record.assessment import commands as assessment
from entente.record.assessment.words import Completion
from entente.record.delivery import commands as delivery
from entente.record.delivery.commands import ActivityFacts, MilestoneFacts
from entente.record.delivery.models import Milestone
from entente.record.delivery.rules import states_subject
from entente.record.plan.models import Commitment
from entente.surfaces.intake.wordings import opening
from tests.cast import ANA, BELA, CHRIS, ERIN
from tests.record.builders import NOW, adopted_plan, taking_part
from tests.record.delivery.builders import ADA, AUDITOR, PROMISE, draft, facts, published

from .builders import CARLA, TIA, TOM, held_of, owed, owed_keys, put

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def plan():
    made = adopted_plan()
    taking_part(made, ANA)
    return made


def everything_of_a_side():
    """An update with a reason, a milestone and an activity of Ana's side, each in English alone."""
    update = draft()
    status = {"as_of_on": date(2026, 11, 20), "reason": {"en": "Under way."}, "claims": []}
    assessment.set_status(update, PROMISE, Completion.LIMITED, by=ANA, at=NOW, **status)
    step = delivery.plan_milestone(MilestoneFacts(PROMISE, "list", {"en": "First list"}, "2027"), by=ANA, at=NOW)
    talks = ActivityFacts("tri-plan", "talks", "dialogue", {"en": "Talks"}, parties=("AAA", "BBB"))
    delivery.add_activity(talks, by=ANA, owner="AAA", at=NOW)
    return update, step


def test_owed_is_every_language_that_the_plan_has_and_a_wording_lacks():
    everything_of_a_side()
    assert sorted((row.kind, row.field, row.language) for row in owed(ANA)) == [
        (kind, field, language)
        for kind, field in (("activity", "title"), ("milestone", "title"), ("reason", "reason"), ("update", "done"))
        for language in ("ar", "pt")
    ]


@pytest.mark.parametrize("by", [BELA, TOM, ERIN, PUBLIC])
def test_owed_shows_nobody_another_sides_words(by):
    everything_of_a_side()
    assert owed(by) == []
    assert texts.owed_counts(by) == {}
    for row in owed(ANA):
        with pytest.raises(NotVisible):
            held_of(by, row.subject, row.field)


def test_owed_is_narrowed_by_language_kind_and_state():
    everything_of_a_side()
    assert owed_keys(ANA, language="pt", kind="update") == [("done", "pt", "missing")]
    assert owed_keys(ANA, state="draft") == []
    assert texts.owed_counts(ANA) == {"ar": {"missing": 4}, "pt": {"missing": 4}}
    assert texts.owed_total(ANA) == 8


def test_owed_asks_the_same_queries_for_one_and_for_thirty():
    def counted():
        with CaptureQueriesContext(connection) as captured:
            owed(ANA)
        return len(captured)

    draft()
    once = counted()
    for _ in range(29):
        draft()
    assert counted() == once


def test_what_is_published_or_given_up_is_owed_no_more():
    published()
    delivery.withdraw_update(draft(), by=ANA, at=NOW)
    assert owed(ANA) == []


def test_a_text_taken_away_in_every_language_is_owed_no_more():
    update = draft(next_step={"en": "Another fair."})
    assert len(owed(ANA)) == 4
    delivery.revise_update(update, facts(), by=ANA, at=NOW, revision=1)
    assert owed_keys(ANA) == [("done", "ar", "missing"), ("done", "pt", "missing")]


def test_a_translator_puts_each_kind_of_words_into_one_more_language():
    update, step = everything_of_a_side()
    for row in owed(TIA, language="pt"):
        put(held_of(TIA, row.subject, row.field), "pt", f"{row.kind} em português", by=TIA)
    update.refresh_from_db()
    assert (update.done["pt"], update.statuses.get().reason["pt"]) == ("update em português", "reason em português")
    assert Milestone.objects.get(pk=step.pk).title["pt"] == "milestone em português"
    assert sorted(owed_keys(TIA, language="pt")) == [
        ("done", "pt", "draft"), ("reason", "pt", "draft"), ("title", "pt", "draft"), ("title", "pt", "draft"),
    ]  # fmt: skip
    actions = {"delivery.update.translate", "assessment.status.translate"}
    actions |= {"delivery.milestone.translate", "delivery.activity.translate"}
    assert set(Entry.objects.filter(action__endswith=".translate").values_list("action", flat=True)) == actions


def test_words_of_the_plan_are_its_keepers():
    assert {(one.subject, one.field, one.language) for one in owed(CHRIS, state="missing")} == {
        (f"tri-plan/2.1#{letter}", "text", language) for letter in "ab" for language in ("pt", "ar")
    }
    held = held_of(CHRIS, "tri-plan/2.1#a", "text")
    with pytest.raises(ActionDenied):
        put(held, "pt", "fazer uma feira", by=ANA)
    put(held, "pt", "fazer uma feira", by=CHRIS)
    assert held_of(CHRIS, "tri-plan/2.1#a", "text").wording == {"en": "hold a fair", "pt": "fazer uma feira"}
    assert "fazer uma feira" in Commitment.objects.get(ref="tri-plan/2.1").search_text
    entry = Entry.objects.get(action="plan.wording.translate")
    assert (entry.log, entry.subject, entry.post) == ("public", "tri-plan/2.1#a", "observatory/record-keeper")


def test_nobody_reviews_their_own_words():
    held = held_of(CHRIS, "tri-plan/2.1#a", "text")
    put(held, "pt", "fazer uma feira", by=CHRIS)
    held = held_of(CHRIS, "tri-plan/2.1#a", "text")
    with pytest.raises(ActionDenied) as denied:
        opening.review(held, "pt", seen="fazer uma feira", by=CHRIS, at=NOW)
    assert str(denied.value) == "nobody reviews their own words; another approver of your side does"
    with pytest.raises(InvalidTransition):
        opening.review(held, "pt", seen="fazer outra feira", by=CARLA, at=NOW)
    for by in (ANA, replace(CARLA, roles=frozenset({Role.TRANSLATOR}))):
        with pytest.raises(ActionDenied):
            opening.review(held, "pt", seen="fazer uma feira", by=by, at=NOW)
    opening.review(held, "pt", seen="fazer uma feira", by=CARLA, at=NOW)
    state = WordingState.objects.get(subject="tri-plan/2.1#a", language="pt")
    assert state.status == WordingStatus.REVIEWED
    with pytest.raises(InvalidTransition):
        opening.review(held, "pt", seen="fazer uma feira", by=CARLA, at=NOW)


def test_a_changed_source_turns_its_translation_stale_and_keeps_what_it_was_made_from():
    step = delivery.plan_milestone(MilestoneFacts(PROMISE, "list", {"en": "First list"}, "2027"), by=ANA, at=NOW)
    subject = f"milestone:{step.pk}"
    put(held_of(TIA, subject, "title"), "pt", "Primeira lista", by=TIA)
    opening.review(held_of(ADA, subject, "title"), "pt", seen="Primeira lista", by=ADA, at=NOW)
    assert owed_keys(ANA, language="pt") == []
    step.refresh_from_db()
    words = {"en": "First public list", "pt": "Primeira lista"}
    delivery.revise_milestone(step, by=ANA, at=NOW, revision=step.revision, title=words, due="2027")
    assert owed_keys(ANA, language="pt") == [("title", "pt", "stale")]
    assert texts.owed_counts(ANA)["pt"] == {"stale": 1}
    origin = texts.origins_of(TIA, [subject])[subject, "title", "pt"]
    assert (origin.made_from, origin.source, origin.state.is_stale) == ("en", "First list", True)
    put(held_of(TIA, subject, "title"), "pt", "Primeira lista pública", by=TIA)
    assert owed_keys(ANA, language="pt") == [("title", "pt", "draft")]


def test_a_translation_from_an_older_source_is_stale_at_once():
    update = draft()
    held = held_of(TIA, states_subject(update), "done")
    delivery.revise_update(update, facts("The fair was held twice."), by=ANA, at=NOW, revision=1)
    put(held, "pt", "A feira foi realizada.", by=TIA)
    assert owed_keys(ANA, language="pt") == [("done", "pt", "stale")]
    assert (owed_keys(ANA, state="draft"), texts.owed_total(ANA)) == ([], 2)
    assert texts.states_of([states_subject(update)])[states_subject(update), "done"]["pt"].is_stale


def test_who_was_slower_is_told_and_loses_nothing():
    update = draft()
    subject = states_subject(update)
    held = held_of(TIA, subject, "done")
    put(held_of(ANA, subject, "done"), "pt", "De Ana.", by=ANA)
    with pytest.raises(Conflict) as conflict:
        put(held, "pt", "De Tia.", by=TIA, seen="")
    assert conflict.value.mine == {"done": {"pt": "De Tia."}}
    assert conflict.value.theirs == {"done": {"en": "The fair was held.", "pt": "De Ana."}}


@pytest.mark.parametrize(
    ("into", "text", "sentence"),
    [
        ("en", "X", "“en” is not a language to translate into from “en”; choose another."),
        ("!!", "X", "“!!” is not a language to translate into from “en”; choose another."),
        ("pt", "  ", "The text in “pt” has no words; write them, or leave it as it is."),
    ],
)
def test_a_translation_that_is_none_is_refused(into, text, sentence):
    held = held_of(ANA, states_subject(draft()), "done")
    with pytest.raises(RuleBroken) as refused:
        put(held, into, text, by=ANA)
    assert str(refused.value) == sentence


def test_an_auditor_reads_what_is_owed_and_writes_none_of_it():
    update = draft()
    held = held_of(AUDITOR, states_subject(update), "done")
    with pytest.raises(ActionDenied) as denied:
        put(held, "pt", "Feita.", by=AUDITOR)
    assert str(denied.value) == "your post translates nothing; a translator of your side does"
