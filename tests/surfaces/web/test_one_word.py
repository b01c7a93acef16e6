"""One thing has one name, on every page, form and sheet and in what is signed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from babel.messages.pofile import read_po
from django.utils.translation import override

from entente.record.assessment.queries import Completion
from entente.surfaces import web
from entente.surfaces.intake.agreed_words import VALUES
from entente.surfaces.intake.sheets.words import STATUSES
from entente.surfaces.web import assessments, labels, labels_of_activities, labels_of_work

SURFACES = Path(web.__file__).parents[1]
DICTIONARY = SURFACES / "opendata" / "dictionary.yaml"
BESIDE = re.compile(r"à côté|côte à côte|[nd]e notre côté|(laiss\w+) (ce type )?de côté")
"""French turns of phrase that are no side of a plan."""
PART_OF_A_PROMISE = re.compile(r"\b[Pp]arts? (“?%\(letter|of the promise\b)|\bclauses?\b")
OTHER_REPORTS = frozenset(
    (
        "The records that show what was done to carry out this commitment since %(launched)s: agreements, decisions, reports, "
        "minutes, and letters between the bodies concerned.",
    )
)
"""Papers of a ministry, which are neither."""


@pytest.mark.parametrize("language", ["en", "es", "fr"])
def test_each_value_of_the_scale_has_one_name(language: str) -> None:
    with override(language):
        on_pages = {value: str(labels_of_work.COMPLETION[value]).lower() for value in Completion}
        assert {value: str(STATUSES[value]) for value in Completion} == on_pages
        assert {value: str(assessments.COMPLETION[value]) for value in Completion} == on_pages
        assert {value: VALUES[value.value][language] for value in Completion} == on_pages


@pytest.mark.parametrize(
    ("language", "never"),
    [
        ("fr", r"\bcôtés?\b|mises? à jour"),
        ("es", r"\b(su|otro|cada|ning[uú]n|ese|del) lado\b|novedad|actualizaci[oó]n"),
    ],
)
def test_side_is_named_by_one_word(language: str, never: str) -> None:
    """Who speaks in its own name is "partie" and "parte"; what it says it did is "compte rendu" and "informe"."""
    told = [*(words for _, words in said(language)), *in_the_data(language)]
    assert [words for words in told if re.search(never, BESIDE.sub("", words), re.IGNORECASE)] == []


@pytest.mark.parametrize(("language", "word"), [("fr", r"\bvolets?\b"), ("es", r"\bincisos?\b")])
def test_a_part_of_a_promise_is_no_party(language: str, word: str) -> None:
    """Parties are "parties" and "partes", so what a promise consists of is named otherwise."""
    parts = [(words, told) for words, told in said(language) if PART_OF_A_PROMISE.search(words)]
    assert len(parts) > 20
    assert [told for _, told in parts if not re.search(word, told, re.IGNORECASE)] == []


def test_what_a_side_hands_in_and_what_is_made_of_the_record_are_two_things() -> None:
    """A side's update is "compte rendu" and "informe"; a report that is made of the record "rapport" and "reporte"."""
    spanish = dict(said("es"))
    both = [(french, spanish[words]) for words, french in said("fr") if words in spanish and words not in OTHER_REPORTS]
    made = [(french, told) for french, told in both if re.search(r"\brapports?\b", french, re.IGNORECASE)]
    handed_in = [(french, told) for french, told in both if re.search(r"\binformes?\b", told, re.I)]
    assert len(made) > 20
    assert len(handed_in) > 40
    assert [told for _, told in made if not re.search(r"\breportes?\b", told, re.I)] == []
    assert [french for french, _ in handed_in if not re.search(r"\bcomptes? rendus?\b", french, re.I)] == []


@pytest.mark.parametrize(("language", "stage", "role"), [("fr", "Signé", "A signé"), ("es", "Firmado", "Firmó")])
def test_that_something_is_signed_and_that_a_body_signed_it_are_told_apart(
    language: str, stage: str, role: str
) -> None:
    with override(language):
        assert str(labels_of_activities.stage("signed", "Signed")) == stage
        assert str(labels.ROLES["signer"]) == role


def said(language: str) -> Iterator[tuple[str, str]]:
    """English words and what every catalogue of the surfaces says for them, all numbers of a plural together."""
    for path in sorted(SURFACES.rglob(f"{language}/LC_MESSAGES/django.po")):
        with path.open("rb") as file:
            for entry in read_po(file, locale=language):
                if entry.id:
                    yield _one(entry.id), _one(entry.string)


def in_the_data(language: str) -> Iterator[str]:
    """What the dictionary of the open data calls its tables and columns."""
    waiting = [yaml.safe_load(DICTIONARY.read_text("utf-8"))]
    while waiting:
        part = waiting.pop()
        if isinstance(part, dict):
            waiting += part.values()
            if isinstance(part.get(language), str):
                yield part[language]
        elif isinstance(part, list):
            waiting += part


def _one(words: str | tuple[str, ...] | list[str]) -> str:
    return words if isinstance(words, str) else " ".join(words)
