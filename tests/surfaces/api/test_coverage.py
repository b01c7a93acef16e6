"""Nothing public is left out of the API: every table and every public page has an operation that says the same."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from entente.surfaces.api.schema import openapi
from entente.surfaces.opendata.tables import TABLES
from entente.surfaces.web import links
from entente.surfaces.web.chart_pages import CHART_PAGES
from tests.surfaces.api.conftest import Get
from tests.surfaces.web.stage import staged_plan

OF_TABLE: dict[str, str] = {
    "parties": "list_parties",
    "organisations": "list_organisations",
    "participations": "get_plan",
    "plans": "list_plans",
    "pillars": "get_plan",
    "commitments": "list_commitments",
    "clauses": "get_plan",
    "obligations": "get_plan",
    "authentic_texts": "list_plan_texts",
    "wordings": "get_plan",
    "alignments": "get_plan",
    "leads": "list_plan_bodies",
    "activities": "list_plan_activities",
    "services": "list_plan_activities",
    "stages": "list_plan_activities",
    "sessions": "list_plan_activities",
    "sums": "list_plan_activities",
    "milestones": "list_plan_milestones",
    "rhythms": "list_plan_clocks",
    "windows": "list_plan_clocks",
    "basis_changes": "list_plan_clocks",
    "obstacles": "list_plan_obstacles",
    "updates": "list_plan_updates",
    "update_evidence": "list_plan_updates",
    "statuses": "list_plan_statuses",
    "standings": "get_plan",
    "joint_statuses": "list_plan_joint",
    "documents": "list_plan_claims",
    "claims": "list_plan_claims",
    "citations": "list_plan_claims",
    "checks": "list_plan_claims",
    "findings": "list_plan_findings",
    "inquiries": "list_inquiries",
    "candidates": "list_plan_candidates",
    "candidate_arguments": "list_plan_candidates",
    "candidate_decisions": "list_plan_candidates",
    "assessments": "list_assessments",
    "assessment_replies": "list_assessments",
    "assessment_evidence": "list_assessments",
    "scales": "list_methods",
    "amendments": "list_amendments",
    "resolutions": "get_succession",
    "calendars": "list_calendars",
    "calendar_dates": "list_calendars",
    "acceptances": "list_calendars",
    "reports_due": "list_calendars",
    "ledger": "list_entries",
}
"""Table -> the operation that gives the same facts as JSON."""

OF_PAGE: dict[str, str] = {
    "home": "list_plans",
    "plan": "get_plan",
    "pillar": "get_plan",
    "commitments": "list_commitments",
    "commitment": "get_commitment",
    "assessors": "list_assessments",
    "assessor": "list_assessments",
    "ask": "list_inquiries",
    "update": "get_update",
    "update_version": "get_update",
    "activities": "list_plan_activities",
    "activity": "get_activity",
    "candidates": "list_plan_candidates",
    "milestones": "list_plan_milestones",
    "overview": "get_overview",
    "side_now": "list_plan_statuses",
    "side_on": "list_plan_statuses",
    "reporting": "list_calendars",
    "text": "list_plan_texts",
    "amendments": "list_amendments",
    "amendment": "list_amendments",
    "succession": "get_succession",
    "frameworks": "list_frameworks",
    "framework": "list_frameworks",
    "target": "list_frameworks",
    "history": "list_entries",
    "terms": "list_words",
    "data": "list_tables",
    "search": "search",
    "source": "get_claim",
}
"""Page -> the operation that gives what it tells."""

WITHOUT_FACTS = {
    "about", "states", "words", "accessibility", "privacy",  # sentences about the site itself
    "a_z", "a_z_letter",  # the titles of other pages
    "problem", "problem_tell", "follow", "follow_mail", "follow_confirm", "follow_leave", "follows", "stop_mails",
    "no_change", "calendar", "components",  # forms, and addresses of one reader
    "copy", "copy_text", "source_changes",  # an archived copy itself
    "data_release",  # files that lie there to be taken
    "reports", "report",  # documents made from the same facts
}  # fmt: skip
"""Pages that tell no fact of their own."""
FILES = ("_csv", "_xlsx", "_file", "_letter")


def operations() -> set[str]:
    return {item["get"]["operationId"] for item in openapi()["paths"].values() if "get" in item}


def test_every_table_has_an_operation() -> None:
    assert set(OF_TABLE) == {table.name for table in TABLES}
    assert sorted(set(OF_TABLE.values()) - operations()) == []


def test_every_public_page_has_an_operation() -> None:
    public = {
        name
        for name in links.PAGES
        if not name.startswith(("desk", "feed"))
        and name not in CHART_PAGES
        and not name.endswith(FILES)
        and name not in WITHOUT_FACTS
    }
    assert sorted(public - set(OF_PAGE)) == []
    assert sorted(set(OF_PAGE) - public) == []
    assert sorted(set(OF_PAGE.values()) - operations()) == []


COUNTED = ("claims", "findings", "candidates", "obstacles", "leads", "authentic_texts")


@pytest.mark.django_db
def test_an_operation_over_a_plan_gives_as_many_as_its_table(get: Get) -> None:
    staged_plan()
    paths = {item["get"]["operationId"]: path for path, item in openapi()["paths"].items() if "get" in item}
    found: dict[str, tuple[int, int]] = {}
    for table in COUNTED:
        path = paths[OF_TABLE[table]].removeprefix("/api/v1/").format(plan="tri-plan")
        rows: Any = Client().get(f"/api/v1/tables/{table}.ndjson?plan=tri-plan")
        found[table] = len(get(path)["items"]), len(rows.content.splitlines())
    assert {table: told for table, told in found.items() if told[0] != told[1]} == {}
    assert min(found[name][0] for name in ("claims", "findings", "leads", "authentic_texts")) > 0


@pytest.mark.django_db
def test_the_clocks_of_a_plan_are_those_of_its_promises(get: Get) -> None:
    staged_plan()
    clocks = get("plans/tri-plan/clocks?lang=en")["items"]
    assert [one["commitment"] for one in clocks] == [f"tri-plan/{one}" for one in ("1.1", "1.2", "2.1", "2.2")]
    assert clocks[3] == get("commitments/tri-plan/2.2/clock?lang=en")
    assert [one["name"] for one in clocks[3]["windows"]] == [{"en": "Years of the fair"}]


@pytest.mark.django_db
@pytest.mark.parametrize("kind", ["claims", "findings", "candidates", "texts", "bodies", "obstacles", "clocks"])
def test_a_plan_that_is_not_there_is_absent(get: Get, kind: str) -> None:
    assert get(f"plans/nowhere/{kind}", status=404)["code"] == "not_visible"
