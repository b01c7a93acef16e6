"""`entente data release` at a terminal: what it says, and what it refuses in one sentence."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner
from django.utils import timezone

from entente.surfaces.cli.main import cli

pytestmark = pytest.mark.django_db


def test_a_release_is_written_once_and_told_twice(tmp_path: Path) -> None:
    day = timezone.now().date().isoformat()
    first = CliRunner().invoke(cli, ["data", "release", str(tmp_path / "out")], catch_exceptions=False)
    assert first.output == f"{tmp_path}/out/{day}: 17 rows.\n"
    again = CliRunner().invoke(cli, ["data", "release", str(tmp_path / "out")], catch_exceptions=False)
    assert again.output == f"{tmp_path}/out/{day} stands already and says the same; nothing was written.\n"


def test_an_instant_that_is_none_is_told_before_anything_is_written(tmp_path: Path) -> None:
    result = CliRunner().invoke(cli, ["data", "release", str(tmp_path / "out"), "--as-of", "yesterday"])
    assert result.exit_code == 2
    assert "“yesterday” is no instant; write 2026-03-01 or 2026-03-01T12:00:00Z." in result.output
    assert not (tmp_path / "out").exists()


def test_a_folder_that_is_not_ours_is_refused(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("Mine.")
    result = CliRunner().invoke(cli, ["data", "release", str(tmp_path)])
    assert result.exit_code != 0
    assert "holds files that no release put there" in result.output
    assert "Traceback" not in result.output
    assert [path.name for path in tmp_path.iterdir()] == ["letter.txt"]
