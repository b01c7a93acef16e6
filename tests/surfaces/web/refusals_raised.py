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
CLASSES = {name for name, one in vars(errors).items() if isinstance(one, type) and issubclass(one, errors.Refusal)}
ELSEWHERE = [
    "Denied",
    "NoDocument",
    "NotReadable",
    "NotWritten",
    "PublicationRefused",
    "ReleaseRefused",
    "SearchRefused",
]
ELSEWHERE += ["FormUnreadable", "PlanUnreadable", "SheetUnreadable", "TextsUnreadable"]
CLASSES = {*CLASSES, *ELSEWHERE} - {"NotVisible"}
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
