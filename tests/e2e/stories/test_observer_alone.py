"""An observer works alone: it archives what a third government says, somebody else of it checks, and one part is shown.

The words of the two governments stay what they were: no evidence of others speaks for them.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from pytest_django import Settings

from entente.surfaces.cli.worker import duties
from tests.foundation.sources.capture.site import Site, open_site

from .looks import columns, expect_sound, picture_of
from .stage import Stage, file_of, press

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

TITLE = "Second workshop against wildlife trafficking held"
SAID = "Nineteen states took part in a second workshop, held in Port Lumen from 4 to 6 June 2024."
PAGE = f"""<!doctype html><html lang="en"><head><title>{TITLE}</title></head>
<body><h1>{TITLE}</h1><p>{SAID}</p><p>Alda and Boria opened it together.</p></body></html>"""
STATEMENTS = {
    "English": "A second workshop was held in Port Lumen with nineteen states, opened by both shores.",
    "Français": "Un deuxième atelier s’est tenu à Port Lumen avec dix-neuf États, ouvert par les deux rives.",
    "Español": "Se celebró en Port Lumen un segundo taller con diecinueve Estados, inaugurado por ambas orillas.",
}
STATEMENT = STATEMENTS["English"]
SILENT = (
    "Nothing reported: not taking part\n\nIt does not report to this record. This says nothing about what it has done."
)
COLUMNS = [
    f"Alda\n{SILENT}",
    f"Boria\n{SILENT}",
    "All together\nNo joint status\n\nNo value has been signed by all parties.",
]
AFTER_CAPTURE = {
    "en": ["No evidence on record", "Supported, accepted by a verifier"],
    "fr": ["Aucune preuve au registre", "Étayée, acceptée par une personne qui vérifie"],
    "es": ["Sin pruebas en el registro", "Respaldada, aceptada por quien verifica"],
}
"""How the parts stand in the end, in every language of the page."""


@pytest.fixture(autouse=True)
def _shelf(settings: Settings, tmp_path: Path) -> None:
    """Archived copies of this story lie apart."""
    settings.MEDIA_ROOT, settings.VAR = tmp_path / "snapshots", tmp_path


@pytest.fixture
def lumen(settings: Settings) -> Iterator[Site]:
    """The site of a third government, on this machine, that the operator lets be fetched."""
    settings.CAPTURE = True
    with open_site() as site:
        settings.CAPTURE_ALLOW = [site.place]
        site.show("/workshop", PAGE.encode())
        yield site


def parts(page: Page) -> list[str]:
    """How the parts of the promise stand on public evidence, in their order."""
    return page.locator(".ent-clause > div > .ent-evidence__standing").all_inner_texts()


def put_forward(stage: Stage, *, file: Path | None = None, address: str = "") -> Page:
    """Chris puts forward that the workshop was held, on the way that a new user finds from the desk."""
    page = stage.go(stage.as_("Chris"), "desk")
    page.get_by_role("link", name="Two Shores Action Plan (invented)").click()
    page.get_by_role("link", name="Add evidence 8.2").click()
    if file is not None:
        page.set_input_files("[type=file]", file)
        page.get_by_label("The copy itself").check()
    page.get_by_label("Its address on the web").fill(address)
    page.get_by_label("Title", exact=True).fill(TITLE)
    page.get_by_label("Who published it").fill("Ministry of Nature of Lumen (invented)")
    page.get_by_label("Somebody else speaks").check()
    page.get_by_label("Date that it bears").fill("2024-06-07")
    page.get_by_label("Its own words").fill(SAID)
    page.get_by_label("A second workshop is held with other states.").check()
    page.get_by_label("Shows all of it").check()
    page.get_by_label("When it happened").fill("2024-06-04/2024-06-06")
    for language, statement in STATEMENTS.items():
        page.get_by_label(f"What happened, in one or two sentences ({language})").fill(statement)
    expect_sound(page)
    press(page, "Put it on record")
    page.wait_for_url("**/plans/two-shores-2023/commitments/8.2/")
    return page


def accept(page: Page) -> None:
    """Somebody who did not make it finds it on the desk, reads it and accepts it."""
    page.get_by_role("button", name="Check it").click()
    expect(page.locator("main")).to_contain_text(SAID)
    page.get_by_label("Accept: the sources show what is claimed").check()
    expect_sound(page)
    picture_of(page, "main", "observer-alone-check")
    press(page, "Put your check on record")
    expect(page.locator("[role=status]")).to_contain_text("Your check is on record.")


def test_an_uploaded_page_shows_the_workshop_and_nothing_else(stage: Stage, tmp_path: Path) -> None:
    assert columns(stage.commitment("8.2")) == COLUMNS
    page = put_forward(stage, file=file_of(tmp_path, "workshop.html", PAGE))
    assert parts(page) == ["No evidence on record", "Supported, not yet checked"]
    accept(stage.go(stage.as_("Vera"), "desk"))
    page = stage.commitment("8.2")
    assert parts(page) == ["No evidence on record", "Supported, accepted by the side that put it forward"]
    assert columns(page) == COLUMNS
    expect(page.locator("#b")).to_contain_text("Accepted, own side checked by Harbour Gazette (invented)")
    picture_of(page, "section[aria-labelledby=parts]", "observer-alone-public")
    expect_sound(page)
    page.get_by_role("link", name="archived copy").click()
    expect(page.locator("body")).to_contain_text(SAID)


def test_a_captured_page_is_accepted_by_somebody_else(stage: Stage, lumen: Site) -> None:
    page = put_forward(stage, address=lumen.address("/workshop"))
    expect(page.get_by_role("link", name="archived copy")).to_have_count(0)
    stage.go(page, "desk")
    page.get_by_role("button", name="Archive copies of your sources").click()
    page.get_by_role("listitem").filter(has_text=TITLE).get_by_role("link", name="Archive a copy").click()
    page.get_by_role("group", name="What may be shown").first.get_by_label("The copy itself").check()
    expect_sound(page)
    press(page, "Capture from its address")
    expect(page.locator("main")).to_contain_text("Its address waits for its turn to be fetched.")
    duties.capture_addresses()  # the worker's part
    page.reload()
    expect(page.locator("main")).to_contain_text(f"Fetched from: {lumen.address('/workshop')}")
    accept(stage.go(stage.as_("Ines"), "desk"))
    for language, states in AFTER_CAPTURE.items():
        page = stage.commitment("8.2", language, 320)
        assert parts(page) == states
    assert columns(stage.commitment("8.2")) == COLUMNS
    assert [path for path, _headers in lumen.asked] == ["/workshop"]
