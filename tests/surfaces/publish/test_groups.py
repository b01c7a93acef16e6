"""A page is made in all its languages at a time, whichever of them is found first."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from entente.record.plan.models import Plan
from entente.surfaces.publish.grouping import page_of
from entente.surfaces.publish.making import Group, MadePage, Maker

from .test_changed import BEGIN, plan, published

assert plan  # the record of those tests is the record of this one


def test_promises_are_made_in_all_languages_at_a_time(
    plan: Plan, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    groups: list[Group] = []

    def noted(maker: Maker, group: Group) -> list[MadePage]:
        groups.append(group)
        return make(maker, group)

    make = Maker.make
    monkeypatch.setattr(Maker, "make", noted)
    published(tmp_path / "site", BEGIN + timedelta(minutes=5))

    promises = [group for group in groups if page_of(group[0][1]).startswith('["commitment"')]
    assert promises
    assert {len(group) for group in promises} == {3}
