"""The tables of stages: whole, reachable, and printed in the docs."""

from __future__ import annotations

import pytest

from entente.foundation.common.refs import SLUG
from entente.record.delivery.kinds import KINDS, Mover
from tests.architecture.kinds_reference import PAGE, page

EVERY = pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)


def test_the_kinds_are_those_of_the_field():
    assert list(KINDS) == [
        "instrument", "programme", "dialogue", "forum", "campaign", "event_series", "exchange", "assistance",
    ]  # fmt: skip


@EVERY
def test_every_stage_is_reached_from_the_first(kind):
    first = kind.stages[0].code
    assert [stage.code for stage in kind if stage.code != first and first not in kind.before(stage.code)] == []


@EVERY
def test_a_stage_follows_stages_of_its_own_table_and_can_stand_in_a_ref(kind):
    codes = {stage.code for stage in kind}
    assert len(codes) == len(kind.stages)
    assert {earlier for stage in kind for earlier in stage.after} - codes == set()
    assert [code for code in codes if not SLUG.fullmatch(code)] == []


@EVERY
def test_one_sided_movers_stand_only_where_there_is_a_receiver(kind):
    one_sided = {stage.code for stage in kind if stage.mover in (Mover.GIVER, Mover.RECEIVER)}
    assert one_sided == set() or kind.is_one_sided or one_sided == {"confirmed"}


def test_what_must_be_proven_is_what_the_record_says_it_is():
    proven = {kind.code: [stage.code for stage in kind if stage.needs_claim] for kind in KINDS.values()}
    assert proven == {
        "instrument": ["signed", "in-force", "renewed"],
        "programme": ["completed", "evaluated"],
        "dialogue": ["established"],
        "forum": ["member", "left"],
        "campaign": [],
        "event_series": ["held"],
        "exchange": [],
        "assistance": ["completed"],
    }


def test_a_table_that_goes_round_has_stages_before_themselves():
    dialogue = KINDS["dialogue"]
    assert dialogue.before("meeting") == {"agreed", "established", "suspended", "meeting"}
    assert dialogue.before("agreed") == frozenset()


def test_the_page_of_kinds_is_what_the_tables_say():
    """`python -m tests.architecture.kinds_reference` writes it anew."""
    assert PAGE.read_text("utf-8") == page()
