"""Where marked plans lie, and how a draft is compared with one."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

from entente.record.plan.importers import as_scored, read_plan

HERE = Path(__file__).parent
DOCUMENTS = HERE / "documents"
ROOT = HERE.parents[3]
SHARED = Path(os.environ.get("ENTENTE_MARKED_PLANS", ROOT.parent / "shared" / "plans"))
WITHOUT = os.environ.get("ENTENTE_WITHOUT_MARKED_PLANS") == "1"
AXES = ("obligors", "kind", "strength", "clauses")


def gold_of(path: Path) -> dict[str, Any]:
    gold: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return gold


def document_of(gold: Path) -> Path:
    """The document beside its gold: the same name with any other suffix."""
    name = gold.name.removesuffix(".gold.json")
    return next(path for path in sorted(gold.parent.glob(f"{name}.*")) if not path.name.endswith(".gold.json"))


def scored(path: Path, parties: tuple[str, ...] = ()) -> dict[str, Any]:
    return as_scored(read_plan(path.name, path.read_bytes(), parties=parties))
