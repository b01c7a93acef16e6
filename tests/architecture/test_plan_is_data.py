"""Nothing in the code knows which countries keep a record on it."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from .tree import SOURCE, modules, parsed, shown

COUNTRIES = ("canada", "canadian", "canadien", "canadá", "mexic", "mexiq", "méxic")
CODES = {"CAN", "MEX", "CA", "MX"}
EXAMPLE = "canada-mexico-2023"
TABLES = {"src/entente/surfaces/intake/countries.py", "src/entente/record/plan/importers/nations.py"}
"""Tables of facts about every country of the world."""


def docstrings(tree: ast.Module) -> set[int]:
    """Lines of texts that say something to the reader of the code, where an example may name a plan."""
    lines: set[int] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str):
            lines.update(range(node.lineno, (node.end_lineno or node.lineno) + 1))
    return lines


def names_country(text: str) -> bool:
    """A ref of the shipped plan may stand as the example inside a longer sentence."""
    bare = text.lower() if text == EXAMPLE else text.lower().replace(EXAMPLE, "")
    return text in CODES or any(country in bare for country in COUNTRIES)


@pytest.mark.parametrize("path", [path for path in modules() if shown(path) not in TABLES], ids=shown)
def test_no_module_names_a_country(path: Path) -> None:
    tree = parsed(path)
    told = docstrings(tree)
    named = [
        f"line {node.lineno}: {node.value!r}"
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and node.lineno not in told
        if names_country(node.value)
    ]

    assert named == []


def test_no_page_names_a_country() -> None:
    named = [
        shown(path)
        for pattern in ("*.html", "*.txt", "*.po")
        for path in SOURCE.rglob(pattern)
        if names_country(path.read_text("utf-8"))
    ]

    assert named == []
