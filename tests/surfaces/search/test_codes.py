"""A number or a reference finds what bears it, as pages show it and as people of three languages write it."""

from __future__ import annotations

from datetime import date

import pytest

from entente.record.plan.queries import Plan
from entente.record.verification.models import Claim
from entente.surfaces.search import asking, building, index
from entente.surfaces.search.bridge import Bridge
from entente.surfaces.search.codes import read_code
from entente.surfaces.search.documents import SearchDocument
from entente.surfaces.search.questions import Question
from entente.surfaces.search.words import Kind, Match
from tests.surfaces import busy
from tests.surfaces.search.making import asked, made, refs


@pytest.mark.parametrize(
    ("text", "names"),
    [
        *((text, ("6.4",)) for text in ("6.4", " C6.4 ", "c 6.4", "§6.4", "§ 6.4", "(6.4)", "6.4.", "#6.4", "No. 6.4")),
        *((text, ("6.4",)) for text in ("commitment 6.4", "Compromiso 6.4", "compromiso n.º 6.4", "ENGAGEMENT n° 6.4")),
        *((text, ("6.4#b", "6.4")) for text in ("6.4b", "6.4 b", "6.4 (b)", "6.4#b", "commitment 6.4 b)")),
        *((text, ("p6",)) for text in ("pillar 6", "Pilar 6", "pilier 6", "P6", "pilier n° 6")),
        *((text, ("amendments/2",)) for text in ("amendment 2", "Enmienda n.º 2", "amendement 2")),
        ("6", ("6", "p6")),
        ("CAN-3", ("can-3",)),
        ("observatory/tri-plan-fair-1", ("observatory/tri-plan-fair-1",)),
    ],
)
def test_a_code_is_read_as_it_is_written(text: str, names: tuple[str, ...]) -> None:
    code = read_code(text)
    assert code is not None
    assert (code.names, code.plan) == (names, "")


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("tri-plan/6.4", ("6.4",)),
        ("tri-plan/6.4/updates/CAN-3", ("6.4/updates/can-3",)),
        ("tri-plan/activities/mou", ("activities/mou",)),
        ("tri-plan/6", ("6", "p6")),
        ("tri-plan/amendments/2", ("amendments/2",)),
        ("tri-plan/activities/mou/sessions/2025-may", ("activities/mou/sessions/2025-may",)),
    ],
)
def test_a_reference_names_its_plan(text: str, names: tuple[str, ...]) -> None:
    code = read_code(text)
    assert code is not None
    assert (code.names, code.plan) == (names, "tri-plan")


@pytest.mark.parametrize(
    "text", ["", "water", "6.4 water", "year 2024", "in 2024", "pillar", "§", "-", "x" * 9_000, "/" * 300]
)
def test_words_are_no_code(text: str) -> None:
    assert read_code(text) is None


@pytest.mark.django_db
def test_a_number_finds_its_commitment_first_and_then_what_speaks_of_it(plan: Plan) -> None:
    for number in range(3):
        busy.published("tri-plan/1.2", f"A step {number}.")
    made()
    for language, texts in {
        "en": ("1.2", "C1.2", "commitment 1.2", "§1.2", "tri-plan/1.2"),
        "es": ("1.2", "compromiso 1.2", "compromiso n.º 1.2"),
        "fr": ("1.2", "engagement 1.2", "engagement n° 1.2"),
    }.items():
        for text in texts:
            assert refs(asked(text, language=language))[0] == "tri-plan/1.2", (language, text)
    whole = asked("1.2", limit=100)
    assert {hit.subject.partition("#")[0] for hit in whole.hits if hit.kind is Kind.UPDATE} == {"tri-plan/1.2"}
    assert refs(asked("1.2 step"))[0].startswith("tri-plan/1.2")
    for language, text in (("en", "pillar 1"), ("es", "pilar 1"), ("fr", "pilier 1")):
        assert refs(asked(text, language=language))[0] == "tri-plan/1"
    assert refs(asked("1.2", kind="update")) != []
    assert "tri-plan/1.2" not in refs(asked("1.2", plan="no-such-plan"))


@pytest.mark.django_db
def test_what_a_page_calls_a_thing_by_finds_it(plan: Plan) -> None:
    busy.work_on("tri-plan/1.1", 2)
    made()
    everything = [
        hit for one in ("fair", "step", "year", "three") for hit in asked(one, limit=200, match=Match.ANY).hits
    ]
    assert {hit.kind for hit in everything} >= {Kind.COMMITMENT, Kind.UPDATE, Kind.EVIDENCE, Kind.PLAN, Kind.SOURCE}
    for hit in everything:
        assert refs(asked(hit.ref))[0] == hit.ref
        assert refs(asked(hit.ref.rpartition("/")[2].upper())) != []


@pytest.mark.django_db
def test_a_code_passes_the_same_door_as_words(plan: Plan) -> None:
    Claim.objects.filter(slug="tri-plan-fair-1").update(tier="own", owner="AAA")
    made()
    assert refs(asked("AAA/tri-plan-fair-1")) == []


@pytest.mark.django_db
def test_texts_that_weigh_the_same_come_newest_first_then_by_number(plan: Plan) -> None:
    """Whatever way the index came about: at once, or one after the other in any order."""
    days = [date(2026, 3, 1 + at % 4) for at in range(40)]
    documents = [
        SearchDocument(Kind.UPDATE, "p", f"p/1.{at}/updates/A-{at}", f"p/1.{at}", {}, ({"en": "Same words."},), on=day)
        for at, day in enumerate(days, 1)
    ]
    told = [
        one.ref
        for one in sorted(documents, key=lambda one: (-one.on.toordinal() if one.on else 0, int(one.number[2:])))
    ]
    folder = building.store.root()
    for name, pieces in {"at-once": [documents], "backwards": [[one] for one in reversed(documents[::3])]}.items():
        (folder / name).mkdir(parents=True)
        for piece in pieces:
            index.write(folder / name, (), piece)
        searcher = index.open_index(folder / name).searcher()
        for match in (Match.ALL, Match.ANY):
            found = asking.search(searcher, Bridge(), Question("same", match=match), searcher.doc_freq, 7)
            kept = {one.ref for piece in pieces for one in piece}
            assert [one.ref for _score, one in found] == [ref for ref in told if ref in kept][:7]


def test_a_session_is_found_by_its_reference_and_an_amendment_by_its_number() -> None:
    activity = SearchDocument(
        Kind.ACTIVITY, "p", "p/activities/mou", "p/activities/mou", {"en": "Memorandum"}, (), sessions=("2025-may",)
    )
    assert activity.codes == ("activities/mou", "mou", "activities/mou/sessions/2025-may", "2025-may")
    amendment = SearchDocument(Kind.AMENDMENT, "p", "p/amendments/2", "p/1.1", {"en": "A fair"}, ())
    assert (amendment.codes, amendment.home) == (("amendments/2",), "p")
