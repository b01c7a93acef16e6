"""The bridge between languages, held to texts that it has not learnt from: those of the plans that ship."""

from __future__ import annotations

from pathlib import Path

import pytest

from entente.foundation.common.records import Tier
from entente.record.plan.queries import Plan
from entente.record.verification.models import Claim
from entente.surfaces.search import index
from entente.surfaces.search.analysis import stem
from entente.surfaces.search.asking import search
from entente.surfaces.search.bridge import Bridge, build
from entente.surfaces.search.documents import SearchDocument
from entente.surfaces.search.questions import Question
from entente.surfaces.search.words import Kind, Match
from tests.benchmarks.searching import wordings
from tests.record.delivery import activity_acts as acts
from tests.surfaces.search.making import asked, made, refs


def found_share(asked_in: str, bridge: Bridge, held: list[dict[str, str]], folder: Path) -> float:
    """How many of the held-out texts, indexed in English alone, are first among ten when asked in another language."""
    folder.mkdir()
    documents = [
        SearchDocument(Kind.UPDATE, "held", str(at), "held", {}, ({"en": one["en"]},)) for at, one in enumerate(held)
    ]
    index.write(folder, (), documents)
    searcher = index.open_index(folder).searcher()
    first = 0
    for at, one in enumerate(held):
        question = Question(" ".join(one[asked_in].split()[:12]), language=asked_in, match=Match.ANY)
        first += [hit.ref for _score, hit in search(searcher, bridge, question, searcher.doc_freq, 1)] == [str(at)]
    return first / len(held)


@pytest.mark.parametrize("language", ["es", "fr"])
def test_a_question_finds_a_text_that_is_in_english_alone(language: str, tmp_path: Path) -> None:
    kept = [one for one in wordings() if {"en", language} <= one.keys() and len(one["en"].split()) > 5]
    held, taught = kept[::2], kept[1::2]
    bare = found_share(language, Bridge(), held, tmp_path / "bare")
    with_bridge = found_share(language, build(taught), held, tmp_path / "with")
    assert (with_bridge > 0.6, with_bridge > 1.4 * bare) == (True, True), (bare, with_bridge)


def test_an_agreed_term_of_several_words_leads_to_its_other_names(tmp_path: Path) -> None:
    terms = [{"en": "missing persons", "es": "personas desaparecidas"}]
    documents = [
        SearchDocument(Kind.UPDATE, "held", "1", "held", {}, ({"es": "Un registro de personas desaparecidas."},))
    ]
    index.write(tmp_path, (), documents)
    searcher = index.open_index(tmp_path).searcher()
    question = Question("missing persons", match=Match.ALL)
    assert search(searcher, Bridge(), question, searcher.doc_freq) == []
    assert [hit.ref for _score, hit in search(searcher, build([], terms), question, searcher.doc_freq)] == ["1"]


def test_a_pair_that_was_seen_once_is_not_used() -> None:
    word = stem("es", "ríos")
    once = build([{"en": "rivers", "es": "ríos"}])
    twice = build([{"en": "rivers", "es": "ríos"}, {"en": "wide rivers", "es": "ríos anchos"}])
    assert (once.across("es", word, "en"), twice.across("es", word, "en")) == ([], [(stem("en", "rivers"), 1.0)])


def test_what_another_language_says_alone_is_shown_beside_texts_that_hold_few_of_the_words(plan: Plan) -> None:
    """Not where a text in the reader's own language holds all of them."""
    rivers = [
        ("Ríos limpios", "Clean rivers"),
        ("Ríos y bosques", "Rivers and forests"),
        ("Bosques limpios", "Clean forests"),
    ]
    for at, (spanish, english) in enumerate(rivers * 2):
        acts.claim("tri-plan/1.1", slug=f"both-{at}", statement={"en": english, "es": spanish})
    acts.claim("tri-plan/1.1", slug="alone", statement={"en": "Clean rivers run through old forests here."})
    made()
    answer = asked("ríos bosques limpios grandes", language="es")
    assert (answer.match, "AAA/alone" in refs(answer)[:3]) == (Match.ANY, False)
    assert [hit.ref for hit in asked("ríos bosques limpios grandes", language="es", limit=3).elsewhere] == ["AAA/alone"]
    assert asked("ríos bosques limpios grandes", language="es", limit=3, offset=3).elsewhere == ()
    assert asked("ríos limpios", language="es", limit=3).elsewhere == ()
    Claim.objects.filter(slug="alone").update(tier=Tier.OWN)
    assert asked("ríos bosques limpios grandes", language="es", limit=3).elsewhere == ()
