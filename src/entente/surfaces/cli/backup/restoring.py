"""Bring a backup back: into an empty database only, all of it or nothing, and checked against the log's own roots."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from zipfile import ZipFile

from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.core.management.color import no_style
from django.db import connection, transaction
from django.db.migrations.executor import MigrationExecutor
from django.db.models import Model

from entente.foundation.ledger import queries as ledger

from . import archive as archives
from . import rows
from .archive import BackupRefused


@dataclass(frozen=True)
class Restored:
    rows: int
    snapshots: int
    leaves: int


def restore(file: Path) -> Restored:
    """Restore into an empty database and an empty folder of snapshots.  Raises BackupRefused and leaves both empty.

    A backup of an older version is restored into that version's tables, then migrated forward like any record.
    """
    with archives.opened(file) as (archive, manifest):
        require_empty()
        targets = targets_of(manifest, file)
        executor = MigrationExecutor(connection)
        executor.migrate(targets)
        models = rows.kept_models(executor.loader.project_state(targets).apps)
        with unpacked_snapshots(archive, manifest, Path(settings.MEDIA_ROOT)) as snapshots, transaction.atomic():
            count = sum(fill_table(archive, manifest, model) for model in models)
        reset_sequences(models)
        call_command("migrate", interactive=False, verbosity=0)
        return Restored(count, snapshots, check_log(manifest))


def require_empty() -> None:
    """Never mix two records: refuse where any row or any snapshot is."""
    standing = set(connection.introspection.table_names())
    for model in rows.kept_models(apps):
        if model._meta.db_table in standing and model._base_manager.exists():
            raise BackupRefused(
                f"The database is not empty (the table {model._meta.db_table} holds rows); "
                "restore into a new one: move the var folder aside, or name an empty database in DATABASE_URL."
            )
    folder = Path(settings.MEDIA_ROOT)
    if folder.is_dir() and any(path.is_file() for path in folder.rglob("*")):
        raise BackupRefused(f"The folder of snapshots {folder} is not empty; move it aside first.")


def targets_of(manifest: archives.Manifest, file: Path) -> list[tuple[str, str]]:
    """The last migration of each app that was in force when the backup was made."""
    graph = MigrationExecutor(connection).loader.graph
    applied = {(app, name) for app, name in manifest.migrations}
    if unknown := sorted(applied - graph.nodes.keys()):
        raise BackupRefused(
            f"{file} was made by version {manifest.made_by}, which knows the step {'.'.join(unknown[0])} and this one does not; "
            "restore it with that version or a newer one."
        )
    followed = {parent.key for key in applied for parent in graph.node_map[key].parents if parent.key[0] == key[0]}
    return sorted(applied - followed)


@contextmanager
def unpacked_snapshots(archive: ZipFile, manifest: archives.Manifest, folder: Path) -> Iterator[int]:
    """Write the files, their number for the caller; take them away again when the caller's part fails."""
    names = manifest.names(archives.SNAPSHOTS)
    with ExitStack() as undo:
        for name in names:
            target = folder / name.removeprefix(archives.SNAPSHOTS)
            target.parent.mkdir(parents=True, exist_ok=True)
            undo.callback(target.unlink, missing_ok=True)
            with target.open("wb") as out:
                for part in archives.read_parts(archive, name):
                    out.write(part)
        yield len(names)
        undo.pop_all()


def fill_table(archive: ZipFile, manifest: archives.Manifest, model: type[Model]) -> int:
    name = f"{archives.TABLES}{model._meta.label_lower}.jsonl"
    if name not in manifest.members:
        return 0
    with archive.open(name) as source:
        count = rows.insert(model, source)
    if count != manifest.members[name].rows:
        raise BackupRefused(f"{name} holds {count} rows and its manifest says {manifest.members[name].rows}.")
    return count


def reset_sequences(models: list[type[Model]]) -> None:
    """The next numbered key follows the highest that was restored."""
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), models):
            cursor.execute(statement)


def check_log(manifest: archives.Manifest) -> int:
    """Every log has the size and the root it had; the number of their leaves."""
    for log, (size, root) in manifest.logs.items():
        if [ledger.size(log), ledger.root(log).hex()] != [size, root]:
            raise BackupRefused(
                f"The log “{log}” does not have the root that the backup names; do not use this database."
            )
    return sum(size for size, _ in manifest.logs.values())
