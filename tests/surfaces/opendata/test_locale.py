"""The pages of the open data say everything in every language."""

from __future__ import annotations

from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

from entente.surfaces import opendata
from tests.surfaces.web.catalogue import keys_of

FOLDER = Path(opendata.__file__).parent


def catalogue(language: str) -> Catalog:
    with (FOLDER / "locale" / language / "LC_MESSAGES" / "django.po").open("rb") as source:
        return read_po(source, locale=language)


@pytest.mark.parametrize("language", ["es", "fr"])
def test_every_sentence_is_translated_and_no_other_kept(language: str) -> None:
    known = {
        entry.id[0] if isinstance(entry.id, tuple) else entry.id: entry for entry in catalogue(language) if entry.id
    }
    empty = [
        key
        for key, entry in known.items()
        if not all(entry.string if isinstance(entry.string, tuple) else [entry.string])
    ]
    assert (set(known), empty) == ({text for _context, text, _plural in keys_of(FOLDER)}, [])


@pytest.mark.parametrize("language", ["es", "fr"])
def test_every_translation_fills_in_the_same_names(language: str) -> None:
    assert [error for entry in catalogue(language) for error in entry.check(catalogue(language))] == []
