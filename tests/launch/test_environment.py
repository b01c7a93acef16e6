"""Environment: versions of Node, and the command that finds its Python."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from launch.environment import COMMAND, node_major


@pytest.mark.parametrize(
    ("told", "major"), [("v20.11.1\n", 20), ("v18.19.0", 18), ("v9.0.0", 9), ("", 0), ("node: not found", 0)]
)
def test_node_major(told: str, major: int) -> None:
    assert node_major(told) == major


def test_command_finds_the_python_beside_it_through_links_and_spaces(tmp_path: Path) -> None:
    folder = tmp_path / "a folder" / "bin"
    folder.mkdir(parents=True)
    (folder / "python").write_text('#!/bin/sh\nprintf "%s|" "$0" "$@"\n')
    (folder / "entente").write_text(COMMAND)
    (tmp_path / "link").symlink_to(folder / "entente")
    for program in folder.iterdir():
        program.chmod(0o755)

    told = subprocess.run([tmp_path / "link", "plan", "a b"], capture_output=True, text=True, check=True).stdout

    assert told.split("|") == [
        str(folder / "python"),
        "-P",
        "-c",
        "from entente.surfaces.cli.main import main; main()",
        "plan",
        "a b",
        "",
    ]
