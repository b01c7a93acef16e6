"""Every public page and operation of the API asks the database as often at any size of the record, and sets no cookie."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from math import ceil
from typing import Any

import pytest
import time_machine
from django.db import connection, transaction
from django.db.models.sql.compiler import SQLCompiler
from django.test import Client
from django.test.utils import CaptureQueriesContext

from entente.foundation.common.actors import SYSTEM, WORKING_ROLES, Actor, Capacity
from entente.foundation.common.pieces import LEAST
from entente.foundation.ledger import commands as ledger
from entente.record.assessment import commands as assessment
from entente.record.assessment.commands import assessments
from entente.record.delivery import commands as delivery
from entente.record.delivery.commands import ActivityFacts, MilestoneFacts, UpdateFacts
from entente.record.plan.models import Plan
from entente.surfaces.api.operations import api
from entente.surfaces.intake.invented import SLUG, invented_plan
from entente.surfaces.intake.load import load_package
from entente.surfaces.opendata.tables import TABLES
from entente.surfaces.opendata.words import Walk
from entente.surfaces.web import links
from entente.surfaces.web.urls import PUBLIC_PAGES
from tests.cast import ERIN
from tests.record.assessment.assessing import WINDOW, evidence, guideline, sent
from tests.record.assessment.test_replies import MIDNIGHT
from tests.record.builders import NOW, taking_part
from tests.record.plan.changing import amended

AT = datetime(2026, 11, 2, tzinfo=UTC)
ASKED = {"plan": SLUG, "number": "3.2", "owner": "observer", "finding": f"{SLUG}-none-3-2"}
CHARTED = "1.1"
"""A promise of which there is something to draw."""
PAGE_KEYS = {
    "a_z_letter": {"letter": "a"},
    "pillar": {"plan": SLUG, "number": "1"},
    "commitment": {"plan": SLUG, "number": "1.1"},
    "framework": {"plan": SLUG, "framework": "sdg"},
    "target": {"plan": SLUG, "framework": "sdg", "target": "1"},
    "activity": {"plan": SLUG, "activity": "memo"},
    "ask": ASKED,
    "assessor": {"plan": SLUG, "owner": ERIN.owner, "method": "g20-compliance.1"},
    "ask_letter": {**ASKED, "file": "access-request-XNA-en.docx"},
    "amendment": {"plan": SLUG, "number": "1"},
    "side_now": {"plan": SLUG, "party": "XNA"},
    "side_on": {"plan": SLUG, "party": "XNA", "on": "2026-11-05"},
    "chart": {"file": "evidence.svg"},
    "plan_chart": {"plan": SLUG, "file": "sides.svg"},
    "promise_chart": {"plan": SLUG, "number": CHARTED, "file": "timeline.svg"},
    "embed": {"chart": "evidence"},
    "plan_embed": {"plan": SLUG, "chart": "sides"},
    "promise_embed": {"plan": SLUG, "number": CHARTED, "chart": "timeline"},
    "promise_badge": {"plan": SLUG, "number": "1.1"},
    "update": {"plan": SLUG, "number": "1.1", "update": "UPDATE"},
    "update_version": {"plan": SLUG, "number": "1.1", "update": "UPDATE", "version": "1"},
}
LOG = "ledger"
"""A table that is read a thousand entries at a time, and so takes more queries the longer the log is."""
BY_ITSELF = {"documents", "findings", "inquiries", "leads", "milestones", "obstacles", "statuses"}
"""Tables that read their list in pieces and share it with no other table."""
IN_PIECES = {
    f"/api/v1/tables/{table.name}.csv" for table in TABLES if table.walk is not Walk.WHOLE or table.name in BY_ITSELF
}
"""Tables that are read some rows of their list at a time: each piece takes as many queries as a small table does as a whole."""
IN_PIECES |= {f"/en/plans/{SLUG}/pillars/1/"}
"""A pillar reads its own promises some at a time, so that it looks at no other's."""
PIECES_MOST = ceil(3_250 / LEAST)
"""A piece holds sixty rows at least: 3,250 claims are 55 pieces at the most, 2,600 promises 44; of 26 promises both are one."""
PROPOSAL = "00000000-0000-7000-8000-000000000000"
NOT_ON_RECORD = {
    f"/api/v1/plans/{SLUG}/succession",
    f"/api/v1/proposals/{PROPOSAL}",
    f"/api/v1/proposals/{PROPOSAL}/file",
}
"""What this record or its public has none of, and so answers 404; counted with one on record in the tests of its own."""
PLANLESS = {
    "home",
    "components",
    "about",
    "words",
    "states",
    "accessibility",
    "privacy",
    "problem",
    "search",
    "a_z",
    "a_z_letter",
}
VOICE = Actor(Capacity.PARTY, owner="XNA", post="office/desk", user_id="una", roles=WORKING_ROLES)


def page_addresses() -> list[str]:
    return [
        links.href(page, "en", **PAGE_KEYS.get(page, {} if page in PLANLESS else {"plan": SLUG}))
        for page in PUBLIC_PAGES
    ]


def api_addresses() -> list[str]:
    """Every path of the schema that can be read, with its keys filled in."""
    asked = {
        "/api/v1/search": "?q=forest",
        "/api/v1/ledger/proof/inclusion": "?position=0",
        "/api/v1/ledger/proof/consistency": "?first=1",
    }
    keys = {"plan": SLUG, "number": "1.1", "organisation": "observer", "activity": "memo", "update": "UPDATE"}
    keys |= {"owner": "observer", "slug": f"{SLUG}-invented-fact-1-1-0", "proposal": PROPOSAL, "table": "TABLE"}
    paths = api.get_openapi_schema()["paths"].items()
    addresses = [path.format(**keys) + asked.get(path, "") for path, item in paths if "get" in item]
    whole = [
        one.replace("TABLE", table.name)
        for one in addresses
        if "TABLE.csv" in one
        for table in TABLES
        if table.name != LOG
    ]
    return [one for one in addresses if "TABLE" not in one] + whole


def put_work() -> str:
    """One activity and one published update on the first promise; returns the update's name in an address."""
    taking_part(Plan.objects.get(slug=SLUG), VOICE, replace(VOICE, owner="XWE"))
    opening = assessments.OpeningFacts(*WINDOW, party="XNA", reading="final")
    made = assessments.open_assessment(guideline(subject=f"{SLUG}/1.1", at=AT), opening, by=ERIN, at=NOW)
    sent(made, "0", [evidence(subject=f"{SLUG}/1.1")])
    facts = ActivityFacts(SLUG, "memo", "campaign", {"en": "Memorandum"}, parties=("XNA", "XWE"))
    delivery.add_activity(facts, by=VOICE, owner="XNA", at=AT)
    step = MilestoneFacts(f"{SLUG}/{CHARTED}", "step", {"en": "A step", "fr": "Une étape"}, "2027-05")
    delivery.plan_milestone(step, by=VOICE, at=AT)
    words = UpdateFacts(f"{SLUG}/1.1", AT.date(), {"en": "Done.", "fr": "Fait."})
    update = delivery.submit(delivery.write_update(words, by=VOICE, at=AT), by=VOICE, at=AT)
    second = replace(VOICE, user_id="ursa")
    delivery.approve(update, by=second, at=AT, revision=update.revision)
    assessment.publish_report(update, by=second, at=AT)
    amended(f"{SLUG}/1.1", by=VOICE, then=second, at=AT)
    return f"XNA-{update.number}"


def queries(scale: int, addresses: list[str]) -> dict[str, int]:
    """Address -> number of queries, in a record of 26 times `scale` promises that is gone afterwards."""
    counted: dict[str, int] = {}
    client = Client()
    with transaction.atomic():
        load_package(invented_plan(scale), by=SYSTEM, at=AT)
        update = put_work()
        ledger.seal()
        for address in addresses:
            # When the right of reply has ended, and the assessment is public.
            with time_machine.travel(MIDNIGHT, tick=False), CaptureQueriesContext(connection) as captured:
                response = client.get(address.replace("UPDATE", update))
            assert (address, response.status_code) == (address, 404 if address in NOT_ON_RECORD else 200)
            assert (address, response.cookies) == (address, {})
            counted[address] = len(captured)
        transaction.set_rollback(True)
    return counted


@pytest.mark.django_db
def test_pages_and_operations_take_the_same_number_of_queries_at_any_size() -> None:
    addresses = page_addresses() + api_addresses()
    queries(1, addresses)  # what is asked once a process is asked here

    few, many = queries(1, addresses), queries(100, addresses)
    assert {one: many[one] for one in few if one not in IN_PIECES} == {
        one: few[one] for one in few if one not in IN_PIECES
    }
    assert {one for one in IN_PIECES if many[one] > PIECES_MOST * few[one]} == set()


@pytest.mark.django_db
def test_questions_of_a_promise_and_of_the_first_page_are_put_together_once(monkeypatch: pytest.MonkeyPatch) -> None:
    load_package(invented_plan(1), by=SYSTEM, at=AT)
    put_work()
    ledger.seal()
    put_together, as_sql = list[str](), SQLCompiler.as_sql

    def counted(compiler: SQLCompiler, *given: Any, **named: Any) -> Any:
        made = as_sql(compiler, *given, **named)
        put_together.append(made[0])
        return made

    with time_machine.travel(MIDNIGHT, tick=False):
        pages = [links.href("home", "en"), links.href("commitment", "en", plan=SLUG, number="1.1")]
        for page in pages:
            assert Client().get(page).status_code == 200
        monkeypatch.setattr(SQLCompiler, "as_sql", counted)
        for page in pages:
            Client().get(page)
    of_assessors = '"assessment_'  # what an outside assessment rests on, Django fetches beside it
    left = [sql for sql in put_together if of_assessors not in sql]
    if connection.vendor == "postgresql":  # where beginnings of texts are put in another form each time
        left = [sql for sql in left if " LIKE " not in sql]
    assert left == []
