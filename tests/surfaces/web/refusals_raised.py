"""Every refusal that the record's modules write out, as they raise it: where, and with what it names left open."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import entente
from entente.foundation.common import errors

HOUSE = Path(entente.__file__).parent
FOLDERS = (
    *("foundation", "record", "surfaces/intake"),
    *("surfaces/api", "surfaces/opendata", "surfaces/publish", "surfaces/reports", "surfaces/search"),
)
NAMED = "Q7"
"""Stands for what a sentence names."""


def _classes() -> set[str]:
    """Every kind of refusal that the house knows: those of `errors`, and all that stand on them."""
    found = {"Denied", *(name for name, one in vars(errors).items() if _is_refusal(one))}
    below = [
        one for path in HOUSE.rglob("*.py") for one in ast.parse(path.read_text()).body if isinstance(one, ast.ClassDef)
    ]
    while more := {one.name for one in below if one.name not in found and {*map(ast.unparse, one.bases)} & found}:
        found |= more
    return found


def _is_refusal(one: object) -> bool:
    return isinstance(one, type) and issubclass(one, errors.Refusal)


CLASSES = _classes() - {"NotVisible"}
"""`NotVisible` is left out: absent and forbidden are the same page, which says so in a sentence of its own."""


def refusals() -> Iterator[tuple[str, str]]:
    """(module, sentence) of each."""
    for folder in FOLDERS:
        for path in sorted((HOUSE / folder).rglob("*.py")):
            if "migrations" not in path.parts:
                for call in _calls(ast.parse(path.read_text())):
                    for sentence in _sentences(call.args[0]):
                        yield str(path.relative_to(HOUSE)), sentence


def _calls(tree: ast.AST) -> Iterator[ast.Call]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in CLASSES and node.args:
            yield node


def _sentences(node: ast.expr) -> Iterator[str]:
    """What an argument may say; one that is put together elsewhere says nothing here."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    if isinstance(node, ast.JoinedStr):
        text = "".join(str(one.value) if isinstance(one, ast.Constant) else NAMED for one in node.values)
        if text.replace(NAMED, "").strip(" .:"):
            yield text
    if isinstance(node, ast.IfExp):
        yield from _sentences(node.body)
        yield from _sentences(node.orelse)
