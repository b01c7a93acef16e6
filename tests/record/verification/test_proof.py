"""Where a claim stands, for any checks by anybody in any order."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from entente.record.verification.rules import CheckAtHand, ClaimAtHand, best_of, proof_of
from entente.record.verification.words import Proof, Support, Verdict

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
QUICK = settings(deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
CLAIM = ClaimAtHand(
    "pact/2.1", "AAA", Support.ALL, "r1", makers=frozenset({"ana"}), check_due_at=NOW + timedelta(days=14)
)


def check(verdict=Verdict.ACCEPTED, owner="BBB", made_by="bela", hours=0, revision="r1", **changes):
    made_at = NOW - timedelta(days=1) + timedelta(hours=hours)
    return CheckAtHand(owner, made_by, Verdict(verdict), revision, made_at, **changes)


checks = st.builds(
    check,
    verdict=st.sampled_from(Verdict),
    owner=st.sampled_from(["AAA", "BBB", "observatory"]),
    made_by=st.sampled_from(["ana", "ada", "bela", "chris"]),
    hours=st.integers(0, 23),
    revision=st.sampled_from(["r0", "r1"]),
    clauses=st.sampled_from([(), ("a",), ("b",), ("a", "b")]),
    is_of_party=st.booleans(),
)
anyhow = st.lists(checks, max_size=6)


def standing(*made, claim=CLAIM, as_of=NOW, **kinds):
    return proof_of(claim, made, as_of=as_of, **kinds).state


@pytest.mark.parametrize(
    ("made", "state"),
    [
        ([], Proof.NOT_CHECKED),
        ([check()], Proof.ACCEPTED),
        ([check(owner="AAA", made_by="ada")], Proof.ACCEPTED_OWN),
        ([check(owner="AAA", made_by="ana")], Proof.NOT_CHECKED),
        ([check(owner="AAA", made_by="ada"), check(hours=1)], Proof.ACCEPTED),
        ([check("in_part", clauses=("a",))], Proof.IN_PART),
        ([check("in_part", clauses=("a",)), check(owner="AAA", made_by="ada")], Proof.IN_PART),
        ([check("in_part", clauses=("a",)), check("in_part", "CCC", "cid", clauses=("b",))], Proof.DISPUTED),
        ([check("rejected")], Proof.REJECTED),
        ([check("rejected"), check(owner="AAA", made_by="ada")], Proof.DISPUTED),
        ([check("disputed")], Proof.DISPUTED),
        ([check("rejected"), check("accepted", hours=1)], Proof.ACCEPTED),
        ([check(revision="r0")], Proof.NOT_CHECKED),
        ([check(hours=30)], Proof.NOT_CHECKED),
    ],
)
def test_proof_of_each_combination(made, state):
    assert standing(*made) is state


def test_proof_of_nobodys_check_after_its_term_is_not_verified():
    assert standing(as_of=NOW + timedelta(days=15)) is Proof.NOT_VERIFIED


def test_proof_of_a_claim_without_a_term_stays_unchecked():
    claim = ClaimAtHand("pact", "AAA", Support.ALL, "")
    assert standing(claim=claim, as_of=NOW + timedelta(days=999)) is Proof.NOT_CHECKED


def test_proof_of_parties_counts_no_outside_check():
    outside = check(owner="observatory", made_by="chris", is_of_party=False)
    assert standing(outside) is Proof.ACCEPTED
    assert standing(outside, parties_only=True) is Proof.NOT_CHECKED


def test_disputed_keeps_both_readings():
    made = [
        check(owner="AAA", made_by="ada", reading={"en": "It was held."}),
        check("rejected", hours=1, reading={"pt": "Não foi."}),
    ]
    readings = proof_of(CLAIM, made, as_of=NOW).readings
    assert [(one.owner, one.reading) for one in readings] == [
        ("AAA", {"en": "It was held."}),
        ("BBB", {"pt": "Não foi."}),
    ]


def test_best_of_several_claims_is_the_one_that_stands_best():
    proofs = [proof_of(CLAIM, made, as_of=NOW) for made in ([check("rejected")], [check()], [])]
    assert best_of(proofs, "pact/2.1").state is Proof.ACCEPTED
    assert best_of([], "pact/2.1").state is Proof.NOT_CHECKED


@QUICK
@given(anyhow)
def test_makers_own_checks_never_count(made):
    others = [one for one in made if one.made_by != "ana"]
    assert proof_of(CLAIM, made, as_of=NOW) == proof_of(CLAIM, others, as_of=NOW)


@QUICK
@given(anyhow)
def test_another_revision_voids_every_check(made):
    revised = ClaimAtHand("pact/2.1", "AAA", Support.ALL, "r2", makers=frozenset({"ana"}))
    assert standing(*made, claim=revised) is Proof.NOT_CHECKED


@QUICK
@given(anyhow)
def test_disputed_shows_every_side_that_differs(made):
    proof = proof_of(CLAIM, made, as_of=NOW)
    if proof.state is Proof.DISPUTED:
        differing = {one.owner for one in proof.readings if one.verdict is not Verdict.ACCEPTED}
        assert differing
        assert differing <= set(proof.checked_by)


@QUICK
@given(anyhow)
def test_accepted_takes_somebody_of_another_side(made):
    proof = proof_of(CLAIM, made, as_of=NOW)
    assert (proof.state is Proof.ACCEPTED) <= bool(set(proof.checked_by) - {"AAA"})
    assert (proof.state is Proof.ACCEPTED_OWN) <= (proof.checked_by == ("AAA",))


@QUICK
@given(anyhow, st.randoms())
def test_order_of_arrival_does_not_matter(made, random):
    distinct = list({(one.owner, one.made_at): one for one in made}.values())
    shuffled = list(distinct)
    random.shuffle(shuffled)
    assert standing(*distinct) is standing(*shuffled)
