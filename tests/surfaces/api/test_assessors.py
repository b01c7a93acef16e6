"""GET /methods, /plans/{plan}/assessments and /plans/{plan}/inquiries: what is published, and nothing of what is in work."""

from __future__ import annotations

import pytest
import time_machine

from tests.record.assessment.assessing import code, coded, consolidated, evidence, opened, sent
from tests.record.assessment.test_inquiries import _finding, inquiry  # noqa: F401
from tests.record.assessment.test_replies import MIDNIGHT
from tests.record.builders import NOW

from .conftest import Get

pytestmark = pytest.mark.django_db


def test_assessment_is_answered_with_its_guideline_reply_and_derived_value(get: Get) -> None:
    sent(opened(), "0", [evidence()])
    with time_machine.travel(MIDNIGHT, tick=False):
        (item,) = get("plans/tri-plan/assessments?lang=en")["items"]

    assert (item["owner"], item["method"], item["guideline"], item["party"], item["reading"], item["value"]) == (
        "institute",
        "g20-compliance/1",
        1,
        "AAA",
        "final",
        "0",
    )
    assert item["replies"] == [{"party": "AAA", "state": "none", "text": {}}]
    assert (item["derived"]["values"], item["derived"]["is_lossy"]) == (["limited", "substantial"], True)
    assert item["claims"] == ["AAA/fair"]


def test_nothing_in_work_is_answered(get: Get) -> None:
    """Opened, coded by one, by both, consolidated, sent: each answers as if there were nothing."""
    row = opened()
    empty = {"language": None, "items": []}
    with time_machine.travel(NOW, tick=False):
        for step in (lambda: None, lambda: code(row), lambda: coded(row), lambda: consolidated(row)):
            step()
            assert get("plans/tri-plan/assessments") == empty


def test_inquiry_tells_how_it_stands(get: Get) -> None:
    inquiry()
    with time_machine.travel(NOW, tick=False):
        (item,) = get("plans/tri-plan/inquiries")["items"]

    assert (item["finding"], item["party"], item["kind"], item["state"], item["due_on"]) == (
        "observatory/no-fair",
        "AAA",
        "access-request",
        "waiting",
        "2026-12-02",
    )


def test_methods_answer_their_scales(get: Get) -> None:
    found = {one["ref"]: [value["code"] for value in one["values"]] for one in get("methods?lang=fr")["items"]}

    assert found["beyond-94/1"] == ["not_started", "projects_proposed", "projects_underway", "complete"]
