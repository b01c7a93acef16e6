"""An amendment may name a later day: until it has begun in every capital the promise reads as before, then as amended."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction

from entente.foundation.common.actors import SYSTEM
from entente.foundation.common.errors import RuleBroken
from entente.foundation.directory.models import Party
from entente.foundation.ledger.models import Entry
from entente.record.assessment.queries.turns import public_turns
from entente.record.delivery import queries as delivery
from entente.record.plan import commands as plans
from entente.record.plan import queries
from entente.record.plan.models import Amendment, Commitment
from entente.record.plan.rules.amendments import InForce, begins_at, require_day
from entente.record.plan.terms import AgreedTerm, AmendmentContent, ClauseTerms
from entente.record.plan.words import Kind, Strength, TermKind
from tests.cast import ADA, ANA, BELA, DANA
from tests.record.builders import NOW

from .changing import LATER, OLD, sign, two_plans

pytestmark = pytest.mark.django_db

REF = f"{OLD}/1.1"
DAY = date(2027, 1, 1)
BEGINS = datetime(2027, 1, 1, 6, tzinfo=UTC)
"""At midnight in the western of the two capitals."""
JUST_BEFORE = BEGINS - timedelta(microseconds=1)
TEXTS = {"en": "The parties will keep promise 1.1 for ten years.", "pt": "As partes cumprirão a promessa por dez anos."}
WHY = {"en": "Five years were too few.", "pt": "Cinco anos eram poucos."}


@pytest.fixture(autouse=True)
def _plans(db):
    two_plans()
    Party.objects.filter(code="AAA").update(time_zone="America/Mexico_City")
    Party.objects.filter(code="BBB").update(time_zone="Europe/Lisbon")


def promise() -> Commitment:
    return Commitment.objects.select_related("plan").get(ref=REF)


def written(day: date | None = DAY, **changes) -> Amendment:
    after = replace(queries.terms_now(promise()), **(changes or {"texts": TEXTS}))
    return plans.write_amendment(promise(), after, WHY, by=ANA, at=NOW, in_force_from=day)


def agreed(day: date | None = DAY, *, at: datetime = LATER, **changes) -> Amendment:
    row = written(day, **changes)
    row = plans.propose_amendment(row, by=ADA, at=NOW, revision=row.revision)
    sign(row.proposal, ANA, at=at)
    sign(row.proposal, BELA, at=at)
    row.refresh_from_db()
    return row


def seen(at: datetime):
    return queries.get_visible_commitment(DANA, REF, as_of=at)


def refusal(act) -> str:
    with pytest.raises(RuleBroken) as caught:
        act()
    return str(caught.value)


CHANGES = {
    "texts": TEXTS,
    "kind": Kind.DELIVERABLE,
    "strength": Strength.BEST_EFFORTS,
    "obligors": ("AAA",),
    "clauses": (ClauseTerms("", {"en": "First.", "pt": "Um."}), ClauseTerms("", {"en": "Second.", "pt": "Dois."})),
}


@pytest.mark.parametrize("taken_in", [False, True])
def test_all_of_it_changes_at_the_instant_and_an_earlier_one_reads_as_before(taken_in):
    before = seen(LATER)
    agreed(**CHANGES)
    if taken_in:
        assert plans.take_in_amendments(by=SYSTEM, at=BEGINS + timedelta(days=1)) == 1
    for at in (LATER, JUST_BEFORE):
        assert seen(at) == before
        assert queries.in_force(DANA, OLD, as_of=at) == []
        assert queries.amended_refs(DANA, OLD, as_of=at) == {}
    (to_come,) = queries.agreed_by_all(DANA, OLD, as_of=JUST_BEFORE)
    assert (to_come.number, to_come.is_to_come, to_come.in_force_from, to_come.in_force_at) == (1, True, DAY, BEGINS)
    after = seen(BEGINS)
    assert {tag: text.text for tag, text in after.texts.items()} == TEXTS
    assert after.texts["en"].since_at == BEGINS
    assert (after.kind, after.strength, after.obligors) == ("deliverable", "best_efforts", ("AAA",))
    assert [(one.letter, one.text["en"], one.obligors) for one in after.clauses] == [
        ("a", "First.", ("AAA",)),
        ("b", "Second.", ("AAA",)),
    ]
    assert [one.is_to_come for one in queries.in_force(DANA, OLD, as_of=BEGINS)] == [False]
    assert [one.ref for one in queries.commitments(DANA, OLD, as_of=BEGINS) if one.obligors == ("AAA",)] == [REF]


def test_the_rows_follow_once_the_day_has_come_and_only_once():
    agreed(**CHANGES)
    assert plans.take_in_amendments(by=SYSTEM, at=JUST_BEFORE) == 0
    assert promise().kind == "standing"
    assert plans.take_in_amendments(by=SYSTEM, at=BEGINS) == 1
    assert plans.take_in_amendments(by=SYSTEM, at=BEGINS) == 0
    stands = queries.get_promise(REF, as_of=BEGINS)
    assert promise().kind == "deliverable"
    assert (stands.kind, stands.obligors, stands.texts["pt"].text) == ("deliverable", ("AAA",), TEXTS["pt"])
    (entry,) = Entry.objects.filter(action="plan.amendment.in-force")
    assert (entry.subject, entry.log) == (REF, "public")


@pytest.mark.parametrize("taken_in", [False, True])
def test_a_rule_reads_what_is_owed_at_the_instant_and_waits_for_no_worker(taken_in):
    agreed(**CHANGES)
    if taken_in:
        plans.take_in_amendments(by=SYSTEM, at=BEGINS)
    for at, kind, owing, letters in (
        (JUST_BEFORE, "standing", ("AAA", "BBB"), {}),
        (BEGINS, "deliverable", ("AAA",), {(REF, "AAA"): ("a", "b")}),
    ):
        stands = queries.get_promise(REF, as_of=at)
        assert (stands.kind, stands.obligors) == (kind, owing)
        assert queries.owed_letters([REF], as_of=at) == letters
        owed = queries.owed_refs([OLD], as_of=at)
        assert [code for code in ("AAA", "BBB") if REF in owed[OLD, code]] == list(owing)
        assert list(owed[OLD, "AAA"]) == sorted(owed[OLD, "AAA"])


def test_without_a_day_it_is_in_force_with_the_last_signature_and_signed_as_before():
    row = agreed(None)
    assert (row.in_force_from, row.in_force_at, row.taken_in_at) == (None, LATER, LATER)
    assert "in_force_from" not in queries.amendment_content(row).to_json()


def test_the_day_is_part_of_what_is_signed():
    content = queries.amendment_content(written())
    assert content.to_json()["in_force_from"] == "2027-01-01"
    assert AmendmentContent.from_json(content.to_json()) == content


def test_the_day_of_the_last_signature_itself_is_in_force_at_once():
    row = agreed(LATER.date())
    assert (row.in_force_at, row.taken_in_at) == (LATER, LATER)


def test_a_day_before_the_last_signature_is_refused_when_written_and_when_signed():
    yesterday = NOW.date() - timedelta(days=1)
    assert refusal(lambda: written(yesterday)) == (
        f"The amendment of {REF} would be in force from {yesterday}, before it is signed; "
        f"name {NOW.date()} or a later day."
    )
    row = written()
    row = plans.propose_amendment(row, by=ADA, at=NOW, revision=row.revision)
    sign(row.proposal, ANA)
    late = datetime(2027, 1, 2, 12, tzinfo=UTC)
    assert "before it is signed; name 2027-01-02" in refusal(lambda: sign(row.proposal, BELA, at=late))
    row.refresh_from_db()
    assert (row.status, row.number) == ("proposed", None)


def test_the_next_amendment_rests_on_the_one_to_come_and_is_not_in_force_before_it():
    agreed(strength=Strength.BEST_EFFORTS)
    assert queries.terms_now(promise()).strength == "best_efforts"
    assert refusal(lambda: written(date(2026, 12, 1))) == (
        f"Amendment 1 of {REF} is in force from 2027-01-01; name that day or a later one for this."
    )
    assert "name that day or a later one" in refusal(lambda: written(None))
    second = agreed(date(2027, 2, 1), texts=TEXTS)
    assert (second.number, second.base) == (2, 1)
    assert (seen(BEGINS).strength, "pt" in seen(BEGINS).texts) == ("best_efforts", False)
    assert seen(datetime(2027, 2, 2, tzinfo=UTC)).texts["pt"].amendment == 2
    assert plans.take_in_amendments(by=SYSTEM, at=datetime(2027, 3, 1, tzinfo=UTC)) == 2
    assert (seen(LATER).strength, seen(BEGINS).strength) == ("firm", "best_efforts")


def test_an_agreed_milestone_is_owed_from_that_day_on():
    agreed(agreed=(AgreedTerm(TermKind.MILESTONE, {"en": "First list", "pt": "Primeira lista"}, "2027-03"),))
    assert delivery.milestones_on(DANA, REF, as_of=JUST_BEFORE) == []
    assert [one.owner for one in delivery.milestones_on(DANA, REF, as_of=BEGINS)] == ["AAA", "BBB"]


def test_the_day_is_a_turn_of_the_public_pages_until_it_has_come():
    agreed()
    assert BEGINS in public_turns(OLD, as_of=LATER)
    assert BEGINS not in public_turns(OLD, as_of=BEGINS)


@pytest.mark.parametrize(
    ("day", "before", "since"),
    [
        (None, None, NOW),
        (DAY, None, BEGINS),
        (NOW.date(), None, NOW),
        (None, InForce(1, NOW + timedelta(hours=2), None), NOW + timedelta(hours=2)),
        (DAY, InForce(1, BEGINS, DAY), BEGINS),
    ],
)
def test_from_when_on(day, before, since):
    zones = ["America/Mexico_City", "Europe/Lisbon"]
    assert require_day(REF, day, at=NOW, zones=zones, before=before) == since


def test_a_day_begins_when_it_has_begun_in_the_last_capital():
    assert begins_at(DAY, ["Pacific/Auckland", "America/Mexico_City"]) == BEGINS
    assert begins_at(DAY, []) == datetime(2027, 1, 1, tzinfo=UTC)


def test_the_table_holds_no_agreed_amendment_without_its_instant():
    row = agreed()
    with pytest.raises(IntegrityError), transaction.atomic():
        Amendment.objects.filter(pk=row.pk).update(in_force_at=None)
