"""A copy of what start.py needs, in a folder where a test may break it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Ended:
    code: int
    out: str
    err: str


def copy_to(folder: Path) -> Path:
    """The program's own files without what set-up makes."""
    clone = folder / "clone"
    clone.mkdir()
    shutil.copy(ROOT / "start.py", clone)
    for name in ("launch", "requirements", "frontend"):
        shutil.copytree(ROOT / name, clone / name, ignore=shutil.ignore_patterns("node_modules", "__pycache__"))
    (clone / "src").mkdir()
    return clone


def programs(folder: Path, **scripts: str) -> str:
    """A PATH on which only the named programs are, each a shell script."""
    folder.mkdir()
    for name, script in scripts.items():
        program = folder / name
        program.write_text(f"#!/bin/sh\n{script}\n")
        program.chmod(0o755)
    return str(folder)


def start(clone: Path, *arguments: str, **environ: str) -> Ended:
    """Run start.py in a copy, with nothing of the operator's settings."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("ENTENTE_", "DATABASE_URL"))}
    done = subprocess.run(
        [sys.executable, "start.py", *arguments],
        cwd=clone,
        env={**kept, **environ},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    return Ended(done.returncode, done.stdout, done.stderr)
