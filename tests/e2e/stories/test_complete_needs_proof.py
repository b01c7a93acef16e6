"""“Complete” is a word that needs proof: without it, publishing is refused in one sentence; with it, everybody reads it."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect
from pytest_django import Settings

from entente.surfaces.web import dates

from .looks import columns, expect_sound, picture_of, take_part
from .stage import Stage, file_of, press

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

DONE = {
    "en": "The renewed memorandum was signed in Grand Harbour on 12 May 2024.",
    "fr": "Le mémorandum renouvelé a été signé à Grand-Havre le 12 mai 2024.",
}
WHY = {"English": "Both shores signed the memorandum.", "Français": "Les deux rives ont signé le mémorandum."}
RELEASE = "Memorandum on first peoples signed"
SIGNED = {
    "English": "Both shores signed the renewed memorandum.",
    "Français": "Les deux rives ont signé le mémorandum renouvelé.",
}
BORIA = (
    "Boria\nNothing reported: not taking part\n\nIt does not report to this record. "
    "This says nothing about what it has done."
)
JOINT = "All together\nNo joint status\n\nNo value has been signed by all parties."
NOTHING = "Alda\nNothing reported yet\n\nIt takes part in this record and has not reported on this promise."
NO_PROOF = (
    "“complete” for 1.1 needs proof, and none is named: add evidence that shows it and have somebody else check it."
)


def to_the_commitment(stage: Stage, name: str) -> Page:
    """From the desk to the workspace of 1.1, as somebody finds it who never was there."""
    page = stage.go(stage.as_(name), "desk")
    page.get_by_role("link", name="Two Shores Action Plan (invented)").click()
    page.get_by_role("link", name="Renew the memorandum on first peoples").click()
    return page


def writes_complete(stage: Stage) -> None:
    """Ana writes that it is complete, in both languages that Alda owes, and sends it to Ada."""
    page = to_the_commitment(stage, "Ana")
    for tag, tab in (("en", "English"), ("fr", "Français")):
        page.get_by_role("tab", name=tab).click()
        page.locator(f"[name=done_{tag}]").fill(DONE[tag])
    page.get_by_text("The whole commitment").click()
    page.get_by_label("Where your side stands").select_option("Complete")
    for language, why in WHY.items():
        page.get_by_label(f"Why ({language})").fill(why)
    expect_sound(page)
    press(page, "Send for approval")
    expect(page.locator("[role=status]").first).to_contain_text("The update waits for an approver of your side.")


def opens_update(stage: Stage) -> Page:
    """Ada finds it on her desk."""
    page = stage.go(stage.as_("Ada"), "desk")
    page.locator(".ent-desk-row a[role=button]").first.click()
    return page


def adds_proof(stage: Stage, file: Path) -> None:
    """Ana archives the release that tells of the signing."""
    page = to_the_commitment(stage, "Ana")
    page.get_by_role("navigation", name="What else can be done").get_by_role("link", name="Add evidence").click()
    page.set_input_files("[type=file]", file)
    page.get_by_label("The copy itself").check()
    page.get_by_label("Title", exact=True).fill(RELEASE)
    page.get_by_label("One party speaks").check()
    page.get_by_label("Which party").select_option("Alda")
    page.get_by_label("The whole commitment").check()
    page.get_by_label("Shows all of it").check()
    for language, words in SIGNED.items():
        page.get_by_label(f"What happened, in one or two sentences ({language})").fill(words)
    press(page, "Put it on record")
    page.wait_for_url("**/plans/two-shores-2023/commitments/1.1/")


def test_complete_is_refused_without_proof_and_published_with_it(
    stage: Stage, settings: Settings, tmp_path: Path
) -> None:
    settings.MEDIA_ROOT = tmp_path / "snapshots"
    take_part("XAL")
    as_of = f"as of {dates.day(timezone.localdate(), 'en')} · Post of Ada, Foreign Office of Alda"
    writes_complete(stage)
    page = opens_update(stage)
    expect(page.locator(".ent-checks__item--missing")).to_have_text(f"Missing: {NO_PROOF}")
    press(page, "Approve and publish")
    expect(page.locator(".govuk-error-summary__body")).to_have_text(NO_PROOF)
    expect_sound(page)
    picture_of(page, ".govuk-error-summary", "complete-refused")
    assert columns(stage.commitment("1.1")) == [NOTHING, BORIA, JOINT]
    adds_proof(stage, file_of(tmp_path, "release.txt", "Both shores signed the renewed memorandum today."))
    page = to_the_commitment(stage, "Ana")
    page.get_by_role("link", name="Take it back and change it").click()
    page.get_by_role("group", name="Proof of it").get_by_label(SIGNED["English"]).check()
    page.get_by_role("group", name="Which evidence proves it").get_by_label(SIGNED["English"]).check()
    press(page, "Send for approval")
    page = stage.go(stage.as_("Ada"), "desk")
    page.get_by_role("button", name="Check it").click()
    page.get_by_label("Accept: the sources show what is claimed").check()
    press(page, "Put your check on record")
    page = opens_update(stage)
    expect(page.locator(".ent-checks__item--missing")).to_have_count(0)
    press(page, "Approve and publish")
    expect(page.locator("[role=status]").first).to_contain_text("The update is published.")
    page = stage.commitment("1.1")
    alda, *others = columns(page)
    assert alda.split("\n\n")[1:4] == [
        "Complete\nProof accepted, own side",
        as_of,
        "Both shores signed the memorandum.",
    ]
    assert others == [BORIA, JOINT]
    expect_sound(page)
    picture_of(page, ".ent-columns", "complete-published")
    for language, words in (
        ("fr", "Achevé\nPreuve acceptée, même partie"),
        ("es", "Completo\nPrueba aceptada, misma parte"),
    ):
        assert columns(stage.commitment("1.1", language, 320))[0].split("\n\n")[1] == words
