"""The files of a plan package, read as if a stranger had sent them: folder or .zip -> plain trees with line numbers.

YAML is read event by event into text, true/false, lists and mappings and nothing else: no anchors, no tags, no dates,
no numbers.  So a number stays as written (1.10 is not 1.1), `on` and `no` are words, and neither an alias bomb nor an
object can be smuggled in.
"""

from __future__ import annotations

import os
import stat
import zipfile
import zlib
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Any

import yaml

from entente.foundation.common.errors import RuleBroken

REQUIRED = ("plan", "parties", "pillars")
OPTIONAL = ("organisations", "sources", "facts", "findings", "carriers", "words")
IGNORED = frozenset({"README.md", "LICENSE"})

FILE_BYTES_MAX = 4 * 1024 * 1024
PACKAGE_BYTES_MAX = 16 * 1024 * 1024
ZIP_MEMBERS_MAX = 64
DEPTH_MAX = 20
NODES_MAX = 500_000

Place = tuple[str | int, ...]
"""Where a value stands in a file: ("pillars", 3, "title", "fr")."""

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # the C parser where the wheel has it: the same events, faster


@dataclass(frozen=True, slots=True)
class Document:
    """One file of a package.

    tree   mappings, lists, text and true/false
    lines  line number (from 1) on which each value begins
    """

    name: str
    tree: Any
    lines: dict[Place, int] = field(repr=False)

    def where(self, path: Place) -> str:
        """'pillars.yaml, line 88, pillars[3].title.fr'; the line is that of the nearest value that exists."""
        nearest = path
        while nearest and nearest not in self.lines:
            nearest = nearest[:-1]
        place = "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in path).lstrip(".")
        return f"{self.name}, line {self.lines.get(nearest, 1)}" + (f", {place}" if place else "")


def read_documents(location: Path) -> dict[str, Document]:
    """The documents of a package folder or .zip, by name without ".yaml".  Raises RuleBroken."""
    contents = _read_folder(location) if location.is_dir() else _read_zip(location)
    known = {f"{name}.yaml" for name in (*REQUIRED, *OPTIONAL)}
    for name in sorted(contents):
        if name not in known:
            raise RuleBroken(
                f"{name}: a plan package has no such file; remove it or correct its name ({', '.join(sorted(known))})."
            )
    for required in REQUIRED:
        if f"{required}.yaml" not in contents:
            raise RuleBroken(f"{location.name}: {required}.yaml is missing; add it (docs/plan-package.md shows one).")
    return {name.removesuffix(".yaml"): parse(name, content) for name, content in contents.items()}


# --- bytes -----------------------------------------------------------------------------------------------------------


def _read_folder(folder: Path) -> dict[str, bytes]:
    contents: dict[str, bytes] = {}
    for path in sorted(folder.iterdir()):
        if path.is_symlink():
            raise RuleBroken(f"{path.name}: a link may point out of the package; put the file itself there.")
        if path.name in IGNORED or path.name.startswith("."):
            continue
        contents[path.name] = _read_regular(path)
        _check_total(folder.name, contents)
    return contents


def _read_regular(path: Path) -> bytes:
    """The bytes of a regular file; never follows a link, never waits on a pipe."""
    flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    try:
        handle = os.open(path, flags)
    except OSError as error:
        raise RuleBroken(
            f"{path.name}: cannot be read ({error.strerror}); check that it is a readable file."
        ) from error
    with os.fdopen(handle, "rb") as file:
        if not stat.S_ISREG(os.fstat(handle).st_mode):
            raise RuleBroken(f"{path.name}: is not a file; a plan package is one folder of YAML files, so remove it.")
        return _capped(path.name, file.read(FILE_BYTES_MAX + 1))


def _read_zip(location: Path) -> dict[str, bytes]:
    try:
        with zipfile.ZipFile(location) as archive:
            return _read_members(location.name, archive)
    except FileNotFoundError as error:
        raise RuleBroken(f"{location.name}: there is no such folder or file; check the path.") from error
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError) as error:
        raise RuleBroken(
            f"{location.name}: is neither a folder nor a sound .zip file; pack the folder again."
        ) from error


def _read_members(archive_name: str, archive: zipfile.ZipFile) -> dict[str, bytes]:
    members = [member for member in archive.infolist() if not member.is_dir()]
    if len(members) > ZIP_MEMBERS_MAX:
        raise RuleBroken(f"{archive_name}: holds {len(members)} files; a plan package has at most {ZIP_MEMBERS_MAX}.")
    contents: dict[str, bytes] = {}
    folders: set[str] = set()
    for member in members:
        name = _check_member(archive_name, member, folders)
        if name in IGNORED or name.startswith("."):
            continue
        if name in contents:
            raise RuleBroken(f"{archive_name}: holds {_shown(name)} twice; keep one of them.")
        with archive.open(member) as file:
            contents[name] = _capped(name, file.read(FILE_BYTES_MAX + 1))
        _check_total(archive_name, contents)
    return contents


def _check_member(archive_name: str, member: zipfile.ZipInfo, folders: set[str]) -> str:
    """The bare name of a member that lies at the top or in the one folder of the archive."""
    path = PurePosixPath(member.filename)
    shown = _shown(member.filename)
    if path.is_absolute() or ".." in path.parts or "\\" in member.filename or ":" in member.filename:
        raise RuleBroken(f"{archive_name}: {shown} leads out of the package; pack the folder again.")
    if stat.S_ISLNK(member.external_attr >> 16):
        raise RuleBroken(f"{archive_name}: {shown} is a link; pack the file itself.")
    if member.flag_bits & 0x1:
        raise RuleBroken(f"{archive_name}: {shown} is encrypted; pack the folder without a password.")
    if member.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise RuleBroken(
            f"{archive_name}: {shown} is packed in a way that is not read here; pack it as an ordinary .zip."
        )
    folders.add(str(path.parent))
    if len(folders) > 1 or len(path.parts) > 2:
        raise RuleBroken(
            f"{archive_name}: {shown} lies in another folder than the rest; a plan package is one flat folder."
        )
    return path.name


def _capped(name: str, content: bytes) -> bytes:
    if len(content) > FILE_BYTES_MAX:
        raise RuleBroken(
            f"{_shown(name)}: is larger than {FILE_BYTES_MAX // 1024**2} MiB; split the plan or shorten its texts."
        )
    return content


def _check_total(name: str, contents: dict[str, bytes]) -> None:
    if sum(map(len, contents.values())) > PACKAGE_BYTES_MAX:
        raise RuleBroken(f"{name}: is larger than {PACKAGE_BYTES_MAX // 1024**2} MiB in all; shorten its texts.")


def _shown(text: str) -> str:
    """A name from outside, fit for a sentence."""
    return ascii(text[:80]).strip("'")


# --- YAML ------------------------------------------------------------------------------------------------------------


def parse(name: str, content: bytes) -> Document:
    """One YAML file as a document.  Raises RuleBroken with the line of the mistake."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise RuleBroken(f"{name}, byte {error.start}: is not UTF-8; save the file with that encoding.") from error
    builder = _Builder(name)
    try:
        for event in yaml.parse(text, Loader=_LOADER):
            builder.take(event)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        problem = (error.problem or "a mistake").replace("\n", " ")
        raise RuleBroken(
            f"{name}, line {line}: is not sound YAML ({problem}); check indentation and quotes there."
        ) from error
    except yaml.YAMLError as error:
        raise RuleBroken(f"{name}: holds a character that YAML does not allow; remove control characters.") from error
    if not isinstance(builder.tree, dict):
        raise RuleBroken(
            f"{name}, line 1: holds no mapping; begin it with a key such as “{name.removesuffix('.yaml')}:”."
        )
    return Document(name, builder.tree, builder.lines)


class _Builder:
    """Puts YAML events together.  A stack instead of recursion: nesting cannot exhaust the interpreter."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.tree: Any = None
        self.lines: dict[Place, int] = {}
        self._open: list[tuple[Any, Place]] = []
        self._keys: list[str | None] = []
        self._documents = 0
        self._nodes = 0

    def take(self, event: yaml.Event) -> None:
        line = event.start_mark.line + 1 if event.start_mark else 1
        if isinstance(event, yaml.DocumentStartEvent):
            self._documents += 1
            if self._documents > 1:
                self._refuse(line, "holds a second document after “---”; keep one document a file")
        elif isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            self._refuse(line, "uses an anchor or alias (& or *); write the text out")
        elif isinstance(event, yaml.MappingStartEvent | yaml.SequenceStartEvent | yaml.ScalarEvent):
            if event.tag not in (None, "!"):
                self._refuse(line, "uses a type tag (!…); remove it")
            self._begin(event, line)
        elif isinstance(event, yaml.MappingEndEvent | yaml.SequenceEndEvent):
            self._open.pop()
            self._keys.pop()

    def _begin(self, event: yaml.Event, line: int) -> None:
        self._nodes += 1
        if self._nodes > NODES_MAX:
            self._refuse(line, f"holds more than {NODES_MAX} values; split the plan")
        if isinstance(event, yaml.ScalarEvent):
            value: Any = event.value.strip()
            plain = event.style is None or event.style == ""
            self._place({"true": True, "false": False}.get(value, value) if plain else value, line)
            return
        value = {} if isinstance(event, yaml.MappingStartEvent) else []
        path = self._place(value, line)
        self._open.append((value, path))
        self._keys.append(None)
        if len(self._open) > DEPTH_MAX:
            self._refuse(line, f"is nested deeper than {DEPTH_MAX} levels; flatten it")

    def _place(self, value: Any, line: int) -> Place:
        """Put a value where it belongs; a text in a mapping is a key first."""
        if not self._open:
            self.tree = value
            self.lines[()] = line
            return ()
        container, base = self._open[-1]
        if isinstance(container, list):
            path: Place = (*base, len(container))
            container.append(value)
        elif (key := self._keys[-1]) is None:
            if not isinstance(value, str):
                self._refuse(line, "has a key that is not a text; write a word before the colon")
            if value in container:
                self._refuse(line, f"names “{_shown(value)}” twice in one place; keep one of them")
            self._keys[-1] = value
            return base
        else:
            path = (*base, key)
            container[key] = value
            self._keys[-1] = None
        self.lines[path] = line
        return path

    def _refuse(self, line: int, problem: str) -> None:
        raise RuleBroken(f"{self.name}, line {line}: {problem}.")
