"""Everything that a change must pass, in the order of what is quickest to say no."""

from __future__ import annotations

import os
import shutil
import subprocess
import time
from collections.abc import Sequence
from pathlib import Path

from .place import ROOT, Place
from .steps import Failure, make_private_folder

PLACE = Place(ROOT, ROOT / "build" / "checks")
"""Checks have a var folder of their own: no test sees an operator's settings or record."""

TYPED = ["src/entente", "start.py", "launch"]
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
WORKERS = ["-n", "2", "--dist", "loadgroup"]

Check = tuple[str, Sequence[str | Path]]


def tool(name: str) -> Path:
    return PLACE.venv / "bin" / name


def lint_checks() -> list[Check]:
    return [
        ("formatting", [tool("ruff"), "format", "--check", "."]),
        ("lint", [tool("ruff"), "check", "."]),
        ("types", [tool("mypy"), *TYPED]),
        ("import contracts", [tool("lint-imports")]),
    ]


def test_checks() -> list[Check]:
    pytest: list[str | Path] = [PLACE.python, "-m", "pytest"]
    return [
        ("tests on SQLite", [*pytest, "-m", "not browser", *WORKERS]),
        ("tests on PostgreSQL", [PLACE.python, "-m", "tests.postgres", "--", *pytest, "-m", "not browser", *WORKERS]),
        ("tests in the browser", [*pytest, "-m", "browser"]),
    ]


def benchmarks() -> list[Check]:
    """Each module of tests/benchmarks that is named bench_*.py, by itself; bench_settings is what they run with."""
    paths = sorted((ROOT / "tests" / "benchmarks").glob("bench_*.py"))
    names = [path.stem for path in paths if path.stem != "bench_settings"]
    return [(name.replace("_", " "), [PLACE.python, "-m", f"tests.benchmarks.{name}"]) for name in names]


def run_checks(checks: Sequence[Check]) -> None:
    """Run them in order, output shown; stop at the first that fails, then say what ran and how long it took."""
    left_out = without_browser([name for name, _ in checks])
    environ = {**PLACE.environ(), "DATABASE_URL": "", **without_marked_plans(ROOT)}
    make_private_folder(PLACE.logs)
    taken: list[tuple[str, str]] = []
    failed = ""
    for name, command in checks:
        if name in left_out:
            taken.append((name, "LEFT OUT: no Chromium"))
            continue
        print(f"\n── {name}", flush=True)
        begun = time.monotonic()
        code = subprocess.run([str(part) for part in command], cwd=ROOT, env=environ, check=False).returncode
        taken.append((name, f"{time.monotonic() - begun:7.1f} s" + ("  FAILED" if code else "")))
        if code:
            failed = name
            break
    print("\n── summary")
    for name, result in taken:
        print(f"  {name:<24}{result}")
    if failed:
        raise Failure(f"The check “{failed}” failed; what it found stands above, mend that and run it again.")
    if left_out:
        print("\n  ATTENTION: the browser tests were LEFT OUT; they need Chromium (Debian: apt install chromium).")


def without_marked_plans(root: Path) -> dict[str, str]:
    """What tells the tests that the marked plans, which are not part of the project, are not here; said aloud.

    Whoever names their folder in ENTENTE_MARKED_PLANS wants them: there a missing folder stays a failure.
    """
    if "ENTENTE_MARKED_PLANS" in os.environ or (root.parent / "shared" / "plans").is_dir():
        return {}
    print("\n  ATTENTION: no marked plans beside this folder, the tests that score the importer on them are LEFT OUT.")
    return {"ENTENTE_WITHOUT_MARKED_PLANS": "1"}


def without_browser(names: Sequence[str]) -> set[str]:
    """The checks to leave out on a machine without Chromium; a Failure where the browser is required."""
    browser_checks = {name for name in names if "browser" in name}
    if not browser_checks or any(shutil.which(name) for name in BROWSERS):
        return set()
    if os.environ.get("ENTENTE_REQUIRE_BROWSER") == "1":
        raise Failure(
            "Chromium is required here and missing; install it (Debian: apt install chromium) and run it again."
        )
    print("\n  ATTENTION: no Chromium on this machine, the browser tests are LEFT OUT.", flush=True)
    return browser_checks
