"""Every language has every sentence of workbooks and forms."""

from __future__ import annotations

from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

from entente.surfaces import intake
from tests.surfaces.web.catalogue import keys_of

FOLDER = Path(intake.__file__).parent


def catalogue(language: str) -> Catalog:
    with (FOLDER / "locale" / language / "LC_MESSAGES" / "django.po").open("rb") as file:
        return read_po(file, locale=language)


@pytest.mark.parametrize("language", ["es", "fr"])
def test_catalogue_holds_exactly_what_is_said(language: str) -> None:
    known = {str(entry.id): str(entry.string) for entry in catalogue(language) if entry.id}

    assert set(known) == {text for _context, text, _plural in keys_of(FOLDER)}
    assert [key for key, text in known.items() if not text] == []


@pytest.mark.parametrize("language", ["es", "fr"])
def test_every_translation_fills_in_the_same_names(language: str) -> None:
    assert [error for entry in catalogue(language) for error in entry.check(catalogue(language))] == []
