"""Assistance that one side alone promised: Alda gives it, Boria confirms what it received, and owes nothing throughout."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from .looks import columns, expect_sound, picture_of, take_part
from .stage import Stage, press

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

TITLE = {
    "English": "Training for the laboratories of Boria",
    "Français": "Formation pour les laboratoires de Borie",
}
ALDA = "Alda\nNothing reported yet\n\nIt takes part in this record and has not reported on this promise."
NOT_OWED = "Boria\nNot applicable\n\nIt does not owe this promise."

GIVEN = ["Offered reached · Alda: 1 February 2024", "Provided reached · Alda: 30 September 2024"]
ELSEWHERE = {
    "fr": (
        "Reçu étape atteinte · Borie : 15 octobre 2024",
        "Borie\nSans objet\n\nCette promesse ne lui incombe pas.",
    ),
    "es": (
        "Recibido etapa alcanzada · Boria: 15 de octubre de 2024",
        "Boria\nNo aplica\n\nEsta promesa no le corresponde.",
    ),
}
"""Language -> what the confirmation and Boria's column read."""


def workspace(stage: Stage, name: str) -> Page:
    """From the desk to where the activities of 6.2 are kept."""
    page = stage.go(stage.as_(name), "desk")
    page.get_by_role("link", name="Two Shores Action Plan (invented)").click()
    page.get_by_role("link", name="Alda helps the laboratories of Boria").click()
    page.get_by_role("navigation", name="What else can be done").get_by_role("link", name="Activities").click()
    return page


def says(page: Page, stage: str, day: str) -> None:
    """Say of one's own side that a stage is reached."""
    page.get_by_role("listitem").filter(has_text=stage).get_by_role("link", name="Say it is reached").first.click()
    page.get_by_label("When it was reached").fill(day)
    press(page, "Say it for your side")
    expect(page.locator("[role=status]").first).to_contain_text("Your side’s word is on record.")


def boria_of(stage: Stage) -> str:
    return columns(stage.commitment("6.2"))[1]


def stages(page: Page) -> list[str]:
    """What the public reads of the stages: name, state and facts, the spaces plain."""
    return [
        " · ".join(one.replace("\u00a0", " ").split("\n")) for one in page.locator(".ent-stages > li").all_inner_texts()
    ]


def test_what_one_side_gives_is_confirmed_by_the_other_which_owes_nothing(stage: Stage) -> None:
    take_part("XAL", "XBO")
    assert boria_of(stage) == NOT_OWED
    page = workspace(stage, "Ana")
    page.get_by_role("button", name="Add an activity").click()
    for language, title in TITLE.items():
        page.get_by_label(f"Title ({language})").fill(title)
    page.get_by_label("Technical assistance").check()
    page.get_by_label("one party for another").check()
    page.get_by_label("Who gives").select_option("Alda")
    page.get_by_label("Who receives").select_option("Boria")
    page.get_by_label("The whole commitment").check()
    page.get_by_label("can fulfil it by itself").check()
    expect_sound(page)
    press(page, "Put it on record")
    page.get_by_role("link", name=TITLE["English"]).click()
    says(page, "Offered", "2024-02-01")
    says(page, "Provided", "2024-09-30")
    expect_sound(page)
    assert stages(stage.commitment("6.2")) == [*GIVEN, "Received not reached", "Completed not reached"]
    assert boria_of(stage) == NOT_OWED
    page = workspace(stage, "Boris")
    page.get_by_role("link", name=TITLE["English"]).click()
    offered = page.get_by_role("listitem").filter(has_text="Offered")
    expect(offered).to_contain_text("Say it is reached: this stage is for the other side to say")
    says(page, "Received", "2024-10-15")
    picture_of(page, "section[aria-labelledby=stages]", "assistance-desk")
    page = stage.commitment("6.2")
    assert stages(page) == [*GIVEN, "Received reached · Boria: 15 October 2024", "Completed not reached"]
    assert columns(page)[:2] == [ALDA, NOT_OWED]
    expect_sound(page)
    picture_of(page, "section[aria-labelledby=activities]", "assistance-public")
    for language, (received, not_owed) in ELSEWHERE.items():
        page = stage.commitment("6.2", language, 320)
        assert (stages(page)[2], columns(page)[1]) == (received, not_owed)
