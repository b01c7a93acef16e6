"""A module can be read at a sitting, a function at a glance."""

from __future__ import annotations

from .tree import ROOT, functions, modules, shown

LINES_MAX = 350
FUNCTION_LINES_MAX = 60

OURS = [*modules(), *modules(ROOT / "launch"), ROOT / "start.py"]


def test_modules_are_short() -> None:
    lengths = {shown(path): len(path.read_text("utf-8").splitlines()) for path in OURS}

    assert {name: length for name, length in lengths.items() if length > LINES_MAX} == {}


def test_functions_are_short() -> None:
    lengths = {
        f"{shown(path)}:{node.lineno} {node.name}": (node.end_lineno or node.lineno) - node.lineno + 1
        for path in OURS
        for node in functions(path)
    }

    assert {name: length for name, length in lengths.items() if length > FUNCTION_LINES_MAX} == {}
