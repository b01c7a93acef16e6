"""Make a backup: one instant of the database, then the files it names."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from zipfile import ZipFile

from django.apps import apps
from django.conf import settings
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder
from django.utils import timezone

import entente
from entente.foundation.common.reading import one_instant
from entente.foundation.ledger import commands as ledger_commands
from entente.foundation.ledger import queries as ledger
from entente.foundation.sources.files import UNFINISHED

from . import archive as archives
from . import rows


@dataclass(frozen=True)
class Made:
    tables: int
    rows: int
    snapshots: int
    size_bytes: int


def create(file: Path) -> Made:
    """Write the record as it is at this instant.  Writers go on meanwhile.  Raises BackupRefused."""
    ledger_commands.seal()
    with archives.written(file) as archive:
        with one_instant():
            manifest = archives.Manifest(
                made_by=entente.__version__,
                made_at=timezone.now().isoformat(),
                migrations=sorted([app, name] for app, name in MigrationRecorder(connection).applied_migrations()),
                logs={log: [ledger.size(log), ledger.root(log).hex()] for log in ledger.logs()},
            )
            add_tables(archive, manifest)
        add_snapshots(archive, manifest, Path(settings.MEDIA_ROOT))
        archives.add_manifest(archive, manifest)
    return Made(
        tables=len(manifest.names(archives.TABLES)),
        rows=sum(member.rows for member in manifest.members.values()),
        snapshots=len(manifest.names(archives.SNAPSHOTS)),
        size_bytes=file.stat().st_size,
    )


def add_tables(archive: ZipFile, manifest: archives.Manifest) -> None:
    for model in rows.kept_models(apps):
        name = f"{archives.TABLES}{model._meta.label_lower}.jsonl"
        counted = Counted(rows.lines(model))
        member = archives.add(archive, name, counted)
        member.rows = counted.count - 1  # the first line names the columns
        manifest.members[name] = member


def add_snapshots(archive: ZipFile, manifest: archives.Manifest, folder: Path) -> None:
    """The files after the rows: a row is written after its file, so every file that a row names is here."""
    for path in sorted(path for path in folder.rglob("*") if path.suffix != UNFINISHED and path.is_file()):
        name = archives.SNAPSHOTS + path.relative_to(folder).as_posix()
        with path.open("rb") as source:
            manifest.members[name] = archives.add(archive, name, iter(lambda: source.read(archives.READ_BYTES), b""))


class Counted:
    """Passes lines on and counts them."""

    def __init__(self, source: Iterable[bytes]) -> None:
        self.count = 0
        self._source = source

    def __iter__(self) -> Iterator[bytes]:
        for line in self._source:
            self.count += 1
            yield line
