"""How far a publication is that somebody asked for on the desk: one file beside the notes on its pages, none of the record."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

from django.conf import settings

from entente.foundation.common.canonical import sha256_hex

HEARD_SECONDS = 600
"""After so long without a word the button is there again; the folder's own lock keeps two from writing at once."""
WAITING, RUNNING, DONE, REFUSED = "waiting", "running", "done", "refused"


@dataclass(frozen=True, slots=True)
class Progress:
    """state: one of the four above; done, known: files; fresh: of them made anew; sentence: why it was refused, else ""."""

    state: str
    asked_at: str
    done: int = 0
    known: int = 0
    fresh: int = 0
    sentence: str = ""

    @property
    def is_under_way(self) -> bool:
        return self.state in (WAITING, RUNNING)


def notes_of(out: Path) -> Path:
    """Where the notes on a folder's pages lie."""
    return Path(settings.VAR) / "publications" / f"{sha256_hex(str(out.resolve()).encode())[:16]}.sqlite3"


def asked(out: Path, at: datetime) -> None:
    told(out, Progress(WAITING, at.isoformat()))


def told(out: Path, progress: Progress) -> None:
    put(_file(out), asdict(progress))


def put(file: Path, facts: object) -> None:
    """Keep facts as JSON, so that whoever reads meanwhile finds those from before or these, whole."""
    file.parent.mkdir(parents=True, exist_ok=True)
    fresh = file.with_suffix(".fresh")
    fresh.write_text(json.dumps(facts), "utf-8")
    fresh.replace(file)


def progress_of(out: Path) -> Progress | None:
    """How far the last publication is that was asked for, None when nobody asked for any."""
    try:
        facts = json.loads(_file(out).read_text("utf-8"))
    except (FileNotFoundError, ValueError):
        return None
    return Progress(**facts) if isinstance(facts, Mapping) else None


def is_heard_of(out: Path, *, at: datetime) -> bool:
    """Whether a publication runs of which something was heard lately: one whose worker was killed is asked for anew."""
    last = progress_of(out)
    return bool(last and last.state == RUNNING) and at.timestamp() - _file(out).stat().st_mtime < HEARD_SECONDS


def _file(out: Path) -> Path:
    return notes_of(out).with_suffix(".progress.json")
