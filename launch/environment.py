"""The environment: .venv, locked packages, front-end assets, compiled translations."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path

from .place import Place, files_below, fingerprint
from .steps import Failure, Steps, is_stamped, write_stamp

PYTHON = os.path.realpath(getattr(sys, "_base_executable", sys.executable))
"""The machine's Python, also when start.py itself was started by that of the environment."""

NODE_MIN = 18
"""What Debian 12 ships."""

COMMAND = """#!/bin/sh
# Finds its Python beside itself, so that a path with spaces works; -P keeps the current folder off the import path.
exec "$(dirname "$(readlink -f "$0")")/python" -P -c 'from entente.surfaces.cli.main import main; main()' "$@"
"""


def prepare(steps: Steps, *, lock: str = "run") -> None:
    """Everything that does not touch the record.  `lock` is "run", or "dev" for the tools that tests need."""
    place = steps.place
    require_tools(place)
    interpreter = interpreter_key(place)
    steps.do("environment", lambda: make_environment(steps), stamp=place.venv / "made", key=interpreter)
    if is_stamped(place.venv / "installed-dev", packages_key(place, "dev")):
        lock = "dev"  # holds every package of "run" in the same version
    locked = packages_key(place, lock)
    steps.do(
        "packages" if lock == "run" else "packages and tools",
        lambda: install_packages(steps, lock),
        stamp=place.venv / f"installed-{lock}",
        key=locked,
    )
    steps.do("front-end assets", lambda: build_assets(steps), stamp=place.build / "assets.made", key=assets_key(place))
    steps.do(
        "translations",
        lambda: steps.run("translations", [place.python, "-m", "entente.config.compile_messages"]),
        stamp=place.build / "translations.made",
        key=fingerprint(files=files_below(place.root / "src", "*.po")),
    )


def require_tools(place: Place) -> None:
    """What the machine must bring for the work that is still to do; asked first, so that nobody waits to hear it."""
    check_bundle(place)
    if not (is_stamped(place.venv / "made", interpreter_key(place)) or has_module("ensurepip") or has_module("pip")):
        raise Failure(
            "This Python has neither ensurepip nor pip; install them (Debian: apt install python3-venv) and run again."
        )
    if not (place.offline or is_stamped(place.build / "assets.made", assets_key(place))):
        require_node()


def interpreter_key(place: Place) -> str:
    """A moved folder or another Python needs a new environment."""
    return fingerprint(sys.version, PYTHON, str(place.root))


def packages_key(place: Place, lock: str) -> str:
    return fingerprint(interpreter_key(place), files=[place.root / "requirements" / f"{lock}.lock"])


# --- Python ----------------------------------------------------------------------------------------------------------


def make_environment(steps: Steps) -> None:
    """A virtual environment, without a pip of its own where Debian's Python has no ensurepip but has pip itself."""
    place = steps.place
    without_pip = [] if has_module("ensurepip") else ["--without-pip"]
    steps.run("environment", [PYTHON, "-m", "venv", "--clear", *without_pip, place.venv])
    packages = Path(sysconfig.get_path("purelib", "venv", {"base": str(place.venv), "platbase": str(place.venv)}))
    (packages / "entente.pth").write_text(f"{place.root / 'src'}\n", "utf-8")
    place.entente.write_text(COMMAND, "utf-8")
    place.entente.chmod(0o755)


def has_module(name: str) -> bool:
    """Asked of a fresh process: Debian's ensurepip can be found and still refuse to be imported."""
    return subprocess.run([PYTHON, "-c", f"import {name}"], capture_output=True, check=False).returncode == 0


def pip(place: Place) -> list[str | Path]:
    """The environment's own pip, else this Python's pip told to work on the environment."""
    own = place.venv / "bin" / "pip"
    return [place.python, "-m", "pip"] if own.exists() else [PYTHON, "-m", "pip", "--python", place.python]


def install_packages(steps: Steps, lock: str) -> None:
    """Exactly the locked versions, each checked against its hash."""
    place = steps.place
    source: list[str | Path] = []
    if place.offline:
        source = ["--isolated", "--no-index", "--find-links", place.offline / "wheels"]
    steps.run(
        "packages",
        [
            *pip(place), "install", "--disable-pip-version-check", "--no-input", "--no-deps", "--require-hashes",
            *source, "-r", place.root / "requirements" / f"{lock}.lock",
        ],
    )  # fmt: skip


# --- front end -------------------------------------------------------------------------------------------------------


def assets_key(place: Place) -> str:
    dark = place.root / "src" / "entente" / "surfaces" / "charts" / "dark.css"  # a sheet of the front end includes it
    return fingerprint(files=[*files_below(place.root / "frontend"), dark])


def build_assets(steps: Steps) -> None:
    place = steps.place
    if place.offline:
        shutil.rmtree(place.assets, ignore_errors=True)
        shutil.copytree(place.offline / "assets", place.assets)
        return
    require_node()
    frontend = place.root / "frontend"
    fetched = frontend / "node_modules" / ".entente-fetched"
    key = fingerprint(files=[frontend / "package-lock.json"])
    quiet = {"npm_config_audit": "false", "npm_config_fund": "false", "npm_config_update_notifier": "false"}
    if not is_stamped(fetched, key):
        steps.run("assets", ["npm", "ci", "--no-progress"], cwd=frontend, environ=quiet)
        write_stamp(fetched, key)
    steps.run("assets", ["npm", "run", "build"], cwd=frontend, environ=quiet)


def require_node() -> None:
    """Node and npm of a version that can build the assets."""
    remedy = (
        "install Node 18 or newer with npm (Debian: apt install nodejs npm), or use --offline FOLDER, and run it again."
    )
    if not shutil.which("node"):
        raise Failure(f"Node is missing; {remedy}")
    if not shutil.which("npm"):
        raise Failure(f"npm is missing; {remedy}")
    answer = subprocess.run(["node", "--version"], capture_output=True, text=True, check=False).stdout
    if node_major(answer) < NODE_MIN:
        raise Failure(f"Node is too old ({answer.strip() or 'it tells no version'}); {remedy}")


def node_major(version: str) -> int:
    """v20.11.1 -> 20; 0 when it is not a version."""
    match = re.match(r"v(\d+)\.", version)
    return int(match[1]) if match else 0


# --- offline ---------------------------------------------------------------------------------------------------------


def bundle_facts(place: Place) -> dict[str, str]:
    """What a bundle must agree with: the Python and machine its wheels are for, the lock file, the front end."""
    return {
        "python": f"{sys.version_info.major}.{sys.version_info.minor}",
        "platform": sysconfig.get_platform(),
        "lock": fingerprint(files=[place.root / "requirements" / "run.lock"]),
        "frontend": assets_key(place),
    }


def check_bundle(place: Place) -> None:
    """Refuse a folder that is no bundle, or one made for another Python, machine or version of the program."""
    if not place.offline:
        return
    manifest = place.offline / "bundle.json"
    if not manifest.is_file():
        raise Failure(
            f"{place.offline} holds no bundle; make one with `python3 start.py bundle FOLDER` on a connected machine."
        )
    bundled = json.loads(manifest.read_text("utf-8"))
    for name, wanted in bundle_facts(place).items():
        if bundled.get(name) != wanted:
            raise Failure(
                f"The bundle in {place.offline} is for another {BUNDLE_WORDS[name]}; "
                "make it again with `python3 start.py bundle FOLDER` from this version, on a machine like this one."
            )


BUNDLE_WORDS = {
    "python": "version of Python",
    "platform": "kind of machine",
    "lock": "set of packages",
    "frontend": "version of the front end",
}
