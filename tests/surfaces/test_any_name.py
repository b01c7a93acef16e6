"""French and Spanish sentences that a name is put into fit any name: with an article or without, of either gender.

A colon or parentheses stand before it: “vérifié par : Canada”, as “vérifié par Canada” lacks its article.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

import entente

SIDES = "who|party|parties|others|keeper|by|giver|receiver|authority"
"""Values that hold the names of sides; `side` and `sides` are codes in refusals, which take no article."""
BENT = {
    "fr": re.compile(rf"\b(?:à|de|du|en|par|pour|sur|chez|selon|que) %\((?:{SIDES})\)s|[dl]’%\((?:{SIDES})\)s"),
    "es": re.compile(r"\b(?:de|del|a cargo de|por) %\((?:who|keeper|by)\)s"),
}
"""In Spanish a party needs no article (“de México”); the keeper, an assessor or a body does."""
CATALOGUES = sorted(
    path for tag in BENT for path in Path(entente.__file__).parent.rglob(f"locale/{tag}/LC_MESSAGES/django.po")
)


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: f"{path.parts[-5]}-{path.parts[-3]}")
def test_a_sentence_fits_any_name(path):
    tag = path.parts[-3]
    with path.open("rb") as source:
        said = [text for one in read_po(source, locale=tag) if one.id for text in _texts(one.string)]
    assert [text for text in said if BENT[tag].search(text)] == []


def _texts(string: str | tuple[str, ...] | list[str]) -> list[str]:
    return [string] if isinstance(string, str) else list(string)
