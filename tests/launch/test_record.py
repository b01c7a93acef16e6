"""The var folder: its key, its settings, and how it is moved aside."""

from __future__ import annotations

import fcntl
import re
from pathlib import Path

import pytest

from launch.place import Place
from launch.record import set_aside, write_secrets
from launch.steps import Failure


def test_key_is_made_once_and_for_this_user_alone(tmp_path: Path) -> None:
    place = Place(tmp_path, tmp_path / "var")

    write_secrets(place)
    key = (place.var / "secret_key").read_text()
    write_secrets(place)

    assert (place.var / "secret_key").read_text() == key
    assert len(key) > 50
    assert (place.var / "secret_key").stat().st_mode & 0o777 == 0o600
    assert place.var.stat().st_mode & 0o777 == 0o700
    assert [path.name for path in place.var.iterdir()] == ["secret_key"]


def test_demonstration_says_so_in_its_settings(tmp_path: Path) -> None:
    place = Place(tmp_path, tmp_path / "var" / "demo", is_demonstration=True)

    write_secrets(place)

    assert (place.var / "settings.env").read_text() == "ENTENTE_IS_DEMONSTRATION=true\n"


def test_reset_moves_the_folder_aside_whole(tmp_path: Path) -> None:
    place = Place(tmp_path, tmp_path / "var")
    write_secrets(place)
    key = (place.var / "secret_key").read_text()

    aside = set_aside(place)

    assert aside is not None
    assert re.fullmatch(r"var\.before-\d{8}-\d{6}", aside.name)
    assert (aside / "secret_key").read_text() == key
    assert not place.var.exists()


def test_reset_refuses_while_a_worker_holds_the_record(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    place = Place(tmp_path, tmp_path / "var")
    write_secrets(place)
    with (place.var / "worker.lock").open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)

        with pytest.raises(Failure) as caught:
            set_aside(place)

    assert str(caught.value) == "Entente runs on var; stop it there first."
    assert (place.var / "secret_key").is_file()
    assert set_aside(place) is not None  # stopped: the lock is free


def test_reset_of_nothing_does_nothing(tmp_path: Path) -> None:
    assert set_aside(Place(tmp_path, tmp_path / "var")) is None
