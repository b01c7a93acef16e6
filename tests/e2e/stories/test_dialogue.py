"""A dialogue falls silent by itself: a session was held, nobody does anything, and the public page says so."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
import time_machine
from playwright.sync_api import Locator, Page, expect

from entente.foundation.ledger import queries as ledger
from tests.e2e.test_desk import faults_of

from . import moves
from .looks import take_part
from .stage import PLAN, Stage, picture, press

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

REASON = "A session a year was agreed."
ON = "Alda: last activity on 5 October 2026; expected every 365 days."
LONG = "since 5 October 2026; expected every 365 days, the longest silence in order is 540 days."


def test_the_dialogue_falls_silent_with_nobody_doing_anything(stage: Stage, tmp_path: Path) -> None:
    take_part("XAL", "XBO")
    ana = moves.open_work(stage, "Ana", "3.2")
    _add_dialogue(ana)
    _hold_third_session(stage, ana, tmp_path)
    _set_rhythm(stage, ana)
    _report(stage, ana)
    page = stage.commitment("3.2")
    _reads(page, "Keeps its rhythm", f"{ON} {REASON}")
    picture(page, "dialogue-keeps-its-rhythm", 740, "h1")
    with time_machine.travel(datetime(2027, 6, 1, 12, tzinfo=UTC), tick=True):
        _note_that_nothing_changed(stage)
        page = stage.commitment("3.2")
        _reads(page, "Keeps its rhythm", f"{ON} {REASON}")
        expect(page.locator("#updates ~ article").first).to_contain_text("It says that nothing changed.")
        columns, entries = _columns(page), _entries()
    with time_machine.travel(datetime(2027, 10, 5, 12, tzinfo=UTC), tick=True):
        _reads(stage.commitment("3.2"), "Keeps its rhythm", f"{ON} {REASON}")
    with time_machine.travel(datetime(2027, 10, 6, 12, tzinfo=UTC), tick=True):
        _reads(stage.commitment("3.2"), "Late", f"Alda: nothing for 366 days, {LONG} {REASON}")
    with time_machine.travel(datetime(2028, 3, 29, 12, tzinfo=UTC), tick=True):
        page = stage.commitment("3.2")
        _reads(page, "Silent", f"Alda: nothing for 541 days, {LONG} {REASON}")
        assert (_columns(page), _entries()) == (columns, entries)  # nobody did anything, and no column moved
        assert faults_of(page) == []
        picture(page, "dialogue-silent", 740, "h1")
        expect(_strip(stage.commitment("3.2", "fr"))).to_contain_text("Silence")
        expect(_strip(stage.commitment("3.2", "es"))).to_contain_text("En silencio")


def _add_dialogue(ana: Page) -> None:
    ana.get_by_role("link", name="Activities").click()
    press(ana, "Add an activity")
    moves.fill_in(ana, "Title", en="Economic Dialogue of the Shores", fr="Dialogue économique des Rives")
    ana.get_by_label("Mechanism or dialogue").check()
    ana.get_by_label("can fulfil it by itself").check()
    press(ana, "Put it on record")
    moves.is_told(ana, "The activity is on record and public.")


def _hold_third_session(stage: Stage, ana: Page, folder: Path) -> None:
    """Ana reports it and adds its minutes, Boris reads them, and only then does it count as held."""
    ana.get_by_role("link", name="Economic Dialogue of the Shores").click()
    press(ana, "Plan a session")
    moves.fill_in(ana, "Title", en="Third session of the dialogue", fr="Troisième séance du dialogue")
    ana.get_by_label("When", exact=True).fill("2026-10-05")
    press(ana, "Put it on record")
    ana.get_by_role("link", name="Third session of the dialogue").click()
    session = ana.url
    ana.get_by_role("link", name="Say that it took place").click()
    moves.fill_in(ana, "What came of it", en="Work on ports goes on.", fr="Le travail sur les ports continue.")
    press(ana, "Put it on record")
    expect(ana.get_by_role("button", name="Let it count as held")).to_have_count(0)
    ana.get_by_role("link", name="Add evidence").click()
    moves.add_file(
        ana,
        folder,
        title="Minutes of the third session",
        subject="Economic Dialogue of the Shores, session: Third session of the dialogue",
        supports="Shows all of it",
        happened="2026-10-05",
        en="The third session took place on 5 October.",
        fr="La troisième séance a eu lieu le 5 octobre.",
    )
    moves.accept(stage.as_("Boris"), stage, "The third session took place on 5 October.")
    ana.goto(session)
    press(ana, "Let it count as held")
    moves.is_told(ana, "It counts as held.")


def _set_rhythm(stage: Stage, ana: Page) -> None:
    moves.open_work(stage, "Ana", "3.2")
    ana.get_by_role("link", name="Rhythm, windows and basis").click()
    press(ana, "Set your side’s rhythm")
    ana.get_by_label("How many days usually lie between two signs of activity").fill("365")
    ana.get_by_label("Longest silence that is still in order, in days").fill("540")
    ana.get_by_label("Counted from which day").fill("2023-01-10")
    moves.fill_in(ana, "Why this rhythm", en=REASON, fr="Une séance par an est convenue.")
    press(ana, "Put it on record")
    moves.is_told(ana, "The rhythm is on record and public.")


def _report(stage: Stage, ana: Page) -> None:
    """Ana writes, Ada approves and publishes: a side can say “no change” only after it has said something."""
    moves.open_work(stage, "Ana", "3.2")
    moves.write_update(
        ana,
        as_of="2026-10-05",
        en="The third session took place; work on ports goes on.",
        fr="La troisième séance a eu lieu ; le travail sur les ports continue.",
    )
    press(ana, "Send for approval")
    moves.approve_and_publish(stage.as_("Ada"), stage, "3.2")


def _note_that_nothing_changed(stage: Stage) -> None:
    """Months later: Ana logs in anew."""
    stage.windows.pop("Ana")
    take_part("XAL", "XBO")
    ana = moves.open_work(stage, "Ana", "3.2")
    press(ana, "Note that nothing changed")
    moves.is_told(ana, "It is on record and public that nothing changed.")


def _reads(page: Page, tag: str, words: str) -> None:
    """What the calendar tells, word for word: one rhythm, and its state."""
    expect(_strip(page).locator(".ent-tag")).to_have_text([tag])
    expect(_strip(page).locator(".ent-strip__words")).to_have_text([words], use_inner_text=True)


def _strip(page: Page) -> Locator:
    return page.locator(".ent-strip__item")


def _columns(page: Page) -> str:
    """What the sides say of themselves."""
    return page.locator(".ent-columns").inner_text()


def _entries() -> list[str]:
    """What the public log holds of the promise."""
    return [entry.action for entry in ledger.history(f"{PLAN}/3.2", limit=100)]
