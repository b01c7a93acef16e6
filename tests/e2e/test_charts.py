"""Charts in a real browser: framed by another site, by keyboard, from right to left, in the dark, and on paper."""

from __future__ import annotations

import http.server
import threading
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from django.conf import settings
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from entente.foundation.ledger import commands as ledger
from entente.surfaces.charts import FILE, PAGE, svg
from tests.surfaces.busy import work_on
from tests.surfaces.charts.some_figures import KINDS, figure
from tests.surfaces.web.stage import SLUG, staged_plan

from .test_public_pages import AXE, AXE_OPTIONS

COLOUR = "one => getComputedStyle(one).backgroundColor"

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def site(live_server: LiveServer) -> str:
    staged_plan(3)
    work_on(f"{SLUG}/1.1", 2)
    ledger.seal()
    return live_server.url


class Silent(http.server.SimpleHTTPRequestHandler):
    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
        """Nothing is told of an answer."""


@pytest.fixture
def elsewhere(tmp_path: Path) -> Iterator[tuple[Path, str]]:
    """Another site on a port of its own: its folder and its address."""
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), partial(Silent, directory=str(tmp_path)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield tmp_path, f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def drawn_page(scheme: str, direction: str) -> str:
    charts = "".join(
        f"<section aria-label='{name}'>{svg(figure(kind, code=name, direction=direction), theme=PAGE)}</section>"
        for name, kind in KINDS.items()
    )
    css = (Path(settings.ENV.assets) / "entente" / "app.css").read_text("utf-8")
    return (
        f"<!doctype html><html lang='en' dir='{direction}'><title>{scheme}</title><style>{css}</style>"
        f"<main><h1>Charts</h1>{charts}</main></html>"
    )


def violations(page: Page) -> list[str]:
    page.evaluate(AXE.read_text())
    found = page.evaluate("options => axe.run(document, options)", AXE_OPTIONS)["violations"]
    return [f"{one['id']}: {one['nodes'][0]['html'][:120]}" for one in found]


def test_another_site_shows_a_chart_and_a_badge_with_what_the_page_gives_it(
    browser: Browser, site: str, elsewhere: tuple[Path, str]
) -> None:
    folder, address = elsewhere
    page = browser.new_page()
    page.goto(f"{site}/en/plans/{SLUG}/overview/")
    codes = [code for code in page.locator(".ent-code code").all_text_contents() if "embed" in code or "badge" in code]
    here = [code.replace(settings.ENV.origin.rstrip("/"), site) for code in (codes[0], codes[-1])]
    (folder / "index.html").write_text(f"<!doctype html><title>News</title><h1>News</h1>{''.join(here)}", "utf-8")

    page.goto(address)

    frame = page.frame_locator("iframe")
    expect(frame.locator("h1")).to_have_text("Where each side stands")
    expect(frame.locator("svg.ech")).to_be_visible()
    expect(frame.get_by_text("As of")).to_be_visible()
    root = frame.locator("html")
    assert root.evaluate("one => one.scrollHeight <= one.clientHeight"), "the code asks for too little height"
    assert page.locator("img").evaluate("image => image.complete && image.naturalWidth > 100")
    assert page.context.cookies() == []
    frame.locator("a").last.click()
    page.wait_for_url(f"{site}/en/plans/{SLUG}/overview/")
    page.close()


def test_no_other_page_of_the_site_can_be_framed(browser: Browser, site: str, elsewhere: tuple[Path, str]) -> None:
    folder, address = elsewhere
    (folder / "index.html").write_text(f"<iframe src='{site}/en/plans/{SLUG}/overview/'></iframe>", "utf-8")
    page = browser.new_page()

    page.goto(address)

    page.wait_for_timeout(500)
    assert [frame.url for frame in page.frames[1:]] == ["chrome-error://chromewebdata/"]
    page.close()


def test_each_number_is_reached_by_keyboard_with_a_mark_around_it_and_opens_its_list(
    browser: Browser, site: str
) -> None:
    page = browser.new_page()
    page.goto(f"{site}/en/plans/{SLUG}/overview/")
    first = page.locator("a.ech-link").first
    first.focus()

    assert first.evaluate("link => getComputedStyle(link).outlineStyle") == "solid"
    spoken = first.get_attribute("aria-label") or ""
    number = spoken.rpartition(", ")[2]
    page.keyboard.press("Enter")
    page.wait_for_url("**/commitments/?*")
    assert number in page.locator("main").inner_text()
    page.close()


def test_tables_open_without_a_script(browser: Browser, site: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{site}/en/plans/{SLUG}/overview/")

    page.get_by_text("As a table").first.click()

    expect(page.locator("figure table").first).to_be_visible()
    context.close()


@pytest.mark.parametrize("direction", ["ltr", "rtl"])
def test_every_kind_holds_up_in_both_directions(browser: Browser, direction: str) -> None:
    page = browser.new_page(viewport={"width": 320, "height": 900})
    page.set_content(drawn_page("light", direction))

    outside = page.evaluate(
        """() => [...document.querySelectorAll("svg.ech")].flatMap(svg => {
            const sheet = svg.getBoundingClientRect();
            return [...svg.querySelectorAll("text")].filter(text => {
                const own = text.getBoundingClientRect();
                return own.left < sheet.left - 3 || own.right > sheet.right + 3;
            }).map(text => text.textContent);
        })"""
    )
    assert outside == []
    assert violations(page) == []
    page.close()


def test_a_file_is_dark_on_a_dark_screen_and_light_on_paper(browser: Browser, tmp_path: Path) -> None:
    (tmp_path / "chart.svg").write_text(svg(figure(KINDS["bars"]), theme=FILE), "utf-8")
    page = browser.new_page(color_scheme="dark")
    page.goto((tmp_path / "chart.svg").as_uri())
    ground = "getComputedStyle(document.querySelector('rect.ech-ground')).fill"

    assert page.evaluate(ground) == "rgb(20, 32, 31)"
    page.emulate_media(media="print")
    assert page.evaluate(ground) == "rgb(255, 255, 255)"
    page.close()


def test_a_chart_in_a_page_is_dark_on_a_dark_screen_with_its_words_and_light_on_paper(
    browser: Browser, site: str
) -> None:
    context = browser.new_context(color_scheme="dark")
    page = context.new_page()
    page.goto(f"{site}/en/plans/{SLUG}/overview/")
    for opener in page.locator(".ent-figure summary").all():
        opener.click()

    assert page.locator("body").evaluate(COLOUR) == "rgb(20, 32, 31)"
    assert (
        page.locator(".ent-figure .ech-ink").first.evaluate("one => getComputedStyle(one).fill") == "rgb(243, 247, 246)"
    )
    assert violations(page) == []
    page.emulate_media(media="print")
    assert page.locator("body").evaluate(COLOUR) == "rgb(255, 255, 255)"
    assert page.locator(".ent-figure .ech-ink").first.evaluate("one => getComputedStyle(one).fill") == "rgb(11, 12, 12)"
    context.close()
