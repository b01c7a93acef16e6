"""The shipped code lists: complete, unique, in three languages."""

from __future__ import annotations

from pathlib import Path

import pytest

from entente.foundation.common.errors import RuleBroken
from entente.surfaces.intake.frameworks import SHIPPED, Framework, read_frameworks, shipped_targets
from entente.surfaces.intake.packages import read_package

ROOT = Path(__file__).parents[3]


def by_code() -> dict[str, Framework]:
    return {framework.code: framework for framework in read_frameworks()}


@pytest.mark.parametrize(("code", "count"), [("cusma", 34), ("kmgbf", 23), ("undrip", 46)])
def test_complete_lists_run_from_one_without_a_gap(code: str, count: int) -> None:
    assert [target.code for target in by_code()[code].targets] == [str(number) for number in range(1, count + 1)]


def test_all_goals_and_only_the_targets_in_use_are_listed() -> None:
    codes = [target.code for target in by_code()["sdg"].targets]
    assert [code for code in codes if "." not in code] == [str(number) for number in range(1, 18)]
    used = {
        target
        for name in ("canada-mexico-2023", "demonstration")
        for commitment in read_package(ROOT / "plans" / name).commitments
        for framework, target in commitment.alignment
        if framework == "sdg" and "." in target
    }
    assert {code for code in codes if "." in code} == used


def test_every_label_is_in_the_three_languages() -> None:
    labels = [target.label for framework in read_frameworks() for target in framework.targets]
    assert {tuple(sorted(label)) for label in labels} == {("en", "es", "fr")}
    assert len(labels) == len(shipped_targets())


def test_framework_without_targets_is_refused(tmp_path: Path) -> None:
    text = (SHIPPED / "kmgbf.yaml").read_text(encoding="utf-8")
    (tmp_path / "empty.yaml").write_text(text.partition("targets:")[0], encoding="utf-8")
    with pytest.raises(RuleBroken) as caught:
        read_frameworks(tmp_path)
    assert str(caught.value) == "empty.yaml, line 2: “targets” is missing; add it."


def test_target_that_stands_twice_is_refused(tmp_path: Path) -> None:
    text = (SHIPPED / "kmgbf.yaml").read_text(encoding="utf-8").replace('code: "2"', 'code: "1"')
    (tmp_path / "twice.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(RuleBroken) as caught:
        read_frameworks(tmp_path)
    assert str(caught.value) == "twice.yaml, line 19, targets[1].code: target 1 stands twice; keep one of them."
