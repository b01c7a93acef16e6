"""A page is made in all its languages at a time, whichever of them is found first."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from entente.record.plan.models import Plan
from entente.surfaces.publish.grouping import page_of
from entente.surfaces.publish.making import Group, MadePage, Maker, is_of_parts
from entente.surfaces.web import links
from entente.surfaces.web.files import file_of

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


@pytest.mark.parametrize("tag", ["en", "es", "fr"])
def test_what_is_made_of_kept_parts_is_made_where_they_are_kept(tag: str) -> None:
    """The lists and the index; the tables of charts, as many as promises, are made by anybody."""

    def is_kept(page: str, query: str = "", **keys: str) -> bool:
        address = links.href(page, tag, **keys) + query
        return is_of_parts([(file_of(address), address)])

    assert is_kept("commitments_csv", plan="one")
    assert is_kept("commitments_xlsx", "?pillar=2", plan="one")
    assert is_kept("a_z")
    assert is_kept("a_z_letter", letter="ñ")
    assert not is_kept("commitments", plan="one")
    assert not is_kept("promise_chart", plan="one", number="1.1", file="status-over-time.csv")
    assert not is_kept("overview_csv", plan="one")
