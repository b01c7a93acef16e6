"""What cannot be done ends in one sentence with its remedy, and with exit code 1."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from .copies import Ended, copy_to, programs, start

REMEDY = (
    "install Node 18 or newer with npm (Debian: apt install nodejs npm), or use --offline FOLDER, and run it again."
)


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    return copy_to(tmp_path)


def test_node_is_missing(clone: Path, tmp_path: Path) -> None:
    path = programs(tmp_path / "bin")

    assert start(clone, "--no-serve", PATH=path) == Ended(1, "Setting up Entente\n", f"\nNode is missing; {REMEDY}\n")


def test_npm_is_missing_as_with_debians_bare_nodejs(clone: Path, tmp_path: Path) -> None:
    path = programs(tmp_path / "bin", node="echo v18.19.0")

    assert start(clone, "--no-serve", PATH=path) == Ended(1, "Setting up Entente\n", f"\nnpm is missing; {REMEDY}\n")


def test_node_is_too_old(clone: Path, tmp_path: Path) -> None:
    path = programs(tmp_path / "bin", node="echo v16.20.2", npm="echo 8.0.0")

    assert start(clone, "--no-serve", PATH=path) == Ended(
        1, "Setting up Entente\n", f"\nNode is too old (v16.20.2); {REMEDY}\n"
    )


def test_python_has_neither_ensurepip_nor_pip(clone: Path, tmp_path: Path) -> None:
    path = programs(tmp_path / "bin", node="echo v20.1.0", npm="echo 10")
    shadow = tmp_path / "shadow"
    shadow.mkdir()
    for name in ("ensurepip", "pip"):
        (shadow / f"{name}.py").write_text("raise ImportError")

    assert start(clone, "--no-serve", PATH=path, PYTHONPATH=str(shadow)) == Ended(
        1,
        "Setting up Entente\n",
        "\nThis Python has neither ensurepip nor pip; install them (Debian: apt install python3-venv) and run again.\n",
    )


def test_python_is_too_old(clone: Path) -> None:
    code = "import runpy, sys; sys.version_info = (3, 9, 2); runpy.run_path('start.py', run_name='__main__')"

    done = subprocess.run([sys.executable, "-c", code], cwd=clone, capture_output=True, text=True, check=False)

    assert (done.returncode, done.stdout, done.stderr) == (
        1,
        "",
        "Entente needs Python 3.11 or newer and this is 3.9; run it with a newer one.\n",
    )


def test_port_is_taken(clone: Path) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]

        assert start(clone, "--port", str(port)) == Ended(
            1,
            "",
            f"\nPort {port} on 127.0.0.1 cannot be used (Address already in use); "
            f"stop the program that holds it or choose another with --port {port + 1}.\n",
        )


def test_folder_cannot_be_written(clone: Path, tmp_path: Path) -> None:
    path = programs(tmp_path / "bin", node="echo v20.1.0", npm="echo 10")

    ended = start(clone, "--no-serve", PATH=path, ENTENTE_VAR="/sys/entente")  # closed to root too

    assert (ended.code, ended.err) == (
        1,
        "\nThe folder /sys/entente/log cannot be made: this user may not write there; run it as the owner of the folder.\n",
    )


def test_network_is_away(clone: Path, tmp_path: Path) -> None:
    path = programs(tmp_path / "bin", node="echo v20.1.0", npm="echo 10")
    away = {
        "PIP_INDEX_URL": "http://127.0.0.1:9/simple",
        "PIP_RETRIES": "0",
        "PIP_CONFIG_FILE": os.devnull,
        "PIP_FIND_LINKS": "",
    }

    ended = start(clone, "--no-serve", PATH=path, PIP_NO_CACHE_DIR="1", **away)

    assert (ended.code, ended.err) == (
        1,
        "\nThe step “packages” failed: the packages cannot be reached; connect to the network, or use --offline FOLDER "
        "with a folder that `python3 start.py bundle FOLDER` made on a connected machine; its log is var/log/packages.log.\n",
    )


def test_offline_folder_is_no_bundle(clone: Path, tmp_path: Path) -> None:
    assert start(clone, "--no-serve", "--offline", str(tmp_path)) == Ended(
        1,
        "Setting up Entente\n",
        f"\n{tmp_path} holds no bundle; make one with `python3 start.py bundle FOLDER` on a connected machine.\n",
    )


def test_bundle_is_for_another_version(clone: Path, tmp_path: Path) -> None:
    (tmp_path / "bundle.json").write_text(json.dumps({"python": "2.7"}))

    assert start(clone, "--no-serve", "--offline", str(tmp_path)) == Ended(
        1,
        "Setting up Entente\n",
        f"\nThe bundle in {tmp_path} is for another version of Python; make it again with "
        "`python3 start.py bundle FOLDER` from this version, on a machine like this one.\n",
    )


def test_unknown_task(clone: Path) -> None:
    ended = start(clone, "fly")

    assert (ended.code, ended.err.splitlines()[-1]) == (
        2,
        "start.py: error: argument TASK: invalid choice: 'fly' "
        "(choose from 'run', 'test', 'lint', 'bench', 'bundle', 'sbom', 'lock')",
    )


def test_bundle_without_a_folder(clone: Path) -> None:
    ended = start(clone, "bundle")

    assert (ended.code, ended.err.splitlines()[-1]) == (
        2,
        "start.py: error: `bundle` takes one FOLDER, the other tasks take none",
    )
