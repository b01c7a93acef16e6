"""GET /plans, /plans/{plan}, /plans/{plan}/commitments, /commitments/{plan}/{number}, /frameworks."""

from __future__ import annotations

import hashlib
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from entente.foundation.common.records import Tier
from entente.record.plan.models import Commitment
from entente.record.verification.models import Claim
from tests.surfaces import a_plan

from .conftest import Get

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan() -> None:
    a_plan.on_record(promises=6)


def refs(promises: list[dict[str, Any]]) -> list[str]:
    return [one["number"] for one in promises]


def test_plans_of_an_empty_record(get: Get) -> None:
    assert get("plans") == {"language": None, "items": []}


def test_plans_hold_each_public_plan_without_its_promises(plan: None, get: Get) -> None:
    answer = get("plans")
    assert len(answer["items"]) == 1
    assert answer["items"][0] == {
        "ref": "alda-boria",
        "title": {"en": "Plan of Alda and Boria", "fr": "Plan d’Alde et de Boria"},
        "summary": {"en": "Trees."},
        "languages": ["en", "fr", "es"],
        "status": "adopted",
        "launched_on": "2023-01",
        "adopted_at": "2026-03-01T12:00:00Z",
        "is_demonstration": False,
        "keeper": {"organisation": "observatory", "name": {"en": "The Observatory", "fr": "L’Observatoire"}},
        "parties": [
            {
                "code": "XAA",
                "name": {"en": "Alda", "fr": "Alde"},
                "languages": ["en", "fr"],
                "time_zone": "America/Toronto",
                "standing": "not_taking_part",
                "since_on": None,
            },
            {
                "code": "XBB",
                "name": {"en": "Boria", "es": "Boria"},
                "languages": ["es"],
                "time_zone": "America/Bogota",
                "standing": "not_taking_part",
                "since_on": None,
            },
        ],
        "commitments": 6,
        "has_authentic_text": True,
        "source_address": "",
    }


def test_whole_plan_holds_its_pillars_and_promises_in_order(plan: None, get: Get) -> None:
    answer = get("plans/alda-boria")
    assert [(pillar["ref"], refs(pillar["commitments"])) for pillar in answer["pillars"]] == [
        ("alda-boria/1", ["1.1"]),
        ("alda-boria/2", ["2.1", "2.2", "2.3", "2.4", "2.5"]),
    ]
    assert answer["evidence"] == {"found": 1, "none_found": 0, "not_looked": 5}
    assert answer["texts"]["title"]["en"]["text"] == "Plan of Action"
    assert answer["texts"]["preamble"]["en"]["sha256"] == hashlib.sha256(b"The leaders met.").hexdigest()
    assert answer["pillars"][0]["texts"]["title"]["en"]["text"] == "PILLAR 1"


def test_promise_in_the_plan_and_alone_is_the_same(plan: None, get: Get) -> None:
    whole = get("plans/alda-boria")["pillars"][0]["commitments"][0]
    assert get("commitments/alda-boria/1.1") == {**whole, "language": None}


def test_promise_holds_who_owes_it_and_its_clauses(plan: None, get: Get) -> None:
    answer = get("commitments/alda-boria/1.1")
    project = {"status": "project", "is_stale": False}
    assert answer["obligors"] == ["XAA", "XBB"]
    assert answer["clauses"] == [
        {
            "ref": "alda-boria/1.1#a",
            "letter": "a",
            "text": {"en": "planted"},
            "obligors": ["XAA", "XBB"],
            "states": {"text": {"en": project}},
        },
        {
            "ref": "alda-boria/1.1#b",
            "letter": "b",
            "text": {"en": "tended", "fr": "soigné"},
            "obligors": ["XBB"],
            "states": {"text": {"en": project, "fr": project}},
        },
    ]
    assert answer["alignment"] == [
        {"framework": "sdg", "code": "15.2", "title": {"en": "Forests kept", "fr": "Forêts préservées"}}
    ]
    assert answer["texts"] == {
        "en": {
            "text": "We will plant 0 forests.",
            "sha256": hashlib.sha256(b"We will plant 0 forests.").hexdigest(),
            "source_address": "",
        }
    }


def test_promise_holds_evidence_that_is_cited_and_not_yet_archived(plan: None, get: Get) -> None:
    answer = get("commitments/alda-boria/1.1")
    assert answer["evidence"] == {"state": "found", "claims": 1, "findings": 1, "latest_on": "2023-05-03"}
    assert [(claim["slug"], claim["is_context"]) for claim in answer["claims"]] == [
        ("before-alda-boria-1-1", True),
        ("planted-alda-boria-1-1", False),
    ]
    source = answer["claims"][1]["sources"][0]
    assert (source["address"], source["is_archived"], source["sha256"]) == (
        "https://gazette.example.org/alda-boria-1-1",
        False,
        "",
    )
    assert [(one["looked_on"], one["owner"]) for one in answer["findings"]] == [("2026-02-01", "observatory")]
    assert [(one["organisation"], one["party"], one["role"]) for one in answer["leads"]] == [
        ("forest-service", "XAA", "lead")
    ]


def test_promise_holds_its_windows_and_what_each_party_reports(plan: None, get: Get) -> None:
    answer = get("commitments/alda-boria/1.1")
    assert answer["windows"] == [
        {
            "name": {"en": "A decade"},
            "period": "2021/2030",
            "first_on": "2021-01-01",
            "last_on": "2030-12-31",
            "source_address": "https://gazette.example.org/alda-boria-1-1",
        }
    ]
    assert answer["reported"] == {"XAA": "not_taking_part", "XBB": "not_taking_part"}
    assert get("commitments/alda-boria/2.2")["reported"] == {"XAA": "not_owed", "XBB": "not_taking_part"}


def test_promise_that_nobody_looked_for(plan: None, get: Get) -> None:
    answer = get("commitments/alda-boria/2.1")
    assert answer["evidence"] == {"state": "not_looked", "claims": 0, "findings": 0, "latest_on": None}
    assert (answer["claims"], answer["findings"], answer["leads"]) == ([], [], [])


@pytest.mark.parametrize(
    "path",
    ["plans/alda-boria", "plans/alda-boria/commitments", "commitments/alda-boria/1.1", "frameworks?plan=alda-boria"],
)
def test_draft_is_as_absent_as_a_plan_that_never_was(get: Get, path: str) -> None:
    a_plan.draft()
    forbidden, absent = get(path, status=404), get(path.replace("alda-boria", "no-such"), status=404)
    assert {**forbidden, "error": forbidden["error"].replace("alda-boria", "no-such")} == absent
    assert get("plans")["items"] == []


@pytest.mark.parametrize(
    "changes",
    [{"embargo_until": timezone.now() + timedelta(days=1)}, {"tier": Tier.OWN}, {"tier": Tier.PARTIES}],
    ids=["embargoed", "own", "parties"],
)
def test_claim_that_is_not_public_leaks_nowhere(plan: None, get: Get, changes: dict[str, Any]) -> None:
    Claim.objects.update(statement={"en": "a secret"}, **changes)
    answers = [get("plans/alda-boria"), get("commitments/alda-boria/1.1"), get("plans/alda-boria/commitments")]
    assert ["secret" in str(answer) for answer in answers] == [False, False, False]
    assert answers[1]["evidence"]["state"] == "none_found"


def test_promise_under_embargo_is_in_no_list(plan: None, get: Get) -> None:
    Commitment.objects.filter(number="2.2").update(embargo_until=timezone.now() + timedelta(days=1))
    assert refs(get("plans/alda-boria/commitments")["items"]) == ["1.1", "2.1", "2.3", "2.4", "2.5"]
    assert refs(get("plans/alda-boria")["pillars"][1]["commitments"]) == ["2.1", "2.3", "2.4", "2.5"]


@pytest.mark.parametrize(
    ("query", "numbers"),
    [
        ("", ["1.1", "2.1", "2.2", "2.3", "2.4", "2.5"]),
        ("?search=FORETS+3", ["2.3"]),
        ("?pillar=1", ["1.1"]),
        ("?kind=deliverable", ["1.1", "2.2", "2.4"]),
        ("?strength=exploratory", ["2.2", "2.5"]),
        ("?owes=XAA", ["1.1", "2.1", "2.3", "2.4"]),
        ("?evidence=found", ["1.1"]),
        ("?evidence=not_looked&pillar=2&kind=standing", ["2.1", "2.3", "2.5"]),
        ("?sort=-number", ["2.5", "2.4", "2.3", "2.2", "2.1", "1.1"]),
        ("?per_page=2&page=2", ["2.2", "2.3"]),
        ("?per_page=2&page=9", []),
    ],
)
def test_list_is_narrowed_sorted_and_paged(plan: None, get: Get, query: str, numbers: list[str]) -> None:
    assert refs(get(f"plans/alda-boria/commitments{query}")["items"]) == numbers


def test_list_counts_its_pages(plan: None, get: Get) -> None:
    answer = get("plans/alda-boria/commitments?per_page=4&page=2")
    assert {name: answer[name] for name in ("plan", "count", "page", "pages", "per_page", "language")} == {
        "plan": "alda-boria",
        "count": 6,
        "page": 2,
        "pages": 2,
        "per_page": 4,
        "language": None,
    }


def test_lang_leaves_one_language_of_each_wording_and_says_which(plan: None, get: Get) -> None:
    answer = get("commitments/alda-boria/1.1?lang=fr-CA")
    assert answer["language"] == "fr-CA"
    assert answer["title"] == {"fr": "Forêts 0"}
    assert answer["summary"] == {"fr": "On plante des arbres."}
    assert answer["states"]["title"] == {"fr": {"status": "project", "is_stale": False}}
    assert [clause["text"] for clause in answer["clauses"]] == [{"en": "planted"}, {"fr": "soigné"}]
    assert list(answer["texts"]) == ["en"]


def test_lang_without_a_text_falls_back_in_the_order_of_the_plan(plan: None, get: Get) -> None:
    assert get("plans?lang=ar")["items"][0]["title"] == {"en": "Plan of Alda and Boria"}


def test_frameworks_count_the_promises_of_a_plan(plan: None, get: Get) -> None:
    counted = get("frameworks?plan=alda-boria")
    assert [(one["ref"], one["commitments"]) for one in counted["items"][0]["targets"]] == [
        ("sdg:15.2", 3),
        ("sdg:17.16", 0),
    ]
    plain = get("frameworks")
    assert [one["commitments"] for one in plain["items"][0]["targets"]] == [None, None]


PATHS = ["plans", "plans/{0}", "plans/{0}/commitments?per_page=1000", "commitments/{0}/1.1", "frameworks?plan={0}"]


def queries(get: Get, path: str) -> int:
    with CaptureQueriesContext(
        connection,
    ) as counted:
        get(path)
    return len(counted)


@pytest.mark.parametrize(("few", "many", "with_facts"), [(1, 30, 30), (26, 2_600, 1)])
def test_query_count_is_the_same_however_many(get: Get, few: int, many: int, with_facts: int) -> None:
    a_plan.on_record(promises=few, slug="small")
    a_plan.on_record(promises=many, facts=with_facts, slug="large")
    counts = {path: (queries(get, path.format("small")), queries(get, path.format("large"))) for path in PATHS}
    assert {path: small for path, (small, _) in counts.items()} == {path: large for path, (_, large) in counts.items()}
