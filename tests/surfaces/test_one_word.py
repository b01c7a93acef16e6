"""All catalogues are one to a reader: where two know the same words, the first wins.  So none says them in another way."""

from __future__ import annotations

from pathlib import Path

import pytest
from babel.messages.pofile import read_po

import entente

HOUSE = Path(entente.__file__).parent


def told(language: str) -> dict[tuple[str, str], dict[str, str]]:
    """(context, English words) -> catalogue -> what it says for them."""
    found: dict[tuple[str, str], dict[str, str]] = {}
    for path in sorted(HOUSE.rglob(f"locale/{language}/LC_MESSAGES/django.po")):
        with path.open("rb") as source:
            for one in read_po(source, locale=language):
                if one.id:
                    words = found.setdefault((one.context or "", str(one.id)), {})
                    words[str(path.relative_to(HOUSE).parents[3])] = str(one.string)
    return found


@pytest.mark.parametrize("language", ["es", "fr"])
def test_no_two_catalogues_say_the_same_words_in_two_ways(language: str) -> None:
    """Words that mean two things carry a context: `pgettext`, or `context` in a template."""
    assert {words: said for words, said in told(language).items() if len(set(said.values())) > 1} == {}


def test_catalogues_that_share_words_are_found() -> None:
    assert any(len(said) > 1 for said in told("fr").values())


@pytest.mark.parametrize("path", sorted(HOUSE.rglob("django.po")), ids=lambda path: str(path.relative_to(HOUSE)))
def test_no_catalogue_says_the_same_words_twice(path: Path) -> None:
    """Two changes that met there can leave both: only the last counts."""
    with path.open("rb") as source:
        read = len(list(read_po(source)))
    assert sum(line.startswith("msgid ") for line in path.read_text("utf-8").splitlines()) == read
