"""The search of a site that no server serves: its files say what the pages say, in few bytes, and nothing that is hidden."""

from __future__ import annotations

import gzip
import json
from datetime import datetime
from itertools import accumulate
from typing import Any

import pytest

from entente.foundation.common import notes
from entente.foundation.common.records import Tier
from entente.record.plan.queries import Plan
from entente.record.verification.models import Claim
from entente.surfaces.publish.questions import Questions
from entente.surfaces.web import search_files as search_files_module
from entente.surfaces.web import search_stretches
from entente.surfaces.web.search_files import search_files
from entente.surfaces.web.search_stretches import CHUNK, SPAN
from entente.surfaces.web.search_words import file_of, folded
from tests.record.delivery.activity_acts import claim
from tests.surfaces.search.making import NOW

pytestmark = pytest.mark.django_db


def told(at: datetime = NOW) -> dict[str, Any]:
    """Name -> what each file hands over."""
    files = {}
    for one in search_files(as_of=at):
        text = one.make().decode()
        assert text.startswith("ententeFind")
        files[one.name.removeprefix("find/").removesuffix(".js")] = json.loads(text.partition("=")[2])
    return files


def found(files: dict[str, Any], word: str, language: str = "en") -> list[list[str]]:
    """The rows of the documents that `search.js` finds for one word."""
    here = files[f"words-{file_of(folded(word)[:2], files['index']['words'])}"]
    entries = [entry for entry in here if folded(word) in entry[0].split()]
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
    first, again = ([(one.name, one.make()) for one in search_files(as_of=NOW)] for _time in range(2))
    assert first == again
    assert max(len(gzip.compress(content)) for _name, content in first) < 10_000


def test_what_is_hidden_is_in_no_file(plan: Plan) -> None:
    Claim.objects.filter(slug="tri-plan-fair-1").update(tier=Tier.PARTIES, statement={"en": "A zebra came."})
    assert not any(b"zebra" in one.make() for one in search_files(as_of=NOW))


def test_days_stand_in_the_order_of_the_documents(plan: Plan) -> None:
    files = told()
    days = [day for day, _gap in files["only-day"]]
    assert days == sorted(set(days))
    firsts = list(accumulate(gap for _day, gap in files["only-day"]))
    for day, number in zip(days, firsts, strict=True):
        facts = files[f"en-{number // CHUNK}"][number % CHUNK][2]
        assert (str(day)[:4] in facts) is bool(day)
    assert sum(len(rows) for name, rows in files.items() if name.startswith("en-")) == files["index"]["size"]


def test_a_code_leads_to_what_bears_it(plan: Plan) -> None:
    files = told()

    def bearing(code: str) -> list[str]:
        gaps = files[f"codes-{file_of(code, files['index']['codes'])}"][code]
        numbers = [sum(gaps[: at + 1]) for at in range(len(gaps))]
        return [files[f"en-{number // CHUNK}"][number % CHUNK][0] for number in numbers]

    assert bearing("1.1") == ["A fair for all"]
    assert len(bearing("p1")) == len(bearing("tri-plan-fair-1")) == 1


@pytest.mark.parametrize("most", [3, 10])
def test_a_record_of_many_stretches_is_found_as_one_of_few(
    plan: Plan, monkeypatch: pytest.MonkeyPatch, most: int
) -> None:
    one = told()
    monkeypatch.setattr(search_files_module, "STRETCH", most)
    many = told()
    assert max(map(number_in, many)) >= SPAN // CHUNK
    for word, language in (("fairs", "en"), ("feria", "es"), ("معرضا", "en")):
        assert found(many, word, language) == found(one, word, language)
        assert len(found(many, word, language)) > 1 - len(word)
    for name in ("only-kind", "only-party", "only-state"):
        assert {choice: len(gaps) for choice, gaps in many[name].items()} == {
            choice: len(gaps) for choice, gaps in one[name].items()
        }


def number_in(name: str) -> int:
    end = name.rpartition("-")[2]
    return int(end) if end.isdigit() else 0


def test_a_change_is_made_from_something_else_in_few_files(plan: Plan, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(search_files_module, "CHUNK", 4)
    monkeypatch.setattr(search_stretches, "CHUNK", 4)
    before = {one.name: (one.made_from, one.make()) for one in search_files(as_of=NOW)}
    claim("tri-plan/1.1", slug="seen-today", statement={"en": "Quokkas were seen."})
    after = {one.name: (one.made_from, one.make()) for one in search_files(as_of=NOW)}
    changed = {name for name in before.keys() | after.keys() if before.get(name, ("",))[0] != after.get(name, ("",))[0]}
    assert {name for name in after if before.get(name, ("", b""))[1] != after[name][1]} <= changed
    sheets, fresh = (
        {made_from for name, (made_from, _content) in all_of.items() if "/text-" in name} for all_of in (before, after)
    )
    assert len(sheets) > 4
    assert 1 <= len(fresh - sheets) <= 4  # the evidence and its source, each with its neighbours, which may be halved
    assert any(b"quokkas" in content for _made_from, content in after.values())


def test_no_file_of_titles_is_older_than_one_before_it(plan: Plan, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(search_files_module, "CHUNK", 4)
    monkeypatch.setattr(search_stretches, "CHUNK", 4)

    def times() -> list[datetime | None]:
        with Questions(NOW, 1, lambda _number, _question: None).recording(), notes.noting():
            return [one.newest for one in search_files(as_of=NOW) if "/text-" in one.name]

    before = times()
    assert len(set(before)) > 1
    assert before == sorted(before)  # type: ignore[type-var]  # each has one


def test_nothing_on_record_gives_an_index_of_nothing(db: None) -> None:
    assert told()["index"]["size"] == 0
