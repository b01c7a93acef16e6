"""The folder of the indexes: what lies where, whether it can be trusted, and the change from one generation to the next.

    var/search/current            name of the generation that is asked
    var/search/GENERATION/        state.json, bridge.json, and a folder for each index
    var/search/damaged            somebody found the indexes damaged; the worker makes them anew

Whatever is killed: `current` names a whole generation, or the one before.
"""

from __future__ import annotations

import errno
import fcntl
import json
import shutil
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from django.conf import settings

from .bridge import Bridge
from .words import SearchRefused, not_written

FORMAT = "entente-search-5"
"""Another one, and the indexes are made anew."""
FULL = frozenset({errno.ENOSPC, errno.EFBIG, errno.EDQUOT})
CHANGING = frozenset({"meta.json", ".managed.json"})
"""Files of an index that are written over; all others never change."""


@dataclass(frozen=True, slots=True)
class State:
    """What the indexes of a generation know of.

    record   name of the record; heads: log -> [entries read, hash of the last one's leaf]
    as_of    instant of the record that they speak of, ISO 8601
    next_at  when the next embargo ends, "" when none runs; turns: plan -> when the clock changes it next, ISO 8601
    learnt_at, is_to_learn  when the bridge was learnt, and whether public wordings changed since
    parts    slugs of plans; indexes: name -> how many documents
    files    file of an index -> [size, CRC-32]
    """

    record: str
    heads: Mapping[str, tuple[int, str]]
    as_of: str
    next_at: str
    turns: Mapping[str, str]
    parts: tuple[str, ...]
    indexes: Mapping[str, int]
    learnt_at: str
    is_to_learn: bool
    files: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    format: str = FORMAT


def root() -> Path:
    return Path(settings.VAR) / "search"


def current() -> Path | None:
    """The folder of the generation that is asked; None while there is none."""
    try:
        name = (root() / "current").read_text().strip()
    except FileNotFoundError:
        return None
    return root() / name if name else None


def read_state(folder: Path) -> State | None:
    """None for a folder that is not whole or that another version of the software wrote."""
    try:
        told = json.loads((folder / "state.json").read_bytes())
        if told.get("format") != FORMAT:
            return None
        heads = {log: (int(size), str(leaf)) for log, (size, leaf) in told["heads"].items()}
        files = {name: (int(size), int(crc)) for name, (size, crc) in told["files"].items()}
        return State(**{**told, "heads": heads, "files": files, "parts": tuple(told["parts"])})
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None


def read_bridge(folder: Path) -> Bridge:
    try:
        return Bridge.from_json(json.loads((folder / "bridge.json").read_bytes()))
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return Bridge()


def write_json(file: Path, told: Any) -> None:
    """At once or not at all."""
    beside = file.with_name(f".{file.name}.new")
    beside.write_text(json.dumps(told, ensure_ascii=False))
    beside.replace(file)


def write_state(folder: Path, state: State) -> None:
    write_json(folder / "state.json", asdict(state))


def put_in_place(folder: Path) -> None:
    """Make a new generation the one that is asked, and clear away the others."""
    beside = root() / ".current.new"
    beside.write_text(folder.name)
    beside.replace(root() / "current")
    (root() / "damaged").unlink(missing_ok=True)
    clear_others(folder)


def clear_others(kept: Path | None) -> None:
    """What earlier generations and killed rebuilds left.  Whoever still reads an open file of them reads on."""
    for one in root().iterdir():
        if one.is_dir() and one != kept:
            shutil.rmtree(one, ignore_errors=True)


# --- damage ----------------------------------------------------------------------------------------------------------


def mark_damaged() -> None:
    root().mkdir(parents=True, exist_ok=True)
    (root() / "damaged").touch()


def is_marked_damaged() -> bool:
    return (root() / "damaged").exists()


def sums(folder: Path, known: Mapping[str, tuple[int, int]] | None = None) -> dict[str, tuple[int, int]]:
    """File -> [size, CRC-32] of all files that never change; those known already are not read again."""
    known = known or {}
    found = {}
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if path.is_file() and path.parent != folder and path.name not in CHANGING and not path.name.endswith(".lock"):
            found[name] = known.get(name) or _sum(path)
    return found


def is_whole(folder: Path, state: State, *, seen: set[str] | None = None) -> bool:
    """Whether every file that is still there says what was written.  seen: files that need no second look; grows."""
    for name, told in state.files.items():
        if seen is not None and name in seen:
            continue
        try:
            if _sum(folder / name) != told:
                return False
        except FileNotFoundError:
            continue  # the writer tidied it away; one that is missed lets the index not be opened
        if seen is not None:
            seen.add(name)
    return True


def _sum(path: Path) -> tuple[int, int]:
    size, crc = 0, 0
    with path.open("rb") as file:
        while block := file.read(1 << 20):
            size, crc = size + len(block), zlib.crc32(block, crc)
    return size, crc


@contextmanager
def only_writer() -> Iterator[None]:
    """One process writes at a time; a killed one lets go.  Raises SearchRefused, also where the disk takes no more."""
    try:
        root().mkdir(parents=True, exist_ok=True)
        with (root() / "lock").open("a") as held:
            try:
                fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                raise SearchRefused("Another process writes the search index; wait until it has ended.") from None
            yield
    except OSError as wrong:
        if wrong.errno not in FULL:
            raise
        raise not_written(wrong) from wrong
