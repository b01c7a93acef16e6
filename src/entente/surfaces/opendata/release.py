"""A release: the tables of one instant as files, in a dated folder that never changes.

data/
  releases.json          which releases there are, oldest first; by this file the next release knows that the folder is ours
  2026-11-29/            one release: datapackage.json, README.md, csv/, parquet/, entente.xlsx
  .writing/              the next one while it is written; what a kill leaves there, the next release clears away
"""

from __future__ import annotations

import fcntl
import json
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from typing import Any

from entente.foundation.common.errors import RuleBroken
from entente.foundation.common.reading import one_instant

from .package import data_package
from .reading import reading
from .tables import TABLES
from .words import ReleaseRefused
from .writing import Report, write_tables

INDEX, FORMAT = "releases.json", "entente-releases-v1"
DESCRIPTION = "datapackage.json"
WRITING, LOCK = ".writing", ".lock"


@dataclass(frozen=True, slots=True)
class Released:
    """Which release now stands for an instant.  is_new: False where one of its day with the same tables stood there already."""

    folder: Path
    name: str
    as_of: datetime
    is_new: bool
    rows: int


def release(out: Path, *, as_of: datetime, at: datetime, report: Report) -> Released:
    """Write the public record as of an instant into a folder of releases, under the day of that instant.

    A release never changes: the same tables again are no new one, and other tables of the same day are DAY.2, DAY.3 and so on.
    Raises RuleBroken for an instant to come, and ReleaseRefused where it cannot be written; what was there before stays.
    """
    if as_of > at:
        raise RuleBroken("What is to come cannot be released: some is held back until its day; name an instant past.")
    as_of = as_of.astimezone(UTC).replace(microsecond=0)
    out = out.resolve()
    with _held(out):
        writing = out / WRITING
        shutil.rmtree(writing, ignore_errors=True)
        try:
            writing.mkdir()
            rows = write_release(writing, as_of=as_of, report=report)
            return _stand(out, writing, as_of, rows)
        finally:
            shutil.rmtree(writing, ignore_errors=True)


def write_release(folder: Path, *, as_of: datetime, report: Report) -> int:
    """Write the files of a release into an empty folder, from one look at the record; how many rows it has."""
    with one_instant():
        of = reading(as_of=as_of)
        basis, written = write_tables(folder, of, report)
    write_json(folder / DESCRIPTION, data_package(basis, TABLES, written.of_table))
    _date_all(folder, as_of)
    return written.rows


def releases_in(out: Path) -> list[dict[str, Any]]:
    """The releases of a folder, oldest first: name, as_of, log_size.  [] where there is none.

    Raises ReleaseRefused for a list that is not ours.
    """
    try:
        found = json.loads((out / INDEX).read_bytes())
    except FileNotFoundError:
        return []
    except ValueError:
        found = None
    if not isinstance(found, dict) or found.get("format") != FORMAT:
        raise ReleaseRefused(f"“{out / INDEX}” is no list of releases; name a new or empty folder.")
    return list(found["releases"])


def description_of(folder: Path) -> dict[str, Any]:
    """What a release says of itself.  {} for a folder without a release."""
    try:
        found = json.loads((folder / DESCRIPTION).read_bytes())
    except (FileNotFoundError, NotADirectoryError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def _stand(out: Path, writing: Path, as_of: datetime, rows: int) -> Released:
    """Let what was written stand under its name, all of it at once."""
    mine = description_of(writing)
    day = f"{as_of:%Y-%m-%d}"
    for number in count(1):
        name = day if number == 1 else f"{day}.{number}"
        there = out / name
        if not there.exists():
            break
        before = description_of(there)
        if not before:
            raise ReleaseRefused(f"“{there}” holds no release, and one would have to stand there; move it away.")
        if _tables(before) == _tables(mine):
            _list(out)  # one that was killed between its name and the list is named now
            return Released(there, name, as_of, False, rows)
    os.sync()
    writing.rename(there)
    _list(out)
    return Released(there, name, as_of, True, rows)


def _tables(description: dict[str, Any]) -> dict[str, str]:
    """What makes two releases the same: the tables themselves, whatever instant both speak of."""
    return {one["path"]: one["hash"] for one in description["resources"]}


def _list(out: Path) -> None:
    """Write the list anew from the folders themselves, so that it never names what is not there."""
    found = []
    for folder in sorted((path for path in out.iterdir() if path.is_dir()), key=_order):
        description = description_of(folder)
        if description.get("record") and not folder.name.startswith("."):
            record = description["record"]
            found.append({"name": folder.name, "as_of": record["as_of"], "log_size": record["log_size"]})
    beside = out / f".{INDEX}"
    write_json(beside, {"format": FORMAT, "releases": found})
    beside.replace(out / INDEX)


def _order(folder: Path) -> tuple[str, int]:
    day, _, number = folder.name.partition(".")
    return day, int(number) if number.isdecimal() else 1


@contextmanager
def _held(out: Path) -> Iterator[None]:
    """The folder is ours and nobody else writes there.  Raises ReleaseRefused."""
    try:
        if out.exists() and not out.is_dir():
            raise ReleaseRefused(f"“{out}” is a file; name a folder for the releases.")
        out.mkdir(parents=True, exist_ok=True)
        _require_ours(out)
        with (out / LOCK).open("a") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError as held:
                raise ReleaseRefused(f"Another release is being written into “{out}”; wait until it is done.") from held
            yield
    except OSError as error:
        raise ReleaseRefused(
            f"“{out}” cannot be written ({error.strerror}); the releases that were there stay as they were."
        ) from error


def _require_ours(out: Path) -> None:
    there = {path.name for path in out.iterdir()}
    if there - {LOCK, WRITING} and INDEX not in there and not any(description_of(out / name) for name in there):
        raise ReleaseRefused(
            f"“{out}” holds files that no release put there (it has no {INDEX}); name a new or empty folder."
        )
    releases_in(out)


def write_json(path: Path, said: dict[str, Any]) -> None:
    path.write_bytes(json_bytes(said))


def json_bytes(said: dict[str, Any]) -> bytes:
    return json.dumps(said, ensure_ascii=False, indent=1).encode() + b"\n"


def _date_all(folder: Path, at: datetime) -> None:
    """Every file and folder bears the instant, so that the same record gives the same release."""
    seconds = int(at.timestamp())
    for place, _folders, names in os.walk(folder, topdown=False):
        for name in names:
            os.utime(Path(place, name), (seconds, seconds))
        os.utime(place, (seconds, seconds))
