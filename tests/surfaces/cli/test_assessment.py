"""`entente assessment`: what outsiders say, as the public reads it."""

from __future__ import annotations

from pathlib import Path

import pytest

from entente.foundation.common.actors import SYSTEM, Role
from entente.foundation.directory import commands as directory
from entente.foundation.directory.words import OrganisationKind, PostCapacity
from tests import cast
from tests.record.assessment.assessing import evidence, opened, sent
from tests.record.builders import adopted_plan

from .conftest import Entente

pytestmark = pytest.mark.django_db
LATER = ("--as-of", "2026-12-20")


@pytest.fixture(autouse=True)
def _plan() -> None:
    adopted_plan()


def test_methods_lists_every_scale(entente: Entente) -> None:
    found = {
        one["code"]: [value["code"] for value in one["values"]]
        for one in entente("assessment", "methods", "--json").json
    }

    assert found["g20-compliance"] == ["-1", "0", "+1"]


def test_list_shows_values_once_they_are_public(entente: Entente) -> None:
    sent(opened(), "0", [evidence()])

    assert entente("assessment", "list", "tri-plan", "--as-of", "2026-12-09", "--json").json == []
    found = entente("assessment", "list", "tri-plan", *LATER, "--json").json
    assert [(one["owner"], one["party"], one["value"]["code"], one["replies"][0]["state"]) for one in found] == [
        ("institute", "AAA", "0", "none")
    ]
    assert entente("assessment", "list", "tri-plan", "--by", "others", *LATER, "--json").json == []


def test_show_tells_share_and_n(entente: Entente) -> None:
    sent(opened(), "0", [evidence()])

    lines = entente("assessment", "show", "tri-plan/institute/g20-compliance/1", *LATER).out.splitlines()
    assert lines[0] == "institute: G20 compliance, 1 published"
    assert lines[2].split() == ["final", "AAA", "50%", "1"]
    assert lines[3] == "Krippendorff's alpha (ordinal): cannot be told, n = 1"


@pytest.mark.parametrize("ref", ["tri-plan", "tri-plan/institute", "tri-plan/institute/no-such/1"])
def test_show_refuses_what_is_nowhere(entente: Entente, ref: str) -> None:
    assert entente("assessment", "show", ref, *LATER).code == 1


def test_guidelines_names_their_versions(entente: Entente) -> None:
    opened()

    found = entente("assessment", "guidelines", "tri-plan", "institute", *LATER, "--json").json
    assert [(one["method"], one["version"]) for one in found] == [("g20-compliance/1", 1)]


def test_define_puts_a_scale_on_record_once(entente: Entente, tmp_path: Path) -> None:
    file = tmp_path / "river.yaml"
    file.write_text(
        "code: river-scale\nversion: 1\nname: {en: River scale}\nabout: {en: How clean it is.}\n"
        "values: [{code: poor, label: {en: Poor}}, {code: good, label: {en: Good}}]\n"
    )
    institute = directory.register_organisation(
        slug="institute", name={"en": "Institute"}, kind=OrganisationKind.OBSERVER, by=SYSTEM
    )
    post = directory.open_post(
        institute,
        slug="reader",
        title={"en": "Reader"},
        capacity=PostCapacity.ASSESSOR,
        by=SYSTEM,
        roles=[Role.CONTRIBUTOR],
    )
    cast.holder(post, name="Erin")
    given = ("assessment", "define", str(file), "--email", "erin@example.org")
    for _time in range(2):
        assert entente(*given, "--json").json == {"method": "institute:river-scale/1"}
    file.write_text(file.read_text().replace("Poor", "Bad"))
    assert "never changes; give the new one version 2" in entente(*given).err
    file.write_text("- a list")
    assert "holds no scale" in entente(*given).err
