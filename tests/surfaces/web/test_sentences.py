"""Refusals that name something are told in the reader's language, and stay in step with the record's own sentences."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path

import pytest
from django.utils import translation

import entente
from entente.foundation.common.decisions import Denied
from entente.foundation.common.errors import RuleBroken
from entente.record.assessment.rules import require_past
from entente.record.verification.rules import gate
from entente.surfaces.web.sentences import PATTERNS, PLAIN, in_language

SOURCES = [Path(entente.__file__).parent / folder for folder in ("record", "foundation", "surfaces/intake")]
PLACE = re.compile(r"%\(\w+\)s|\x00")


@cache
def raised() -> set[str]:
    """Every text in the record's modules, with \\0 for what it names."""
    return {text for folder in SOURCES for path in folder.rglob("*.py") for text in _texts(ast.parse(path.read_text()))}


def _texts(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value
        if isinstance(node, ast.JoinedStr):
            yield "".join(str(one.value) if isinstance(one, ast.Constant) else "\0" for one in node.values)


PIECES = ("“%(word)s” for", "%(what)s: the text in", "The reason for the joint status of", "The mail “%(name)s” has")
GATE = [pattern for pattern in PATTERNS if pattern.startswith(PIECES)]
"""Put together of two pieces, such as by the proof gate, which is tried below itself."""


@pytest.mark.parametrize("sentence", [one for one in (*PATTERNS, *PLAIN) if one not in GATE])
def test_every_sentence_is_one_that_the_record_says(sentence: str) -> None:
    assert PLACE.sub("\0", sentence) in raised()


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("en", "What was done has no text in “fr”, which AAA owes; write it first."),
        (
            "fr",
            "Ce qui a été fait n’a pas de texte en «\u00a0fr\u00a0», que AAA doit fournir\u00a0; rédigez-le d’abord.",
        ),
        ("es", "Lo que se hizo no tiene texto en «fr», que AAA debe; escríbalo primero."),
    ],
)
def test_a_language_that_is_owed_is_asked_for(language: str, told: str) -> None:
    with translation.override(language):
        assert in_language("What was done has no text in “fr”, which AAA owes; write it first.") == told


def test_a_day_has_its_month_and_a_promise_its_number() -> None:
    with pytest.raises(RuleBroken, match="still to come") as refused:
        require_past(date(2026, 12, 1), today=date(2026, 6, 1), subject="tri-plan/1.1#a")
    with translation.override("fr"):
        told = in_language(str(refused.value))
    assert (
        told
        == "L’état de 1.1 a porte sur le 1er décembre 2026, qui est à venir ; indiquez une date jusqu’à aujourd’hui."
    )


def test_missing_proof_is_told_in_the_language_of_the_reader() -> None:
    denied = gate([], subject="tri-plan/1.1", word="complete")
    assert isinstance(denied, Denied)
    with translation.override("es"):
        told = in_language(f"{denied.reason}.")
    assert told == (
        "«completo» para 1.1 requiere una prueba y no se indica ninguna; "
        "añada una que lo muestre y pida a otra persona que la verifique."
    )


def test_what_nobody_translated_stays_as_it_is() -> None:
    with translation.override("fr"):
        assert (in_language("A sentence of no catalogue."), in_language("")) == ("A sentence of no catalogue.", "")


@pytest.mark.parametrize(
    ("language", "stays"),
    [("es", "El sitio anterior queda como estaba."), ("fr", "Le site précédent reste tel quel.")],
)
def test_a_refusal_within_another_is_told_in_the_same_language(language: str, stays: str) -> None:
    within = "The archive of copies does not answer (no route); try again later."
    with translation.override(language):
        assert in_language(within) != within
        assert (
            in_language(f"{within}  The site that was there before stays as it was.")
            == f"{in_language(within)} {stays}"
        )


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        (
            "“Draft exchanged” lies in the future (2099-01-01); say what has happened, or plan it.",
            "«\u00a0Projet échangé\u00a0» est dans l’avenir (1er janvier 2099)\u00a0; dites ce qui a eu lieu, ou planifiez cela.",
        ),
        (
            "The session “talk” is “lapsed”; from there it cannot become “reported”.",
            "La séance «\u00a0talk\u00a0» est à l’état «\u00a0n’a pas eu lieu\u00a0»\u00a0; "
            "de là, cela ne peut devenir «\u00a0déclaré\u00a0».",
        ),
    ],
)
def test_what_a_refusal_names_with_a_word_of_its_own_is_told_in_the_language_too(sentence: str, told: str) -> None:
    with translation.override("fr"):
        assert in_language(sentence) == told
