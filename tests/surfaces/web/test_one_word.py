"""One thing has one name, on every page, form and sheet and in what is signed."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from babel.messages.pofile import read_po
from django.utils.translation import override

from entente.record.assessment.queries import Completion
from entente.surfaces import web
from entente.surfaces.intake.agreed_words import VALUES
from entente.surfaces.intake.sheets.words import STATUSES
from entente.surfaces.web import assessments, labels_of_work

SURFACES = Path(web.__file__).parents[1]
BESIDE = re.compile(r"à côté|côte à côte|[nd]e notre côté|(laiss\w+) (ce type )?de côté")
"""French turns of phrase that are no side of a plan."""


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
    wrong = []
    for path in sorted(SURFACES.rglob(f"{language}/LC_MESSAGES/django.po")):
        with path.open("rb") as file:
            for entry in read_po(file, locale=language):
                told = " ".join(entry.string) if isinstance(entry.string, tuple) else entry.string
                if entry.id and re.search(never, BESIDE.sub("", told), re.IGNORECASE):
                    wrong.append(told)
    assert wrong == []
