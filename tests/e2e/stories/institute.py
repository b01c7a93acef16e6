"""The people of an invented institute, who score what two parties did, and the party that replies."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Page

from entente.foundation.common.actors import SYSTEM, Role
from entente.foundation.directory import commands as directory
from entente.foundation.directory.queries import PostCapacity, get_organisation
from tests import cast

from . import moves
from .looks import expect_sound
from .stage import CONTRIBUTES, Stage, press

INSTITUTE = {
    "Erin": ("first-reader", CONTRIBUTES),
    "Finn": ("second-reader", CONTRIBUTES),
    "Gwen": ("director", frozenset({Role.CONTRIBUTOR, Role.APPROVER})),
}
"""Who assesses, all of the Institute of the Lakes: name -> post, roles."""
COUNTS = {"-1": "Nothing was signed.", "0": "Talks are under way.", "+1": "It was signed."}
SCORES = {
    "Alda": ("0", "The talks of June are on record."),
    "Boria": ("-1", "No dated act of Boria is on record."),
}
TALKS = "The delegations met on the renewal in June."
REPLY = {"English": "We met in June and meet again in spring.", "Français": "Nous avons siégé en juin."}


def appoint(stage: Stage) -> None:
    """The institute's people have their posts."""
    for name, (slug, roles) in INSTITUTE.items():
        post = directory.open_post(
            get_organisation("lakes-institute"),
            slug=slug,
            title={"en": slug.replace("-", " ").capitalize()},
            capacity=PostCapacity.ASSESSOR,
            by=SYSTEM,
            roles=roles,
        )
        stage.users[name] = cast.holder(post, name=name)


def adds_talks(stage: Stage, folder: Path) -> None:
    """The observer archives what was reported of the talks."""
    chris = moves.open_work(stage, "Chris", "1.1")
    chris.get_by_role("link", name="Add evidence").first.click()
    moves.add_file(
        chris,
        folder,
        title="Talks on the renewal",
        subject="The whole commitment",
        supports="Shows part of it",
        happened="2026-06-15",
        en=TALKS,
        fr="Les délégations se sont réunies en juin.",
        es="Las delegaciones se reunieron en junio.",
    )


def publishes_guideline(stage: Stage) -> None:
    """What counts is written by one and published by another before anybody scores."""
    erin = stage.go(stage.as_("Erin"), "desk_assessments", number="1.1")
    erin.get_by_role("link", name="G20 compliance").click()
    erin.get_by_label("The whole commitment").check()
    erin.get_by_label("What the words of the promise are taken to mean (English)").fill("Renewed means signed anew.")
    for at, words in enumerate(COUNTS.values()):
        erin.locator(f"[name=counts_{at}_en]").fill(words)
    expect_sound(erin)
    press(erin, "Keep the draft")
    gwen = stage.go(stage.as_("Gwen"), "desk_assessments", number="1.1")
    gwen.locator("section[aria-labelledby=guidelines] .ent-list").get_by_role("link").click()
    press(gwen, "Publish the guideline")
    press(gwen, "Publish")
    moves.is_told(gwen, "The guideline is public and never changes.")


def begins(stage: Stage, party: str) -> None:
    erin = stage.go(stage.as_("Erin"), "desk_assessments", number="1.1")
    erin.locator("section[aria-labelledby=guidelines] .ent-list").get_by_role("link").click()
    press(erin, "Begin an assessment")
    erin.get_by_label("Of which party").select_option(party)
    erin.get_by_label("Which reading").select_option("final")
    erin.get_by_label("First day of the window").fill("2026-01-01")
    erin.get_by_label("Last day of the window").fill("2026-11-22")
    press(erin, "Begin")
    moves.is_told(erin, "The assessment is open for coding.")


def opened(stage: Stage, name: str, party: str, act: str) -> Page:
    """From the list of a promise's assessments to that of one party, and to something that can be done with it."""
    page = stage.go(stage.as_(name), "desk_assessments", number="1.1")
    page.get_by_role("link", name=f"{party}, final").click()
    press(page, act)
    return page


def acts(stage: Stage, name: str, party: str, act: str, button: str, *, value: str, reason: str) -> None:
    page = opened(stage, name, party, act)
    page.locator(f"[name=value][value='{value}']").check()
    page.get_by_label("Why this value (English)").fill(reason)
    if party == "Alda":
        page.get_by_label(TALKS).check()
    press(page, button)


def replies(stage: Stage) -> None:
    """Ana writes Alda's reply and Ada approves it; Boria says nothing."""
    ana = opened(stage, "Ana", "Alda", "Write the reply")
    for language, words in REPLY.items():
        ana.get_by_label(f"Your reply ({language})").fill(words)
    expect_sound(ana)
    press(ana, "Keep the reply")
    ada = opened(stage, "Ada", "Alda", "Approve the reply")
    press(ada, "Approve")
    moves.is_told(ada, "Your side’s reply is given; it is published with the assessment.")
