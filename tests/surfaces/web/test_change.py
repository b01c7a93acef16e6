"""The public pages of change: what becomes of each promise, amendments with the original one click away."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from datetime import date, timedelta

import pytest
import time_machine

from entente.foundation.ledger.commands import seal
from entente.record.plan import commands as plans
from entente.record.plan import queries
from entente.surfaces.web import links
from tests.cast import ADA, ANA, CHRIS, DANA
from tests.record.builders import NOW
from tests.record.plan.changing import NEW, OLD, TABLE, amended, closed, tabled, two_plans
from tests.surfaces.web.reading import text_of

pytestmark = pytest.mark.django_db


def test_the_table_lists_old_and_new_and_is_filtered_by_fate(client):
    closed()
    page = text_of(client.get(f"/en/plans/{OLD}/succession/"))
    assert "Agreed by all parties on 23 November 2026." in page
    assert "All (5)" in page
    assert "Not carried on (1)" in page
    assert "New (1)" in page
    dropped = text_of(client.get(f"/en/plans/{OLD}/succession/?fate=dropped"))
    assert "Promise 1.2" in dropped
    assert "It was kept." in dropped
    assert "Promise 1.0" not in dropped
    fresh = client.get(f"/es/planes/{OLD}/sucesion/?fate=new").content.decode()
    assert f"/es/planes/{NEW}/compromisos/1.2/" in fresh
    assert f"/es/planes/{OLD}/compromisos/1.0/" not in fresh


def test_the_table_leaves_as_csv_with_one_row_for_each_pair(client):
    closed()
    rows = list(csv.reader(io.StringIO(client.get(f"/en/plans/{OLD}/succession/list.csv").content.decode("utf-8-sig"))))
    assert [(row[0], row[2], row[3]) for row in rows[1:]] == [
        (f"{OLD}/1.0", "Continued", f"{NEW}/1.1"),
        (f"{OLD}/1.1", "Merged with others", f"{NEW}/1.1"),
        (f"{OLD}/1.2", "Not carried on", ""),
        (f"{OLD}/2.1", "Merged with others", f"{NEW}/1.1"),
        ("", "New", f"{NEW}/1.2"),
    ]
    assert client.get(f"/fr/plans/{OLD}/succession/liste.xlsx").status_code == 200


def test_each_promise_says_what_became_of_it_and_the_new_one_where_it_comes_from(client):
    closed()
    old = text_of(client.get(f"/en/plans/{OLD}/commitments/1.0/"))
    assert "The plan was closed on 23 November 2026; nobody reports on it any more" in old
    assert "What becomes of it: Continued in" in old
    new = client.get(f"/fr/plans/{NEW}/engagements/1.1/").content.decode()
    assert f"/fr/plans/{OLD}/engagements/2.1/" in new
    assert "Elle vient de" in new
    plan = client.get(f"/en/plans/{OLD}/").content.decode()
    assert "This plan was closed on 23 November 2026, signed by all parties." in plan
    assert f"/en/plans/{OLD}/succession/" in client.get(f"/en/plans/{NEW}/").content.decode()


def test_the_keepers_table_is_labelled_as_its_own(client):
    old, new = two_plans()
    row = tabled(old, new, by=CHRIS, rows=TABLE[:1])
    empty = text_of(client.get(f"/en/plans/{OLD}/succession/"))
    assert "Nobody has said yet what becomes of the promises of this plan." in empty
    plans.publish_succession(row, by=CHRIS, at=NOW)
    label = "Proposed by the keeper of this record. The parties have not agreed to it."
    page = text_of(client.get(f"/en/plans/{OLD}/succession/"))
    assert label in page
    assert "Nothing said yet (3)" in page
    assert label in text_of(client.get(f"/en/plans/{OLD}/commitments/1.0/"))
    origin = text_of(client.get(f"/en/plans/{NEW}/commitments/1.1/"))
    assert "proposed by the keeper of this record, not agreed by the parties" in origin


def test_an_amended_promise_shows_the_words_in_force_and_the_original_beside_them(client):
    two_plans()
    seal()
    assert "The original words" not in text_of(client.get(f"/en/plans/{OLD}/commitments/1.1/"))
    amended(f"{OLD}/1.1", by=ANA, then=ADA, at=NOW)
    page = text_of(client.get(f"/en/plans/{OLD}/commitments/1.1/"))
    assert "old-plan/1.1 as amended (en)" in page
    assert "The parties will keep promise 1.1." in page
    assert "Amended by amendment 1 on 23 November 2026" in page
    assert "The original words" in page
    one = client.get(f"/en/plans/{OLD}/amendments/1/").content.decode()
    assert "In force since 23 November 2026, signed by all parties" in one
    assert "<del>" in one
    assert "<ins>" in one
    assert "1 promise amended" in text_of(client.get(f"/en/plans/{OLD}/"))
    assert client.get(f"/en/plans/{OLD}/amendments/").status_code == 200
    assert client.get(f"/en/plans/{OLD}/amendments/2/").status_code == 404
    assert "old-plan/1.1 as amended (en)" in text_of(client.get(f"/en/plans/{OLD}/text/"))


def test_an_amendment_that_is_not_agreed_is_on_no_public_page(client):
    two_plans()
    promise = queries.get_commitment_row(ANA, f"{OLD}/1.1", as_of=NOW)
    words = {"en": "Secret marmalade", "pt": "Marmelada secreta"}
    row = plans.write_amendment(promise, replace(queries.terms_now(promise), texts=words), words, by=ANA, at=NOW)
    plans.propose_amendment(row, revision=row.revision, by=ADA, at=NOW)
    seal()
    for address in ("commitments/1.1/", "amendments/", "text/", "history/", ""):
        assert "marmalade" not in client.get(f"/en/plans/{OLD}/{address}").content.decode()
    assert client.get(f"/en/plans/{OLD}/amendments/1/").status_code == 404


def test_an_amendment_of_a_later_day_is_agreed_and_not_in_force_until_then(client):
    two_plans()
    amended(f"{OLD}/1.1", by=ANA, then=ADA, at=NOW, in_force_from=date(2027, 1, 1))
    begins = queries.agreed_by_all(DANA, OLD, as_of=NOW)[0].in_force_at
    seal()
    with time_machine.travel(begins - timedelta(seconds=1), tick=False):
        assert told(client, "en") == (
            "Agreed by all parties on 23 November 2026, in force from 1 January 2027",
            "Amendment 1 is agreed, in force from 1 January 2027",
            "1 amendment agreed, in force later",
        )
        assert "en vigueur à compter du 1er janvier 2027" in told(client, "fr")[0]
        assert "en vigor a partir del 1 de enero de 2027" in told(client, "es")[0]
        assert "as amended" not in text_of(client.get(f"/en/plans/{OLD}/commitments/1.1/"))
        assert "as amended" not in text_of(client.get(f"/en/plans/{OLD}/text/"))
    with time_machine.travel(begins, tick=False):
        assert told(client, "en") == (
            "In force since 1 January 2027, signed by all parties",
            "Amended by amendment 1 on 1 January 2027",
            "1 promise amended",
        )
        assert "old-plan/1.1 as amended (en)" in text_of(client.get(f"/en/plans/{OLD}/commitments/1.1/"))
        assert "old-plan/1.1 as amended (en)" in text_of(client.get(f"/en/plans/{OLD}/text/"))


def told(client, language: str) -> tuple[str, str, str]:
    """What the pages of the amendment, its promise and the plan say of it."""
    page = client.get(links.href("amendment", language, plan=OLD, number="1")).context["page"]
    promise = client.get(links.href("commitment", language, plan=OLD, number="1.1")).context["page"]
    plan = client.get(links.href("plan", language, plan=OLD)).context["page"]
    return page.item.stands, promise.change.amendments[0].label, plan.amended
