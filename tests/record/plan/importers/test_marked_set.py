"""The targets on the public, hand-marked plans, all seven together and each alone."""

from __future__ import annotations

import importlib.util
import json
from types import ModuleType

import pytest
from marked import SHARED, scored

TARGETS = {
    "f1": 0.97,
    "obligors_accuracy": 0.95,
    "kind_accuracy": 0.85,
    "strength_accuracy": 0.85,
    "clauses_accuracy": 0.8,
}
NAMES = (
    "canada-mexico-2023.txt",
    "us-canada-roadmap-2021.md",
    "los-angeles-declaration-deliverables-2022.md",
    "us-mexico-security-dialogue-2021-fact-sheet.md",
    "nals-2023-deliverables.md",
    "us-mexico-hled-2021-fact-sheet.md",
    "us-canada-roadmap-anniversary-statement-2022.md",
)


@pytest.fixture(scope="module")
def scorer() -> ModuleType:
    if not SHARED.is_dir():
        pytest.fail(
            f"The marked plans are not at {SHARED}: set ENTENTE_MARKED_PLANS, or ENTENTE_WITHOUT_MARKED_PLANS=1."
        )
    spec = importlib.util.spec_from_file_location("marked_score", SHARED / "score.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def reports(scorer: ModuleType, tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, float]]:
    folder = tmp_path_factory.mktemp("predicted")
    total, found = None, {}
    for name in NAMES:
        stem = name.rsplit(".", 1)[0]
        target = folder / f"{stem}.json"
        target.write_text(json.dumps(scored(SHARED / name)), encoding="utf-8")
        gold = scorer.read_plan(SHARED / f"{stem}.gold.json")
        counts = scorer.score(gold, scorer.read_plan(target))
        total = counts if total is None else total + counts
        found[name] = scorer.report(counts)
    found["all"] = scorer.report(total)
    return found


@pytest.mark.parametrize(("axis", "least"), TARGETS.items())
def test_all_marked_plans_reach_target(reports: dict[str, dict[str, float]], axis: str, least: float) -> None:
    assert reports["all"][axis] >= least


@pytest.mark.parametrize("name", NAMES)
def test_marked_plan_finds_every_pillar(reports: dict[str, dict[str, float]], name: str) -> None:
    report = reports[name]
    assert (report["pillars_found"], report["pillars_predicted"]) == (report["pillars"], report["pillars"])


@pytest.mark.parametrize("name", NAMES)
def test_marked_plan_names_its_parties_and_title(name: str, scorer: ModuleType) -> None:
    gold = json.loads((SHARED / name).with_suffix(".gold.json").read_text(encoding="utf-8"))
    draft = scored(SHARED / name)
    assert (sorted(draft["parties"]), draft["title"]) == (sorted(gold["parties"]), gold["title"])
