"""What leaves a printer: pages of A4 and Letter without navigation, light whatever the screen is, no heading alone at a foot.

The PDF is the browser's own; pypdf says which words stand lowest on each of its pages.
"""

from __future__ import annotations

import io
from dataclasses import dataclass

import pytest
from playwright.sync_api import Browser, Page
from pypdf import PageObject, PdfReader

from entente.surfaces.web import links

from .test_public_pages import STAGED, site

__all__ = ["site"]

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

SHEETS = {"A4": (596, 843), "Letter": (612, 792)}
"""Width and height in points, as the browser rounds them."""
PRINTED = {
    "plan": {},
    "commitment": {"number": "1.1"},
    "overview": {},
    "commitments": {},
    "history": {},
}
NOT_ON_PAPER = (
    "nav, form[method=get], .ent-filters, .ent-cite__copy, .ent-neighbours, .govuk-skip-link, .ent-footer__links"
)
SHOWN = "nodes => nodes.filter(node => node.checkVisibility()).map(node => node.outerHTML.slice(0, 80))"
CUT = """
nodes => nodes.filter(node => getComputedStyle(node).breakInside !== 'avoid').map(node => node.outerHTML.slice(0, 80))
"""


@dataclass(frozen=True, slots=True)
class Line:
    """Words that stand at one height of a page; height in points from its foot."""

    height: int
    words: str


def lines_of(page: PageObject) -> list[Line]:
    """From the top to the foot, without the number of the page."""
    found: dict[int, str] = {}

    def seen(text: str, outer: list[float], own: list[float], _font: object, _size: object) -> None:
        height = round(outer[1] * own[4] + outer[3] * own[5] + outer[5])
        if text.strip():
            found[height] = found.get(height, "") + text

    page.extract_text(visitor_text=seen)
    return [Line(height, " ".join(found[height].split())) for height in sorted(found, reverse=True)][:-1]


def opened(browser: Browser, site: str, name: str, language: str = "en") -> Page:
    """A page on a dark screen, as the printer takes it."""
    page = browser.new_page(color_scheme="dark")
    page.goto(site + links.href(name, language, plan=STAGED, **PRINTED[name]))
    return page


def test_pages_of_either_size_have_no_navigation_and_no_heading_alone(browser: Browser, site: str) -> None:
    wrong: dict[str, object] = {}
    for name in PRINTED:
        page = opened(browser, site, name)
        headings = {" ".join(text.split()) for text in page.locator("main :is(h2, h3)").all_inner_texts()}
        for size, (width, height) in SHEETS.items():
            printed = PdfReader(io.BytesIO(page.pdf(format=size))).pages
            box = printed[0].mediabox
            assert (round(box.width), round(box.height)) == (width, height)
            words = [lines_of(one) for one in printed]
            alone = [lines[-1].words for lines in words if lines and lines[-1].words in headings]
            if alone or not all(words):
                wrong[f"{name}, {size}"] = alone or "an empty page"
        page.emulate_media(media="print")
        if seen := page.locator(NOT_ON_PAPER).evaluate_all(SHOWN):
            wrong[name] = seen
        page.close()
    assert wrong == {}


def test_paper_is_light_and_says_where_everything_comes_from(browser: Browser, site: str) -> None:
    page = opened(browser, site, "commitment", "fr")
    page.emulate_media(media="print")
    colour = "node => [getComputedStyle(node).color, getComputedStyle(node).backgroundColor]"
    assert page.locator("body").evaluate(colour) == ["rgb(0, 0, 0)", "rgb(255, 255, 255)"]
    assert page.locator(".ent-footer").inner_text().splitlines()[-1].endswith("/fr/plans/tri-plan/engagements/1.1/")
    behind = "nodes => nodes.map(node => [node.getAttribute('href'), getComputedStyle(node, '::after').content])"
    sources = page.locator("main .ent-evidence a[href^=http]").evaluate_all(behind)
    assert sources
    assert [content for _href, content in sources] == [f'" ({href})"' for href, _content in sources]
    page.emulate_media(media="screen")
    assert not page.locator(".ent-on-paper").first.is_visible()
    page.goto(site + links.href("overview", "fr", plan=STAGED))
    page.emulate_media(media="print")
    charts = page.locator("svg.ech")
    assert (charts.count() > 2, charts.evaluate_all(CUT)) == (True, [])
    tallest = max(charts.evaluate_all("nodes => nodes.map(node => node.getBoundingClientRect().height)"))
    assert tallest < SHEETS["Letter"][1] * 96 / 72 - 33 * 96 / 25.4  # what the margins leave of a page
    page.close()
