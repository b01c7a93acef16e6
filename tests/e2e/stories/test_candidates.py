"""The summit of chief executives: four events that may have been it, argued for and against, and decided by both sides."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.test_desk import faults_of

from . import moves
from .looks import take_part
from .stage import Stage, picture, press

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

SUMMIT, FAIR = "Meeting of chief executives at Port Alda", "Trade fair of the Straits"
ROUND_TABLE, BREAKFAST = "Round table of exporters", "Breakfast of the two chambers"
EVENTS = {
    SUMMIT: ("2024-05-14", "Réunion de chefs d’entreprise à Port-Alde", "Reunión de directivos en Puerto Alda"),
    FAIR: ("2023-09", "Foire des Détroits", "Feria de los Estrechos"),
    ROUND_TABLE: ("2025-03-06", "Table ronde des exportateurs", "Mesa redonda de exportadores"),
    BREAKFAST: ("2026-02-20", "Petit-déjeuner des deux chambres", "Desayuno de las dos cámaras"),
}
"""English title -> when, French and Spanish title."""


def test_four_candidates_are_argued_and_decided_in_public(stage: Stage, tmp_path: Path) -> None:
    take_part("XAL", "XBO")
    before = _columns(stage.commitment("3.3"))
    chris = moves.open_work(stage, "Chris", "3.3")
    for title, (happened, french, spanish) in EVENTS.items():
        _propose(stage, chris, title, happened, french, spanish)
    _prove_summit(stage, chris, tmp_path)
    _argue_all(stage, chris)
    expect(stage.commitment("3.3").locator(".ent-candidate .ent-status__tags .ent-tag")).to_have_text(
        ["Proposed, not decided"] * 4
    )
    _decide_all(stage)
    page = stage.commitment("3.3")
    assert _tags(page) == {
        SUMMIT: "Accepted by all sides",
        FAIR: "Declined",
        ROUND_TABLE: "The sides differ",
        BREAKFAST: "Proposed, not decided",
    }
    _reads_of_the_summit(page)
    _reads_of_the_round_table(page)
    assert _columns(page) == before  # to accept an event is not to say where one stands
    assert faults_of(page) == []
    picture(page, "candidates", 1460, "section[aria-labelledby=candidates]")
    in_french = stage.commitment("3.3", "fr")
    assert set(_tags(in_french).values()) == {
        "Accepté par toutes les parties", "Refusé", "Les parties divergent", "Proposé, non tranché"
    }  # fmt: skip
    assert faults_of(stage.commitment("3.3", "es")) == []


def _propose(stage: Stage, chris: Page, title: str, happened: str, french: str, spanish: str) -> None:
    stage.go(chris, "desk_candidates", number="3.3")
    press(chris, "Propose a candidate")
    moves.fill_in(chris, "The event", en=title, fr=french, es=spanish)
    chris.get_by_label("When it took place").fill(happened)
    press(chris, "Put it on record")
    moves.is_told(chris, "The candidate is on record and public.")


def _prove_summit(stage: Stage, chris: Page, folder: Path) -> None:
    """The observer adds what a newspaper wrote of one of them: evidence of the event, not of the promise."""
    chris.get_by_role("link", name=SUMMIT).click()
    chris.get_by_role("link", name="Add evidence").click()
    expect(chris.get_by_label(f"Candidate: {SUMMIT}")).to_be_checked()
    moves.add_file(
        chris,
        folder,
        title="Forty chief executives in Port Alda",
        subject=f"Candidate: {SUMMIT}",
        supports="Shows all of it",
        happened="2024-05-14",
        en="Forty heads of firms of both shores met for a day.",
    )


def _argue_all(stage: Stage, chris: Page) -> None:
    _argue(stage, chris, SUMMIT, "For it", evidence="Forty heads of firms", en="Heads of firms of both shores met.")
    _argue(stage, chris, FAIR, "Against it", en="Visitors and stalls, no heads of firms.")
    _argue(stage, chris, BREAKFAST, "Against it", en="One hour, and five guests.")
    ana, bela = stage.as_("Ana"), stage.as_("Bela")
    _argue(
        stage, ana, ROUND_TABLE, "For it",
        en="Every large exporter sat at it.", fr="Tous les grands exportateurs y étaient.",
    )  # fmt: skip
    _argue(stage, bela, ROUND_TABLE, "Against it", es="Vinieron exportadores, no directivos.")
    _argue(stage, bela, FAIR, "For it", es="Firmas de ambas orillas expusieron juntas.")


def _argue(stage: Stage, page: Page, title: str, stance: str, *, evidence: str = "", **text: str) -> None:
    _open(stage, page, title)
    press(page, "Argue for it or against it")
    page.get_by_label(stance, exact=True).check()
    moves.fill_in(page, "The argument", **text)
    if evidence:
        choice = page.get_by_label("Evidence it rests on (optional)")
        choice.select_option(choice.locator("option").filter(has_text=evidence).get_attribute("value"))
    press(page, "Put it on record")
    moves.is_told(page, "The argument is on record and public.")


def _decide_all(stage: Stage) -> None:
    """Both sides' deciders: the breakfast is left open by Boria."""
    ada, boris = stage.as_("Ada"), stage.as_("Boris")
    accept, decline = "Accepts it as the fulfilment", "Declines it"
    for title, answer in ((SUMMIT, accept), (FAIR, decline), (ROUND_TABLE, accept), (BREAKFAST, decline)):
        _decide(stage, ada, title, answer, en=f"Alda has looked at it: {title}.", fr="L’Alde l’a examiné.")
    for title, answer in ((SUMMIT, accept), (FAIR, decline), (ROUND_TABLE, decline)):
        _decide(stage, boris, title, answer, es="Boria lo ha examinado.")


def _decide(stage: Stage, page: Page, title: str, answer: str, **why: str) -> None:
    _open(stage, page, title)
    press(page, "Decide for your side")
    page.get_by_label(answer, exact=True).check()
    moves.fill_in(page, "Why", **why)
    press(page, "Decide")
    moves.is_told(page, "Your side’s decision is on record and public.")


def _open(stage: Stage, page: Page, title: str) -> None:
    stage.go(page, "desk_candidates", number="3.3")
    page.get_by_role("link", name=title).click()


def _reads_of_the_summit(page: Page) -> None:
    item = page.get_by_role("article", name=SUMMIT)
    expect(item.locator(".ent-readings__one").nth(0)).to_contain_text(
        "For Heads of firms of both shores met. (Harbour Gazette (invented); evidence)", use_inner_text=True
    )
    expect(item.locator(".ent-readings__one").nth(1)).to_contain_text("No argument yet.")
    expect(item.locator("dt")).to_have_text(["Alda", "Boria"])
    item.get_by_role("link", name="evidence").click()
    expect(page.locator(":target")).to_contain_text("Forty heads of firms of both shores met for a day.")
    expect(page.locator("#evidence + .ent-label")).to_have_text("Not searched yet")  # it is not evidence of the promise


def _reads_of_the_round_table(page: Page) -> None:
    item = page.get_by_role("article", name=ROUND_TABLE)
    pro, contra = item.locator(".ent-readings__one").all()
    expect(pro).to_contain_text("Every large exporter sat at it. (Alda)")
    expect(contra.locator("[lang=es]")).to_have_text("Vinieron exportadores, no directivos.")
    decided = [row.inner_text().splitlines() for row in item.locator("dl > div").all()]
    assert [(row[0], row[1].partition(",")[0]) for row in decided] == [
        ("Alda", "Accepts it as the fulfilment"),
        ("Boria", "Declines it"),
    ]


def _tags(page: Page) -> dict[str, str]:
    """Heading of each candidate -> its state."""
    items = page.locator(".ent-candidate").all()
    return {item.locator("h3").inner_text(): item.locator(".ent-tag").first.inner_text() for item in items}


def _columns(page: Page) -> str:
    return page.locator(".ent-columns").inner_text()
