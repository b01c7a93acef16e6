"""Every word of reports is there in every language, and nothing is left over."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from entente.surfaces import reports
from tests.surfaces.web.catalogue import Key, keys_of

FOLDER = Path(reports.__file__).parent
PLACES = re.compile(r"%\(\w+\)[sd]|\{\w+\}")


def messages(language: str) -> dict[Key, tuple[str, ...]]:
    with (FOLDER / "locale" / language / "LC_MESSAGES" / "django.po").open("rb") as source:
        found = [message for message in read_po(source, locale=language) if message.id]
    return {
        (one.context or "", *(one.id if isinstance(one.id, tuple) else (one.id, ""))): (
            one.string if isinstance(one.string, tuple) else (one.string,)
        )
        for one in found
    }


@pytest.mark.parametrize("language", ["es", "fr"])
def test_the_catalogue_holds_exactly_what_reports_say(language: str) -> None:
    assert set(messages(language)) == keys_of(FOLDER)


@pytest.mark.parametrize("language", ["es", "fr"])
def test_every_text_is_there_and_fills_in_the_same_places(language: str) -> None:
    wrong = [
        key
        for key, texts in messages(language).items()
        for text in texts
        if not text or set(PLACES.findall(text)) != set(PLACES.findall(key[2] or key[1]))
    ]
    assert wrong == []
