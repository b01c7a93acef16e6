"""GET /plans/{plan}/succession and /plans/{plan}/amendments."""

from __future__ import annotations

import pytest

from tests.cast import ADA, ANA, CHRIS
from tests.record.builders import NOW
from tests.record.plan.changing import NEW, OLD, TABLE, amended, closed, plans, tabled, two_plans

from .conftest import Get

pytestmark = pytest.mark.django_db


def test_the_crosswalk_names_both_ends(get: Get) -> None:
    closed()
    answer = get(f"plans/{OLD}/succession?lang=en")
    assert (answer["plan"], answer["successor"], answer["standing"]) == (OLD, NEW, "agreed")
    assert [(one["subject"], one["fate"], one["into"]) for one in answer["items"]] == [
        (f"{OLD}/1.0", "continued", [f"{NEW}/1.1"]),
        (f"{OLD}/1.1", "merged", [f"{NEW}/1.1"]),
        (f"{OLD}/1.2", "dropped", []),
        (f"{OLD}/2.1", "merged", [f"{NEW}/1.1"]),
    ]
    assert (answer["items"][2]["reason"], answer["new"]) == ({"en": "It was kept."}, [f"{NEW}/1.2"])
    assert get(f"plans/{OLD}")["status"] == "closed"


def test_the_keepers_proposal_is_named_as_one(get: Get) -> None:
    old, new = two_plans()
    row = tabled(old, new, by=CHRIS, rows=TABLE[:1])
    assert get(f"plans/{OLD}/succession", status=404)["code"] == "not_visible"
    plans.publish_succession(row, by=CHRIS, at=NOW)
    answer = get(f"plans/{OLD}/succession")
    assert (answer["standing"], answer["agreed_at"]) == ("proposed", None)
    assert [one["fate"] for one in answer["items"]] == ["continued", None, None, None]


def test_amendments_hold_the_promise_before_and_after(get: Get) -> None:
    two_plans()
    assert get(f"plans/{OLD}/amendments")["items"] == []
    amended(f"{OLD}/1.1", by=ANA, then=ADA, at=NOW)
    (one,) = get(f"plans/{OLD}/amendments")["items"]
    assert (one["number"], one["subject"]) == (1, f"{OLD}/1.1")
    assert one["before"]["texts"] == {"en": "The parties will keep promise 1.1."}
    assert one["after"]["texts"]["pt"] == "old-plan/1.1 as amended (pt)"
    promise = get(f"commitments/{OLD}/1.1")
    assert promise["texts"]["en"]["text"] == "old-plan/1.1 as amended (en)"
