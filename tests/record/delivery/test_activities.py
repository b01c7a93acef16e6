"""Activities: written by their owner, moved by every side for itself, and never more than they can be."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from entente.foundation.common.actors import PUBLIC, Role
from entente.foundation.common.errors import ActionDenied, InvalidTransition, NotVisible, RuleBroken
from entente.foundation.common.records import Tier
from entente.foundation.directory.queries import get_party
from entente.foundation.ledger.models import Entry
from entente.foundation.sources.commands import SnapshotFacts, put_snapshot
from entente.foundation.sources.words import Showing
from entente.record.delivery import commands, queries
from entente.record.delivery.commands import MoneyFacts
from entente.record.delivery.models import StageMark
from entente.record.delivery.words import MoneyKind, PartRole, Scope, Weight
from tests.cast import ANA, BELA, CHRIS, DANA, ERIN, ministry
from tests.record.builders import NOW, shared_plan

from .activity_acts import ADA, PLAN, activity, assistance, citation, claim, proof

pytestmark = pytest.mark.django_db

SERVED = f"{PLAN}/2.1"


@pytest.fixture(autouse=True)
def plan():
    return shared_plan()


def see(slug: str = "river-memorandum", by=PUBLIC):
    return queries.get_activity(by, PLAN, slug, as_of=NOW)


def state(stage: str, slug: str = "river-memorandum"):
    return next(one for one in see(slug).stages if one.code == stage)


# --- writing ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("by", "owner", "allowed"),
    [
        (ANA, "AAA", True),
        (ANA, "BBB", False),
        (CHRIS, "observatory", True),
        (ERIN, "institute", True),
        (DANA, "AAA", False),
    ],
)
def test_everybody_with_a_voice_writes_activities_in_their_own_name(by, owner, allowed):
    facts = commands.ActivityFacts(PLAN, "fair", "campaign", {"en": "Fair"}, ("AAA", "BBB"))
    if allowed:
        assert commands.add_activity(facts, by=by, owner=owner, at=NOW).owner == owner
    else:
        with pytest.raises(ActionDenied):
            commands.add_activity(facts, by=by, owner=owner, at=NOW)


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"kind": "treaty"},
            "There is no kind of activity “treaty”; use one of instrument, programme, dialogue, "
            "forum, campaign, event_series, exchange, assistance."),
        ({"slug": "River"},
            "The short name of an activity “River” cannot stand in an address; use up to "
            "80 small letters, digits and hyphens."),
        ({"title": {}}, "The title of the activity has no words; write them in at least one language."),
        ({"title": {"x": "Memo"}}, "The title of the activity is in “x”, which is no language tag; write en, fr or es-MX."),
        ({"parties": ("AAA", "ZZZ")}, "ZZZ is not a party of this plan; name its parties by their codes."),
        ({"parties": ("AAA",)}, "An activity between the parties names at least two of them."),
        ({"giver": "AAA"}, "Only a one-sided activity has a giver and a receiver; leave both empty."),
        ({"kind": "assistance"},
            "An activity of the kind “assistance” goes from one party to "
            "another; name giver and receiver."),
        ({"scope": Scope.ONE_SIDED, "giver": "AAA", "receiver": "AAA"},
            "A one-sided activity has a giver and another party as its "
            "receiver; name both."),
        ({"scope": Scope.ONE_SIDED, "giver": "AAA", "receiver": "CCC"},
            "The parties of a one-sided activity are its giver and its "
            "receiver, nobody else."),
    ],
)  # fmt: skip
def test_an_activity_that_makes_no_sense_is_refused_in_one_sentence(changes, sentence):
    with pytest.raises(RuleBroken) as caught:
        activity(**changes)
    assert str(caught.value) == sentence


def test_a_short_name_is_taken_by_what_one_reads():
    activity(by=ANA)
    with pytest.raises(RuleBroken) as caught:
        activity(by=BELA)
    assert str(caught.value) == "The short name “river-memorandum” is taken in this plan; choose another."


def test_a_short_name_that_is_taken_out_of_sight_gets_a_tail_and_no_refusal_tells_of_it():
    hidden = activity(by=ANA, tier=Tier.OWN)
    made = activity(by=BELA)
    assert hidden.slug == "river-memorandum"
    assert re.fullmatch(r"river-memorandum-[0-9a-f]{8}", made.slug)


def test_only_its_owner_changes_an_activity():
    memo = activity()
    title, summary = {"en": "Memorandum on the river"}, {"en": "Who does what."}
    with pytest.raises(ActionDenied):
        commands.describe_activity(memo, title, summary, by=BELA, at=NOW)
    commands.describe_activity(memo, title, summary, by=ANA, at=NOW)
    assert (see().title, see().summary) == (title, summary)


def test_the_public_log_has_what_is_public_and_nothing_else():
    activity(slug="open")
    activity(slug="closed", tier=Tier.PARTIES)
    rows = Entry.objects.filter(action="delivery.activity.add").order_by("subject")
    assert [(row.subject, row.log) for row in rows] == [
        (f"{PLAN}/activities/closed", "AAA"), (f"{PLAN}/activities/open", "public"),
    ]  # fmt: skip


# --- what it serves --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("changes", "subject", "weight", "sentence"),
    [
        ({}, SERVED, Weight.FULFILS, ""),
        ({"scope": Scope.WIDER}, SERVED, Weight.CONTRIBUTES, ""),
        ({"scope": Scope.WIDER}, SERVED, Weight.PART, ""),
        ({"scope": Scope.WIDER}, SERVED, Weight.FULFILS,
            "A trilateral or regional activity contributes to this promise or is a part "
            "of it; it never fulfils it by itself."),
        ({"parties": ("AAA", "CCC")}, SERVED, Weight.FULFILS,
            "A party that owes this promise has no part in the activity; say "
            "that it is a part of it."),
        ({"scope": Scope.ONE_SIDED, "parties": (), "giver": "AAA", "receiver": "BBB"}, SERVED, Weight.FULFILS,
            "What one party gives cannot fulfil what others owe too; say "
            "that it is a part of it."),
        ({"scope": Scope.ONE_SIDED, "parties": (), "giver": "AAA", "receiver": "BBB"}, f"{SERVED}#b", Weight.FULFILS, ""),
    ],
)  # fmt: skip
def test_an_activity_serves_with_a_weight_that_it_can_have(changes, subject, weight, sentence):
    served = activity(**changes)
    if sentence:
        with pytest.raises(RuleBroken) as caught:
            commands.serve(served, subject, weight, by=ANA, at=NOW)
        assert str(caught.value) == sentence
    else:
        commands.serve(served, subject, weight, by=ANA, at=NOW)
        assert [(one.subject, one.weight) for one in see().services] == [(subject, weight)]


@pytest.mark.parametrize("subject", [f"{PLAN}/9.9", f"{SERVED}#z"])
def test_an_activity_serves_no_promise_that_is_not_there(subject):
    with pytest.raises(NotVisible):
        commands.serve(activity(), subject, Weight.PART, by=ANA, at=NOW)


@pytest.mark.parametrize("subject", ["Tri plan", PLAN, f"{SERVED}/milestones/list", f"{SERVED}@AAA"])
def test_an_activity_serves_promises_only(subject):
    with pytest.raises(RuleBroken):
        commands.serve(activity(), subject, Weight.PART, by=ANA, at=NOW)


def test_one_activity_serves_several_promises_and_each_lists_it():
    memo = activity()
    commands.serve(memo, f"{SERVED}#a", Weight.PART, by=ANA, at=NOW)
    commands.serve(memo, f"{PLAN}/1.1", Weight.PART, by=ANA, at=NOW)
    commands.serve(memo, f"{PLAN}/1.1", Weight.CONTRIBUTES, by=ANA, at=NOW)
    assert [(one.subject, one.weight) for one in see().services] == [
        (f"{PLAN}/1.1", "contributes"),
        (f"{SERVED}#a", "part"),
    ]
    for ref in (SERVED, f"{PLAN}/1.1"):
        assert [one.slug for one in queries.activities_on(PUBLIC, ref, as_of=NOW)] == ["river-memorandum"]
    assert queries.activities_on(PUBLIC, f"{PLAN}/1.2", as_of=NOW) == []


# --- parts, texts, money, term ---------------------------------------------------------------------------------------


def test_parts_texts_and_money_are_shown_and_can_be_taken_back():
    memo = activity()
    body = ministry(get_party("AAA"))
    commands.add_part(memo, body, PartRole.SIGNER, by=ANA, at=NOW, from_on="2026-05-02")
    commands.add_text(memo, "en", citation(ANA), by=ANA, at=NOW, is_authentic=True)
    sum_ = MoneyFacts(MoneyKind.COMMITMENT, Decimal("123000.00"), "CAD", date(2026, 5, 2))
    commands.add_money(memo, sum_, by=ANA, at=NOW, citation=citation(ANA, "budget"))
    whole = see()
    assert [(one.organisation, one.role, one.from_on, one.to_on) for one in whole.parts] == [
        ("ministry-a", "signer", "2026-05-02", ""),
    ]
    assert [(one.language, one.is_authentic, one.document) for one in whole.texts] == [("en", True, "page")]
    assert [(one.amount, one.currency, one.on, one.document) for one in whole.money] == [
        (Decimal("123000.00"), "CAD", date(2026, 5, 2), "budget"),
    ]
    for detail in (*whole.parts, *whole.texts, *whole.money):
        commands.take_back(queries.get_detail_row(memo, str(detail.key)), by=ANA, at=NOW)
    bare = see()
    assert (bare.parts, bare.texts, bare.money) == ((), (), ())


def test_a_detail_is_taken_back_once_and_by_its_owner():
    memo = activity()
    service = commands.serve(memo, SERVED, Weight.PART, by=ANA, at=NOW)
    with pytest.raises(ActionDenied):
        commands.take_back(service, by=BELA, at=NOW)
    commands.take_back(service, by=ANA, at=NOW)
    with pytest.raises(InvalidTransition):
        commands.take_back(service, by=ANA, at=NOW)
    commands.serve(memo, SERVED, Weight.FULFILS, by=ANA, at=NOW)
    assert [one.weight for one in see().services] == ["fulfils"]


@pytest.mark.parametrize(
    ("amount", "currency", "sentence"),
    [
        ("5", "DOLLAR", "“DOLLAR” is no code of a currency; write three letters of ISO 4217, for instance EUR."),
        ("0", "MXN", "The sum is 0; write an amount above zero."),
    ],
)
def test_money_has_an_amount_and_a_currency(amount, currency, sentence):
    facts = MoneyFacts(MoneyKind.BUDGET, Decimal(amount), currency, date(2026, 1, 1))
    memo = activity()
    with pytest.raises(RuleBroken) as caught:
        commands.add_money(memo, facts, by=ANA, at=NOW)
    assert str(caught.value) == sentence


def test_a_public_activity_rests_on_public_sources():
    with pytest.raises(RuleBroken) as caught:
        commands.add_text(activity(), "en", citation(ANA, tier=Tier.OWN), by=ANA, at=NOW)
    assert str(caught.value) == (
        "The source of the text is not public, and this would be; use a public one, or keep this to those who may read it."
    )


def test_a_text_a_language():
    memo = activity()
    commands.add_text(memo, "en", citation(ANA), by=ANA, at=NOW)
    with pytest.raises(RuleBroken) as caught:
        commands.add_text(memo, "en", citation(ANA, "other"), by=ANA, at=NOW)
    assert str(caught.value) == "There is a text in “en” already; take it back before you name another."


def test_archived_texts_are_named_to_who_reads_the_activity():
    shown, own = activity(), activity(slug="own-memorandum", tier=Tier.OWN)
    place = citation(ANA)
    for memo in (shown, own):
        commands.add_text(memo, "en", place, by=ANA, at=NOW)
    refs = {f"{PLAN}/activities/river-memorandum", f"{PLAN}/activities/own-memorandum", PLAN}
    assert queries.archived_texts(ANA, refs, as_of=NOW) == set()  # cited and not yet archived
    put_snapshot(place.document, SnapshotFacts("a" * 64, "text/html", 4, "page.html", Showing.COPY), by=ANA, at=NOW)
    for by, of, found in (
        (PUBLIC, {f"{PLAN}/activities/river-memorandum"}, {place.document_id}),
        (PUBLIC, {f"{PLAN}/activities/own-memorandum"}, set()),
        (ANA, {f"{PLAN}/activities/own-memorandum"}, {place.document_id}),
        (PUBLIC, {"other-plan/activities/river-memorandum"}, set()),
    ):
        assert queries.archived_texts(by, of, as_of=NOW) == found


def test_a_renewal_falls_due_while_it_is_in_force_and_not_before():
    memo = activity()
    commands.set_term(memo, "2022-01-01/2026-12-31", by=ANA, at=NOW, renewal_days=90)
    assert queries.renewals_due(PUBLIC, as_of=NOW) == []
    commands.mark_stage(memo, "in-force", by=ADA, happened="2022-01-01", at=NOW)
    proof(f"{PLAN}/activities/river-memorandum#in-force", happened="2022-01-01")
    (due,) = queries.renewals_due(PUBLIC, as_of=NOW)
    assert (due.activity, due.due_on, due.term_last_on, due.is_over) == (
        f"{PLAN}/activities/river-memorandum", date(2026, 10, 2), date(2026, 12, 31), False,
    )  # fmt: skip
    whole = see()
    assert (whole.stage, whole.stage_on(date(2026, 10, 1)), whole.stage_on(date(2026, 10, 2))) == (
        "in-force", "in-force", "renewal-due",
    )  # fmt: skip
    (over,) = queries.renewals_due(PUBLIC, as_of=NOW + timedelta(days=60))
    assert over.is_over
    commands.mark_stage(memo, "ended", by=ADA, happened="2026-11-01", at=NOW)
    assert queries.renewals_due(PUBLIC, as_of=NOW) == []


def test_only_what_is_in_force_for_a_time_has_a_term():
    with pytest.raises(RuleBroken):
        commands.set_term(activity("campaign"), "2026", by=ANA, at=NOW)


# --- stages ----------------------------------------------------------------------------------------------------------


def test_signed_needs_the_word_of_all_sides_and_accepted_evidence():
    memo = activity()
    commands.mark_stage(memo, "signed", by=ADA, happened="2026-05-02", at=NOW)
    assert (state("signed").missing, see().stage) == (("BBB",), "")
    commands.mark_stage(memo, "signed", by=BELA, happened="2026-05-03", at=NOW)
    assert (state("signed").is_waiting_for_proof, see().stage) == (True, "")
    proof(f"{PLAN}/activities/river-memorandum#signed")
    assert (state("signed").reached_on, see().stage) == (date(2026, 5, 3), "signed")


def test_unchecked_evidence_moves_nothing():
    memo = activity("event_series", "fair")
    commands.mark_stage(memo, "held", by=ADA, happened="2026-05-02", at=NOW)
    claim(f"{PLAN}/activities/fair#held")
    assert (state("held", "fair").is_waiting_for_proof, see("fair").stage) == (True, "")


@pytest.mark.parametrize(
    ("by", "stage", "sentence"),
    [
        (ANA, "offered", ""),
        (BELA, "offered", "this stage is for the other side to say"),
        (BELA, "received", ""),
        (ANA, "received", "this stage is for the other side to say"),
        (CHRIS, "received", ""),
        (ERIN, "provided", ""),
        (DANA, "offered", "your post moves no stages; a contributor or approver of your side does"),
    ],
)
def test_giver_and_receiver_each_say_their_own(by, stage, sentence):
    training = assistance()
    if sentence:
        with pytest.raises(ActionDenied) as caught:
            commands.mark_stage(training, stage, by=by, happened="2026-05", at=NOW)
        assert str(caught.value) == sentence
    else:
        assert commands.mark_stage(training, stage, by=by, happened="2026-05", at=NOW).owner == by.owner


def test_a_party_without_a_part_in_it_says_nothing():
    with pytest.raises(ActionDenied) as caught:
        commands.mark_stage(activity(parties=("BBB", "CCC")), "draft", by=ANA, happened="2026", at=NOW)
    assert str(caught.value) == "your side has no part in this activity"


def test_what_binds_a_side_is_said_by_an_approver():
    writer = replace(ANA, roles=frozenset({Role.CONTRIBUTOR}))
    memo = activity()
    commands.mark_stage(memo, "draft", by=writer, happened="2026-04", at=NOW)
    with pytest.raises(ActionDenied) as caught:
        commands.mark_stage(memo, "signed", by=writer, happened="2026-05", at=NOW)
    assert str(caught.value) == "this stage binds your side; an approver says it"


def test_a_side_follows_the_table_and_may_tell_earlier_stages_later():
    memo = activity()
    commands.mark_stage(memo, "draft", by=ANA, happened="2026-04", at=NOW)
    with pytest.raises(ActionDenied) as caught:
        commands.mark_stage(memo, "ended", by=ADA, happened="2026-05", at=NOW)
    assert str(caught.value) == "this stage does not follow any that was marked; mark what lies between first"
    commands.mark_stage(memo, "mandate", by=ANA, happened="2026-01", at=NOW)
    assert see().stage == "draft"


def test_the_calendar_speaks_for_itself_and_a_future_day_for_nobody():
    memo = activity()
    with pytest.raises(ActionDenied) as caught:
        commands.mark_stage(memo, "renewal-due", by=ADA, happened="2026-05", at=NOW)
    assert str(caught.value) == "the calendar says this; nobody marks it"
    with pytest.raises(RuleBroken) as refused:
        commands.mark_stage(memo, "draft", by=ANA, happened="2027", at=NOW)
    assert str(refused.value) == "“Draft exchanged” lies in the future (2027-01-01); say what has happened, or plan it."
    with pytest.raises(RuleBroken):
        commands.mark_stage(memo, "signed-twice", by=ANA, happened="2026", at=NOW)


def test_another_date_replaces_ones_own_word_and_both_stay_in_the_log():
    memo = activity()
    first = commands.mark_stage(memo, "draft", by=ANA, happened="2026-04", at=NOW)
    assert commands.mark_stage(memo, "draft", by=ANA, happened="2026-04", at=NOW).pk == first.pk
    commands.mark_stage(memo, "draft", by=ANA, happened="2026-03-30", at=NOW)
    assert [mark.happened for mark in state("draft").said] == ["2026-03-30"]
    assert StageMark.objects.count() == 2
    assert Entry.objects.filter(action="delivery.stage.mark").count() == 2


def test_a_word_is_taken_back_by_who_gave_it_with_a_reason():
    memo = activity()
    mark = commands.mark_stage(memo, "draft", by=ANA, happened="2026-04", at=NOW)
    with pytest.raises(ActionDenied):
        commands.withdraw_mark(mark, by=BELA, at=NOW, reason={"en": "No."})
    with pytest.raises(RuleBroken):
        commands.withdraw_mark(mark, by=ANA, at=NOW, reason={})
    commands.withdraw_mark(queries.get_mark_row(ANA, memo, "draft"), by=ANA, at=NOW, reason={"en": "Another text."})
    assert (state("draft").said, see().stage) == ((), "")
    with pytest.raises(NotVisible):
        queries.get_mark_row(ANA, memo, "draft")


def test_who_may_not_say_a_binding_stage_takes_it_back_neither():
    memo = activity()
    mark = commands.mark_stage(memo, "signed", by=ANA, happened="2026-04", at=NOW)
    writer = replace(ANA, roles=frozenset({Role.CONTRIBUTOR}))
    with pytest.raises(ActionDenied, match="an approver says it"):
        commands.withdraw_mark(mark, by=writer, at=NOW, reason={"en": "No."})
    commands.withdraw_mark(mark, by=ANA, at=NOW, reason={"en": "Another day."})


def test_observers_alone_move_the_public_evidence_of_their_own_activity():
    seen = activity("event_series", "fair", by=CHRIS)
    commands.mark_stage(seen, "held", by=CHRIS, happened="2026-05-02", at=NOW)
    assert (see("fair").seen, see("fair").stage) == ("", "")
    proof(f"{PLAN}/activities/fair#held", by=CHRIS, checked_by=ERIN)
    assert (see("fair").seen, see("fair").stage) == ("held", "")


# --- reading ---------------------------------------------------------------------------------------------------------


def test_what_is_kept_to_a_side_is_not_there_for_others():
    activity(tier=Tier.OWN)
    assert see(by=ANA).slug == "river-memorandum"
    for reader in (BELA, CHRIS, DANA):
        with pytest.raises(NotVisible):
            see(by=reader)


def test_evidence_that_a_reader_may_not_see_moves_nothing_for_that_reader():
    memo = activity("event_series", "fair")
    commands.mark_stage(memo, "held", by=ADA, happened="2026-05-02", at=NOW)
    evidence = claim(f"{PLAN}/activities/fair#held")
    proof_of_own = evidence.checks.create(
        owner="AAA",
        tier=Tier.OWN,
        made_at=NOW,
        verdict="accepted",
        revision=evidence.revision,
        post=ADA.post,
        is_of_party=True,
    )
    assert proof_of_own.tier == "own"
    assert (see("fair", ANA).stage, see("fair").stage) == ("held", "")


def test_thirty_activities_are_read_with_the_queries_of_one():
    def filled(number):
        for at in range(number):
            memo = activity(slug=f"memo-{StageMark.objects.count()}-{at}")
            commands.serve(memo, SERVED, Weight.PART, by=ANA, at=NOW)
            commands.mark_stage(memo, "draft", by=ANA, happened="2026-04", at=NOW)

    filled(1)
    with CaptureQueriesContext(connection) as one:
        assert len(queries.activities_on(PUBLIC, SERVED, as_of=NOW)) == 1
    filled(29)
    with CaptureQueriesContext(connection) as thirty:
        assert len(queries.activities_on(PUBLIC, SERVED, as_of=NOW)) == 30
    assert len(one) == len(thirty)
