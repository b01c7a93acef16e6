"""Whole tables by the API: as in a release, at any instant, kept by an ETag, and one sentence for what cannot be read."""

from __future__ import annotations

import hashlib
import io
import json
from datetime import timedelta
from pathlib import Path
from typing import Any

import pandas
import pytest
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from entente.foundation.sources.commands import archive_upload
from entente.foundation.sources.words import Showing
from entente.record.assessment.queries import Completion
from entente.surfaces.opendata.release import release
from entente.surfaces.opendata.tables import TABLES
from tests.cast import ANA
from tests.surfaces.busy import AT, claimed, published, speaking
from tests.surfaces.web.stage import finding, staged_plan

from .conftest import quietly

pytestmark = pytest.mark.django_db
ROOT = "/api/v1/tables"


def body(response: Any) -> bytes:
    return b"".join(response.streaming_content) if response.streaming else response.content


def lines(address: str) -> list[dict[str, Any]]:
    response: Any = Client().get(f"{ROOT}/{address}")
    assert (response.status_code, response["Content-Type"]) == (200, "application/x-ndjson")
    return [json.loads(line) for line in body(response).splitlines()]


def test_the_list_names_every_table_with_its_columns() -> None:
    found = Client().get(ROOT).json()["items"]
    assert [one["name"] for one in found] == [table.name for table in TABLES]
    statuses = next(one for one in found if one["name"] == "statuses")
    assert statuses["title"]["fr"] == "États déclarés"
    assert [one["unit"] for one in statuses["columns"] if one["name"] == "version"] == ["version"]


def test_csv_and_lines_hold_the_same_rows() -> None:
    staged_plan()
    for table in TABLES:
        as_csv: Any = Client().get(f"{ROOT}/{table.name}.csv")
        frame = pandas.read_csv(io.BytesIO(body(as_csv)), dtype="string", keep_default_na=False)
        rows = lines(f"{table.name}.ndjson")
        assert (table.name, len(frame)) == (table.name, len(rows))
        for row, said in zip(rows, frame.to_dict("records"), strict=True):
            assert {name: _plain(cell) for name, cell in row.items()} == said
    assert [row["number"] for row in lines("commitments.ndjson")] == ["1.1", "1.2", "2.1", "2.2"]


def _plain(cell: object) -> str:
    return "" if cell is None else str(cell).lower() if isinstance(cell, bool) else str(cell)


def test_a_plan_can_be_asked_for_alone() -> None:
    staged_plan(slug="first-plan")
    staged_plan(slug="second-plan")
    assert {row["plan"] for row in lines("commitments.ndjson")} == {"first-plan", "second-plan"}
    assert {row["plan"] for row in lines("commitments.ndjson?plan=first-plan")} == {"first-plan"}


def test_an_earlier_instant_gives_the_record_as_it_was() -> None:
    plan = staged_plan()
    speaking(plan.slug)
    published(f"{plan.slug}/1.1", "Half.", value=Completion.LIMITED)
    assert [row["value"] for row in lines("statuses.ndjson")] == ["limited"]
    assert lines("statuses.ndjson?as_of=2026-06-01T00:00:00Z") == []


def test_what_was_archived_later_was_only_cited_before() -> None:
    plan = staged_plan()
    claim = claimed(f"{plan.slug}/1.1", "memo")
    archived_at = AT + timedelta(days=2)
    archive_upload(
        claim.backings.get().citation.document,
        "memo.txt",
        b"Done.",
        by=ANA,
        at=archived_at,
        showing=Showing.COPY,
        bytes_max=100,
    )
    found = [
        {row["claim"]: row["snapshot_sha256"] for row in lines(f"citations.ndjson?as_of={at:%Y-%m-%dT%H:%M:%SZ}")}
        for at in (AT + timedelta(days=1), archived_at)
    ]
    assert [one["AAA/memo"] for one in found] == [None, hashlib.sha256(b"Done.").hexdigest()]


def test_an_answer_is_kept_until_a_row_changes() -> None:
    plan = staged_plan()
    first: HttpResponse = Client().get(f"{ROOT}/findings.csv")
    again = Client().get(f"{ROOT}/findings.csv", headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again["ETag"]) == (304, first["ETag"])
    finding("late", f"{plan.slug}/1.2")
    changed = Client().get(f"{ROOT}/findings.csv", headers={"If-None-Match": first["ETag"]})
    assert (changed.status_code, changed["ETag"] == first["ETag"]) == (200, False)
    assert set(changed["Cache-Control"].split(", ")) == {"public", "no-cache"}
    assert changed["Access-Control-Allow-Origin"] == "*"


def test_head_tells_the_length_and_gives_no_body() -> None:
    staged_plan()
    whole, head = Client().get(f"{ROOT}/commitments.csv"), Client().head(f"{ROOT}/commitments.csv")
    assert head["Content-Length"] == str(len(body(whole)))
    assert (body(head), head["ETag"]) == (b"", whole["ETag"])


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("nothing.csv", 404),
        ("statuses.xml", 404),
        ("statuses.csv?plan=nowhere", 404),
        ("statuses.csv?plan=No%20Slug", 422),
        ("statuses.csv?as_of=yesterday", 422),
        ("statuses.csv?as_of=2026-03-01T12:00:00", 422),
        ("statuses.csv?as_of=2026-02-31T12:00:00Z", 422),
        ("statuses.ndjson?as_of=9999-12-31T23:59:59Z", 422),
    ],
)
def test_what_cannot_be_read_is_one_sentence(address: str, status: int) -> None:
    staged_plan()
    answer = Client().get(f"{ROOT}/{address}", headers={"Accept-Language": "fr"})
    assert (answer.status_code, answer.json()["status"], answer.json()["error"].count("\n")) == (status, status, 0)


def test_an_instant_a_moment_ahead_is_refused() -> None:
    ahead = (timezone.now() + timedelta(minutes=5)).strftime("%Y-%m-%dT%H:%M:%SZ")
    answer = Client().get(f"{ROOT}/plans.csv?as_of={ahead}").json()
    assert answer["error"] == "What is to come cannot be read: some is held back until its day; name an instant past."


def test_a_release_and_the_api_write_the_same_csv(tmp_path: Path) -> None:
    staged_plan()
    now = timezone.now()
    made = release(tmp_path / "data", as_of=now, at=now, report=quietly)
    asked = made.as_of.strftime("%Y-%m-%dT%H:%M:%SZ")
    for table in TABLES:
        answer: Any = Client().get(f"{ROOT}/{table.name}.csv?as_of={asked}")
        assert body(answer) == (made.folder / "csv" / f"{table.name}.csv").read_bytes()
