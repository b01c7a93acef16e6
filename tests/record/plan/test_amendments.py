"""A promise changes only when all parties have signed: the original stays, the words in force stand beside it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from entente.foundation.accord import queries as accords
from entente.foundation.accord.models import Proposal, Signature
from entente.foundation.common.errors import ActionDenied, Conflict, InvalidTransition, NotVisible, RuleBroken
from entente.foundation.ledger import queries as logs
from entente.foundation.ledger.commands import seal
from entente.foundation.ledger.models import Entry
from entente.foundation.texts.queries import WordingStatus, states_of
from entente.foundation.texts.rules import Translation
from entente.record.plan import commands as plans
from entente.record.plan import queries
from entente.record.plan.commands.adoption import TextFacts
from entente.record.plan.models import Amendment, AuthenticText, Clause, Commitment, Plan
from entente.record.plan.terms import AgreedTerm, ClauseTerms, PromiseTerms
from entente.record.plan.words import Kind, Strength, TermKind, TextField
from entente.surfaces.intake import agreements
from tests.cast import ADA, ANA, BELA, CHRIS, DANA, ERIN
from tests.record.builders import NOW

from .changing import LATER, NEW, OLD, proposed, sign, two_plans

pytestmark = pytest.mark.django_db

REF = f"{OLD}/1.1"
TEXTS = {"en": "The parties will keep promise 1.1 for ten years.", "pt": "As partes cumprirão a promessa por dez anos."}
WHY = {"en": "Five years were too few.", "pt": "Cinco anos eram poucos."}


@pytest.fixture(autouse=True)
def _plans(db):
    two_plans()


def promise(ref: str = REF) -> Commitment:
    return Commitment.objects.select_related("plan").get(ref=ref)


def now(ref: str = REF) -> PromiseTerms:
    return queries.terms_now(promise(ref))


def written(ref: str = REF, *, by=ANA, reason=WHY, **changes) -> Amendment:
    after = replace(now(ref), **(changes or {"texts": TEXTS}))
    return plans.write_amendment(promise(ref), after, reason, by=by, at=NOW)


def put(ref: str = REF, **changes) -> Amendment:
    row = written(ref, **changes)
    return plans.propose_amendment(row, by=ADA, at=NOW, revision=row.revision)


def in_force(ref: str = REF, **changes) -> Amendment:
    row = put(ref, **changes)
    sign(row.proposal, ANA)
    sign(row.proposal, BELA)
    row.refresh_from_db()
    return row


def refusal(act) -> str:
    with pytest.raises((RuleBroken, InvalidTransition, ActionDenied)) as caught:
        act()
    return str(caught.value)


def test_the_new_words_are_in_force_with_the_last_signature_and_the_original_stays():
    row = put()
    sign(row.proposal, ANA)
    assert queries.get_visible_commitment(DANA, REF, as_of=LATER).texts["en"].text == (
        "The parties will keep promise 1.1."
    )
    assert sign(row.proposal, BELA).proposal.concluded_at == LATER
    view = queries.get_visible_commitment(DANA, REF, as_of=LATER)
    assert {tag: text.text for tag, text in view.texts.items()} == TEXTS
    assert (view.texts["pt"].amendment, view.texts["pt"].since_at) == (1, LATER)
    assert queries.original_texts(REF) == {"en": "The parties will keep promise 1.1."}
    before = queries.get_visible_commitment(DANA, REF, as_of=LATER - timedelta(minutes=1))
    assert before.texts["en"].text == "The parties will keep promise 1.1."
    assert AuthenticText.objects.filter(subject=REF).count() == 3


def test_kind_strength_obligors_and_what_is_agreed_beside_change_together():
    agreed = (
        AgreedTerm(TermKind.MILESTONE, {"en": "First list", "pt": "Primeira lista"}, "2027-03"),
        AgreedTerm(TermKind.RHYTHM, {"en": "Once a year", "pt": "Uma vez por ano"}),
    )
    in_force(kind=Kind.DELIVERABLE, strength=Strength.BEST_EFFORTS, obligors=("AAA",), agreed=agreed)
    view = queries.get_visible_commitment(DANA, REF, as_of=LATER)
    assert (view.kind, view.strength, view.obligors) == ("deliverable", "best_efforts", ("AAA",))
    assert now().agreed == agreed
    (amendment,) = queries.in_force(DANA, OLD, as_of=LATER)
    assert (amendment.before.obligors, amendment.after.obligors) == (("AAA", "BBB"), ("AAA",))


def test_parts_are_changed_added_and_taken_out_and_no_letter_is_given_twice():
    ref = f"{OLD}/2.1"
    fair, report = now(ref).clauses
    new = ClauseTerms("", {"en": "plant a tree", "pt": "plantar uma árvore"}, ("BBB",))
    in_force(ref, clauses=(fair, new))
    assert [(one.letter, one.obligors) for one in now(ref).clauses] == [("a", ()), ("c", ("BBB",))]
    assert Clause.objects.get(commitment__ref=ref, letter="b").struck_by.number == 1
    assert states_of([f"{ref}#c"])[f"{ref}#c", "text"]["pt"].status == WordingStatus.AUTHENTIC
    assert queries.clause_letters(ref) == ["a", "c"]
    assert refusal(lambda: written(ref, clauses=(*now(ref).clauses, report))) == (
        f"Part b of {ref} was taken out before; give new words a new letter."
    )


def test_amendments_are_numbered_in_their_plan_and_each_rests_on_the_last():
    in_force()
    in_force(f"{OLD}/1.2")
    third = in_force(strength=Strength.EXPLORATORY)
    assert (third.number, third.base) == (3, 1)
    assert queries.amended_refs(DANA, OLD, as_of=LATER) == {REF: 3, f"{OLD}/1.2": 2}
    assert queries.get_numbered_amendment(DANA, OLD, 2, as_of=LATER).ref == f"{OLD}/1.2"
    with pytest.raises(NotVisible):
        queries.get_numbered_amendment(DANA, OLD, 4, as_of=LATER)
    assert queries.get_visible_commitment(DANA, REF, as_of=LATER).texts["en"].amendment == 1


def test_two_proposals_for_one_promise_the_second_rests_on_a_text_no_longer_in_force():
    first, second = put(), put(strength=Strength.EXPLORATORY)
    sign(second.proposal, ANA)
    sign(first.proposal, ANA)
    sign(first.proposal, BELA)
    assert queries.get_visible_amendment(ANA, second.pk, as_of=LATER).is_overtaken
    assert refusal(lambda: sign(second.proposal, BELA)) == (
        f"{REF} changed meanwhile (amendment 1); write this amendment again on the text that is in force now."
    )
    assert Signature.objects.filter(revision__proposal=second.proposal).count() == 1
    assert queries.get_visible_commitment(DANA, REF, as_of=LATER).strength == "firm"


def test_an_overtaken_amendment_is_laid_on_the_text_in_force_and_goes_its_way():
    first, second = put(), put(strength=Strength.EXPLORATORY)
    sign(first.proposal, ANA)
    sign(first.proposal, BELA)
    row = plans.rebase_amendment(plans.take_back_amendment(second, by=ADA, at=LATER), by=ANA, at=LATER)
    after = replace(PromiseTerms.from_json(row.after), texts=TEXTS)
    row = plans.revise_amendment(row, after, WHY, by=ANA, at=LATER, revision=row.revision)
    row = plans.propose_amendment(row, revision=row.revision, by=ADA, at=LATER)
    sign(row.proposal, ANA)
    sign(row.proposal, BELA)
    view = queries.get_visible_commitment(DANA, REF, as_of=LATER)
    assert (view.strength, view.texts["en"].text, view.texts["en"].amendment) == ("exploratory", TEXTS["en"], 1)


def test_changed_words_void_what_was_signed():
    row = put()
    sign(row.proposal, ANA)
    row = plans.take_back_amendment(row, by=ADA, at=LATER)
    assert refusal(lambda: sign(row.proposal, BELA)) == (
        f"The amendment of {REF} was taken back; there is nothing left to sign."
    )
    other = {**TEXTS, "en": "The parties will keep promise 1.1 for twenty years."}
    after = replace(PromiseTerms.from_json(row.after), texts=other)
    row = plans.revise_amendment(row, after, WHY, by=ANA, at=LATER, revision=row.revision)
    row = plans.propose_amendment(row, revision=row.revision, by=ADA, at=LATER)
    assert sign(row.proposal, BELA).agreed is False
    assert queries.get_visible_commitment(DANA, REF, as_of=LATER).texts["en"].amendment == 0
    assert sign(row.proposal, ANA).agreed is True
    assert queries.get_visible_commitment(DANA, REF, as_of=LATER).texts["en"].text == other["en"]


INCOMPLETE = [
    ({}, {}, f"Why is {REF} amended?  Write a reason."),
    (
        {},
        {"en": "Because."},
        f"The reason for amending {REF} has no text in “pt”, an official language of BBB; "
        "an amendment is authentic in each of them, so write it first.",
    ),
    (
        {"texts": {"en": "Other words."}},
        WHY,
        f"The new text of {REF} has no text in “pt”, an official language of BBB; "
        "an amendment is authentic in each of them, so write it first.",
    ),
    ({"kind": Kind.STANDING}, WHY, f"This changes nothing of {REF}; change something or give the amendment up."),
    (
        {"agreed": (AgreedTerm(TermKind.MEASURE, {"en": "Ten trees"}),)},
        WHY,
        f"What is agreed beside {REF} has no text in “pt”, an official language of BBB; "
        "an amendment is authentic in each of them, so write it first.",
    ),
]


@pytest.mark.parametrize(("changes", "reason", "sentence"), INCOMPLETE)
def test_what_is_incomplete_may_be_written_and_not_proposed(changes, reason, sentence):
    row = written(reason=reason, **changes)
    assert refusal(lambda: plans.propose_amendment(row, revision=row.revision, by=ADA, at=NOW)) == sentence
    assert Amendment.objects.get().status == "draft"


WRONG = [
    ({"obligors": ()}, "Nobody owes commitment 1.1; name at least one party of the plan."),
    (
        {"clauses": (ClauseTerms("", {"en": "x"}),)},
        f"{REF} would have one part alone; a promise of one part has no parts, so take it out too.",
    ),
    (
        {"clauses": (ClauseTerms("", {"en": "x"}, ("CCC",)), ClauseTerms("", {"en": "y"}))},
        f"Part a of {REF} is owed by “CCC”, which is no party of this plan.",
    ),
    (
        {"agreed": (AgreedTerm(TermKind.MILESTONE, {"en": "x"}, "soon"),)},
        f"“soon” is no date ({REF}); write for instance 2027, 2027-03 or 2027-03-15.",
    ),
    (
        {"agreed": (AgreedTerm(TermKind.RHYTHM, {"en": "x"}, "2027"),)},
        f"Only a milestone has a date; {REF} has one on a rhythm.",
    ),
]


@pytest.mark.parametrize(("changes", "sentence"), WRONG)
def test_what_cannot_be_is_refused_at_once(changes, sentence):
    assert refusal(lambda: written(**changes)) == sentence
    assert not Amendment.objects.exists()


def test_an_amendment_of_a_promise_that_was_dropped_is_refused():
    two_plans_closed()
    assert refusal(lambda: written(f"{OLD}/1.2")) == (
        f"{OLD}/1.2 was not carried on when {OLD} was closed on 2026-11-23; it can no longer be amended."
    )
    assert refusal(written) == f"{OLD} was closed on 2026-11-23; what it says stays as it is."


def two_plans_closed():
    old, new = Plan.objects.get(slug=OLD), Plan.objects.get(slug=NEW)
    row = proposed(old, new)
    sign(row.proposal, ANA)
    sign(row.proposal, BELA)
    return old, new


def test_a_proposal_open_when_the_plan_closes_comes_to_nothing():
    row = put()
    sign(row.proposal, ANA)
    two_plans_closed()
    assert refusal(lambda: sign(row.proposal, BELA)) == (
        "this was taken off the table; nothing is left to sign, and other words take a new proposal"
    )


def test_wording_that_joins_the_record_meanwhile_is_seen():
    row = put()
    sign(row.proposal, ANA)
    facts = [TextFacts(REF, TextField.TEXT, "pt", "As partes cumprirão a promessa.")]
    plans.attach_texts(promise().plan, facts, by=CHRIS, at=NOW, document=None)
    assert refusal(lambda: sign(row.proposal, BELA)) == (
        f"{REF} changed meanwhile (wording that joined the record); "
        "write this amendment again on the text that is in force now."
    )


def test_the_public_log_tells_it_at_agreement_and_nothing_before():
    row = put()
    assert not Entry.objects.filter(log="public", action__contains="amend").exists()
    sign(row.proposal, ANA)
    sign(row.proposal, BELA)
    seal()
    entries = {entry.action: entry for entry in reversed(logs.history(REF))}
    assert entries["plan.amend"].content["number"] == 1
    assert entries["plan.amend"].content["after"]["texts"] == TEXTS
    assert entries["plan.text"].content["amendment"] == 1


def test_a_draft_is_its_own_sides_a_proposal_the_parties_and_an_amendment_everybodys():
    row = written()
    sees = lambda: [bool(queries.amendments(by, OLD, as_of=LATER)) for by in (ADA, BELA, CHRIS, DANA)]  # noqa: E731
    assert sees() == [True, False, False, False]
    row = plans.propose_amendment(row, revision=row.revision, by=ADA, at=NOW)
    assert sees() == [True, True, False, False]
    sign(row.proposal, ANA)
    sign(row.proposal, BELA)
    assert sees() == [True, True, True, True]


def test_the_keeper_proposes_labelled_and_the_parties_sign():
    row = plans.propose_amendment(written(by=CHRIS), by=CHRIS, at=NOW, revision=1)
    assert queries.get_visible_amendment(BELA, row.pk, as_of=NOW).is_by_keeper
    sign(row.proposal, ANA)
    sign(row.proposal, BELA)
    assert queries.get_visible_amendment(DANA, row.pk, as_of=LATER).number == 1


def test_who_may_and_who_may_not():
    row = written()
    outsider = replace(ANA, owner="CCC", post="ministry-c/desk")
    denied = [
        (lambda: written(by=ERIN), "only a party of this plan"),
        (lambda: written(by=outsider), "only a party of this plan"),
        (lambda: plans.revise_amendment(row, now(), WHY, by=BELA, at=NOW, revision=1), "belongs to another side"),
        (
            lambda: plans.propose_amendment(row, revision=row.revision, by=ANA, at=NOW),
            "you wrote this; somebody else of your side",
        ),
        (lambda: plans.propose_amendment(row, revision=row.revision, by=BELA, at=NOW), "belongs to another side"),
        (lambda: plans.withdraw_amendment(row, by=BELA, at=NOW), "belongs to another side"),
        (lambda: plans.take_back_amendment(row, by=ADA, at=NOW), "not before the parties"),
    ]
    for act, words in denied:
        with pytest.raises(ActionDenied) as caught:
            act()
        assert words in str(caught.value)
    plans.propose_amendment(row, revision=row.revision, by=ADA, at=NOW)
    with pytest.raises(ActionDenied) as caught:
        plans.revise_amendment(row, now(), WHY, by=ANA, at=NOW, revision=row.revision)
    assert "take it back first" in str(caught.value)


def test_two_of_a_side_who_save_at_once_do_not_undo_each_other():
    row = written()
    plans.revise_amendment(row, replace(now(), texts=TEXTS), WHY, by=ADA, at=NOW, revision=1)
    with pytest.raises(Conflict) as caught:
        plans.revise_amendment(row, now(), WHY, by=ANA, at=NOW, revision=1)
    assert str(caught.value) == f"Somebody else of your side changed this amendment of {REF}; open it again."
    plans.withdraw_amendment(row, by=ANA, at=NOW)
    assert queries.amendments(ANA, OLD, as_of=NOW) == []


def test_the_same_agreement_again_changes_nothing():
    row = in_force()
    entries = Entry.objects.count()
    proposal = Proposal.objects.get(pk=row.proposal)
    plans.amend(proposal, accords.agreement_of(proposal, as_of=LATER), by=BELA, at=LATER)
    assert (Entry.objects.count(), Amendment.objects.get().number) == (entries, 1)


def test_what_all_signed_is_no_translation_of_one_side():
    ref = f"{OLD}/2.1"
    clauses = tuple(replace(one, text={"en": f"{one.letter} en", "pt": f"{one.letter} pt"}) for one in now(ref).clauses)
    in_force(ref, clauses=clauses)
    made = Translation("text", "pt", "outras palavras", made_from="en", source="a en")
    assert refusal(lambda: plans.translate_wording(promise(ref).plan, f"{ref}#a", made, by=CHRIS, at=LATER)) == (
        f"{ref}#a stands in “pt” as all parties signed it; changing it takes an amendment."
    )
    assert queries.get_promise(ref, as_of=LATER).clauses[0].text["pt"] == "a pt"


def test_an_amendment_before_the_parties_is_given_up_with_its_proposal_and_a_reason():
    row = put()
    sign(row.proposal, BELA)
    assert refusal(lambda: plans.withdraw_amendment(row, by=ADA, at=NOW)) == (
        "Say why your side gives it up; the other parties read it."
    )
    agreements.give_up(Proposal.objects.get(pk=row.proposal), by=ADA, at=LATER, reason="It will not be agreed.")
    row.refresh_from_db()
    assert row.status == "withdrawn"
    assert accords.get_visible(BELA, row.proposal, as_of=LATER).given_up_reason == "It will not be agreed."
    assert plans.write_amendment(promise(), replace(now(), texts=TEXTS), WHY, by=ANA, at=LATER).pk != row.pk


def test_the_end_of_a_plan_ends_what_was_to_be_amended_in_it():
    row = put()
    draft = written(f"{OLD}/1.2", strength=Strength.EXPLORATORY)
    table = proposed(Plan.objects.get(slug=OLD), Plan.objects.get(slug=NEW))
    for by in (ANA, BELA):
        sign(table.proposal, by)
    for one in (row, draft):
        one.refresh_from_db()
    assert [row.status, draft.status] == ["withdrawn", "withdrawn"]
    view = accords.get_visible(BELA, row.proposal, as_of=LATER)
    assert view.given_up_reason == "The plan was closed, as all parties signed."


def test_only_the_words_that_were_read_are_put_to_the_parties():
    row = written()
    read = row.revision
    plans.revise_amendment(row, replace(now(), strength=Strength.EXPLORATORY), WHY, by=ANA, at=NOW, revision=read)
    assert refusal(lambda: plans.propose_amendment(row, by=ADA, at=NOW, revision=read)) == (
        f"The words of the amendment of {REF} were changed after you opened the page; "
        "read them again and put them to the parties then."
    )
    row.refresh_from_db()
    assert row.proposal is None
    plans.rebase_amendment(row, by=ANA, at=NOW)
    assert "read them again" in refusal(lambda: plans.propose_amendment(row, by=ADA, at=NOW, revision=row.revision))
