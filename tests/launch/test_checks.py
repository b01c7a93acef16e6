"""What is left out of the checks is said aloud, and only where nobody asked for it."""

from __future__ import annotations

from pathlib import Path

import pytest

from launch.checks import without_browser, without_marked_plans
from launch.steps import Failure


@pytest.fixture(autouse=True)
def _no_wishes(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("ENTENTE_MARKED_PLANS", "ENTENTE_REQUIRE_BROWSER"):
        monkeypatch.delenv(name, raising=False)


def test_marked_plans_are_left_out_aloud_where_they_are_not(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert without_marked_plans(tmp_path / "clone") == {"ENTENTE_WITHOUT_MARKED_PLANS": "1"}
    assert capsys.readouterr().out == (
        "\n  ATTENTION: no marked plans beside this folder, the tests that score the importer on them are LEFT OUT.\n"
    )


def test_marked_plans_beside_the_clone_are_used(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "shared" / "plans").mkdir(parents=True)

    assert without_marked_plans(tmp_path / "clone") == {}
    assert capsys.readouterr().out == ""


def test_marked_plans_that_somebody_named_are_required(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ENTENTE_MARKED_PLANS", str(tmp_path / "away"))

    assert without_marked_plans(tmp_path / "clone") == {}


def test_browser_is_left_out_aloud_where_it_is_not(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))

    assert without_browser(["lint", "tests in the browser"]) == {"tests in the browser"}
    assert capsys.readouterr().out == ("\n  ATTENTION: no Chromium on this machine, the browser tests are LEFT OUT.\n")


def test_browser_that_is_required_and_missing_is_a_failure(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setenv("ENTENTE_REQUIRE_BROWSER", "1")

    with pytest.raises(Failure) as caught:
        without_browser(["tests in the browser"])

    assert str(caught.value) == (
        "Chromium is required here and missing; install it (Debian: apt install chromium) and run it again."
    )


def test_lint_alone_needs_no_browser(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setenv("ENTENTE_REQUIRE_BROWSER", "1")

    assert without_browser(["formatting", "lint"]) == set()
