"""Updates: written, approved by somebody else, published, corrected; never edited afterwards."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from entente.foundation.common.actors import SYSTEM, Role
from entente.foundation.common.errors import ActionDenied, Conflict, InvalidTransition, NotVisible, RuleBroken
from entente.foundation.common.records import Tier, Withheld
from entente.foundation.ledger import commands as ledger
from entente.foundation.ledger.models import Entry, Opening
from entente.foundation.ledger.payload import parse
from entente.foundation.texts.commands import Translation
from entente.foundation.texts.words import WordingStatus
from entente.record.delivery import commands, queries, rules
from entente.record.delivery.models import Update
from tests.cast import ANA, BELA, CHRIS, DANA, ERIN
from tests.record.builders import NOW, shared_plan
from tests.record.delivery.builders import (
    ADA,
    ANA_ELSEWHERE,
    AUDITOR,
    BORIS,
    CARLA,
    PROMISE,
    approved,
    draft,
    facts,
    published,
    submitted,
)

pytestmark = pytest.mark.django_db

LATER = NOW + timedelta(days=1)


@pytest.fixture(autouse=True)
def plan():
    return shared_plan()


def done_words(by, at=NOW):
    return [(view.version, view.is_current, view.done) for view in queries.updates_on(by, PROMISE, as_of=at)]


def public_entries():
    return list(
        Entry.objects.filter(log="public", action__startswith="delivery.update")
        .order_by("id")
        .values_list("action", "owner", "post", "at")
    )


# --- the way ---------------------------------------------------------------------------------------------------------


def test_an_update_goes_public_in_three_steps():
    update = commands.write_update(facts(), by=ANA, at=NOW)
    commands.submit(update, by=ANA, at=NOW)
    commands.approve(update, by=ADA, at=NOW, revision=1)
    assert queries.updates_on(DANA, PROMISE, as_of=NOW) == []
    commands.publish(update, by=ADA, at=NOW)
    (view,) = queries.updates_on(DANA, PROMISE, as_of=NOW)
    assert (view.owner, view.done, view.published_by, view.is_current, view.working) == (
        "AAA", {"en": "The fair was held."}, "ministry-a/director", True, None,
    )  # fmt: skip
    assert public_entries() == [("delivery.update.publish", "AAA", "ministry-a/director", NOW)]


@pytest.mark.parametrize(
    ("by", "approver", "words"), [(CHRIS, CARLA, {"en": "We saw it."}), (BELA, BORIS, {"pt": "Vimos."})]
)
def test_every_side_speaks_in_its_own_name(by, approver, words):
    published(by, approver, done=words)
    assert [(view.owner, view.done) for view in queries.updates_on(DANA, PROMISE, as_of=NOW)] == [(by.owner, words)]


@pytest.mark.parametrize(
    ("by", "reason"),
    [
        (ANA, "nobody approves their own words; another approver of your side does"),
        (ANA_ELSEWHERE, "nobody approves their own words; another approver of your side does"),
        (AUDITOR, "your post approves nothing; an approver of your side does"),
        (
            replace(ADA, roles=frozenset({Role.CONTRIBUTOR})),
            "your post approves nothing; an approver of your side does",
        ),
        (BORIS, "an update belongs to the side that wrote it; nobody else changes or decides on it"),
        (CHRIS, "an update belongs to the side that wrote it; nobody else changes or decides on it"),
        (ERIN, "an update belongs to the side that wrote it; nobody else changes or decides on it"),
        (DANA, "an update belongs to the side that wrote it; nobody else changes or decides on it"),
        (SYSTEM, "an update belongs to the side that wrote it; nobody else changes or decides on it"),
    ],
)
def test_who_may_not_approve(by, reason):
    update = submitted()
    for decide in (
        lambda: commands.approve(update, by=by, at=NOW, revision=1),
        lambda: commands.send_back(update, by=by, at=NOW, revision=1, reason="No."),
    ):
        with pytest.raises(ActionDenied) as caught:
            decide()
        assert str(caught.value) == reason
    assert Update.objects.get().status == "submitted"


def test_whoever_wrote_any_word_of_it_does_not_approve_it():
    update = draft()
    commands.revise_update(update, facts("The fair was held twice."), by=ADA, at=NOW, revision=1)
    commands.submit(update, by=ADA, at=NOW)
    for by in (ANA, ADA):
        with pytest.raises(ActionDenied):
            commands.approve(update, by=by, at=NOW, revision=2)
    commands.approve(update, by=replace(ADA, user_id="abe"), at=NOW, revision=2)
    assert Update.objects.get().status == "approved"


def test_sent_back_it_is_rewritten_and_submitted_again():
    update = submitted()
    commands.send_back(update, by=ADA, at=NOW, reason=" Which fair? ", revision=1)
    commands.revise_update(update, facts("The spring fair was held."), by=ANA, at=NOW, revision=1)
    assert Update.objects.get().status == "returned"
    commands.submit(update, by=ANA, at=NOW)
    commands.approve(update, by=ADA, at=NOW, revision=2)
    assert [
        (view.decision, view.reason, view.revision, view.post)
        for view in queries.approvals_of(ANA, PROMISE, "AAA", update.number, as_of=NOW)
    ] == [
        ("returned", "Which fair?", 1, "ministry-a/director"),
        ("approved", "", 2, "ministry-a/director"),
    ]


def test_an_approved_update_is_sent_back_before_it_changes():
    update = approved()
    with pytest.raises(ActionDenied) as caught:
        commands.revise_update(update, facts("More."), by=ANA, at=NOW, revision=1)
    assert str(caught.value) == "it is approved word for word; an approver sends it back before it changes"
    commands.send_back(update, by=ADA, at=NOW, reason="A figure is wrong.", revision=1)
    commands.revise_update(update, facts("More."), by=ANA, at=NOW, revision=1)
    with pytest.raises(InvalidTransition):
        commands.publish(update, by=ADA, at=NOW)


def test_sending_back_without_a_reason_is_refused():
    with pytest.raises(RuleBroken) as caught:
        commands.send_back(submitted(), by=ADA, at=NOW, reason=" ", revision=1)
    assert str(caught.value) == "Say why you send it back; who wrote it reads only that."


def test_changing_what_waits_makes_it_a_draft_again():
    update = submitted()
    commands.revise_update(update, facts("Changed."), by=ANA, at=NOW, revision=1)
    assert (update.status, update.revision, update.submitted_at) == ("draft", 2, None)
    with pytest.raises(InvalidTransition):
        commands.approve(update, by=ADA, at=NOW, revision=2)


def test_an_approver_approves_what_they_saw_and_nothing_else():
    update = submitted()
    commands.revise_update(update, facts("Changed."), by=ANA, at=NOW, revision=1)
    commands.submit(update, by=ANA, at=NOW)
    with pytest.raises(Conflict) as caught:
        commands.approve(update, by=ADA, at=NOW, revision=1)
    assert (caught.value.mine, caught.value.theirs["done"], caught.value.revision) == ({}, {"en": "Changed."}, 2)


def test_the_second_of_two_writers_keeps_both_texts():
    update = draft()
    commands.revise_update(update, facts("By Ana."), by=ANA, at=NOW, revision=1)
    with pytest.raises(Conflict) as caught:
        commands.revise_update(update, facts("By Ada."), by=ADA, at=NOW, revision=1)
    refused = caught.value
    assert (refused.status, refused.code, refused.mine["done"], refused.theirs["done"], refused.revision) == (
        409, "conflict", {"en": "By Ada."}, {"en": "By Ana."}, 2,
    )  # fmt: skip
    assert queries.own_updates(ANA, as_of=NOW)[0].done == {"en": "By Ana."}


def test_a_withdrawn_update_is_gone_from_every_list():
    update = draft()
    commands.withdraw_update(update, by=ANA, at=NOW)
    with pytest.raises(NotVisible):
        queries.get_update(ANA, f"{PROMISE}/updates/AAA-{update.number}", as_of=NOW)
    with pytest.raises(InvalidTransition):
        commands.submit(update, by=ANA, at=NOW)


# --- what is no update -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("by", "changes", "error", "sentence"),
    [
        (AUDITOR, {}, ActionDenied, "your post writes no updates; a contributor of your side does"),
        (DANA, {}, ActionDenied, "an update is somebody's own; log in first"),
        (SYSTEM, {}, ActionDenied, "an update is somebody's own; log in first"),
        (ANA, {"done": {"en": "  "}}, RuleBroken, "Say what was done, in one language at least."),
        (ANA, {"commitment": "tri-plan/9.9"}, NotVisible, "There is no commitment “tri-plan/9.9” here."),
        (
            replace(ANA, owner="DDD"),
            {},
            RuleBroken,
            "DDD is not a party of tri-plan; only its parties report on it.",
        ),
    ],
)
def test_what_cannot_be_written_is_refused(by, changes, error, sentence):
    with pytest.raises(error) as caught:
        draft(by, **changes)
    assert str(caught.value) == sentence
    assert Update.objects.count() == 0


def test_a_draft_plan_takes_no_updates(plan):
    plan.status, plan.adopted_at = "draft", None
    plan.save()
    with pytest.raises(RuleBroken) as caught:
        draft(CHRIS)
    assert str(caught.value) == "tri-plan is still a draft; adopt it before anything is reported on it."


def test_a_broken_log_leaves_no_row(monkeypatch):
    def broken(*arguments, **content):
        raise IntegrityError("the log is full")

    monkeypatch.setattr(ledger, "record", broken)
    with pytest.raises(IntegrityError), transaction.atomic():
        draft()
    assert Update.objects.count() == 0


# --- languages -------------------------------------------------------------------------------------------------------


def test_an_owed_language_holds_an_update_up_at_its_approval():
    update = submitted(BELA, done={"en": "Held."})
    with pytest.raises(RuleBroken) as caught:
        commands.approve(update, by=BORIS, at=NOW, revision=1)
    assert str(caught.value) == ("What was done: the text in “pt” is missing; it is owed, so write or review it first")
    assert Update.objects.get().status == "submitted"


def test_approving_reviews_the_owed_languages_and_leaves_the_others_labelled():
    published(BELA, BORIS, done={"pt": "Feito.", "en": "Done."})
    (view,) = queries.updates_on(DANA, PROMISE, as_of=NOW)
    assert {language: state.status for language, state in view.states["done"].items()} == {
        "pt": WordingStatus.REVIEWED, "en": WordingStatus.DRAFT, "ar": WordingStatus.MISSING,
    }  # fmt: skip


def test_a_changed_source_makes_the_owed_translation_stale_until_it_is_brought_up_to_date():
    update = draft(BELA, done={"en": "Held.", "pt": "Feito."}, made_from="en")
    commands.revise_update(
        update, facts(done={"en": "Held twice.", "pt": "Feito."}, made_from="en"), by=BELA, at=NOW, revision=1
    )
    commands.submit(update, by=BELA, at=NOW)
    with pytest.raises(RuleBroken) as caught:
        commands.approve(update, by=BORIS, at=NOW, revision=2)
    assert str(caught.value) == (
        "What was done: the text in “pt” was made from an older wording; bring it up to date first"
    )
    translator = replace(BELA, user_id="tia", roles=frozenset({Role.TRANSLATOR}))
    made = Translation("done", "pt", "Feito duas vezes.", "en", "Held twice.", seen="Feito.")
    commands.translate_update(update, [made], by=translator, at=NOW, revision=2)
    with pytest.raises(ActionDenied):
        commands.approve(update, by=replace(BORIS, user_id="tia"), at=NOW, revision=3)
    commands.approve(update, by=BORIS, at=NOW, revision=3)
    assert Update.objects.get().done == {"en": "Held twice.", "pt": "Feito duas vezes."}


def test_a_machine_translation_into_an_owed_language_is_not_published():
    update = draft(BELA, done={"en": "Held."})
    made = Translation("done", "pt", "Feito.", "en", "Held.", WordingStatus.MACHINE)
    commands.translate_update(update, [made], by=BELA, at=NOW, revision=1)
    commands.submit(update, by=BELA, at=NOW)
    with pytest.raises(RuleBroken) as caught:
        commands.approve(update, by=BORIS, at=NOW, revision=2)
    assert str(caught.value) == (
        "What was done: the text in “pt” is made by machine; it is owed, so write or review it first"
    )


def test_a_translation_of_nothing_is_refused():
    update = draft()
    with pytest.raises(RuleBroken) as caught:
        commands.translate_update(update, [Translation("next_step", "pt", "X", "en", "")], by=ANA, at=NOW, revision=1)
    assert str(caught.value) == f"The next step ({rules.ref_of(update)}) has no text in “en” to be translated."


# --- corrections -----------------------------------------------------------------------------------------------------


def corrected(update, done="The fair was opened."):
    version = commands.correct(update, facts(done), by=ANA, at=NOW, correction={"en": "Only opened."})
    commands.submit(version, by=ANA, at=NOW)
    commands.approve(version, by=ADA, at=NOW, revision=1)
    return version


def test_a_correction_replaces_the_published_version_when_it_is_published():
    version = corrected(published())
    assert done_words(DANA) == [(1, True, {"en": "The fair was held."})]
    commands.publish(version, by=ADA, at=NOW)
    assert done_words(DANA) == [(2, True, {"en": "The fair was opened."}), (1, False, {"en": "The fair was held."})]
    assert queries.updates_on(DANA, PROMISE, as_of=NOW)[0].correction == {"en": "Only opened."}
    assert queries.last_published(DANA, PROMISE, "AAA", as_of=NOW).version == 2


def test_under_an_embargo_others_still_read_the_earlier_version_as_the_one_that_stands():
    version = corrected(published())
    commands.publish(version, by=ADA, at=NOW, embargo_until=LATER)
    for by in (DANA, BELA, CHRIS):
        assert done_words(by) == [(1, True, {"en": "The fair was held."})]
    assert done_words(ANA) == [(2, True, {"en": "The fair was opened."}), (1, False, {"en": "The fair was held."})]
    assert done_words(DANA, LATER)[0] == (2, True, {"en": "The fair was opened."})


def test_a_withdrawn_correction_makes_room_for_another_and_leaves_no_gap():
    update = published()
    commands.withdraw_update(
        commands.correct(update, facts("No."), by=ANA, at=NOW, correction={"en": "No."}), by=ANA, at=NOW
    )
    commands.publish(corrected(update), by=ADA, at=NOW)
    assert [version for version, _, _ in done_words(DANA)] == [2, 1]


def test_two_corrections_at_once_are_refused():
    update = published()
    commands.correct(update, facts("A."), by=ANA, at=NOW, correction={"en": "A."})
    with pytest.raises(InvalidTransition):
        commands.correct(update, facts("B."), by=ANA, at=NOW, correction={"en": "B."})


@pytest.mark.parametrize(
    ("by", "words", "error"),
    [(BELA, {"en": "X"}, ActionDenied), (ANA, {}, RuleBroken), (AUDITOR, {"en": "X"}, ActionDenied)],
)
def test_a_correction_is_its_own_sides_and_says_why(by, words, error):
    update = published()
    with pytest.raises(error):
        commands.correct(update, facts("A."), by=by, at=NOW, correction=words)


def test_a_draft_is_not_corrected():
    with pytest.raises(ActionDenied) as caught:
        commands.correct(draft(), facts("A."), by=ANA, at=NOW, correction={"en": "A."})
    assert str(caught.value) == "only the published version is corrected; a draft is simply changed"


def test_a_published_text_is_never_edited():
    with pytest.raises(ActionDenied) as caught:
        commands.revise_update(published(), facts("Another."), by=ANA, at=NOW, revision=1)
    assert str(caught.value) == "a published text is never edited; correct it in a new version"


# --- who reads it, and when ------------------------------------------------------------------------------------------


def test_an_embargo_ends_for_everybody_at_the_same_instant_and_the_log_follows():
    commands.publish(approved(), by=ADA, at=NOW, embargo_until=LATER)
    commands.publish(approved(BELA, BORIS, done={"pt": "Feito."}), by=BORIS, at=NOW, embargo_until=LATER)
    just_before = LATER - timedelta(microseconds=1)
    assert [done_words(by, just_before) for by in (CHRIS, DANA)] == [[], []]
    assert [len(done_words(by, LATER)) for by in (ANA, BELA, CHRIS, DANA)] == [2, 2, 2, 2]
    assert commands.announce(at=just_before) == 0
    assert public_entries() == []
    assert [commands.announce(at=LATER), commands.announce(at=LATER)] == [2, 0]
    assert public_entries() == [
        ("delivery.update.publish", "AAA", "ministry-a/director", LATER),
        ("delivery.update.publish", "BBB", "ministry-b/director", LATER),
    ]


def test_others_are_not_told_when_an_embargoed_update_was_made_ready():
    commands.publish(approved(), by=ADA, at=NOW, embargo_until=LATER)
    (view,) = queries.updates_on(DANA, PROMISE, as_of=LATER)
    assert (view.published_at, view.public_at) == (LATER, LATER)


@pytest.mark.parametrize("tier", [Tier.PARTIES, Tier.GROUP, Tier.OWN])
def test_what_is_not_public_stays_out_of_the_public_log(tier):
    group = "rivers" if tier == Tier.GROUP else ""
    sitting = replace(ADA, groups=frozenset({"rivers"}))
    commands.publish(approved(), by=sitting, at=NOW, tier=tier, group=group, withheld_for=Withheld.RELATIONS)
    assert public_entries() == []
    assert commands.announce(at=LATER) == 0
    seen = {by.owner: len(done_words(by)) for by in (ANA, BELA, CHRIS)}
    assert seen == {"AAA": 1, "BBB": int(tier == Tier.PARTIES), "observatory": 0}
    assert done_words(DANA) == []


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"embargo_until": NOW}, "The instant of the embargo has passed; leave it out to publish now."),
        ({"tier": Tier.GROUP}, "Name a working group in which your post sits, for what only a group reads and for nothing else."),
        ({"tier": Tier.GROUP, "group": "rivers"},
         "Name a working group in which your post sits, for what only a group reads and for nothing else."),
        ({"group": "rivers"}, "Name a working group in which your post sits, for what only a group reads and for nothing else."),
        ({"withheld_for": Withheld.PRIVACY},
         "A reason why the public does not see it goes with something that the public does not see."),
    ],
)  # fmt: skip
def test_a_choice_of_readers_that_makes_no_sense_is_refused(changes, sentence):
    with pytest.raises(RuleBroken) as caught:
        commands.publish(approved(), by=ADA, at=NOW, **changes)
    assert str(caught.value) == sentence


@pytest.mark.parametrize("by", [BELA, CHRIS, ERIN, DANA])
def test_nothing_of_a_draft_or_its_approval_reaches_anybody_else(by):
    update = approved()
    ref = f"{PROMISE}/updates/AAA-{update.number}"
    assert done_words(by) == []
    assert queries.latest_on_plan(by, "tri-plan", as_of=NOW) == (0, [])
    assert queries.approvals_of(by, PROMISE, "AAA", update.number, as_of=NOW) == []
    assert queries.own_updates(by, as_of=NOW) == []
    for read in (queries.get_update, queries.get_update_row, queries.versions_of):
        with pytest.raises(NotVisible) as caught:
            read(by, ref, as_of=NOW)
        assert str(caught.value) == f"There is no update “{ref}” here."


def test_the_public_log_names_posts_and_no_log_ins():
    published()
    openings = Opening.objects.filter(entry__log="public", entry__action="delivery.update.publish")
    body = parse(bytes(openings.get().payload))
    assert (body["post"], "user" in body) == ("ministry-a/director", False)
    assert sorted(body["content"]) == [
        "as_of_on", "challenges", "claims", "correction", "done", "next_step", "version",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "ref", ["", PROMISE, f"{PROMISE}/updates/AAA", f"{PROMISE}/updates/AAA-x", f"{PROMISE}/milestones/a-1"]
)
def test_what_is_no_ref_of_an_update_is_not_there(ref):
    with pytest.raises(NotVisible):
        queries.get_update(ANA, ref, as_of=NOW)


# --- no change -------------------------------------------------------------------------------------------------------


def test_no_change_needs_one_person_and_is_no_activity():
    published()
    commands.note_no_change(PROMISE, by=ANA, at=LATER)
    commands.note_no_change(PROMISE, by=ADA, at=LATER)
    views = queries.updates_on(DANA, PROMISE, as_of=LATER)
    assert [(view.is_no_change, view.as_of_on, view.done) for view in views] == [
        (True, LATER.date(), {}), (False, date(2026, 11, 20), {"en": "The fair was held."}),
    ]  # fmt: skip
    assert queries.last_published(DANA, PROMISE, "AAA", as_of=LATER).is_no_change is False
    assert queries.last_published_on(DANA, "tri-plan", as_of=LATER) == {(PROMISE, "AAA"): NOW}
    assert queries.last_published_on(DANA, "tri-plan", as_of=LATER, no_change=True) == {(PROMISE, "AAA"): LATER}


def test_no_change_of_nothing_is_refused():
    with pytest.raises(RuleBroken) as caught:
        commands.note_no_change(PROMISE, by=ANA, at=NOW)
    assert str(caught.value) == f"Your side has published no update on {PROMISE} yet, so there is nothing to stand by."


@pytest.mark.parametrize("hidden", [{"tier": Tier.PARTIES}, {"embargo_until": LATER + timedelta(days=3)}])
def test_no_change_of_what_the_public_does_not_see_is_refused(hidden):
    """The note is public: it would tell that there is an update."""
    commands.publish(approved(), by=ADA, at=NOW, **hidden)
    with pytest.raises(RuleBroken):
        commands.note_no_change(PROMISE, by=ANA, at=LATER)
    assert queries.updates_on(DANA, PROMISE, as_of=LATER) == []


# --- lists -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("count", [1, 30])
def test_lists_take_the_same_queries_for_one_and_thirty(count, django_assert_num_queries):
    for _ in range(count):
        published()
    with django_assert_num_queries(4):
        assert len(queries.updates_on(DANA, PROMISE, as_of=NOW)) == count
    with django_assert_num_queries(5):
        assert queries.latest_on_plan(DANA, "tri-plan", as_of=NOW)[0] == count
    with django_assert_num_queries(4):
        assert len(queries.own_updates(ANA, as_of=NOW)) == count
    with django_assert_num_queries(1):
        queries.last_published_on(DANA, "tri-plan", as_of=NOW)
