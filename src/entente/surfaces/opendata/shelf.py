"""The record's own folder of releases: what the site offers, and what every publication carries, each as it was written."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from django.conf import settings

from entente.foundation.common import notes
from entente.foundation.common.errors import NotVisible

from .release import DESCRIPTION, description_of, releases_in


@dataclass(frozen=True, slots=True)
class Shelved:
    """A release of the folder.  size: entries of the log that it stands on."""

    name: str
    as_of: datetime
    size: int


def folder() -> Path:
    return Path(settings.VAR) / "releases"


def shelved(*, as_of: datetime) -> list[Shelved]:
    """The releases that speak of an instant up to this one, newest first.

    No row tells of a new one: what rests on the shelf is made anew with each publication.
    """
    noted = notes.current()
    if noted is not None:
        noted.turns_at(
            datetime.fromtimestamp(as_of.timestamp(), UTC)
        )  # a plain one: its comparing is not noted in turn
    found = [
        Shelved(one["name"], datetime.fromisoformat(one["as_of"]), one["log_size"]) for one in releases_in(folder())
    ]
    return [one for one in reversed(found) if one.as_of <= as_of]


def described(name: str, *, as_of: datetime) -> dict[str, Any]:
    """What a release says of itself.  Raises NotVisible."""
    if not any(one.name == name for one in shelved(as_of=as_of)):
        raise NotVisible(f"There is no release “{name}” here.")
    return description_of(folder() / name)


def files_of(description: dict[str, Any]) -> dict[str, int]:
    """Path -> size, of every file that a release names, and of its description."""
    found = {one["path"]: one["bytes"] for one in description["files"]}
    for resource in description["resources"]:
        found |= {resource["path"]: resource["bytes"], **{one["path"]: one["bytes"] for one in resource["files"]}}
    return found


def get_file(name: str, path: str, *, as_of: datetime) -> Path:
    """A file that a release names; no other path is looked for.  Raises NotVisible."""
    description = described(name, as_of=as_of)
    if path != DESCRIPTION and path not in files_of(description):
        raise NotVisible(f"There is no file “{path}” in the release “{name}”.")
    return folder() / name / path
