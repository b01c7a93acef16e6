"""What is signed of an amendment and of a succession, said in plain words in the signer's language."""

from __future__ import annotations

import pytest

from entente.record.plan import queries
from entente.surfaces.intake.agreed_words import describe
from tests.record.plan.changing import proposed, two_plans

pytestmark = pytest.mark.django_db


def test_a_table_of_succession_leaves_no_code_unsaid() -> None:
    row = proposed(*two_plans())
    lines = describe("succession", queries.succession_content(row).to_json(), "fr")
    said = {line.label: line.text for line in lines}
    assert said["promesse · 1 · ce qu’elle devient"] == "poursuivie"
    assert said["promesse · 2 · se poursuit dans"] == "1.1"
    assert said["promesse · 3 · motif"] == "It was kept."
    assert said["nouvelles dans le plan qui suit"] == "1.2"
    assert not any("_" in label for label in said)
