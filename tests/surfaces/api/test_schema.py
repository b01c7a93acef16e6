"""The OpenAPI document is committed, promised, and true."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from typing import Any

import hypothesis
import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from django.test import Client
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from entente.surfaces.api.schema import answers, openapi, openapi_bytes, openapi_text, operations
from tests.architecture.api_reference import DOCS, page
from tests.surfaces import a_plan

SCHEMA = schemathesis.openapi.from_dict(openapi())
CHECKS = [not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance]


def test_committed_document_is_the_present_one() -> None:
    assert (DOCS / "openapi.json").read_text() == openapi_text(), "run `python -m tests.architecture.api_reference`"


def test_served_document_is_the_committed_one(client: Client, db: None) -> None:
    assert client.get("/api/v1/openapi.json").json() == openapi()


def test_the_document_is_made_once_and_not_for_each_who_asks(client: Client, db: None) -> None:
    openapi.cache_clear()
    openapi_bytes.cache_clear()
    answers_given = {client.get("/api/v1/openapi.json").content for _time in range(3)}
    assert (len(answers_given), openapi_bytes.cache_info().misses, openapi.cache_info().misses) == (1, 1, 1)


def test_all_that_answers_is_loaded_before_the_first_request() -> None:
    """A process of its own, as a server starts one: the first who asks does not wait for the program to load."""
    surfaces = ("web", "web.desk", "api", "following", "reports", "opendata", "publish")
    expected = [*(f"entente.surfaces.{one}.urls" for one in surfaces), "entente.foundation.accounts.urls"]
    loaded = f"import sys, entente.config.wsgi; print({expected} - sys.modules.keys())".replace("[", "{").replace(
        "]", "}"
    )
    told = subprocess.run([sys.executable, "-c", loaded], check=True, capture_output=True, text=True)
    assert told.stdout == "set()\n"


def test_operation_ids_are_the_promised_ones() -> None:
    reads = {path: item["get"]["operationId"] for path, item in openapi()["paths"].items() if "get" in item}
    assert reads == {
        "/api/v1/plans": "list_plans",
        "/api/v1/plans/{plan}": "get_plan",
        "/api/v1/plans/{plan}/commitments": "list_commitments",
        "/api/v1/plans/{plan}/calendars": "list_calendars",
        "/api/v1/plans/{plan}/words": "list_words",
        "/api/v1/plans/{plan}/joint": "list_plan_joint",
        "/api/v1/plans/{plan}/succession": "get_succession",
        "/api/v1/plans/{plan}/amendments": "list_amendments",
        "/api/v1/plans/{plan}/overview": "get_overview",
        "/api/v1/proposals": "list_proposals",
        "/api/v1/proposals/{proposal}": "get_proposal",
        "/api/v1/proposals/{proposal}/file": "get_proposal_file",
        "/api/v1/commitments/{plan}/{number}/joint": "list_joint",
        "/api/v1/commitments/{plan}/{number}": "get_commitment",
        "/api/v1/methods": "list_methods",
        "/api/v1/plans/{plan}/assessments": "list_assessments",
        "/api/v1/plans/{plan}/inquiries": "list_inquiries",
        "/api/v1/plans/{plan}/claims": "list_plan_claims",
        "/api/v1/plans/{plan}/findings": "list_plan_findings",
        "/api/v1/plans/{plan}/candidates": "list_plan_candidates",
        "/api/v1/plans/{plan}/texts": "list_plan_texts",
        "/api/v1/plans/{plan}/bodies": "list_plan_bodies",
        "/api/v1/plans/{plan}/obstacles": "list_plan_obstacles",
        "/api/v1/plans/{plan}/clocks": "list_plan_clocks",
        "/api/v1/plans/{plan}/statuses": "list_plan_statuses",
        "/api/v1/plans/{plan}/updates": "list_plan_updates",
        "/api/v1/plans/{plan}/milestones": "list_plan_milestones",
        "/api/v1/plans/{plan}/activities": "list_plan_activities",
        "/api/v1/plans/{plan}/activities/{activity}": "get_activity",
        "/api/v1/commitments/{plan}/{number}/statuses": "list_statuses",
        "/api/v1/commitments/{plan}/{number}/updates": "list_updates",
        "/api/v1/commitments/{plan}/{number}/milestones": "list_milestones",
        "/api/v1/commitments/{plan}/{number}/activities": "list_activities",
        "/api/v1/commitments/{plan}/{number}/candidates": "list_candidates",
        "/api/v1/commitments/{plan}/{number}/claims": "list_claims",
        "/api/v1/commitments/{plan}/{number}/clock": "get_clock",
        "/api/v1/commitments/{plan}/{number}/updates/{update}": "get_update",
        "/api/v1/claims/{owner}/{slug}": "get_claim",
        "/api/v1/frameworks": "list_frameworks",
        "/api/v1/search": "search",
        "/api/v1/tables": "list_tables",
        "/api/v1/tables/{table}.csv": "get_table_csv",
        "/api/v1/tables/{table}.ndjson": "get_table_lines",
        "/api/v1/parties": "list_parties",
        "/api/v1/organisations": "list_organisations",
        "/api/v1/organisations/{organisation}": "get_organisation",
        "/api/v1/ledger/entries": "list_entries",
        "/api/v1/ledger/root": "get_root",
        "/api/v1/ledger/proof/inclusion": "get_inclusion_proof",
        "/api/v1/ledger/proof/consistency": "get_consistency_proof",
    }


def test_operations_that_write_are_the_promised_ones() -> None:
    writes = [operation["operationId"] for method, _path, operation in operations(openapi()) if method != "GET"]
    assert sorted(writes) == [
        "accept_milestone",
        "agree_ad_referendum",
        "approve_update",
        "argue_candidate",
        "check_claim",
        "correct_update",
        "decide_candidate",
        "dissent",
        "give_up_proposal",
        "hand_in_signature",
        "make_claim",
        "mark_stage",
        "note_no_change",
        "plan_milestone",
        "publish_update",
        "report_milestone",
        "return_milestone",
        "revise_update",
        "send_back_update",
        "set_status",
        "submit_update",
        "withdraw_signature",
        "write_update",
    ]


def test_reference_in_the_docs_is_the_present_one() -> None:
    assert (DOCS / "api.md").read_text() == page(), "run `python -m tests.architecture.api_reference`"


def test_docs_name_every_operation_parameter_shape_field_and_code() -> None:
    document = openapi()
    written = set(re.findall(r"`([^`\s]+)`", (DOCS / "api.md").read_text()))
    paths = {path.removeprefix("/api/v1") for path in document["paths"]}
    parameters = {
        one["name"] for _method, _path, operation in operations(document) for one in operation.get("parameters", ())
    }
    shapes = dict(answers(document))
    fields = {field for schema in shapes.values() for field in schema.get("properties", ())}
    schemas = document["components"]["schemas"].values()
    choices = {choice for schema in schemas for choice in schema.get("enum", ()) if choice}
    codes = {"not_authenticated", "action_denied", "conflict", "invalid_transition", "too_large"}
    codes |= {"not_visible", "method_not_allowed", "invalid_request", "rule_broken", "bad_request", "server_error"}
    assert sorted((paths | parameters | set(shapes) | fields | choices | codes) - written) == []


def test_reference_page_lists_every_operation_and_needs_no_script(client: Client, db: None) -> None:
    shown = client.get("/api/v1/").content.decode()
    paths = [f"{method} {path}" for method, path, _operation in operations(openapi())]
    assert re.findall(r"<code>((?:GET|POST|PUT) [^<]+)</code>", shown) == paths
    assert re.findall(r"<script|<style|\sstyle=|\son\w+=|https?://", shown) == []


@SCHEMA.parametrize()
@hypothesis.settings(
    max_examples=15, deadline=None, suppress_health_check=list(hypothesis.HealthCheck), derandomize=True
)
@pytest.mark.usefixtures("a_record")
def test_answers_keep_to_the_schema(case: schemathesis.Case[Any]) -> None:
    case.call_and_validate(app=get_wsgi_application(), base_url="http://localhost", checks=CHECKS)


@pytest.fixture
def a_record(db: None) -> Iterator[None]:
    """A record, in a transaction that the server's own tidying between requests must not close."""
    a_plan.on_record()
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)
