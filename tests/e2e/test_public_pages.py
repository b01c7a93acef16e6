"""The public pages in a real browser, as they are served: strict content policy, built assets, every language, two widths.

Each page: no axe violation (WCAG 2.2 AA and best practice), its colours also on a dark screen, everything large enough to hit
and told from the rest when it has the focus, nothing scrolls sideways, nothing is loaded from elsewhere, nothing complains.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from entente.config.env import ROOT
from entente.foundation.common.actors import SYSTEM
from entente.foundation.ledger import commands as ledger
from entente.record.assessment import commands as assessment
from entente.record.assessment.rules import every
from entente.surfaces.intake.load import load_package
from entente.surfaces.intake.packages import read_package
from entente.surfaces.web import links
from tests.cast import ANA, BELA
from tests.record.assessment.calendar_acts import proposed
from tests.surfaces.busy import work_on
from tests.surfaces.web.stage import SLUG as STAGED
from tests.surfaces.web.stage import staged_plan

from .dark import faults_in_the_dark
from .focus import faults_of_focus
from .reach import faults_in_reach

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

AXE = ROOT / "frontend" / "node_modules" / "axe-core" / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
AXE_OPTIONS = {"runOnly": {"type": "tag", "values": RULES}, "resultTypes": ["violations"]}
WIDTHS = (1280, 320)
NARROW = WIDTHS[1]
LONGEST = "es"
"""The language of the longest words: a page is looked at whole in it; colours are the same in all."""
SHIPPED = "canada-mexico-2023"
THREE = "three-harbours-2031"


@pytest.fixture
def site(live_server: LiveServer) -> str:
    """The address of a site with the shipped plan, and with two invented ones of three parties."""
    assert (Path(settings.ENV.assets) / "entente" / "app.css").exists(), "build the assets first: npm ci, npm run build"
    at = timezone.now()
    load_package(read_package(ROOT / "plans" / SHIPPED), by=SYSTEM, at=at)
    load_package(read_package(ROOT / "tests" / "plans" / THREE), by=SYSTEM, at=at)
    staged_plan(3)
    work_on(f"{STAGED}/1.1", 2)
    dates_that_passed()
    ledger.seal()
    return live_server.url


def dates_that_passed() -> None:
    """A calendar that both sides accepted in January: one date has passed, two are to come."""
    at = datetime(2026, 1, 5, 12, tzinfo=UTC)
    calendar = proposed(at=at, dates=every(6, from_on=date(2026, 1, 1), count=3, due_days=31))
    for by in (ANA, BELA):
        assessment.accept_calendar(calendar, by=by, at=at)


STRUCTURE = {
    *("govuk-radios", "govuk-checkboxes", "govuk-table__row", "govuk-table__head", "govuk-table__body"),
    "govuk-table__caption--s",
}
"""Classes of govuk-frontend that say what a part is and have no look of their own."""


def test_sheet_holds_every_part_of_govuk_frontend_that_pages_name() -> None:
    """Only those parts are built in: the sheet is what a page waits for."""
    sheet = (Path(settings.ENV.assets) / "entente" / "app.css").read_text("utf-8")
    sources = [*(ROOT / "src").rglob("*.html"), *(ROOT / "src").rglob("*.py"), *(ROOT / "frontend").glob("*.js")]
    named = {name for path in sources for name in re.findall(r"govuk-[\w-]*\w(?![\w-])", path.read_text("utf-8"))}
    named -= {"govuk-frontend"}
    assert {name for name in named if not re.search(rf"\.{name}(?![\w-])", sheet)} == STRUCTURE


def addresses(language: str) -> list[str]:
    """Every kind of public page, with what is hardest to show."""
    shipped: list[tuple[str, dict[str, str]]] = [
        ("plan", {}),
        ("pillar", {"number": "1"}),
        ("commitments", {}),
        ("commitment", {"number": "1.1"}),
        ("commitment", {"number": "6.2"}),
        ("text", {}),
        ("frameworks", {}),
        ("framework", {"framework": "kmgbf"}),
        ("target", {"framework": "sdg", "target": "16.7"}),
        ("overview", {}),
        ("reporting", {}),
        ("history", {}),
        ("plan_embed", {"chart": "sides"}),
        ("plan_embed", {"chart": "pillar-1"}),
    ]
    staged = [
        ("plan", {}),
        ("commitments", {}),
        ("commitment", {"number": "1.1"}),
        ("commitment", {"number": "2.1"}),
        ("activities", {}),
        ("activity", {"activity": "memo-1"}),
        ("promise_embed", {"number": "1.1", "chart": "timeline"}),
        ("promise_embed", {"number": "1.1", "chart": "milestones"}),
        ("milestones", {}),
        ("candidates", {}),
        ("overview", {}),
        ("side_now", {"party": "AAA"}),
        ("side_on", {"party": "AAA", "on": "2026-06-03"}),
        ("reporting", {}),
        ("history", {}),
    ]
    site_pages = ("home", "about", "words", "states", "accessibility", "privacy", "problem", "components")
    return [
        "/?choose",
        *(links.href(page, language) for page in site_pages),
        *(links.href(page, language, plan=SHIPPED, **keys) for page, keys in shipped),
        *(links.href(page, language, plan=STAGED, **keys) for page, keys in staged),
        links.href("plan", language, plan=THREE),
        links.href("text", language, plan=THREE) + "?beside=ar&beside=pt",
        links.href("commitments", language, plan=SHIPPED) + "?q=zebra",
        links.href("plan", language, plan="no-such-plan"),
    ]


def faults_of(page: Page, base: str, address: str, *, is_whole: bool = True) -> list[str]:
    """What is wrong with a page, in words; [] for nothing.  is_whole: also what no other language of it can change."""
    faults: list[str] = []
    is_missing = "no-such-plan" in address
    page.on("console", lambda message: faults.append(f"console: {message.text}"))
    page.on("pageerror", lambda error: faults.append(f"error: {error}"))
    page.on(
        "request", lambda request: faults.append(f"loads {request.url}") if not request.url.startswith(base) else None
    )
    response = page.goto(f"{base}{address}")
    assert response is not None
    page.evaluate("document.fonts.ready")
    if is_missing:  # Chromium tells of the answer itself as of a fault
        faults = [fault for fault in faults if "404 (Not Found)" not in fault]
    if response.status != (404 if is_missing else 200):
        faults.append(f"status {response.status}")
    page.evaluate(AXE.read_text())
    for width in WIDTHS:
        faults += faults_at(page, width, with_axe=is_whole or width == NARROW)
    if not is_whole:
        return faults
    return faults + faults_in_the_dark(page) + faults_in_reach(page) + faults_of_focus(page)


def faults_at(page: Page, width: int, *, with_axe: bool) -> list[str]:
    page.set_viewport_size({"width": width, "height": 900})
    scrolls = page.evaluate("document.documentElement.scrollWidth")
    faults = [f"{width}: scrolls sideways, {scrolls} px"] if scrolls > width else []
    if not with_axe:
        return faults
    found: dict[str, Any] = page.evaluate("options => axe.run(document, options)", AXE_OPTIONS)
    return faults + [f"{width}: axe {one['id']}: {one['nodes'][0]['html'][:200]}" for one in found["violations"]]


@pytest.mark.parametrize("language", ["en", "es", "fr"])
def test_every_page_holds_up(browser: Browser, site: str, language: str) -> None:
    context = browser.new_context()
    faults: dict[str, list[str]] = {}
    for address in addresses(language):
        page = context.new_page()
        if found := faults_of(page, site, address, is_whole=language == LONGEST):
            faults[address] = found
        page.close()
    context.close()
    assert faults == {}


def test_what_cannot_be_hit_or_seen_is_found(browser: Browser) -> None:
    """Else the measure would pass any page."""
    page = browser.new_page()
    page.set_content(
        "<style>a, button { display: block; width: 90px; height: 10px; font-size: 8px } .plain { outline: none }"
        ".over { position: fixed; inset: 0 0 50% 0; background: #fff }</style>"
        "<a href='#1'>one</a><a href='#2'>two</a><p style='margin-top: 60px'><button class='plain'>three</button></p>"
        "<p style='margin-top: 700px'><a href='#4'>four</a></p><div class='over'></div>"
    )
    assert faults_in_reach(page)[:6] == [
        "1280: a “one” is 90 by 10 px and close to a “two”",
        "1280: a “two” is 90 by 10 px and close to a “one”",
        "1280: a “one” has the focus and lies under div “”",
        "1280: a “two” has the focus and lies under div “”",
        "1280: one does not see that button “three” has the focus",
        "1280: button “three” has the focus and lies under div “”",
    ]
    page.close()


def test_focus_that_is_hard_to_see_is_found(browser: Browser) -> None:
    """Else the measure would pass any page."""
    page = browser.new_context().new_page()
    page.set_content(
        "<style>html { background: #fff } a { display: block; width: 100px; height: 24px; margin: 20px } :focus { outline: none }"
        ".faint:focus { outline: 4px solid #ffdd00 } .thin:focus { outline: 1px solid #000 }"
        ".good:focus { outline: 2px solid #000 }</style>"
        "<a class='faint' href='#1'>one</a><a class='thin' href='#2'>two</a><a class='good' href='#3'>three</a>"
    )
    assert [fault.rpartition(":")[0] for fault in faults_of_focus(page)] == [
        f"{scheme}: a “{name}”" for scheme in ("light", "dark") for name in ("one", "two")
    ]
    page.context.close()


def test_page_holds_up_in_colours_that_the_reader_forces(browser: Browser, site: str) -> None:
    context = browser.new_context(forced_colors="active", reduced_motion="reduce")
    address = links.href("commitment", "en", plan=SHIPPED, number="1.1")
    assert faults_of(context.new_page(), site, address) == []
    context.close()


PLACES = """() => [...document.querySelectorAll("body *")]
  .filter((one) => !getComputedStyle(one).display.startsWith("inline") && one.getClientRects().length)
  .filter((one) => !one.closest("svg, select, [dir] [dir]"))
  .map((one) => {
    const box = one.getBoundingClientRect();
    const edge = document.documentElement.dir === "rtl" ? innerWidth - box.right : box.left;
    return [`${one.tagName} ${one.className}`, Math.round(edge), Math.round(box.width)];
  })"""
"""Every block: how far it stands from where a line begins, and how wide it is."""


@pytest.mark.parametrize("width", WIDTHS)
def test_page_that_reads_from_the_right_is_the_mirror_of_one_that_reads_from_the_left(
    browser: Browser, site: str, width: int
) -> None:
    page = browser.new_page(viewport={"width": width, "height": 900})
    moved: dict[str, list[Any]] = {}
    for address in (
        links.href("components", "en"),
        links.href("commitment", "en", plan=STAGED, number="1.1"),
        links.href("commitments", "en", plan=STAGED),
    ):
        page.goto(f"{site}{address}")
        page.evaluate("document.fonts.ready")
        page.evaluate("document.documentElement.dir = 'ltr'")
        left = page.evaluate(PLACES)
        page.evaluate("document.documentElement.dir = 'rtl'")
        right = page.evaluate(PLACES)
        moved[address] = [
            both for both in zip(left, right, strict=True) if any(abs(both[0][at] - both[1][at]) > 3 for at in (1, 2))
        ]
    page.close()
    assert {address: found for address, found in moved.items() if found} == {}


def test_filters_work_without_scripts(browser: Browser, site: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(site + links.href("commitments", "fr", plan=SHIPPED))
    page.select_option("#filter-owes", "CAN")
    page.select_option("#filter-kind", "deliverable")
    page.click("button:has-text('Afficher')")
    assert page.url.endswith(
        "engagements/?q=&pillar=&kind=deliverable&strength=&owes=CAN&evidence=&side=&status=&joint=&clock=&sort=number"
    )
    assert page.inner_text(".ent-results-bar__count") == "9 promesses sur 27"
    context.close()


def test_filters_change_list_count_and_address_together(browser: Browser, site: str) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.goto(site + links.href("commitments", "en", plan=SHIPPED))
    page.evaluate("window.isSamePage = true")
    page.select_option("#filter-pillar", "6")
    expect(page.locator("[data-count]")).to_have_text("4 of 27 promises")
    assert page.evaluate("window.isSamePage") is True
    assert "pillar=6" in page.url
    expect(page.locator("#results-status")).to_have_text("4 of 27 promises")
    french = page.get_attribute("a[data-language][hreflang=fr]", "href") or ""
    assert french.endswith(page.url.partition("?")[2])
    page.go_back()
    expect(page.locator("[data-count]")).to_have_text("27 promises")
    context.close()


def test_language_switch_keeps_the_place_on_the_page(browser: Browser, site: str) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.goto(site + links.href("text", "en", plan=SHIPPED) + "#c-8.2")
    page.click("a[data-language][hreflang=es]")
    page.wait_for_url("**/texto/#c-8.2")
    context.close()


def test_keyboard_alone_reaches_the_content_and_a_filter(browser: Browser, site: str) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.goto(site + links.href("commitments", "en", plan=SHIPPED))
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to main content"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.id") == "filter-q"
    page.keyboard.type("forensics")
    page.keyboard.press("Enter")
    expect(page.locator("[data-count]")).to_have_text("1 of 27 promises")
    context.close()


def test_copy_button_copies_the_citation(browser: Browser, site: str) -> None:
    context = browser.new_context()
    context.grant_permissions(["clipboard-read", "clipboard-write"], origin=site)
    page = context.new_page()
    page.goto(site + links.href("commitment", "en", plan=SHIPPED, number="6.4"))
    page.click("[data-copy=cite-ref]")
    expect(page.locator("[data-copy=cite-ref]")).to_have_text("Copied")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == page.inner_text("#cite-ref")
    context.close()


def test_right_to_left_words_run_from_the_right(browser: Browser, site: str) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.goto(site + links.href("text", "en", plan=STAGED) + "?beside=ar")
    words = page.locator(".ent-parallel__text[lang=ar]").first
    assert words.evaluate("node => getComputedStyle(node).direction") == "rtl"
    assert page.evaluate("document.fonts.check('16px \"Noto Sans Arabic\"', 'ع')") is True
    context.close()
