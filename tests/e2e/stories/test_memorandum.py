"""The memorandum from its draft to in force, each step said by both sides, and its renewal told by the calendar alone."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
import time_machine
from playwright.sync_api import Locator, Page, expect
from pytest_django import Settings

from .looks import columns, expect_sound, picture_of, take_part
from .stage import Stage, file_of, press

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

NAME = "Memorandum on first peoples"
TITLE = {
    "English": NAME,
    "Français": "Mémorandum sur les premiers peuples",
    "Español": "Memorando sobre los primeros pueblos",
}
TEXTS = {
    "en": ("English", "Memorandum on first peoples, English text"),
    "fr": ("Français", "Mémorandum sur les premiers peuples, texte français"),
    "es": ("Español", "Memorando sobre los primeros pueblos, texto español"),
}
SIGNED = {"English": "Both shores signed the memorandum.", "Français": "Les deux rives ont signé le mémorandum."}
BOTH_SIGNED = "Alda: 12 May 2024 · Boria: 12 May 2024"
IN_FORCE_AT_LAST = [
    "Mandate to negotiate reached · Alda: 1 February 2023",
    "Draft exchanged reached · Alda: 10 September 2023",
    "Legal opinion given not reached",
    "Languages compared line by line reached · Alda: 20 February 2024",
    "Agreed by officials, subject to approval reached · Alda: 2 March 2024 · Boria: 1 March 2024",
    f"Signed reached · {BOTH_SIGNED}",
    "In force reached · Alda: 1 July 2024",
    "Renewed not reached",
    "Ended not reached",
]
NOTHING = "Nothing reported yet\n\nIt takes part in this record and has not reported on this promise."
COLUMNS = [
    f"Alda\n{NOTHING}",
    f"Boria\n{NOTHING}",
    "All together\nNo joint status\n\nNo value has been signed by all parties.",
]
"""Stages of a text speak for nobody: no side has said where it stands with the promise."""
IN_THE_TERM_BEFORE_ITS_END = datetime(2028, 3, 1, 12, tzinfo=UTC)
REMINDED = {
    "en": ["Renewal due", f"Its term ends on 30 June 2028: {NAME}"],
    "fr": ["Renouvellement à examiner", "Sa durée prend fin le 30 juin 2028\xa0: Mémorandum sur les premiers peuples"],
    "es": [
        "Renovación por examinar",
        "Su vigencia termina el 30 de junio de 2028: Memorando sobre los primeros pueblos",
    ],
}
"""Language -> what the page of the promise says by itself, while nobody has done anything."""
IN_FORCE = {"English": "The memorandum is in force.", "Français": "Le mémorandum est en vigueur."}


def workspace(stage: Stage, name: str) -> Page:
    """From the desk to the room where 1.1 is worked on."""
    page = stage.go(stage.as_(name), "desk")
    page.get_by_role("link", name="Two Shores Action Plan (invented)").click()
    page.get_by_role("link", name="Renew the memorandum on first peoples").click()
    return page


def memorandum(stage: Stage, name: str) -> Page:
    """From the desk to the memorandum itself."""
    page = workspace(stage, name)
    page.get_by_role("navigation", name="What else can be done").get_by_role("link", name="Activities").click()
    page.get_by_role("link", name=NAME, exact=True).click()
    return page


def told(page: Page, sentence: str) -> None:
    expect(page.locator("[role=status]").first).to_contain_text(sentence)


def begins(stage: Stage) -> Page:
    """Ana puts the memorandum on record."""
    page = workspace(stage, "Ana")
    page.get_by_role("navigation", name="What else can be done").get_by_role("link", name="Activities").click()
    page.get_by_role("button", name="Add an activity").click()
    for language, title in TITLE.items():
        page.get_by_label(f"Title ({language})").fill(title)
    page.get_by_label("Agreement or other instrument").check()
    page.get_by_label("The whole commitment").check()
    page.get_by_label("can fulfil it by itself").check()
    press(page, "Put it on record")
    told(page, "The activity is on record and public.")
    page.get_by_role("link", name=NAME, exact=True).click()
    return page


def line_of(page: Page, stage: str) -> Locator:
    """The line of a stage on the page of the memorandum."""
    return page.locator("section[aria-labelledby=stages]").get_by_role("listitem").filter(has_text=stage)


def says(page: Page, stage: str, day: str) -> None:
    """Say of one's own side that a stage is reached, on the page of the memorandum."""
    line_of(page, stage).get_by_role("link", name="Say it is reached").click()
    page.get_by_label("When it was reached").fill(day)
    press(page, "Say it for your side")
    told(page, "Your side’s word is on record.")


def adds_part(page: Page, body: str, role: str) -> None:
    page.get_by_role("link", name="Add a body’s part").click()
    page.get_by_label("Organisation").select_option(body)
    page.get_by_label("Its part").select_option(role)
    press(page, "Save")
    told(page, "Its part is on record.")


def adds_evidence(page: Page, file: Path, title: str, about: str, statement: dict[str, str]) -> None:
    """Put a source on record with what it shows."""
    page.set_input_files("[type=file]", file)
    page.get_by_label("The copy itself").check()
    page.get_by_label("Title", exact=True).fill(title)
    page.get_by_label("All parties speak together").check()
    page.get_by_label(about).check()
    page.get_by_label("Shows all of it").check()
    for language, words in statement.items():
        page.get_by_label(f"What happened, in one or two sentences ({language})").fill(words)
    press(page, "Put it on record")
    page.wait_for_url("**/plans/two-shores-2023/commitments/1.1/")


def accepts(stage: Stage, name: str, statement: str) -> None:
    """Somebody of the other side finds the evidence on the desk and accepts it."""
    page = stage.go(stage.as_(name), "desk")
    page.get_by_role("listitem").filter(has_text=statement).get_by_role("button", name="Check it").first.click()
    page.get_by_label("Accept: the sources show what is claimed").check()
    press(page, "Put your check on record")
    told(page, "Your check is on record.")


def stages(page: Page) -> list[str]:
    return [" · ".join(one.split("\n")) for one in page.locator(".ent-stages > li").all_inner_texts()]


def test_the_memorandum_goes_from_draft_to_in_force_and_its_renewal_is_told(
    stage: Stage, settings: Settings, tmp_path: Path
) -> None:
    settings.MEDIA_ROOT = tmp_path / "snapshots"
    take_part("XAL", "XBO")
    page = begins(stage)
    says(page, "Mandate to negotiate", "2023-02-01")
    says(page, "Draft exchanged", "2023-09-10")
    says(page, "Languages compared line by line", "2024-02-20")
    for body, role in (
        ("Foreign Office of Alda", "Owner"),
        ("Foreign Office of Alda", "Signer"),
        ("Foreign Ministry of Boria", "Signer"),
        ("Institute of the Lakes (invented)", "Witness"),
    ):
        adds_part(page, body, role)
    says(memorandum(stage, "Bela"), "Agreed by officials, subject to approval", "2024-03-01")
    says(memorandum(stage, "Ana"), "Agreed by officials, subject to approval", "2024-03-02")
    says(memorandum(stage, "Ada"), "Signed", "2024-05-12")
    assert stages(stage.commitment("1.1"))[5] == "Signed said by Alda, not yet by Boria · Alda: 12 May 2024"
    says(memorandum(stage, "Boris"), "Signed", "2024-05-12")
    assert stages(stage.commitment("1.1"))[5] == f"Signed said, not yet checked · {BOTH_SIGNED}"
    for tag, (language, title) in TEXTS.items():
        page = memorandum(stage, "Ana")
        line_of(page, "Signed").get_by_role("link", name="Add evidence").click()
        adds_evidence(page, file_of(tmp_path, f"{tag}.txt", title), title, f"{NAME}, stage: Signed", SIGNED)
        page = memorandum(stage, "Ana")
        page.get_by_role("link", name="Say where its text is").click()
        page.get_by_label("Source", exact=True).select_option(title)
        page.get_by_label("Language of the text").select_option(language)
        page.get_by_label("It is an authentic text").check()
        press(page, "Save")
        told(page, "The text is on record.")
    for _text in TEXTS:
        accepts(stage, "Boris", SIGNED["English"])
    assert stages(stage.commitment("1.1"))[5] == f"Signed reached · {BOTH_SIGNED}"
    says(memorandum(stage, "Ada"), "In force", "2024-07-01")
    page = memorandum(stage, "Ana")
    line_of(page, "In force").get_by_role("link", name="Add evidence").click()
    adds_evidence(
        page,
        file_of(tmp_path, "force.txt", "In force since 1 July 2024."),
        "Notice of entry into force",
        f"{NAME}, stage: In force",
        IN_FORCE,
    )
    accepts(stage, "Boris", IN_FORCE["English"])
    page = memorandum(stage, "Ana")
    page.get_by_role("link", name="Term and renewal").click()
    page.get_by_label("In force from and to").fill("2024-07-01/2028-06-30")
    page.get_by_label("How many days before its end a renewal is due").fill("180")
    press(page, "Save")
    told(page, "The term is on record.")
    page = stage.commitment("1.1")
    assert stages(page) == IN_FORCE_AT_LAST
    assert columns(page) == COLUMNS
    expect(page.locator(".ent-strip")).to_have_count(0)
    expect(page.locator("section[aria-labelledby=activities]")).to_contain_text(
        "A renewal is to be looked at from 2 January 2028."
    )
    expect_sound(page)
    picture_of(page, "section[aria-labelledby=activities]", "memorandum-in-force")
    page.get_by_role("link", name="Español", exact=True).last.click()
    expect(page.locator("main")).to_contain_text(TEXTS["es"][1])
    with time_machine.travel(IN_THE_TERM_BEFORE_ITS_END, tick=True):
        for language, words in REMINDED.items():
            page = stage.commitment("1.1", language)
            assert page.locator(".ent-strip").inner_text().split("\n\n") == words
        expect_sound(stage.commitment("1.1"))
        stage.windows.pop("Ada")  # her log-in ended years ago; she logs in again
        page = workspace(stage, "Ada")
        expect(page.locator("main")).to_contain_text(f"{NAME}: its term ends on 30 June 2028")
        page = memorandum(stage, "Ada")
        expect(page.locator(".ent-notice")).to_have_text("Its term ends on 30 June 2028: a renewal is due.")
        picture_of(stage.commitment("1.1"), ".ent-strip", "memorandum-renewal")
