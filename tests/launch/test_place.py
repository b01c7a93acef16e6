"""Where things lie, and what a run may see of the operator's settings."""

from __future__ import annotations

from pathlib import Path

import pytest

from launch.place import ROOT, Place, chosen_place, files_below, fingerprint


@pytest.fixture(autouse=True)
def _no_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("ENTENTE_VAR", "DATABASE_URL", "ENTENTE_ORIGIN"):
        monkeypatch.delenv(name, raising=False)


def test_demonstration_lives_in_a_folder_of_its_own() -> None:
    assert chosen_place(demo=False, offline=None) == Place(ROOT, ROOT / "var")
    assert chosen_place(demo=True, offline=None) == Place(ROOT, ROOT / "var" / "demo", None, is_demonstration=True)


def test_operator_chooses_the_var_folder(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ENTENTE_VAR", "/srv/record")

    assert chosen_place(demo=False, offline=None).var == Path("/srv/record")


def test_demonstration_never_sees_the_real_database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://real")

    real, demo = Place(tmp_path, tmp_path), Place(tmp_path, tmp_path, is_demonstration=True)

    assert (real.environ()["DATABASE_URL"], real.uses_sqlite()) == ("postgresql://real", False)
    assert (demo.environ()["DATABASE_URL"], demo.uses_sqlite()) == ("", True)


@pytest.mark.parametrize(
    ("line", "is_set"),
    [
        ("DATABASE_URL=postgresql://x", True),
        ("database_url = postgresql://x", True),
        ("# DATABASE_URL=postgresql://x", False),
        ("ENTENTE_ORIGIN=https://x", False),
    ],
)
def test_settings_file_names_the_database(tmp_path: Path, line: str, is_set: bool) -> None:
    (tmp_path / "settings.env").write_text(f"\n{line}\n")

    assert Place(tmp_path, tmp_path).is_set("DATABASE_URL") is is_set


def test_fingerprint_changes_with_words_names_and_content(tmp_path: Path) -> None:
    one, two = tmp_path / "one", tmp_path / "two"
    one.write_text("a")
    two.write_text("b")
    prints = [
        fingerprint(files=[one, two]),
        fingerprint("word", files=[one, two]),
        fingerprint(files=[one]),
        fingerprint(files=[two]),
        fingerprint(files=[one, tmp_path / "missing"]),
    ]
    one.write_text("c")

    assert len({*prints, fingerprint(files=[one, two])}) == 6
    assert fingerprint(files=[two, one]) == fingerprint(files=[one, two])


def test_files_below_leaves_out_what_is_fetched_or_compiled(tmp_path: Path) -> None:
    for name in ("kept.css", "deep/kept.js", "node_modules/x.js", "__pycache__/y.pyc", ".hidden"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("")

    assert [path.name for path in files_below(tmp_path)] == ["kept.js", "kept.css"]
