"""Files that are there whole or not at all, however their writer ends."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path
from typing import Any

from django.core.files.base import File
from django.core.files.storage import FileSystemStorage

UNFINISHED = ".part"
"""Ending of a file that is still being written; no reader and no backup looks at it."""


class WholeFileStorage(FileSystemStorage):
    """Writes beside the place, waits for the disk, then takes the place in one step.

    A second file of the same name replaces the first: names are keys or hashes of the content.
    """

    def get_available_name(self, name: str, max_length: int | None = None) -> str:
        return name

    def _save(self, name: str, content: File[Any]) -> str:
        place = Path(self.path(name))
        place.parent.mkdir(parents=True, exist_ok=True)
        handle, unfinished = tempfile.mkstemp(UNFINISHED, dir=place.parent)
        try:
            with os.fdopen(handle, "wb") as file:
                for part in content.chunks():
                    file.write(part)
                file.flush()
                os.fsync(file.fileno())
            Path(unfinished).replace(place)
        except OSError:
            Path(unfinished).unlink(missing_ok=True)
            raise
        return name
