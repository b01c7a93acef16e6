"""What is read once within an instant, and how much of it is kept."""

from __future__ import annotations

import pytest

from entente.foundation.common import notes
from entente.foundation.common.reading import WHOLE_MAX, one_instant, remembered, remembered_whole

pytestmark = pytest.mark.django_db


def test_reads_of_a_whole_plan_are_kept_beside_the_others_and_only_the_last_few() -> None:
    asked: list[str] = []

    @remembered_whole
    def whole(plan: str) -> str:
        asked.append(plan)
        return plan

    @remembered
    def part(plan: str) -> str:
        asked.append(plan)
        return plan

    with one_instant():
        part("a part")
        for number in range(WHOLE_MAX + 1):
            whole(f"plan {number}")
        del asked[:]
        whole(f"plan {WHOLE_MAX}")
        part("a part")
        assert asked == []
        whole("plan 0")
        assert asked == ["plan 0"]
    whole("plan 0")
    assert asked == ["plan 0", "plan 0"]


def test_who_is_told_a_kept_answer_rests_on_what_it_was_read_from() -> None:
    @remembered_whole
    def whole(plan: str) -> str:
        found = notes.current()
        assert found is not None
        found.asked.add(7)
        return plan

    with one_instant():
        with notes.noting() as first:
            whole("plan")
        with notes.noting() as second:
            whole("plan")
    assert first.asked == second.asked == {7}
