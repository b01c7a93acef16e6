"""French sentences keep a space before ; ? ! : and inside « », in every catalogue of the house."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from babel.messages.pofile import read_po
from django.utils.translation import override

import entente
from entente.surfaces.web import labels

CATALOGUES = sorted(Path(entente.__file__).parent.rglob("locale/fr/LC_MESSAGES/django.po"))
TEMPLATES = sorted(Path(entente.__file__).parent.rglob("templates/**/*.html"))
GLUED = re.compile(
    r"(?<=[\w)}»”’…])[;?!](?=\s|$)|(?<=[\w)}»”])(?<!\ben):(?=\s)|«(?=\S)(?![\u00a0\u202f])|(?<![\s\u00a0\u202f])»"
)
"""A mark with no space before it.  “en: Arcadia” is what somebody types; an entity ends in ; too."""
ENTITY = re.compile(r"&#?\w+;")


def glued(text: str) -> list[str]:
    return GLUED.findall(ENTITY.sub("", text))


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.parts[-5])
def test_no_mark_is_glued_to_its_word(path):
    with path.open("rb") as source:
        said = [text for one in read_po(source, locale="fr") if one.id for text in _texts(one.string)]
    assert [text for text in said if glued(text)] == []


def test_what_is_glued_is_found():
    assert [
        len(glued(text))
        for text in ("Non; oui", "{all}; oui", "Quoi?", "«mot»", "Une liste: a", "Oui\u00a0; « mot » ?")
    ] == [
        1,
        1,
        1,
        2,
        1,
        0,
    ]


BLOCKS = re.compile(r"{%\s*blocktranslate.*?endblocktranslate\s*%}|{#.*?#}|<(script|style).*?</\\1>", re.DOTALL)
BARE = re.compile(r"(?:}}|%}|</\w+>)[;:](?=[\s{<])")
"""A mark right behind a value, which no catalogue can give its space: `{% translate ":" %}` does."""


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_no_template_glues_a_mark_to_a_value(path):
    assert BARE.findall(BLOCKS.sub("", path.read_text("utf-8"))) == []


def test_two_values_are_joined_as_french_joins_them():
    with override("fr"):
        assert labels.named("Entente", "signé") == "Entente\u00a0: signé"
        assert labels.side_by_side(["a", "b"]) == "a\u00a0; b"


def _texts(string: str | tuple[str, ...] | list[str]) -> list[str]:
    return [string] if isinstance(string, str) else list(string)
