"""The calendar closes the window of the games: before, within, after; what was done in it stays."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
import time_machine
from playwright.sync_api import Page, expect

from entente.foundation.ledger import queries as ledger
from tests.e2e.test_desk import faults_of

from . import moves
from .stage import PLAN, Stage, picture

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

SHOWN = "The organisers published a code on labour in the stadiums."


@pytest.fixture
def began() -> datetime:
    """Before the games, so that the record knew of their days when they came."""
    return datetime(2026, 6, 1, 12, tzinfo=UTC)


def test_the_window_opens_and_closes_by_the_calendar(stage: Stage, tmp_path: Path) -> None:
    with time_machine.travel(datetime(2026, 6, 10, 12, tzinfo=UTC), tick=True):
        _reads(stage.commitment("4.3"), "Window not yet open", "Opens on 11 June 2026: The Games of the Straits")
    with time_machine.travel(datetime(2026, 6, 20, 12, tzinfo=UTC), tick=True):
        _reads(stage.commitment("4.3"), "Window open", "Open until 19 July 2026: The Games of the Straits")
        _add_evidence(stage, tmp_path)
    with time_machine.travel(datetime(2026, 7, 19, 12, tzinfo=UTC), tick=True):
        page = stage.commitment("4.3")
        _reads(page, "Window open", "Open until 19 July 2026: The Games of the Straits")
        columns, entries = _columns(page), _entries()
    with time_machine.travel(datetime(2026, 7, 20, 12, tzinfo=UTC), tick=True):
        page = stage.commitment("4.3")
        _reads(page, "Window closed", "Closed on 19 July 2026: The Games of the Straits")
        expect(page.locator("#evidence ~ ul")).to_contain_text(SHOWN)
        assert (_columns(page), _entries()) == (columns, entries)  # nobody closed it
        assert faults_of(page) == []
        picture(page, "window-closed", 1100, "section[aria-labelledby=sides]")
        expect(stage.commitment("4.3", "fr").locator(".ent-strip")).to_contain_text("Les Jeux des Détroits")
        expect(stage.commitment("4.3", "es").locator(".ent-strip")).to_contain_text("Los Juegos de los Estrechos")


def _add_evidence(stage: Stage, folder: Path) -> None:
    """While the games last, the observer archives what their organisers published."""
    chris = moves.open_work(stage, "Chris", "4.3")
    chris.get_by_role("link", name="Add evidence").first.click()
    moves.add_file(
        chris,
        folder,
        title="Code on labour in the stadiums",
        subject="The whole commitment",
        supports="Shows part of it",
        happened="2026-06-15",
        en=SHOWN,
        fr="Les organisateurs ont publié un code du travail dans les stades.",
        es="Los organizadores publicaron un código del trabajo en los estadios.",
    )


def _reads(page: Page, tag: str, words: str) -> None:
    expect(page.locator(".ent-strip__item .ent-tag")).to_have_text([tag])
    expect(page.locator(".ent-strip__words")).to_contain_text(words)


def _columns(page: Page) -> str:
    return page.locator(".ent-columns").inner_text()


def _entries() -> list[str]:
    return [entry.action for entry in ledger.history(f"{PLAN}/4.3", limit=100)]
