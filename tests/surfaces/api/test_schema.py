"""The OpenAPI document is committed, promised, and true."""

from __future__ import annotations

import re
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

from entente.surfaces.api.schema import answers, openapi, openapi_text
from tests.architecture.api_reference import DOCS, page
from tests.surfaces import a_plan

SCHEMA = schemathesis.openapi.from_dict(openapi())
CHECKS = [not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance]


def test_committed_document_is_the_present_one() -> None:
    assert (DOCS / "openapi.json").read_text() == openapi_text(), "run `python -m tests.architecture.api_reference`"


def test_served_document_is_the_committed_one(client: Client, db: None) -> None:
    assert client.get("/api/v1/openapi.json").json() == openapi()


def test_operation_ids_are_the_promised_ones() -> None:
    assert {path: item["get"]["operationId"] for path, item in openapi()["paths"].items()} == {
        "/api/v1/plans": "list_plans",
        "/api/v1/plans/{plan}": "get_plan",
        "/api/v1/plans/{plan}/commitments": "list_commitments",
        "/api/v1/commitments/{plan}/{number}": "get_commitment",
        "/api/v1/frameworks": "list_frameworks",
        "/api/v1/parties": "list_parties",
        "/api/v1/organisations": "list_organisations",
        "/api/v1/organisations/{organisation}": "get_organisation",
        "/api/v1/ledger/entries": "list_entries",
        "/api/v1/ledger/root": "get_root",
        "/api/v1/ledger/proof/inclusion": "get_inclusion_proof",
        "/api/v1/ledger/proof/consistency": "get_consistency_proof",
    }


def test_reference_in_the_docs_is_the_present_one() -> None:
    assert (DOCS / "api.md").read_text() == page(), "run `python -m tests.architecture.api_reference`"


def test_docs_name_every_operation_parameter_shape_field_and_code() -> None:
    document = openapi()
    written = set(re.findall(r"`([^`\s]+)`", (DOCS / "api.md").read_text()))
    operations = {path.removeprefix("/api/v1") for path in document["paths"]}
    parameters = {one["name"] for item in document["paths"].values() for one in item["get"]["parameters"]}
    shapes = dict(answers(document))
    fields = {field for schema in shapes.values() for field in schema["properties"]}
    choices = {choice for schema in document["components"]["schemas"].values() for choice in schema.get("enum", ())}
    codes = {"not_visible", "method_not_allowed", "invalid_request", "rule_broken", "bad_request", "server_error"}
    assert sorted((operations | parameters | set(shapes) | fields | choices | codes) - written) == []


def test_reference_page_lists_every_operation_and_needs_no_script(client: Client, db: None) -> None:
    shown = client.get("/api/v1/").content.decode()
    paths = [f"GET {path}" for path in openapi()["paths"]]
    assert re.findall(r"<code>(GET [^<]+)</code>", shown) == paths
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
