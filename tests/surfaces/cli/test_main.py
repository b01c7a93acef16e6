"""The command line finds its nouns and speaks in sentences."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from click.testing import CliRunner

import entente
from entente.config.env import ROOT
from entente.surfaces.cli.main import NOUNS, cli


def run(tmp_path: Path, *arguments: str, **environ: str) -> tuple[int, str, str]:
    done = subprocess.run(
        [sys.executable, "-m", "entente", *arguments],
        env={
            **os.environ,
            "PYTHONPATH": str(ROOT / "src"),
            "ENTENTE_VAR": str(tmp_path),
            "DATABASE_URL": "",
            **environ,
        },
        capture_output=True,
        text=True,
        check=False,
    )
    return done.returncode, done.stdout, done.stderr


def test_every_noun_has_help_of_its_own() -> None:
    for noun in NOUNS:
        result = CliRunner().invoke(cli, [noun, "--help"])
        assert (noun, result.exit_code) == (noun, 0)


def test_version() -> None:
    result = CliRunner().invoke(cli, ["--version"])

    assert result.output == f"entente {entente.__version__}\n"


def test_wrong_setting_ends_in_one_sentence_that_names_it(tmp_path: Path) -> None:
    assert run(tmp_path, "worker", "--once", ENTENTE_DEBUG="perhaps") == (
        1,
        "",
        "Error: The setting ENTENTE_DEBUG is wrong (Input should be a valid boolean, unable to interpret input); "
        "docs/settings.md says what it takes.\n",
    )


def test_silent_database_ends_in_one_sentence(tmp_path: Path) -> None:
    code, out, err = run(tmp_path, "worker", "--once", DATABASE_URL="postgresql://nobody@127.0.0.1:8139/nothing")

    assert (code, out) == (1, "")
    sentence = err.splitlines()[-1]
    assert sentence.startswith("Error: The database did not answer (connection")
    assert sentence.endswith("check DATABASE_URL and run `python3 start.py --no-serve`.")


def test_database_without_tables_ends_in_one_sentence(tmp_path: Path) -> None:
    code, _, err = run(tmp_path, "worker", "--once")

    assert (code, err.splitlines()[-1]) == (
        1,
        "Error: The database did not answer (no such table: django_tasks_database_dbtaskresult); "
        "check DATABASE_URL and run `python3 start.py --no-serve`.",
    )
