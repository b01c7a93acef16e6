"""Evidence for one clause of a promise says nothing about the other."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.test_desk import faults_of

from . import moves
from .looks import take_part
from .stage import Stage, picture

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

SENT = "Two million doses went to the region."


def test_evidence_of_one_clause_leaves_the_other_as_it_was(stage: Stage, tmp_path: Path) -> None:
    take_part("XAL", "XBO")
    page = stage.commitment("9.2")
    before, columns = _clause(page, "a"), _columns(page)
    assert _clause(page, "b") == ["They help the region to get vaccines.", "No evidence on record"]
    chris = moves.open_work(stage, "Chris", "9.2")
    chris.get_by_role("link", name="Add evidence").first.click()
    moves.add_file(
        chris,
        tmp_path,
        title="Report of the regional health office",
        subject="b. They help the region to get vaccines.",
        supports="Shows all of it",
        happened="2025-06",
        en=SENT,
        fr="Deux millions de doses sont allées à la région.",
        es="Dos millones de dosis llegaron a la región.",
    )
    expect(page.locator("#b .ent-evidence__standing").first).to_have_text("No evidence on record")  # an old window
    page = stage.commitment("9.2")
    assert _clause(page, "b")[1] == "Supported, not yet checked"
    moves.accept(stage.as_("Boris"), stage, SENT)
    page = stage.commitment("9.2")
    assert _clause(page, "b")[:3] == [
        "They help the region to get vaccines.",
        "Supported, accepted by a verifier",
        SENT,
    ]
    assert (_clause(page, "a"), _columns(page)) == (before, columns)
    assert before == ["They make vaccines together.", "No evidence on record"]
    assert faults_of(page) == []
    picture(page, "clause", 700, "section[aria-labelledby=parts]")
    expect(stage.commitment("9.2", "fr").locator("#b")).to_contain_text(
        "Deux millions de doses sont allées à la région."
    )
    expect(stage.commitment("9.2", "es").locator("#b")).to_contain_text("Dos millones de dosis llegaron a la región.")


def _clause(page: Page, letter: str) -> list[str]:
    """What the page says of a part, line by line: its words, how far they are supported, what shows it."""
    return [line for line in page.locator(f"#{letter}").inner_text().splitlines() if line.strip()][1:]


def _columns(page: Page) -> str:
    return page.locator(".ent-columns").inner_text()
