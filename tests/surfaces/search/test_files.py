"""The search of a site that no server serves: its files say what the pages say, in few bytes, and nothing that is hidden."""

from __future__ import annotations

import gzip
import json
from datetime import datetime
from typing import Any

import pytest

from entente.foundation.common.records import Tier
from entente.record.plan.queries import Plan
from entente.record.verification.models import Claim
from entente.surfaces.web.search_files import CHUNK, code_file, folded, search_files
from tests.surfaces.search.making import NOW

pytestmark = pytest.mark.django_db


def told(at: datetime = NOW) -> dict[str, Any]:
    """Name -> what each file hands over."""
    files = {}
    for name, content in search_files(as_of=at):
        text = content.decode()
        assert text.startswith("ententeFind")
        files[name.removeprefix("find/").removesuffix(".js")] = json.loads(text.partition("=")[2])
    return files


def found(files: dict[str, Any], word: str, language: str = "en") -> list[list[str]]:
    """The rows of the documents that `search.js` finds for one word."""
    shards = [number for number, first in enumerate(files["index"]["shards"]) if first <= folded(word)[:2]]
    entries = [entry for entry in files[f"words-{shards[-1]}"] if folded(word) in entry[0].split()]
    numbers = set()
    for _words, places in entries:
        at = 0
        for gap in places[::2]:
            at += gap
            numbers.add(at)
    return [files[f"{language}-{number // CHUNK}"][number % CHUNK] for number in sorted(numbers)]


def test_a_word_leads_to_the_pages_that_hold_it_in_any_language(plan: Plan) -> None:
    files = told()
    assert ["A fair for all", "../plans/tri-plan/commitments/1.1/index.html"] in [
        row[:2] for row in found(files, "fairs")
    ]
    spanish = [row[:2] for row in found(files, "feria", "es")]
    assert ["Una feria para todos", "../planes/tri-plan/compromisos/1.1/index.html"] in spanish
    # 2.2 is titled in English alone: the record itself taught what “feria” is.
    assert "../planes/tri-plan/compromisos/2.2/index.html" in [address for _title, address in spanish]
    assert found(files, "معرضا")


def test_the_same_record_gives_the_same_bytes_and_few_of_them(plan: Plan) -> None:
    assert list(search_files(as_of=NOW)) == list(search_files(as_of=NOW))
    biggest = max(len(gzip.compress(content)) for name, content in search_files(as_of=NOW))
    assert biggest < 10_000


def test_what_is_hidden_is_in_no_file(plan: Plan) -> None:
    Claim.objects.filter(slug="tri-plan-fair-1").update(tier=Tier.PARTIES, statement={"en": "A zebra came."})
    assert not any(b"zebra" in content for _name, content in search_files(as_of=NOW))


def test_days_stand_in_the_order_of_the_documents(plan: Plan) -> None:
    files = told()
    days = [day for day, number in files["only-day"] for _one in range(number)]
    assert len(days) == files["index"]["size"]
    assert days == sorted(days)
    number = days.index(next(day for day in days if day))
    assert str(days[number])[:4] in files[f"en-{number // CHUNK}"][number % CHUNK][2]


def test_a_code_leads_to_what_bears_it(plan: Plan) -> None:
    files = told()

    def bearing(code: str) -> list[str]:
        gaps = files[f"codes-{code_file(code, files['index']['codes'])}"][code]
        numbers = [sum(gaps[: at + 1]) for at in range(len(gaps))]
        return [files[f"en-{number // CHUNK}"][number % CHUNK][0] for number in numbers]

    assert bearing("1.1") == ["A fair for all"]
    assert len(bearing("p1")) == len(bearing("tri-plan-fair-1")) == 1


def test_nothing_on_record_gives_an_index_of_nothing(db: None) -> None:
    assert told()["index"]["size"] == 0
