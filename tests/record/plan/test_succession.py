"""A plan ends in its successor: every promise resolved, all sign, the columns freeze; the keeper's own table is labelled."""

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
from entente.record.plan import commands as plans
from entente.record.plan import queries
from entente.record.plan.facts import ResolutionFacts
from entente.record.plan.models import Plan, Succession
from entente.record.plan.words import Fate
from tests.cast import ADA, ANA, BELA, CHRIS, DANA, ERIN
from tests.record.builders import NOW

from .changing import LATER, NEW, OLD, REASON, TABLE, closed, proposed, sign, tabled, two_plans

pytestmark = pytest.mark.django_db


def public_actions(subject: str) -> list[str]:
    seal()
    return [entry.action for entry in logs.history(subject)][::-1]


def refusal(act) -> str:
    with pytest.raises((RuleBroken, InvalidTransition, ActionDenied)) as caught:
        act()
    return str(caught.value)


def test_a_plan_is_closed_with_the_last_signature_and_not_before():
    old, new = two_plans()
    row = proposed(old, new)
    sign(row.proposal, ANA)
    assert Plan.objects.get(slug=OLD).status == "adopted"
    assert queries.fate_of(DANA, f"{OLD}/1.0", as_of=LATER) is None

    said = sign(row.proposal, BELA)
    assert (said.agreed, said.proposal.concluded_at) == (True, LATER)
    plan = Plan.objects.get(slug=OLD)
    assert (plan.status, plan.closed_at) == ("closed", LATER)
    table = queries.public_succession(OLD, DANA, as_of=LATER)
    assert [(one.promise.number, one.fate, [heir.number for heir in one.into]) for one in table.rows] == [
        ("1.0", "continued", ["1.1"]),
        ("1.1", "merged", ["1.1"]),
        ("1.2", "dropped", []),
        ("2.1", "merged", ["1.1"]),
    ]
    assert ([one.number for one in table.fresh], table.is_agreed, table.counts["new"]) == (["1.2"], True, 1)


def test_each_promise_says_what_became_of_it_and_where_it_comes_from():
    closed()
    dropped = queries.fate_of(DANA, f"{OLD}/1.2", as_of=LATER)
    assert (dropped.fate, dropped.reason, dropped.agreed_at) == (Fate.DROPPED, REASON, LATER)
    origins = queries.origins_of(DANA, f"{NEW}/1.1", as_of=LATER)
    assert [(one.promise.ref, one.fate) for one in origins] == [
        (f"{OLD}/1.0", Fate.CONTINUED),
        (f"{OLD}/1.1", Fate.MERGED),
        (f"{OLD}/2.1", Fate.MERGED),
    ]
    assert queries.origins_of(DANA, f"{NEW}/1.2", as_of=LATER) == []
    assert queries.fates_under(DANA, OLD, as_of=LATER)[f"{OLD}/2.1"] == Fate.MERGED
    assert queries.succeeded_by(DANA, NEW, as_of=LATER) == [OLD]
    assert queries.fate_of(DANA, f"{OLD}/1.2", as_of=LATER - timedelta(minutes=1)) is None


def test_the_public_log_says_it_of_the_plan_each_promise_and_the_successor():
    closed()
    assert public_actions(f"{OLD}/1.2")[-1] == "plan.commitment.resolve"
    assert "plan.close" in public_actions(OLD)
    assert public_actions(NEW)[-1] == "plan.succeed"
    entry = next(one for one in logs.history(OLD) if one.action == "plan.close")
    assert entry.content["promises"][2]["reason"] == REASON


def test_closing_names_the_first_promise_that_is_not_resolved():
    old, new = two_plans()
    row = tabled(old, new, rows=(TABLE[0], TABLE[2]))
    assert refusal(lambda: plans.propose_succession(row, revision=row.revision, by=ADA, at=NOW)) == (
        "old-plan/1.1 is not resolved yet; say whether it is continued, merged or dropped."
    )
    assert Plan.objects.get(slug=OLD).status == "adopted"


WRONG_ROWS = [
    (
        ResolutionFacts("9.9", Fate.DROPPED, (), REASON),
        "old-plan/9.9 is no promise of this plan; look at its number.",
    ),
    (
        ResolutionFacts("1.0", Fate.CONTINUED, ("7.7",)),
        "old-plan/1.0 goes into new-plan/7.7, which is no promise there; choose one that is.",
    ),
    (
        ResolutionFacts("1.0", Fate.CONTINUED),
        "old-plan/1.0 is continued; name the promise of new-plan in which it goes on.",
    ),
    (
        ResolutionFacts("1.0", Fate.MERGED, ("1.1", "1.2")),
        "old-plan/1.0 is merged into 2 promises; it is merged into one, or continued as several.",
    ),
    (
        ResolutionFacts("1.0", Fate.DROPPED, ("1.1",)),
        "old-plan/1.0 is dropped and goes into 1.1; say one or the other.",
    ),
    (
        ResolutionFacts("1.0", "kept"),  # type: ignore[arg-type]
        "“kept” is nothing that becomes of a promise (old-plan/1.0); use continued, merged, dropped.",
    ),
]


@pytest.mark.parametrize(("row", "sentence"), WRONG_ROWS)
def test_a_row_that_cannot_be_is_refused_and_nothing_is_saved(row, sentence):
    old, new = two_plans()
    before = tabled(old, new)
    assert refusal(lambda: tabled(old, new, rows=(TABLE[1], row))) == sentence
    assert (before.resolutions.count(), Succession.objects.get().revision) == (4, before.revision)


@pytest.mark.parametrize(
    ("reason", "sentence"),
    [
        ({}, "old-plan/1.2 is dropped without a reason; say why."),
        (
            {"en": "Kept."},
            "The reason for old-plan/1.2 has no text in “pt”, an official language of BBB; write it first.",
        ),
    ],
)
def test_what_is_dropped_says_why_in_every_official_language(reason, sentence):
    old, new = two_plans()
    row = tabled(old, new, rows=(TABLE[0], TABLE[1], replace(TABLE[2], reason=reason), TABLE[3]))
    assert refusal(lambda: plans.propose_succession(row, revision=row.revision, by=ADA, at=NOW)) == sentence


def test_a_successor_in_draft_is_adopted_first():
    old, new = two_plans(adopt_new=False)
    row = tabled(old, new, by=CHRIS)
    assert refusal(lambda: plans.propose_succession(row, revision=row.revision, by=CHRIS, at=NOW)) == (
        "new-plan is still a draft that nobody else sees; adopt it first."
    )
    assert refusal(lambda: plans.discard_draft(new, by=CHRIS)) == (
        "A table of yours says that old-plan goes on in new-plan; give it up or name another plan first."
    )


def test_a_plan_ends_without_a_successor_too():
    old, _ = two_plans()
    rows = tuple(replace(one, fate=Fate.DROPPED, into=(), reason=REASON) for one in TABLE)
    row = tabled(old, None, rows=rows)
    row = plans.propose_succession(row, by=ADA, at=NOW, revision=row.revision)
    sign(row.proposal, ANA)
    assert sign(row.proposal, BELA).proposal.kind == "closure"
    assert queries.public_succession(OLD, DANA, as_of=LATER).counts["dropped"] == 4


def test_two_of_a_side_who_save_at_once_do_not_undo_each_other():
    old, new = two_plans()
    row = tabled(old, new)
    with pytest.raises(Conflict) as caught:
        plans.resolve(row, TABLE[:1], by=ADA, at=NOW, revision=row.revision - 1)
    assert str(caught.value) == (
        "Somebody else of your side saved the table of old-plan after you opened it; open it again."
    )
    assert row.resolutions.count() == 4


def test_two_tables_stand_side_by_side_until_one_is_signed():
    old, new = two_plans()
    ours = proposed(old, new)
    theirs = tabled(old, new, by=BELA)
    mine = tabled(old, new, by=CHRIS)
    sign(ours.proposal, ANA)
    sign(ours.proposal, BELA)
    assert [Succession.objects.get(pk=one.pk).status for one in (ours, theirs, mine)] == [
        "agreed",
        "withdrawn",
        "withdrawn",
    ]
    assert "was closed on" in refusal(lambda: tabled(old, new, by=CHRIS))


def test_a_proposal_that_was_taken_back_cannot_be_signed_until_it_is_put_again():
    old, new = two_plans()
    row = proposed(old, new)
    sign(row.proposal, ANA)
    row = plans.take_back_succession(row, by=ADA, at=NOW)
    assert refusal(lambda: sign(row.proposal, BELA)) == (
        "The proposal to close old-plan was taken back; there is nothing left to sign."
    )
    assert list(Signature.objects.values_list("party", flat=True)) == ["AAA"]
    changed = (*TABLE[:3], ResolutionFacts("2.1", Fate.CONTINUED, ("1.2",)))
    row = plans.resolve(row, changed, by=ANA, at=NOW, revision=row.revision)
    row = plans.propose_succession(row, revision=row.revision, by=ADA, at=LATER)
    assert sign(row.proposal, BELA).agreed is False  # what A had signed was of other words
    assert sign(row.proposal, ANA).agreed is True
    assert queries.public_succession(OLD, DANA, as_of=LATER).fresh == ()


def test_the_keeper_shows_its_own_table_labelled_and_closes_nothing():
    old, new = two_plans()
    row = tabled(old, new, by=CHRIS, rows=TABLE[:2])
    with pytest.raises(NotVisible):
        queries.get_succession_row(DANA, row.pk, as_of=NOW)
    plans.publish_succession(row, by=CHRIS, at=NOW)
    table = queries.public_succession(OLD, DANA, as_of=NOW)
    assert (table.is_by_keeper, table.is_agreed, table.counts[""]) == (True, False, 2)
    assert queries.fate_of(DANA, f"{OLD}/1.0", as_of=NOW).agreed_at is None
    assert Plan.objects.get(slug=OLD).status == "adopted"
    assert public_actions(OLD)[-1] == "plan.succession.publish"
    plans.withdraw_succession(row, by=CHRIS, at=LATER)
    assert queries.public_succession(OLD, DANA, as_of=LATER) is None
    assert public_actions(OLD)[-1] == "plan.succession.withdraw"


def test_a_draft_is_its_own_sides_and_a_proposal_the_parties():
    old, new = two_plans()
    row = tabled(old, new)
    sees = lambda: [bool(queries.successions(by, OLD, as_of=NOW)) for by in (ADA, BELA, CHRIS, DANA)]  # noqa: E731
    assert sees() == [True, False, False, False]
    assert not Entry.objects.filter(action__startswith="plan.succession", log="public").exists()
    plans.propose_succession(row, revision=row.revision, by=ADA, at=NOW)
    assert sees() == [True, True, False, False]


def test_who_may_and_who_may_not():
    old, new = two_plans()
    row = tabled(old, new)
    outsider = replace(ANA, owner="CCC", post="ministry-c/desk")
    denied = [
        (lambda: plans.start_succession(old, new, by=ERIN, at=NOW), "only a party of this plan"),
        (lambda: plans.start_succession(old, new, by=outsider, at=NOW), "only a party of this plan"),
        (lambda: plans.resolve(row, TABLE, by=BELA, at=NOW, revision=row.revision), "belongs to another side"),
        (
            lambda: plans.propose_succession(row, revision=row.revision, by=ANA, at=NOW),
            "you wrote this; somebody else of your side",
        ),
        (lambda: plans.publish_succession(row, by=ADA, at=NOW), "only the keeper of the record"),
        (lambda: plans.publish_succession(row, by=CHRIS, at=NOW), "only its own"),
        (lambda: plans.take_back_succession(row, by=BELA, at=NOW), "only the side that proposed this"),
        (lambda: plans.withdraw_succession(row, by=BELA, at=NOW), "belongs to another side"),
    ]
    for act, words in denied:
        with pytest.raises(ActionDenied) as caught:
            act()
        assert words in str(caught.value)


def test_the_same_agreement_again_changes_nothing():
    old, new = two_plans()
    row = proposed(old, new)
    sign(row.proposal, ANA)
    sign(row.proposal, BELA)
    entries = Entry.objects.count()
    proposal = Proposal.objects.get(pk=row.proposal)
    plans.close_plan(proposal, accords.agreement_of(proposal, as_of=LATER), by=BELA, at=LATER)
    assert Entry.objects.count() == entries


def test_a_plan_is_no_successor_of_itself():
    old, _ = two_plans()
    assert refusal(lambda: plans.start_succession(old, old, by=ANA, at=NOW)) == (
        "old-plan cannot be its own successor; name another plan, or none."
    )


def test_another_successor_keeps_what_is_dropped_and_asks_for_the_rest_again():
    old, new = two_plans()
    row = tabled(old, new)
    again = plans.start_succession(old, None, by=ANA, at=NOW)
    assert (again.pk, [one.fate for one in again.resolutions.all()]) == (row.pk, ["dropped"])


def test_only_the_table_that_was_read_is_put_to_the_parties():
    old, new = two_plans()
    row = tabled(old, new)
    read = row.revision
    row = plans.resolve(row, TABLE, by=ANA, at=NOW, revision=read)
    assert refusal(lambda: plans.propose_succession(row, by=ADA, at=NOW, revision=read)) == (
        f"The words of the table of {OLD} were changed after you opened the page; "
        "read them again and put them to the parties then."
    )
