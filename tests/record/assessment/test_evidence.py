"""What public evidence there is: found, none found, not searched; the list and its filters; where a plan stands."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from entente.foundation.common.errors import ActionDenied, RuleBroken
from entente.foundation.ledger.models import Entry
from entente.foundation.texts.words import WordingStatus
from entente.record.assessment import commands, queries, rules
from entente.record.assessment.commands import FindingFacts
from entente.record.assessment.models import Finding
from entente.record.assessment.queries import EvidenceState, ListFilter
from entente.record.assessment.words import Checked
from entente.record.plan import queries as plans
from entente.record.verification import commands as verification
from entente.record.verification import queries as verification_queries
from entente.record.verification.words import Support, Verdict
from tests.cast import ANA, CHRIS, DANA, ERIN
from tests.record.builders import NOW, adopted_plan
from tests.record.verification.test_claims import claim

pytestmark = pytest.mark.django_db


def find_nothing(subject="tri-plan/1.1", by=CHRIS, **changes):
    values = {
        "slug": f"none-{subject.rpartition('/')[2].replace('.', '-').replace('#', '-')}",
        "subject": subject,
        "looked_on": date(2026, 11, 23),
        "looked_where": {"en": "Stored copies of public pages."},
    }
    facts = FindingFacts(**{**values, **changes})
    return commands.file_finding(facts, by=by, owner=by.owner, at=NOW, status=WordingStatus.PROJECT)


@pytest.mark.parametrize(
    ("claims", "findings", "state"),
    [(0, 0, "not_looked"), (0, 1, "none_found"), (1, 0, "found"), (1, 1, "found")],
)
def test_evidence_state(claims, findings, state):
    assert rules.evidence_state(claims=claims, findings=findings) == EvidenceState(state)


@pytest.mark.parametrize(("by", "allowed"), [(CHRIS, True), (ERIN, True), (ANA, False), (DANA, False)])
def test_file_finding_each_actor(by, allowed):
    if allowed:
        find_nothing(by=by)
        assert [view.owner for view in queries.findings_on(DANA, "tri-plan/1.1", as_of=NOW)] == [by.owner]
    else:
        with pytest.raises(ActionDenied):
            find_nothing(by=by)


def test_file_finding_again_changes_nothing():
    find_nothing()
    entries = Entry.objects.count()
    find_nothing()
    assert (Finding.objects.count(), Entry.objects.count()) == (1, entries)


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"subject": "tri-plan"}, "A finding is about a commitment; tri-plan is a whole plan."),
        (
            {"looked_where": {}},
            "Where was looked for evidence on tri-plan/1.1?  Say which places were searched.",
        ),
    ],
)
def test_file_finding_refuses_in_one_sentence(changes, sentence):
    with pytest.raises(RuleBroken) as caught:
        find_nothing(**changes)
    assert str(caught.value) == sentence


def test_picture_counts_each_promise_once():
    adopted_plan(count=3)
    claim(slug="one", subject="tri-plan/1.1")
    claim(slug="two", subject="tri-plan/1.1")
    claim(slug="context", subject="tri-plan/1.3", is_context=True)
    claim(slug="whole-plan", subject="tri-plan")
    find_nothing("tri-plan/1.1")
    find_nothing("tri-plan/1.2")
    picture = queries.picture(DANA, "tri-plan", as_of=NOW)
    assert (picture.commitments, picture.found, picture.none_found, picture.not_looked) == (4, 1, 1, 2)
    assert picture.per_pillar["2"] == {EvidenceState.NOT_LOOKED: 1}


def listed(**wanted):
    return [row.number for row in queries.listed(DANA, "tri-plan", ListFilter(**wanted), as_of=NOW)]


def test_listed_by_each_filter():
    adopted_plan(count=3)
    claim(slug="one", subject="tri-plan/2.1#a")
    find_nothing("tri-plan/1.2")
    assert listed() == ["1.1", "1.2", "1.3", "2.1"]
    assert listed(sort="-number") == ["2.1", "1.3", "1.2", "1.1"]
    assert listed(search="FAIR  report") == ["2.1"]
    assert listed(search="fair nothing") == []
    assert listed(pillar="1") == ["1.1", "1.2", "1.3"]
    assert listed(kind="deliverable") == ["2.1"]
    assert listed(strength="best_efforts") == []
    assert listed(owes="AAA") == ["1.1", "1.2", "1.3", "2.1"]
    assert listed(owes="CCC") == []
    assert listed(evidence="found") == ["2.1"]
    assert listed(evidence="none_found") == ["1.2"]
    assert listed(evidence="not_looked") == ["1.1", "1.3"]


def test_whole_list_pairs_each_promise_with_its_evidence():
    adopted_plan(count=1)
    claim(slug="one", subject="tri-plan/2.1#a")
    pairs = queries.whole_list(DANA, "tri-plan", ListFilter(), as_of=NOW)
    assert [(view.number, count.claims if count else None) for view, count in pairs] == [("1.1", None), ("2.1", 1)]


@pytest.mark.parametrize("count", [1, 30])
def test_picture_takes_three_queries(count, django_assert_num_queries):
    adopted_plan(count=count)
    with django_assert_num_queries(3):
        queries.picture(DANA, "tri-plan", as_of=NOW)


def marked(commitment="tri-plan/2.1"):
    """Letter -> whether evidence supports that clause."""
    view = plans.get_visible_commitment(DANA, commitment, as_of=NOW)
    claims = verification_queries.claims_on_commitment(DANA, commitment, as_of=NOW)
    found = queries.clause_evidence(claims, view, queries.findings_on(DANA, commitment, as_of=NOW))
    return {letter: one.is_supported for letter, one in found.items()}


@pytest.mark.parametrize(
    ("facts", "supported"),
    [
        ({"subject": "tri-plan/2.1#b"}, {"a": False, "b": True}),
        ({"subject": "tri-plan/2.1#a", "supports": Support.CONTRIBUTES}, {"a": True, "b": False}),
        ({"subject": "tri-plan/2.1"}, {"a": True, "b": True}),
        ({"subject": "tri-plan/2.1", "supports": Support.PART}, {"a": False, "b": False}),
        ({"subject": "tri-plan/2.1#a", "is_context": True}, {"a": False, "b": False}),
        ({"subject": "tri-plan/2.1/milestones/list"}, {"a": False, "b": False}),
    ],
)
def test_evidence_marks_its_own_clause_and_no_other(facts, supported):
    adopted_plan()
    claim(**facts)
    assert marked() == supported


@pytest.mark.parametrize("supports", [Support.ALL, Support.PART])
def test_check_in_part_narrows_evidence_to_the_clauses_accepted(supports):
    adopted_plan()
    made = claim(by=ANA, subject="tri-plan/2.1", supports=supports)
    verification.check(made, Verdict.IN_PART, by=ERIN, at=NOW, clauses=["b"], reading={"en": "Only the report."})
    assert marked() == {"a": False, "b": True}


@pytest.mark.parametrize(
    ("verdict", "state"),
    [
        (None, Checked.NOT_CHECKED),
        (Verdict.ACCEPTED, Checked.ACCEPTED),
        (Verdict.DISPUTED, Checked.DISPUTED),
        (Verdict.REJECTED, Checked.REJECTED),
    ],
)
def test_checked_on_plan_says_how_far_anybody_stands_behind_it(verdict, state):
    adopted_plan()
    made = claim(subject="tri-plan/2.1")
    if verdict:
        verification.check(made, verdict, by=ERIN, at=NOW, reading={"en": "My reading."})
    later = NOW + timedelta(days=30)
    assert queries.checked_on_plan(DANA, "tri-plan", as_of=later) == {"tri-plan/2.1": state}
    assert marked()["a"] is (state in {Checked.NOT_CHECKED, Checked.ACCEPTED})


def test_evidence_counts_leave_out_what_lies_below_a_promise():
    adopted_plan()
    claim(slug="one", subject="tri-plan/2.1/candidates/summit")
    claim(slug="two", subject="tri-plan/activities/mou")
    assert queries.evidence_counts(DANA, "tri-plan", as_of=NOW) == {}
    assert queries.picture(DANA, "tri-plan", as_of=NOW).found == 0
    assert queries.pictures(DANA, as_of=NOW)["tri-plan"].found == 0
    assert listed(evidence="found") == []


def test_file_finding_in_anothers_name_is_denied():
    facts = FindingFacts("x", "tri-plan/1.1", date(2026, 11, 23), {"en": "Everywhere."})
    with pytest.raises(ActionDenied):
        commands.file_finding(facts, by=ERIN, owner=CHRIS.owner, at=NOW, status=WordingStatus.PROJECT)
