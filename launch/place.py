"""Where this copy of the program, its environment and its record live."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True)
class Place:
    """root: the clone; var: the folder of all that changes; offline: a folder made by `start.py bundle`, or None."""

    root: Path
    var: Path
    offline: Path | None = None
    is_demonstration: bool = False

    @property
    def venv(self) -> Path:
        return self.root / ".venv"

    @property
    def python(self) -> Path:
        return self.venv / "bin" / "python"

    @property
    def entente(self) -> Path:
        return self.venv / "bin" / "entente"

    @property
    def build(self) -> Path:
        return self.root / "build"

    @property
    def assets(self) -> Path:
        return self.build / "assets"

    @property
    def logs(self) -> Path:
        return self.var / "log"

    def environ(self) -> dict[str, str]:
        """The environment of every child: the operator's own, with the var folder of this run.

        A demonstration never sees DATABASE_URL, so that made-up history cannot land in a real record.
        """
        environ = {**os.environ, "ENTENTE_VAR": str(self.var), "PYTHONUNBUFFERED": "1"}
        environ.pop("PYTHONPATH", None)
        environ.pop("PYTHONHOME", None)
        if self.is_demonstration:
            environ["DATABASE_URL"] = ""
        return environ

    def is_set(self, name: str) -> bool:
        """Whether the operator chose a setting, in the environment or in the settings file of the var folder."""
        settings = self.var / "settings.env"
        lines = settings.read_text("utf-8").splitlines() if settings.is_file() else []
        return bool(os.environ.get(name)) or any(line.partition("=")[0].strip().upper() == name for line in lines)

    def uses_sqlite(self) -> bool:
        """Whether the record lies in the var folder."""
        return self.is_demonstration or not self.is_set("DATABASE_URL")


def chosen_place(*, demo: bool, offline: str | None) -> Place:
    """The demonstration has a var folder of its own inside the real one."""
    var = Path(os.environ.get("ENTENTE_VAR") or ROOT / "var").absolute()
    return Place(ROOT, var / "demo" if demo else var, Path(offline).resolve() if offline else None, demo)


def fingerprint(*parts: str, files: Iterable[Path] = ()) -> str:
    """SHA-256 over words and the content of files; a missing file counts as empty."""
    digest = hashlib.sha256()
    for part in parts:
        digest.update(part.encode() + b"\0")
    for path in sorted(files):
        digest.update(path.name.encode() + b"\0")
        digest.update(hashlib.sha256(path.read_bytes() if path.is_file() else b"").digest())
    return digest.hexdigest()


def files_below(folder: Path, pattern: str = "*") -> list[Path]:
    """The files under a folder that belong to the project: no node_modules, no compiled files, no hidden files."""
    return [
        path
        for path in sorted(folder.rglob(pattern))
        if path.is_file()
        and not any(part in {"node_modules", "__pycache__"} for part in path.parts)
        and not path.name.startswith(".")
    ]
