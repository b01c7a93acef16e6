"""What a promise rested on has lapsed, and that explains the silence: the page says both."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.test_desk import faults_of

from . import moves
from .stage import Stage, picture, press

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

POLICY = "Alda’s policy of equality abroad was withdrawn"
POLICY_FR = "La politique d’égalité de l’Alde a été retirée"
POLICY_ES = "Alda retiró su política de igualdad"


def test_a_changed_basis_explains_the_silence(stage: Stage, tmp_path: Path) -> None:
    chris = moves.open_work(stage, "Chris", "2.2")
    words = stage.commitment("2.2").locator("h1").inner_text()
    _expect_rhythm(stage, chris)
    page = stage.commitment("2.2")
    expect(page.locator(".ent-strip__item .ent-tag")).to_have_text(["Silent"])
    columns = _columns(page)
    _add_source(stage, chris, tmp_path)
    _note_change(stage, chris)
    page = stage.commitment("2.2")
    expect(page.locator(".ent-strip__item .ent-tag")).to_have_text(["Silent", "Basis changed"])
    expect(page.locator(".ent-strip__words").nth(1)).to_contain_text(f"What it rested on changed, March 2025: {POLICY}")
    assert (page.locator("h1").inner_text(), _columns(page)) == (words, columns)  # the promise stays as it is
    assert faults_of(page) == []
    expect(page.locator("#evidence + .ent-label")).to_have_text("Not searched yet")  # background is no evidence
    picture(page, "basis-changed", 830, "h1")
    french = stage.commitment("2.2", "fr")
    expect(french.locator(".ent-strip__words").nth(1)).to_contain_text(POLICY_FR)
    spanish = stage.commitment("2.2", "es")
    expect(spanish.locator(".ent-strip__words").nth(1)).to_contain_text(POLICY_ES)


def _expect_rhythm(stage: Stage, chris: Page) -> None:
    """The observer says what rhythm it expects; nothing was ever done, so the page is silent at once."""
    stage.go(chris, "desk_clock", number="2.2")
    press(chris, "Set your side’s rhythm")
    chris.get_by_label("How many days usually lie between two signs of activity").fill("365")
    chris.get_by_label("Longest silence that is still in order, in days").fill("730")
    chris.get_by_label("Counted from which day").fill("2023-01-10")
    moves.fill_in(chris, "Why this rhythm", en="A continuing duty shows once a year.")
    press(chris, "Put it on record")


def _add_source(stage: Stage, chris: Page, folder: Path) -> None:
    """The announcement goes on record as background: it shows nothing that was done for the promise."""
    stage.go(chris, "desk_evidence", number="2.2")
    moves.add_file(
        chris,
        folder,
        title="Announcement of the Foreign Office",
        subject="The whole commitment",
        supports="Nothing: it is background",
        happened="2025-03",
        en="The Foreign Office of Alda announced a review of its policies.",
    )


def _note_change(stage: Stage, chris: Page) -> None:
    stage.go(chris, "desk_clock", number="2.2")
    press(chris, "Note that its basis has changed")
    moves.fill_in(chris, "What it rested on, and what became of that", en=POLICY, fr=POLICY_FR, es=POLICY_ES)
    chris.get_by_label("When it lapsed or changed").fill("2025-03")
    chris.get_by_label("Source", exact=True).select_option(label="Announcement of the Foreign Office")
    press(chris, "Put it on record")
    moves.is_told(chris, "The change is on record and public.")


def _columns(page: Page) -> str:
    return page.locator(".ent-columns").inner_text()
