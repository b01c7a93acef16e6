"""Voices and change: sides that differ, an outsider's score with its reply, an amendment, a plan closed into the next."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from pathlib import Path

import pytest
import time_machine
from django.utils import timezone
from playwright.sync_api import Page, expect
from pytest_django import Settings

from entente.surfaces.web import dates

from . import institute, moves, tides
from . import test_complete_needs_proof as completing
from .looks import columns, expect_sound, picture_of, take_part
from .parting import Machine, hand_in, show_second_factor
from .stage import Stage, file_of, press

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

DIFFER = "The sides differ: Alda says substantial, Boria says limited."
LONGER = {
    "en": "Both shores measure the tides for ten years.",
    "fr": "Les deux rives mesurent les marées pendant dix ans.",
    "es": "Ambas orillas miden las mareas durante diez años.",
}
WHY = {"en": "Five years were too few.", "fr": "Cinq ans ne suffisaient pas.", "es": "Cinco años eran pocos."}
GONE = {"en": "The pier fell into the sea.", "fr": "La jetée s’est effondrée.", "es": "El muelle se derrumbó."}
FATES = {"1.1": ("Merged with others", "1.1"), "1.2": ("Merged with others", "1.1"), "1.3": ("Not carried on", "")}


@pytest.fixture(autouse=True)
def _apart(settings: Settings, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path / "snapshots"


def test_sides_that_differ_are_shown_as_differing(stage: Stage, tmp_path: Path) -> None:
    take_part("XAL", "XBO")
    completing.adds_proof(stage, file_of(tmp_path, "release.txt", "Both shores signed the renewed memorandum today."))
    ada = stage.go(stage.as_("Ada"), "desk")
    ada.get_by_role("button", name="Check it").click()
    ada.get_by_label("Accept: the sources show what is claimed").check()
    press(ada, "Put your check on record")
    ana = says(stage, "Ana", "Substantial", {"English": "Most of it is done.", "Français": "L’essentiel est fait."})
    for group in ("Proof of it", "Which evidence proves it"):
        ana.get_by_role("group", name=group).get_by_label(completing.SIGNED["English"]).check()
    goes_out(stage, ana, "Ada")
    bela = says(stage, "Bela", "Limited", {"Español": "La mitad sigue pendiente."})
    goes_out(stage, bela, "Boris")
    page = stage.commitment("1.1")
    alda, boria, together = columns(page)
    assert "Substantial\nProof accepted, own side" in alda
    assert "Limited" in boria
    assert [line for line in together.split("\n") if line] == ["All together", "No joint status", DIFFER]
    expect_sound(page)
    picture_of(page, ".ent-columns", "voices-differ")
    assert "Alde (substantiel), Borie (limité)" in columns(stage.commitment("1.1", "fr"))[2]
    assert "Alda (sustancial), Boria (limitado)" in columns(stage.commitment("1.1", "es"))[2]


def says(stage: Stage, name: str, status: str, why: dict[str, str]) -> Page:
    """Somebody writes where their side stands, in the languages that it owes; nothing is sent yet."""
    page = moves.open_work(stage, name, "1.1")
    for language, reason in why.items():
        page.get_by_role("tab", name=language).click()
        page.get_by_role("textbox", name="What was done").fill(reason)
    page.get_by_text("The whole commitment").click()
    page.get_by_label("Where your side stands").select_option(status)
    for language, reason in why.items():
        page.get_by_label(f"Why ({language})").fill(reason)
    return page


def goes_out(stage: Stage, page: Page, approver: str) -> None:
    press(page, "Send for approval")
    moves.is_told(page, "The update waits for an approver of your side.")
    moves.approve_and_publish(stage.as_(approver), stage, "1.1")
    moves.is_told(stage.as_(approver), "The update is published.")


def test_outsiders_score_stands_beside_the_reply(stage: Stage, tmp_path: Path) -> None:
    institute.appoint(stage)
    institute.adds_talks(stage, tmp_path)
    institute.publishes_guideline(stage)
    due = timezone.localdate() + timedelta(days=10)
    for party, (value, reason) in institute.SCORES.items():
        institute.begins(stage, party)
        for coder in ("Erin", "Finn"):
            institute.acts(stage, coder, party, "Code it", "Give this code", value=value, reason=reason)
        institute.acts(stage, "Gwen", party, "Consolidate", "Say this value", value=value, reason=reason)
        gwen = institute.opened(stage, "Gwen", party, "Send it for reply")
        gwen.get_by_label("Last day for a reply").fill(due.isoformat())
        press(gwen, "Send")
        moves.is_told(gwen, "The draft was sent for reply.")
    institute.replies(stage)
    expect(stage.commitment("1.1").locator("main")).not_to_contain_text("What outsiders say")
    with time_machine.travel(datetime.combine(due + timedelta(days=2), time(12), UTC), tick=True):
        is_public(stage, dates.day(due, "en"))


def is_public(stage: Stage, due: str) -> None:
    page = stage.commitment("1.1")
    said = page.locator("section[aria-labelledby=assessments]")
    alda, boria = (said.locator(".ent-list > li").filter(has_text=f"· {party}") for party in institute.SCORES)
    expect(alda.locator(".ent-tag")).to_contain_text("0")
    expect(alda.locator(".ent-update__correction")).to_contain_text("Reply of Alda")
    expect(alda.locator(".ent-update__correction")).to_contain_text(institute.REPLY["English"])
    expect(boria.locator(".ent-tag")).to_contain_text("-1")
    expect(boria.locator(".ent-update__correction")).to_have_text(f"No reply by Boria by {due}")
    assert "No joint status" in columns(page)[2]
    expect_sound(page)
    picture_of(page, "section[aria-labelledby=assessments]", "voices-reply")
    french = stage.commitment("1.1", "fr").locator("section[aria-labelledby=assessments]")
    expect(french).to_contain_text(institute.REPLY["Français"])


def test_amendment_shows_the_words_in_force_and_the_original(stage: Stage, tmp_path: Path) -> None:
    machines = with_keys(stage, tmp_path)
    ana = stage.go(stage.as_("Ana"), "desk_amendments", plan=tides.OLD)
    ana.get_by_role("link", name="1.1 Measure the tides").click()
    for tag, words in LONGER.items():
        ana.locator(f"[name=text_{tag}]").fill(words)
        ana.locator(f"[name=reason_{tag}]").fill(WHY[tag])
    expect_sound(ana)
    press(ana, "Save the amendment")
    moves.is_told(ana, "The amendment is saved. Only your side sees it.")
    ada = stage.go(stage.as_("Ada"), "desk_amendments", plan=tides.OLD)
    ada.locator("main .ent-evidence__what, main .ent-evidence__line").get_by_role("link").first.click()
    press(ada, "Put it to all parties, to be signed")
    moves.is_told(ada, "The amendment is before the parties; each signs it or does not.")
    assert tides.ORIGINAL["en"] in words_of(stage, tides.OLD, "1.1")
    both_sign(stage, machines, tmp_path)
    assert LONGER["fr"] in machines["Ada"].printed[0]
    assert LONGER["es"] in machines["Boris"].printed[0]
    amended_in_public(stage)


def with_keys(stage: Stage, folder: Path) -> dict[str, Machine]:
    """The plans are on record, and each side has handed over the public half of a key made on its own machine."""
    tides.two_plans()
    machines = {"Ada": Machine(folder / "alda", "XAL"), "Boris": Machine(folder / "boria", "XBO")}
    for name, machine in machines.items():
        public = machine.make_key()
        page = stage.as_(name)
        show_second_factor(page.context)
        stage.go(page, "desk_keys")
        page.get_by_label("On our own machine").check()
        page.get_by_label("Public half of the key").fill(public)
        page.locator("main form button").last.click()
    return machines


def both_sign(stage: Stage, machines: dict[str, Machine], folder: Path) -> None:
    """Each reads the words in its own language on its own machine and signs them there."""
    hand_in(stage.as_("Ada"), stage, machines["Ada"], "fr", folder)
    moves.is_told(stage.as_("Ada"), "Signed. Not all have signed yet.")
    hand_in(stage.as_("Boris"), stage, machines["Boris"], "es", folder)
    moves.is_told(stage.as_("Boris"), "Signed: all have now signed these words.")


def words_of(stage: Stage, plan: str, number: str, language: str = "en") -> str:
    """The words of a promise as the public reads them."""
    page = stage.go(stage.reader(), "commitment", language, plan=plan, number=number)
    return page.locator("section[aria-labelledby=words]").inner_text()


def amended_in_public(stage: Stage) -> None:
    page = stage.go(stage.reader(), "commitment", plan=tides.OLD, number="1.1")
    words = page.locator("section[aria-labelledby=words]")
    expect(words).to_contain_text(LONGER["en"])
    original = words.locator("details").filter(has_text="The original words").get_by_text(tides.ORIGINAL["en"])
    expect(original).to_be_hidden()
    words.get_by_text("The original words", exact=True).click()
    expect(original).to_be_visible()
    expect_sound(page)
    picture_of(page, "section[aria-labelledby=words]", "change-amended")
    assert LONGER["es"] in words_of(stage, tides.OLD, "1.1", "es")
    today = dates.day(timezone.localdate(), "en")
    words.get_by_role("link", name=f"Amended by amendment 1 on {today}").click()
    expect(page.locator("main")).to_contain_text(f"In force since {today}, signed by all parties.")
    expect(page.locator("main")).to_contain_text(WHY["en"])


def test_plan_is_closed_into_its_successor(stage: Stage, tmp_path: Path) -> None:
    machines = with_keys(stage, tmp_path)
    ana = stage.go(stage.as_("Ana"), "desk_succession", plan=tides.OLD)
    ana.get_by_label("Successor").select_option(tides.NEW)
    press(ana, "Begin the table")
    for number, (fate, into) in FATES.items():
        row = ana.locator(f"[id='p-{number}']")
        row.get_by_label("What becomes of it").select_option(fate)
        row.get_by_label("Goes on in").fill(into)
    ana.locator("[id='p-1.3'] summary").click()
    for tag, words in GONE.items():
        ana.locator(f"[name='reason_1.3_{tag}']").fill(words)
    expect_sound(ana)
    press(ana, "Save the table")
    expect(ana.locator("main")).to_contain_text("Every promise is resolved.")
    ada = stage.go(stage.as_("Ada"), "desk_succession", plan=tides.OLD)
    press(ada, "Put it to all parties, to be signed")
    moves.is_told(ada, "The table is before the parties; each signs it or does not.")
    both_sign(stage, machines, tmp_path)
    assert GONE["fr"] in machines["Ada"].printed[0]
    closed_in_public(stage, dates.day(timezone.localdate(), "en"))


def closed_in_public(stage: Stage, today: str) -> None:
    """The plan says that it is closed, each promise what became of it, and the successor where it comes from."""
    page = stage.go(stage.reader(), "plan", plan=tides.OLD)
    expect(page.locator("main")).to_contain_text(f"This plan was closed on {today}, signed by all parties.")
    page.get_by_role("link", name="What becomes of each promise").first.click()
    expect(page.locator("main")).to_contain_text(f"Agreed by all parties on {today}.")
    expect_sound(page)
    picture_of(page, "main", "change-closed")
    stage.go(page, "commitment", plan=tides.OLD, number="1.3")
    expect(page.locator("main")).to_contain_text("What becomes of it: Not carried on")
    expect(page.locator("main")).to_contain_text(GONE["en"])
    stage.go(page, "commitment", plan=tides.OLD, number="1.2")
    expect(page.locator("main")).to_contain_text(f"The plan was closed on {today}; nobody reports on it any more")
    fate = page.locator(".ent-notice").filter(has_text="What becomes of it: Merged with others")
    fate.get_by_role("link", name="1.1 Measure and share").click()
    origins = page.locator(".ent-notice").filter(has_text="It comes from:")
    expect(origins.get_by_role("listitem")).to_have_count(2)
    expect(origins).to_contain_text("Tides Plan 2024 (invented), 1.2 Share the charts (Merged with others)")
    stage.go(page, "succession", plan=tides.NEW)
    expect(page.get_by_role("heading", name="Where this plan comes from")).to_be_visible()
    page.locator("section[aria-labelledby=origins]").get_by_role("link").click()
    expect(page.locator("main")).to_contain_text("The successor: Tides Plan 2030 (invented).")
