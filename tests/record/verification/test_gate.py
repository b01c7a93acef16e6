"""The proof gate, case by case."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from entente.foundation.common.decisions import Denied
from entente.record.verification.rules import gate
from entente.record.verification.views import ProofView, ReadingView
from entente.record.verification.words import Proof, Support, Verdict

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
DUE = datetime(2026, 12, 7, 12, tzinfo=UTC)
NEEDS = "“complete” for pact/2.1 needs proof"


def proof(state, subject="pact/2.1", supports="all", by=(), clauses=(), owner="AAA"):
    """by: (owner, verdict) of each check."""
    readings = tuple(ReadingView(code, "", Verdict(verdict), (), {}, NOW) for code, verdict in by)
    is_own = bool(by) and all(code == owner for code, _ in by)
    return ProofView(Proof(state), subject, owner, supports, clauses, readings, is_own, DUE)


ACCEPTED = {"state": "accepted", "by": [("BBB", "accepted")]}
OWN = {"state": "accepted_own", "by": [("AAA", "accepted")]}
CASES = [
    ([proof(**ACCEPTED)], Proof.ACCEPTED),
    ([proof(**OWN)], Proof.ACCEPTED_OWN),
    ([proof(**ACCEPTED, owner="BBB")], Proof.ACCEPTED),
    ([proof("accepted", by=[("AAA", "accepted")], owner="observatory")], Proof.ACCEPTED_OWN),
    ([proof("not_verified")], Proof.NOT_VERIFIED),
    ([proof("disputed", by=[("BBB", "disputed")])], Proof.DISPUTED),
    ([proof("rejected", by=[("BBB", "rejected")])], Proof.DISPUTED),
    ([proof("in_part", by=[("BBB", "in_part")], clauses=("a",))], Proof.DISPUTED),
    ([proof("disputed", by=[("BBB", "disputed")]), proof(**ACCEPTED)], Proof.ACCEPTED),
    ([proof(**ACCEPTED, subject="pact/2.1@AAA")], Proof.ACCEPTED),
    ([proof(**ACCEPTED, subject="pact/2.1#a"), proof(**ACCEPTED, subject="pact/2.1#b")], Proof.ACCEPTED),
    ([proof(**ACCEPTED, subject="pact/2.1#a"), proof(**OWN, subject="pact/2.1#b")], Proof.ACCEPTED_OWN),
    ([], f"{NEEDS}, and none is named: add evidence that shows it and have somebody else check it"),
    (
        [proof(**ACCEPTED, supports="contributes")],
        f"{NEEDS}; what is named only contributes to it, and a contribution never completes",
    ),
    (
        [proof("not_checked")],
        "“complete” for pact/2.1 waits until somebody other than its maker has checked its proof or until 2026-12-07 "
        "has passed",
    ),
    ([proof("rejected", by=[("AAA", "rejected")])],
     f"{NEEDS}; its own side rejected what is named, so name other evidence"),
    (
        [proof(**ACCEPTED, subject="pact/2.1#a")],
        f"{NEEDS} of all of it; what is named shows only part, so add evidence for the rest",
    ),
    (
        [proof(**ACCEPTED, supports="part")],
        f"{NEEDS} of all of it; what is named shows only part, so add evidence for the rest",
    ),
    (
        [proof("in_part", by=[("AAA", "in_part")], clauses=("a",))],
        f"{NEEDS} of all of it; what is named shows only part, so add evidence for the rest",
    ),
    ([proof(**ACCEPTED, subject="pact/2.1@BBB")],
     f"{NEEDS}, and none is named: add evidence that shows it and have somebody else check it"),
    ([proof(**ACCEPTED, subject="pact/2.1/milestones/list")],
     f"{NEEDS}, and none is named: add evidence that shows it and have somebody else check it"),
]  # fmt: skip


def said(verdict):
    return verdict.reason if isinstance(verdict, Denied) else verdict


@pytest.mark.parametrize(("proofs", "expected"), CASES)
def test_gate_of_complete(proofs, expected):
    assert said(gate(proofs, subject="pact/2.1", word="complete", party="AAA", letters=["a", "b"])) == expected


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({**ACCEPTED, "supports": "part"}, Proof.ACCEPTED),
        ({**ACCEPTED, "subject": "pact/2.1#a"}, Proof.ACCEPTED),
        ({"state": "in_part", "by": [("BBB", "in_part")], "clauses": ("a",)}, Proof.ACCEPTED),
        (
            {**ACCEPTED, "supports": "contributes"},
            "“substantial” for pact/2.1 needs proof; what is named only contributes to it, and a contribution never "
            "completes",
        ),
    ],
)
def test_gate_of_substantial(given, expected):
    verdict = gate(
        [proof(**given)], subject="pact/2.1", word="substantial", asked=Support.PART, party="AAA", letters=["a", "b"]
    )
    assert said(verdict) == expected


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({**ACCEPTED}, Proof.ACCEPTED),
        ({**ACCEPTED, "subject": "pact/2.1#b"}, Proof.ACCEPTED),
        ({"state": "in_part", "by": [("BBB", "in_part")], "clauses": ("b",)}, Proof.ACCEPTED),
        (
            {**ACCEPTED, "subject": "pact/2.1#a"},
            "“complete” for pact/2.1#b needs proof, and none is named: add evidence that shows it and have somebody else "
            "check it",
        ),
        (
            {**ACCEPTED, "supports": "part"},
            "“complete” for pact/2.1#b needs proof of all of it; what is named shows only part, so add evidence for the "
            "rest",
        ),
    ],
)
def test_gate_of_one_clause(given, expected):
    assert said(gate([proof(**given)], subject="pact/2.1#b", word="complete", party="AAA")) == expected


def test_gate_of_part_of_a_clause_asks_for_that_clause():
    """Evidence of some part of a promise does not tell of which."""
    part = proof(**ACCEPTED, supports="part")
    verdict = gate([part], subject="pact/2.1#b", word="substantial", asked=Support.PART, party="AAA")
    assert said(verdict) == (
        "“substantial” for pact/2.1#b needs proof of some of it; what is named shows none of it, so add evidence that does"
    )


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({**ACCEPTED}, Proof.ACCEPTED),
        ({**OWN}, Proof.ACCEPTED_OWN),
        (
            {"state": "not_checked"},
            "“signed” for pact/activities/mou#signed waits until somebody other than its maker has checked its proof or "
            "until 2026-12-07 has passed",
        ),
    ],
)
def test_gate_of_a_stage(given, expected):
    stage = "pact/activities/mou#signed"
    assert said(gate([proof(**given, subject=stage)], subject=stage, word="signed")) == expected


def test_gate_of_a_stage_takes_no_claim_on_another_stage():
    other = proof(**ACCEPTED, subject="pact/activities/mou#draft")
    assert isinstance(gate([other], subject="pact/activities/mou#signed", word="signed"), Denied)
