"""The source tree as these tests read it."""

from __future__ import annotations

import ast
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "entente"
PYPROJECT: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))


def modules(folder: Path = SOURCE) -> list[Path]:
    """Every Python module written by hand: migrations are generated."""
    return [path for path in sorted(folder.rglob("*.py")) if "migrations" not in path.parts]


def shown(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"), shown(path))


def functions(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(parsed(path)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def layers() -> dict[str, int]:
    """Folder of each domain -> its height, lowest 0, as the import contracts order them; equals share a height."""
    contracts = PYPROJECT["tool"]["importlinter"]["contracts"]
    by_container = {
        contract["containers"][0]: contract["layers"] for contract in contracts if contract.get("exhaustive")
    }
    heights: dict[str, int] = {}
    for package in reversed(by_container["entente"]):
        for layer in reversed(by_container.get(f"entente.{package}", [])):
            height = len(set(heights.values()))
            for name in re.split(r"\s*\|\s*", layer):
                heights[f"entente.{package}.{name.strip('()')}"] = height
    return heights
