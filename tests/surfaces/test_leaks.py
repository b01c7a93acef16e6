"""What is hidden changes nothing that a reader can see: no byte of any answer, no number of queries."""

from __future__ import annotations

import io
import zipfile
from datetime import datetime

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django import Settings

from entente.foundation.ledger import commands as ledger
from entente.surfaces.api.operations import api
from entente.surfaces.opendata.tables import TABLES
from entente.surfaces.web import links
from entente.surfaces.web.urls import PUBLIC_PAGES
from tests.cast import DANA
from tests.record.builders import adopted_plan, draft_plan
from tests.surfaces.test_rights import CELLS, KINDS, NOW, PLAN, WORD, may_see

pytestmark = pytest.mark.django_db

HIDDEN = [cell for cell in CELLS if not may_see(DANA, cell)]
A_WORD = next(cell.word for cell in HIDDEN if cell.kind == "claim")
LATER: datetime = NOW
A_HIDDEN_UPDATE = next(cell for cell in HIDDEN if cell.kind == "update" and cell.owner == "AAA")
KEYS = {
    "plan": PLAN,
    "number": "1.1",
    "framework": "sdg",
    "target": "1",
    "update": f"AAA-{int(A_HIDDEN_UPDATE.word.strip('zqupdate'))}",
    "version": "1",
}
"""What the addresses of pages are filled in with; a key that stands not here with a word that is hidden."""


@pytest.fixture(autouse=True)
def _files(settings: Settings) -> None:
    settings.WHITENOISE_AUTOREFRESH = True


def addresses() -> list[str]:
    """Every public page in every language, every operation of the API, and searches for a word that is hidden."""
    pages = [
        links.href(page, language, **{key: KEYS.get(key, A_WORD) for key in links._KEY.findall(links.PAGES[page])})
        for page in PUBLIC_PAGES
        for language, _name in links.languages()
    ]
    keys = {"plan": PLAN, "number": "1.1", "organisation": "observatory"}
    described = api.get_openapi_schema()["paths"]
    operations = [_filled(path, keys) for path, item in described.items() if "get" in item]
    plain = ["/", "/robots.txt", "/sitemap.xml", "/sitemap-site.xml", f"/sitemap-plan-{PLAN}.xml"]
    searches = [
        f"/en/plans/{PLAN}/commitments/?search={A_WORD}",
        f"/en/plans/{PLAN}/commitments/list.csv?search={A_WORD}",
        f"/api/v1/plans/{PLAN}/commitments?search={A_WORD}",
        f"/api/v1/plans/{PLAN}/commitments?evidence=found",
        f"/api/v1/plans/{PLAN}/commitments?evidence=none_found",
        f"/api/v1/plans/{PLAN}/commitments?evidence=not_looked",
        f"/api/v1/organisations?named={A_WORD}",
    ]
    return [*pages, *operations, *plain, *searches, *charts(), *open_data()]


def open_data() -> list[str]:
    """Every table, the pages that list them, and the linked data about the plan."""
    tables = [f"/api/v1/tables/{table.name}.ndjson" for table in TABLES]
    pages = [links.href("data", language) for language, _name in links.languages()]
    linked = [
        f"/data/linked/{PLAN}.jsonld",
        f"/data/linked/{PLAN}/1.1.jsonld",
        "/data/catalog.jsonld",
        "/data/catalog.ttl",
    ]
    return [*tables, *pages, *linked]


def charts() -> list[str]:
    """Every chart of the plan and of a promise, in each of its forms."""
    found = []
    for name in ("sides", "pillars-AAA", "time-AAA", "pillar-1"):
        found += [links.href("plan_chart", "en", plan=PLAN, file=f"{name}.{ending}") for ending in ("svg", "csv")]
        found.append(links.href("plan_embed", "en", plan=PLAN, chart=name))
    for name in ("timeline", "rhythm", "milestones"):
        keys = {"plan": PLAN, "number": "1.1"}
        found += [links.href("promise_chart", "en", **keys, file=f"{name}.{ending}") for ending in ("svg", "csv")]
        found.append(links.href("promise_embed", "en", **keys, chart=name))
    return [*found, links.href("chart", "en", file="evidence.svg"), links.href("embed", "en", chart="evidence")]


def _filled(path: str, keys: dict[str, str]) -> str:
    """A path with the keys that it takes; one that no test knows a value for is asked with a word that is hidden."""
    for key in links._KEY.findall(path.replace("{", "<x:").replace("}", ">")):
        path = path.replace(f"{{{key}}}", keys.get(key, A_WORD))
    return path


def answers() -> dict[str, tuple[int, bytes]]:
    """What a reader gets at every address."""
    client = Client()
    with time_machine.travel(LATER, tick=False):
        got = {address: client.get(address) for address in addresses()}
    return {
        address: (response.status_code, _unpacked(response.content).replace(A_WORD.encode(), b"WORD"))
        for address, response in got.items()
    }


def _unpacked(content: bytes) -> bytes:
    """A sheet as the texts of its parts: what it is packed with bears the hour of packing."""
    if not content.startswith(b"PK"):
        return content
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        return b"\n".join(name.encode() + b"\n" + packed.read(name) for name in packed.namelist())


def test_hidden_records_change_no_byte_of_any_public_answer() -> None:
    adopted_plan()
    draft_plan("draft-plan")
    ledger.seal()
    before = answers()
    for cell in HIDDEN:
        KINDS[cell.kind](cell)
    after = answers()
    assert [address for address in before if before[address] != after[address]] == []
    assert [address for address, (_, content) in after.items() if WORD.search(content.decode("utf-8", "replace"))] == []


def test_hidden_records_cost_no_query() -> None:
    adopted_plan()
    address, client = f"/en/plans/{PLAN}/commitments/1.1/", Client()
    client.get(address)
    counted = []
    for cells in ([], HIDDEN):
        for cell in cells:
            KINDS[cell.kind](cell)
        with CaptureQueriesContext(connection) as captured:
            client.get(address)
        counted.append(len(captured))
    assert counted[0] == counted[1]


@pytest.mark.parametrize(
    "shape",
    [
        "/en/plans/{}/",
        "/fr/plans/{}/texte/",
        "/en/plans/{}/commitments/",
        "/en/plans/{}/commitments/list.csv",
        "/en/plans/{}/commitments/1.1/",
        "/en/plans/{}/pillars/1/",
        "/en/plans/{}/history/",
        "/sitemap-plan-{}.xml",
        "/api/v1/plans/{}",
        "/api/v1/plans/{}/commitments",
        "/api/v1/commitments/{}/1.1",
        "/api/v1/frameworks?plan={}",
    ],
)
def test_forbidden_and_absent_are_the_same_answer_after_the_same_queries(shape: str) -> None:
    adopted_plan()
    draft_plan("draft-plan")
    client = Client()
    seen = []
    for slug in ("warm-up-aa", "draft-plan", "never-plan"):
        with time_machine.travel(LATER, tick=False), CaptureQueriesContext(connection) as captured:
            response = client.get(shape.format(slug))
        seen.append((response.status_code, response.content.replace(slug.encode(), b"SLUG"), len(captured)))
    assert seen[1] == seen[2]
    assert seen[1][0] == 404
