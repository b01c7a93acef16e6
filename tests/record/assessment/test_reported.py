"""What a party's column says while it has reported nothing."""

import pytest

from entente.record.assessment.queries import Column, Reports, columns_of
from entente.record.assessment.rules import reported_state
from entente.record.assessment.words import Reported
from entente.record.plan.views import ClauseView, CommitmentView, PartyView, PlanView

ANA = PartyView("AAA", {"en": "Aland"}, ("en",), "UTC", "not_taking_part", None)
BELA = PartyView("BBB", {"en": "Beland"}, ("en",), "UTC", "taking_part", None)
PLAN = PlanView(
    slug="pact", title={"en": "Pact"}, summary={}, languages=("en",), status="adopted", launched_on="", adopted_at=None,
    is_demonstration=False, owner="keeper", keeper_slug="keeper", keeper_name={}, parties=(ANA, BELA), commitments=1,
    has_authentic_text=False, text_titles={}, source_address="",
)  # fmt: skip


def promise(obligors: tuple[str, ...], *clauses: ClauseView) -> CommitmentView:
    return CommitmentView("pact/1.1", "1.1", "1", 0, "", {}, {}, "deliverable", "firm", obligors, clauses=clauses)


@pytest.mark.parametrize(
    ("owes", "is_taking_part", "state"),
    [
        (False, False, Reported.NOT_OWED),
        (False, True, Reported.NOT_OWED),
        (True, False, Reported.NOT_TAKING_PART),
        (True, True, Reported.NOTHING_YET),
    ],
)
def test_reported_state(owes: bool, is_taking_part: bool, state: Reported) -> None:
    assert reported_state(owes=owes, is_taking_part=is_taking_part) is state


@pytest.mark.parametrize(
    ("has_reported", "has_noted", "state"),
    [
        (True, True, Reported.REPORTED),
        (True, False, Reported.REPORTED),
        (False, True, Reported.NO_CHANGE),
    ],
)
def test_reported_state_of_a_party_that_spoke(has_reported: bool, has_noted: bool, state: Reported) -> None:
    spoke = reported_state(owes=True, is_taking_part=False, has_reported=has_reported, has_noted_no_change=has_noted)
    assert spoke is state


def test_columns_when_one_party_owes() -> None:
    assert columns_of(PLAN, promise(("BBB",)), Reports()) == [
        Column(ANA, False, Reported.NOT_OWED),
        Column(BELA, True, Reported.NOTHING_YET),
    ]


def test_columns_when_a_party_owes_one_clause_only() -> None:
    clause = ClauseView("pact/1.1#a", "a", {}, ("AAA",))
    assert columns_of(PLAN, promise(("BBB",), clause), Reports()) == [
        Column(ANA, True, Reported.NOT_TAKING_PART),
        Column(BELA, True, Reported.NOTHING_YET),
    ]
