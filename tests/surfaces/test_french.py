"""French sentences keep a space before ; ? ! : and inside « », in every catalogue of the house."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from babel.messages.pofile import read_po
from django.utils.translation import override

import entente
from entente.surfaces.web import labels

CATALOGUES = sorted(Path(entente.__file__).parent.rglob("locale/fr/LC_MESSAGES/django.po"))
MODULES = sorted(
    path
    for path in (Path(entente.__file__).parent / "surfaces").rglob("*.py")
    if "cli" not in path.parts and re.search("translation|labels", path.read_text("utf-8"))
)
"""What speaks to readers in their language; the command line speaks English."""
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


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.name)
def test_no_module_glues_a_mark_to_a_value(path):
    """`labels.named` and `labels.side_by_side` join two values, or a sentence of the catalogue does."""
    assert list(_joined(ast.parse(path.read_text("utf-8")))) == []


def _joined(tree: ast.AST) -> Iterator[str]:
    """Texts that are put together with a colon or semicolon of English.  What a header holds has its own rule, and the
    English of a refusal is said anew in each language.
    """
    refused = {id(inner) for node in ast.walk(tree) if isinstance(node, ast.Raise) for inner in ast.walk(node)}
    for node in ast.walk(tree):
        if id(node) in refused:
            continue
        match node:
            case ast.JoinedStr(values):
                marks = [after for before, after in pairwise(values) if isinstance(before, ast.FormattedValue)]
            case ast.BinOp(left, ast.Add(), right):
                marks = [left, right]
            case ast.Call(ast.Attribute(mark, "join")):
                marks = [mark]
            case _:
                continue
        said = [mark.value for mark in marks if isinstance(mark, ast.Constant) and isinstance(mark.value, str)]
        if any(text.startswith((": ", "; ")) and "charset" not in text for text in said):
            yield ast.unparse(node)


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.name)
def test_words_are_asked_for_where_catalogues_are_made_from(path):
    """Nobody who collects sentences looks into an f-string: what stands there alone would stay English."""
    texts = [node for node in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(node, ast.JoinedStr)]
    calls = [one for text in texts for one in ast.walk(text) if isinstance(one, ast.Call)]
    assert [
        ast.unparse(one) for one in calls if ast.unparse(one.func) in {"_", "gettext", "ngettext", "pgettext"}
    ] == []


def test_what_is_joined_is_found():
    code = """f"{a}: {b}"; a + ": " + b; "; ".join(c); f"{a}:{b}"; f"{a} ({b})"; ", ".join(c)"""
    assert sorted(_joined(ast.parse(code))) == ["'; '.join(c)", "a + ': '", "f'{a}: {b}'"]


def test_two_values_are_joined_as_french_joins_them():
    with override("fr"):
        assert labels.named("Entente", "signé") == "Entente\u00a0: signé"
        assert labels.side_by_side(["a", "b"]) == "a\u00a0; b"


def _texts(string: str | tuple[str, ...] | list[str]) -> list[str]:
    return [string] if isinstance(string, str) else list(string)
