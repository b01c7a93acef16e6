"""One line a step, one sentence a failure."""

from __future__ import annotations

import os
import re
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from .place import Place

LABEL_WIDTH = 46

FULL = "the disk is full; free some space and run it again"
FORGED = (
    "a downloaded package is not the one that the lock file names; run it again, and if it stays so do not install it"
)
NO_DATABASE = "the database does not answer; start it or correct DATABASE_URL"
FORBIDDEN = "this user may not write there; run it as the owner of the folder"
OLD_NODE = "this Node is too old; install Node 18 or newer"
NO_PIP = "Python came without pip or venv; install them (Debian: apt install python3-venv)"
NO_NETWORK = (
    "the packages cannot be reached; connect to the network, or use --offline FOLDER with a folder that "
    "`python3 start.py bundle FOLDER` made on a connected machine"
)
KNOWN_CAUSES = (
    ("No space left on device|ENOSPC|database or disk is full", FULL),
    ("DO NOT MATCH THE HASHES|EINTEGRITY", FORGED),
    ("connection to server|connection is bad|could not translate host name", NO_DATABASE),
    ("Permission denied|Operation not permitted|EACCES|EPERM|Read-only file system", FORBIDDEN),
    ("unable to open database file|readonly database", FORBIDDEN),
    ("EBADENGINE|Unsupported engine", OLD_NODE),
    ("ensurepip is not available|No module named (ensurepip|venv|pip)\\b", NO_PIP),
    ("name resolution|Name or service not known|Network is unreachable|NewConnectionError|ConnectTimeout", NO_NETWORK),
    ("ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ETIMEDOUT|ENETUNREACH|ERR_SOCKET_TIMEOUT|Connection refused", NO_NETWORK),
    ("No matching distribution found|ProxyError|ReadTimeoutError", NO_NETWORK),
)
"""What a log says when a step failed -> cause and remedy, most telling first."""


class Failure(Exception):
    """A step that could not be done: one sentence with its remedy."""


class Steps:
    """Runs steps, prints a line for each with its seconds, and remembers what is done."""

    def __init__(self, place: Place) -> None:
        self.place = place
        self.taken: list[tuple[str, float]] = []

    def do(self, label: str, work: Callable[[], object], *, stamp: Path | None = None, key: str = "") -> None:
        """Do the work of a step, unless its stamp says that it was done with the same inputs."""
        print(f"  {label:<{LABEL_WIDTH}}", end="", flush=True)
        if stamp is not None and key and is_stamped(stamp, key):
            print("   done before")
            return
        begun = time.monotonic()
        try:
            work()
            if stamp is not None:
                write_stamp(stamp, key)
        except BaseException:
            print("   failed", flush=True)
            raise
        seconds = time.monotonic() - begun
        self.taken.append((label, seconds))
        print(f"{seconds:7.1f} s", flush=True)

    def run(
        self,
        name: str,
        command: Sequence[str | Path],
        *,
        cwd: Path | None = None,
        environ: Mapping[str, str] | None = None,
        answers: bool = False,
    ) -> str:
        """Run a command with its output in var/log/NAME.log.  Raises Failure when it does not succeed.

        `answers=True`: standard output is the answer, returned and kept out of the log (it may hold a password).
        """
        log = self.place.logs / f"{name}.log"
        make_private_folder(log.parent)
        try:
            with log.open("wb") as out:
                done = subprocess.run(
                    [str(part) for part in command],
                    cwd=cwd or self.place.root,
                    env={**self.place.environ(), **(environ or {})},
                    stdout=subprocess.PIPE if answers else out,
                    stderr=out,
                    stdin=subprocess.DEVNULL,
                    check=False,
                )
        except FileNotFoundError as error:
            raise Failure(
                f"The step “{name}” needs {command[0]}, which is not there; install it and run it again."
            ) from error
        except OSError as error:
            raise Failure(f"The step “{name}” could not run: {explain(str(error))}.") from error
        if done.returncode:
            text = log.read_text("utf-8", "replace")
            raise Failure(f"The step “{name}” failed: {explain(text)}; its log is {shown(log)}.")
        return done.stdout.decode() if answers else ""


def explain(log: str) -> str:
    """Cause and remedy in plain words for a known failure, else the last line that says something."""
    for signs, remedy in KNOWN_CAUSES:
        if re.search(signs, log):
            return remedy
    lines = [line.strip() for line in log.splitlines() if line.strip()]
    return lines[-1].removeprefix("Error: ").rstrip(".;") if lines else "it said nothing"


def make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise Failure(f"The folder {shown(folder)} cannot be made: {explain(str(error))}.") from error


def make_private_folder(folder: Path) -> None:
    """With every missing folder above it, for this user alone."""
    before = os.umask(0o077)
    try:
        make_folder(folder)
    finally:
        os.umask(before)


def is_stamped(stamp: Path, key: str) -> bool:
    return stamp.is_file() and stamp.read_text("utf-8") == key


def write_stamp(stamp: Path, key: str) -> None:
    """Written last and moved into place, so that a step cut short is done again."""
    stamp.parent.mkdir(parents=True, exist_ok=True)
    fresh = stamp.with_name(stamp.name + ".new")
    fresh.write_text(key, "utf-8")
    fresh.replace(stamp)


def shown(path: Path) -> str:
    """A path as people type it from where they stand."""
    return os.path.relpath(path) if path.is_relative_to(Path.cwd()) else str(path)
