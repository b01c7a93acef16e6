"""Where every plan stands, in one query for all of them, is what it is for each by itself."""

from __future__ import annotations

import pytest

from entente.foundation.common.actors import PUBLIC
from entente.record.assessment import queries as assessment
from entente.record.assessment.words import EvidenceState
from entente.record.plan import queries as plans
from entente.record.plan.rules import is_introductory
from tests.record.builders import NOW, draft_plan
from tests.surfaces.web.stage import SLUG, staged_plan

pytestmark = pytest.mark.django_db


def test_pictures_are_those_of_each_plan() -> None:
    staged_plan(2)
    staged_plan(5, "long-plan")
    pictures = assessment.pictures(PUBLIC, as_of=NOW)
    assert pictures == {slug: assessment.picture(PUBLIC, slug, as_of=NOW) for slug in (SLUG, "long-plan")}
    assert pictures["long-plan"].per_pillar == {
        "1": {EvidenceState.FOUND: 5},
        "2": {EvidenceState.FOUND: 1, EvidenceState.NOT_LOOKED: 1},
    }


def test_pictures_know_no_draft() -> None:
    draft_plan("secret-plan")
    assert assessment.pictures(PUBLIC, as_of=NOW) == {}
    assert plans.visible_slugs(PUBLIC, as_of=NOW) == []


def test_neighbours_at_both_ends() -> None:
    staged_plan(2)
    assert plans.neighbours(PUBLIC, SLUG, 0, as_of=NOW) == (None, ("1.2", {}))
    last = plans.neighbours(PUBLIC, SLUG, 3, as_of=NOW)
    assert last == (("2.1", {}), None)


def test_promise_of_an_introduction_is_counted_apart() -> None:
    assert [is_introductory(number) for number in ("1.0", "1.10", "10.0", "2.1")] == [True, False, True, False]
