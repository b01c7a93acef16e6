"""Outside frameworks that commitments are aligned with: small code lists that ship in `record/plan/frameworks/`."""

from __future__ import annotations

import functools
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

from entente.foundation.common.errors import RuleBroken
from entente.foundation.common.languages import Wording

from .package_files import parse
from .package_schema import problems_of_schema

SHIPPED = Path(str(files("entente.record.plan"))) / "frameworks"


@dataclass(frozen=True, slots=True, kw_only=True)
class FrameworkTarget:
    """A target, chapter or article.  `label`: a short own-words label per language, not the official text."""

    code: str
    label: Wording


@dataclass(frozen=True, slots=True, kw_only=True)
class Framework:
    """A code list.  `note`: what the list leaves out; {} for nothing."""

    code: str
    name: Wording
    publisher: str
    address: str
    note: Wording
    targets: tuple[FrameworkTarget, ...]


def read_frameworks(folder: Path = SHIPPED) -> tuple[Framework, ...]:
    """The frameworks of a folder, one a file, in the order of file names.  Raises RuleBroken."""
    return tuple(_read(path) for path in sorted(folder.glob("*.yaml")))


@functools.cache
def shipped_targets() -> frozenset[str]:
    """Every "framework:target" that ships."""
    return frozenset(
        f"{framework.code}:{target.code}" for framework in read_frameworks() for target in framework.targets
    )


def _read(path: Path) -> Framework:
    document = parse(path.name, path.read_bytes())
    if problems := problems_of_schema(document, "framework"):
        raise RuleBroken(problems[0], *problems)
    tree = document.tree
    codes = [target["code"] for target in tree["targets"]]
    for position, code in enumerate(codes):
        if code in codes[:position]:
            raise RuleBroken(
                f"{document.where(('targets', position, 'code'))}: target {code} stands twice; keep one of them."
            )
    return Framework(
        code=tree["code"],
        name=tree["name"],
        publisher=tree["publisher"],
        address=tree["address"],
        note=tree.get("note", {}),
        targets=tuple(FrameworkTarget(code=target["code"], label=target["label"]) for target in tree["targets"]),
    )
