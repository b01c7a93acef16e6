"""A backup brings the same record back, on either database, or nothing at all."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import zipfile
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg
import pytest
from click.testing import CliRunner, Result
from django.db import connection, transaction

from entente.config.env import ROOT
from entente.foundation.common.actors import Actor, Capacity
from entente.foundation.directory.commands import register_party
from entente.foundation.ledger import commands as ledger
from entente.foundation.sources import store
from entente.surfaces.cli.main import cli
from tests.cast import ALL_WORK

ANA = Actor(Capacity.PARTY, owner="AAA", post="ministry-a/desk")
CHRIS = Actor(Capacity.KEEPER, owner="observatory", post="observatory/keeper", roles=ALL_WORK)


@pytest.fixture
def snapshots(tmp_path: Path, settings: pytest.FixtureRequest) -> Path:
    settings.MEDIA_ROOT = tmp_path / "snapshots"
    return tmp_path / "snapshots"


@pytest.fixture
def record(transactional_db: None, snapshots: Path) -> str:
    """Rows with keys, instants, JSON and bytes; entries in two logs, one erased; one file.  Returns the file's hash."""
    register_party(
        code="AAA", name={"en": "A", "fr": "À « a »"}, languages=["en", "fr"], time_zone="America/Toronto", by=CHRIS
    )
    with transaction.atomic():
        for number in range(5):
            ledger.record(CHRIS, "test.entry", f"a-b/{number}", public=True, text={"en": "ñ\n\u2028", "number": number})
        gone = ledger.record(ANA, "test.private", "a-b/6", note="to be erased")
    ledger.erase(gone, by=ANA, reason=ledger.ErasureReason.PRIVACY, at=datetime(2026, 3, 5, 12, tzinfo=UTC))
    ledger.seal()
    return store.keep(b"bytes of a source\x00\xff")


def entente(*arguments: str | Path) -> Result:
    return CliRunner().invoke(cli, [str(argument) for argument in arguments])


def entente_elsewhere(var: Path, database_url: str, *arguments: str | Path) -> str:
    """Run the command in a process of its own on another database and var folder."""
    done = subprocess.run(
        [sys.executable, "-m", "entente", *[str(argument) for argument in arguments]],
        env={**os.environ, "PYTHONPATH": str(ROOT / "src"), "ENTENTE_VAR": str(var), "DATABASE_URL": database_url},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout


def content(file: Path) -> dict[str, object]:
    """What two backups of one record have in common: members with hashes, logs with roots, migrations."""
    with zipfile.ZipFile(file) as archive:
        manifest = json.loads(archive.read("manifest.json"))
    return {key: manifest[key] for key in ("members", "logs", "migrations", "format")}


def fresh_postgresql(name: str) -> str:
    """Address of a new, empty database on the server that runs the tests."""
    with psycopg.connect(os.environ["DATABASE_URL"], autocommit=True) as server:
        server.execute(f"DROP DATABASE IF EXISTS {name}")
        server.execute(f"CREATE DATABASE {name}")
    return urlunsplit(urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{name}"))


def test_backup_comes_back_the_same_on_sqlite(record: str, tmp_path: Path) -> None:
    assert entente("backup", "create", tmp_path / "one.zip").exit_code == 0

    (tmp_path / "var").mkdir()
    told = entente_elsewhere(tmp_path / "var", "", "backup", "restore", tmp_path / "one.zip")
    entente_elsewhere(tmp_path / "var", "", "backup", "create", tmp_path / "two.zip")

    assert content(tmp_path / "two.zip") == content(tmp_path / "one.zip")
    assert "the log stands as it was (8 entries, every root the same).\n" in told
    path = tmp_path / "var" / "snapshots" / store.path_of(record)
    assert path.read_bytes() == b"bytes of a source\x00\xff"


@pytest.mark.postgres
def test_backup_goes_from_postgresql_to_sqlite_and_back(record: str, tmp_path: Path) -> None:
    assert entente("backup", "create", tmp_path / "one.zip").exit_code == 0
    (tmp_path / "sqlite").mkdir()
    (tmp_path / "postgresql").mkdir()
    address = fresh_postgresql(f"{connection.settings_dict['NAME']}_restored")

    entente_elsewhere(tmp_path / "sqlite", "", "backup", "restore", tmp_path / "one.zip")
    entente_elsewhere(tmp_path / "sqlite", "", "backup", "create", tmp_path / "two.zip")
    entente_elsewhere(tmp_path / "postgresql", address, "backup", "restore", tmp_path / "two.zip")
    entente_elsewhere(tmp_path / "postgresql", address, "backup", "create", tmp_path / "three.zip")

    assert content(tmp_path / "two.zip") == content(tmp_path / "one.zip")
    assert content(tmp_path / "three.zip") == content(tmp_path / "one.zip")


WRITER = """
import django
django.setup()
from django.db import transaction
from entente.foundation.common.actors import SYSTEM
from entente.foundation.ledger import commands
while True:
    with transaction.atomic():
        commands.record(SYSTEM, "test.entry", "a-b/1", public=True)
    print("written", flush=True)
"""


def test_backup_made_while_others_write_is_of_one_instant(record: str, tmp_path: Path) -> None:
    """Restore compares every log with the root in the manifest: rows of another instant would not have it."""
    busy, quiet = tmp_path / "busy", tmp_path / "quiet"
    busy.mkdir()
    quiet.mkdir()
    assert entente("backup", "create", tmp_path / "one.zip").exit_code == 0
    entente_elsewhere(busy, "", "backup", "restore", tmp_path / "one.zip")
    environ = {**os.environ, "PYTHONPATH": str(ROOT / "src"), "ENTENTE_VAR": str(busy), "DATABASE_URL": ""}
    with subprocess.Popen([sys.executable, "-c", WRITER], env=environ, stdout=subprocess.PIPE, text=True) as writer:
        assert writer.stdout is not None
        assert writer.stdout.readline() == "written\n"
        entente_elsewhere(busy, "", "backup", "create", tmp_path / "two.zip")
        writer.kill()
        written_meanwhile = len(writer.stdout.readlines())

    entente_elsewhere(quiet, "", "backup", "restore", tmp_path / "two.zip")

    assert written_meanwhile > 0


def test_backup_is_for_its_owner_alone_and_leaves_no_unfinished_file(record: str, tmp_path: Path) -> None:
    folder = tmp_path / "backups"
    folder.mkdir()

    entente("backup", "create", folder / "one.zip")

    assert [path.name for path in folder.iterdir()] == ["one.zip"]
    assert (folder / "one.zip").stat().st_mode & 0o777 == 0o600


def test_backup_never_overwrites_a_file(record: str, tmp_path: Path) -> None:
    file = tmp_path / "one.zip"
    file.write_text("something of somebody")

    result = entente("backup", "create", file)

    assert result.exit_code == 1
    assert result.output == f"Error: {file} exists already; choose another name, a backup never overwrites one.\n"
    assert file.read_text() == "something of somebody"


def test_restore_refuses_a_record_that_is_not_empty(record: str, tmp_path: Path) -> None:
    entente("backup", "create", tmp_path / "one.zip")

    result = entente("backup", "restore", tmp_path / "one.zip")

    assert result.exit_code == 1
    assert result.output == (
        "Error: The database is not empty (the table directory_party holds rows); "
        "restore into a new one: move the var folder aside, or name an empty database in DATABASE_URL.\n"
    )


def test_restore_refuses_a_file_cut_off(record: str, tmp_path: Path) -> None:
    whole, cut = tmp_path / "one.zip", tmp_path / "cut.zip"
    entente("backup", "create", whole)
    cut.write_bytes(whole.read_bytes()[:-200])

    result = entente("backup", "restore", cut)

    assert result.exit_code == 1
    assert result.output == f"Error: {cut} is not a whole backup (cut off or damaged); take another one.\n"


def test_restore_refuses_a_changed_row(record: str, tmp_path: Path) -> None:
    whole, changed = tmp_path / "one.zip", tmp_path / "changed.zip"
    entente("backup", "create", whole)
    name = "tables/directory.party.jsonl"
    with zipfile.ZipFile(whole) as source, zipfile.ZipFile(changed, "w") as target:
        for member in source.namelist():
            target.writestr(
                member, source.read(member).replace(b"Toronto", b"Mexico_") if member == name else source.read(member)
            )

    result = entente("backup", "restore", changed)

    assert result.exit_code == 1
    assert result.output == f"Error: {changed} was changed or damaged at {name}; take another backup.\n"


def test_restore_refuses_a_backup_of_a_newer_version(record: str, tmp_path: Path) -> None:
    whole, newer = tmp_path / "one.zip", tmp_path / "newer.zip"
    entente("backup", "create", whole)
    with zipfile.ZipFile(whole) as source, zipfile.ZipFile(newer, "w") as target:
        for member in source.namelist():
            body = source.read(member)
            if member == "manifest.json":
                manifest = json.loads(body)
                manifest["migrations"].append(["plan", "9999_from_the_future"])
                manifest["made_by"] = "9.9"
                body = json.dumps(manifest).encode()
            target.writestr(member, body)
    (tmp_path / "var").mkdir()

    done = subprocess.run(
        [sys.executable, "-m", "entente", "backup", "restore", str(newer)],
        env={**os.environ, "PYTHONPATH": str(ROOT / "src"), "ENTENTE_VAR": str(tmp_path / "var"), "DATABASE_URL": ""},
        capture_output=True,
        text=True,
        check=False,
    )

    assert (done.returncode, done.stderr) == (
        1,
        f"Error: {newer} was made by version 9.9, which knows the step plan.9999_from_the_future and this one does not; "
        "restore it with that version or a newer one.\n",
    )


def test_restore_refuses_what_is_no_backup(transactional_db: None, snapshots: Path, tmp_path: Path) -> None:
    file = tmp_path / "other.zip"
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("letter.txt", "Dear all")

    result = entente("backup", "restore", file)

    assert result.exit_code == 1
    assert result.output == f"Error: {file} is not a backup of Entente: it holds no manifest.json.\n"
