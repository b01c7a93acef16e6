"""Every word of the pages is there in every language, and nothing is left over."""

from __future__ import annotations

import re
from gettext import GNUTranslations
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

from entente.config.compile_messages import compile_all
from entente.surfaces import web

from .catalogue import Key, keys_of

FOLDER = Path(web.__file__).parent
PLACES = re.compile(r"%\(\w+\)[sd]")
LANGUAGES = ["es", "fr"]


def catalogue(language: str) -> Catalog:
    with (FOLDER / "locale" / language / "LC_MESSAGES" / "django.po").open("rb") as source:
        return read_po(source, locale=language)


def keys(language: str) -> dict[Key, tuple[str, ...]]:
    found: dict[Key, tuple[str, ...]] = {}
    for message in catalogue(language):
        if message.id:
            ids = message.id if isinstance(message.id, tuple) else (message.id, "")
            texts = message.string if isinstance(message.string, tuple) else (message.string,)
            found[message.context or "", ids[0], ids[1]] = tuple(str(text) for text in texts)
    return found


@pytest.mark.parametrize("language", LANGUAGES)
def test_catalogue_holds_exactly_what_the_pages_say(language: str) -> None:
    assert set(keys(language)) == keys_of(FOLDER, without="desk")


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_text_is_missing_or_unsure(language: str) -> None:
    assert [key for key, texts in keys(language).items() if not all(texts)] == []
    assert [message.id for message in catalogue(language) if message.id and message.fuzzy] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_fills_in_the_same_places(language: str) -> None:
    wrong = [
        key
        for key, texts in keys(language).items()
        for text in texts
        if set(PLACES.findall(text)) != set(PLACES.findall(key[2] or key[1]))
    ]
    assert wrong == []


def test_compile_all_compiles_what_is_stale_and_nothing_else(tmp_path: Path) -> None:
    source = tmp_path / "part" / "locale" / "fr" / "LC_MESSAGES" / "django.po"
    source.parent.mkdir(parents=True)
    source.write_text('msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\nmsgid "Yes"\nmsgstr "Oui"\n')
    assert compile_all(tmp_path) == [source.with_suffix(".mo")]
    assert compile_all(tmp_path) == []


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("fr", "Il dit\u00a0: «\u00a0oui\u00a0»\u00a0; à 12:30, voir a\u00a0? https://x ou ici"),
        ("es", "Il dit : « oui » ; à 12:30, voir a ? https://x ou ici"),
    ],
)
def test_no_line_ends_before_a_high_mark_of_french(language: str, told: str, tmp_path: Path) -> None:
    source = tmp_path / "locale" / language / "LC_MESSAGES" / "django.po"
    source.parent.mkdir(parents=True)
    said = "Il dit : « oui » ; à 12:30, voir a ? https://x ou ici"
    source.write_text(
        'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\nPlural-Forms: nplurals=2; plural=(n > 1);\\n"\n\n'
        f'msgid "Said"\nmsgstr "{said}"\n\nmsgid "One"\nmsgid_plural "Many"\nmsgstr[0] "{said}"\nmsgstr[1] "{said}"\n'
    )
    [compiled] = compile_all(tmp_path)
    with compiled.open("rb") as file:
        read = GNUTranslations(file)
    assert (read.gettext("Said"), read.ngettext("One", "Many", 2)) == (told, told)
