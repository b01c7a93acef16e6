"""Every sentence of the log-in pages is there in every interface language, and no other is."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_python
from babel.messages.pofile import read_po

FOLDER = Path(__file__).parents[3] / "src/entente/foundation/accounts"
KEYWORDS = {"_": None, "gettext": None}

Message = str | tuple[str, ...]


def catalogue(language: str) -> Catalog:
    return read_po(io.BytesIO((FOLDER / f"locale/{language}/LC_MESSAGES/django.po").read_bytes()), locale=language)


def sentences(path: Path) -> set[Message]:
    text = path.read_text()
    if path.suffix == ".py":
        found = extract_python(io.BytesIO(text.encode()), KEYWORDS, [], {"encoding": "utf-8"})
        return {message for _, _, message, _ in found}
    blocks = re.findall(r"{% blocktranslate[^%]*%}(.*?){% endblocktranslate %}", text)
    return set(re.findall(r'{% translate "([^"]*)"(?: context "[^"]*")? %}', text)) | {
        _block(block) for block in blocks
    }


def _block(block: str) -> Message:
    texts = tuple(re.sub(r"{{ (\w+) }}", r"%(\1)s", half) for half in block.split("{% plural %}"))
    return texts if len(texts) > 1 else texts[0]


def used() -> set[Message]:
    files = [*FOLDER.rglob("*.html"), *FOLDER.glob("*.py")]
    return set().union(*(sentences(path) for path in files))


@pytest.mark.parametrize("language", ["en", "es", "fr"])
def test_catalogue_holds_exactly_what_the_pages_say(language: str) -> None:
    known = {message.id if isinstance(message.id, str) else tuple(message.id) for message in catalogue(language)}
    assert known - {""} == used()


@pytest.mark.parametrize("language", ["en", "es", "fr"])
def test_catalogue_is_complete_and_keeps_the_place_holders(language: str) -> None:
    for message in catalogue(language):
        ids = [message.id] if isinstance(message.id, str) else list(message.id)
        strings = [message.string] if isinstance(message.string, str) else list(message.string)
        if ids == [""]:
            continue
        assert len(strings) == len(ids)
        for own, theirs in zip(ids, strings, strict=True):
            assert theirs != ""
            assert sorted(re.findall(r"%\(\w+\)\w", own)) == sorted(re.findall(r"%\(\w+\)\w", theirs))
            assert message.fuzzy is False
