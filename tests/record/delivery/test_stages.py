"""Where an activity stands: derived from the words of all sides and the proof of them."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from entente.record.delivery.kinds import KINDS
from entente.record.delivery.rules import Said, Sides, Standing, reached_stage, seen_stage, stage_states
from entente.record.delivery.rules.stages import ACCEPTED, current
from entente.record.verification.words import Proof

BOTH = Sides(("AAA", "BBB"))
GIFT = Sides(("AAA", "BBB"), "AAA", "BBB")
INSTRUMENT, ASSISTANCE, DIALOGUE = KINDS["instrument"], KINDS["assistance"], KINDS["dialogue"]
ACCEPTED_BY_ALL = Standing(Proof.ACCEPTED, Proof.ACCEPTED)


def word(stage: str, party: str, day: str = "2026-05-02", owner: str = "") -> Said:
    on = date.fromisoformat(day)
    return Said(stage, owner or party, party, day, on, on)


def state(kind, sides, stage, marks, proof=None):
    found = stage_states(kind, sides, marks, {stage: proof} if proof else {})
    return next(one for one in found if one.code == stage)


def test_a_stage_for_all_waits_for_the_silent_side():
    signed = state(INSTRUMENT, BOTH, "signed", [word("signed", "AAA")], ACCEPTED_BY_ALL)
    assert (signed.missing, signed.is_waiting_for_sides, signed.reached_on) == (("BBB",), True, None)


def test_a_stage_said_by_all_waits_for_its_proof():
    both = [word("signed", "AAA"), word("signed", "BBB")]
    unproven = state(INSTRUMENT, BOTH, "signed", both)
    assert (unproven.missing, unproven.is_waiting_for_proof, unproven.reached_on) == ((), True, None)
    proven = state(INSTRUMENT, BOTH, "signed", both, Standing(Proof.ACCEPTED_OWN, Proof.ACCEPTED_OWN))
    assert (proven.is_waiting_for_proof, proven.reached_on) == (False, date(2026, 5, 2))


def test_the_check_of_an_observer_proves_nothing_for_parties():
    both = [word("signed", "AAA"), word("signed", "BBB")]
    seen = state(INSTRUMENT, BOTH, "signed", both, Standing(Proof.NOT_CHECKED, Proof.ACCEPTED))
    assert (seen.reached_on, seen.seen_on) == (None, None)


def test_the_word_of_an_observer_moves_public_evidence_alone():
    marks = [word("signed", "", owner="observatory")]
    seen = state(INSTRUMENT, BOTH, "signed", marks, Standing(Proof.NOT_CHECKED, Proof.ACCEPTED))
    assert (seen.said, seen.missing, seen.reached_on) == ((), ("AAA", "BBB"), None)
    assert seen.seen_on == date(2026, 5, 2)


def test_what_is_received_is_for_the_receiver_to_say():
    marks = [word("received", "AAA")]
    assert state(ASSISTANCE, GIFT, "received", marks).reached_on is None
    assert state(ASSISTANCE, GIFT, "received", [word("received", "BBB")]).reached_on == date(2026, 5, 2)


def test_a_receiver_nobody_named_confirms_nothing():
    programme = KINDS["programme"]
    assert state(programme, BOTH, "confirmed", [word("confirmed", "AAA")]).reached_on is None


def test_a_dialogue_that_was_taken_up_again_meets():
    marks = [word("suspended", "AAA", "2024-01-01"), word("meeting", "BBB", "2025-01-01")]
    assert reached_stage(DIALOGUE, stage_states(DIALOGUE, BOTH, marks, {})) == "meeting"
    earlier = [word("suspended", "AAA", "2024-01-01"), word("meeting", "BBB", "2023-01-01")]
    assert reached_stage(DIALOGUE, stage_states(DIALOGUE, BOTH, earlier, {})) == "suspended"


def test_a_later_stage_wins_over_a_vague_date_of_an_earlier_one():
    reached = {"draft": date(2023, 12, 31), "signed": date(2023, 1, 11)}
    assert current(INSTRUMENT, reached) == "signed"
    assert current(INSTRUMENT, {}) == ""


codes = st.sampled_from([stage.code for stage in INSTRUMENT if not stage.is_derived])
days = st.dates(date(2020, 1, 1), date(2026, 1, 1))
words = st.lists(st.tuples(codes, st.sampled_from(["AAA", "BBB", ""]), days), max_size=12)
proofs = st.dictionaries(codes, st.tuples(st.sampled_from(list(Proof)), st.sampled_from(list(Proof))), max_size=6)


@settings(deadline=None)
@given(words, proofs)
def test_no_stage_is_reached_without_everybody_and_everything_it_needs(said, proven):
    marks = [Said(code, party or "observatory", party, str(on), on, on) for code, party, on in said]
    standing = {code: Standing(*pair) for code, pair in proven.items()}
    for one in stage_states(INSTRUMENT, BOTH, marks, standing):
        speakers = {mark.party for mark in marks if mark.stage == one.code} - {""}
        is_heard = speakers >= {"AAA", "BBB"} if one.stage.needs_all else bool(speakers)
        is_proven = not one.stage.needs_claim or standing.get(one.code, Standing()).parties in ACCEPTED
        assert (one.reached_on is not None) == (is_heard and is_proven)
        assert one.reached_on is None or one.reached_on in {mark.last_on for mark in marks}


@settings(deadline=None)
@given(words, proofs)
def test_where_it_stands_is_a_reached_stage_that_no_other_follows(said, proven):
    marks = [Said(code, party or "observatory", party, str(on), on, on) for code, party, on in said]
    states = stage_states(INSTRUMENT, BOTH, marks, {code: Standing(*pair) for code, pair in proven.items()})
    for answer, reached in (
        (reached_stage(INSTRUMENT, states), {one.code for one in states if one.reached_on}),
        (seen_stage(INSTRUMENT, states), {one.code for one in states if one.seen_on}),
    ):
        assert (answer in reached) == bool(reached)
        followers = {code for code in reached if answer in INSTRUMENT.before(code)}
        assert {code for code in followers if code not in INSTRUMENT.before(answer)} == set()


@settings(deadline=None)
@given(words, st.dictionaries(codes, st.just(ACCEPTED_BY_ALL)), codes, days)
def test_one_more_word_never_takes_a_stage_away(said, proven, code, on):
    marks = [Said(one, party or "observatory", party, str(day), day, day) for one, party, day in said]
    more = [*marks, Said(code, "AAA", "AAA", str(on), on, on + timedelta(days=1))]
    before = {one.code for one in stage_states(INSTRUMENT, BOTH, marks, proven) if one.reached_on}
    after = {one.code for one in stage_states(INSTRUMENT, BOTH, more, proven) if one.reached_on}
    assert before - after == set()
