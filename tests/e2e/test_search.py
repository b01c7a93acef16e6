"""Search in a real browser: on a server, in a published folder on a host and from a disk, by keyboard, in three languages."""

from __future__ import annotations

import http.server
import re
import threading
from collections.abc import Iterator
from datetime import timedelta
from functools import partial
from pathlib import Path

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, Page, Route, expect
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from entente.foundation.common.actors import SYSTEM
from entente.foundation.common.records import Tier
from entente.foundation.ledger import commands as ledger
from entente.record.verification.models import Claim
from entente.surfaces.publish.publication import publish
from entente.surfaces.search import building, opening
from tests.cast import ANA
from tests.record.delivery.builders import ADA
from tests.record.plan.changing import amended
from tests.surfaces.busy import work_on
from tests.surfaces.web.stage import SLUG, staged_plan

from .test_charts import Silent, violations

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PAGES = {"en": ("en/search", "fair"), "es": ("es/buscar", "feria"), "fr": ("fr/recherche", "foire")}
COUNTS = {"en": " found", "es": " resultados", "fr": " résultats"}


@pytest.fixture
def folder(tmp_path: Path, settings: Settings) -> Iterator[Path]:
    """Where the indexes of the server lie, and what is published; a plan is on record."""
    settings.VAR = tmp_path / "var"
    opening.forget_open()
    staged_plan(3)
    work_on(f"{SLUG}/1.1", 12)
    amended(f"{SLUG}/1.1", by=ANA, then=ADA, at=timezone.now() - timedelta(minutes=1))
    ledger.seal()
    yield tmp_path
    opening.forget_open()


@pytest.fixture
def site(folder: Path, live_server: LiveServer) -> str:
    building.rebuild(as_of=timezone.now(), report=lambda _done, _total: None)
    return live_server.url


@pytest.fixture
def published(folder: Path) -> Path:
    """A folder of files, whose evidence of a zebra is for the parties alone."""
    Claim.objects.filter(slug="tri-plan-fair-1").update(tier=Tier.PARTIES, statement={"en": "A zebra came."})
    at = timezone.now()
    publish(
        folder / "host" / "record", by=SYSTEM, as_of=at, at=at + timedelta(seconds=1), origin="https://record.example",
        report=lambda _done, _known: None,
    )  # fmt: skip
    return folder / "host"


@pytest.fixture
def hosted(published: Path) -> Iterator[str]:
    """The folder as a file host serves it, below another address than the root."""
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), partial(Silent, directory=str(published)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/record"
    server.shutdown()
    server.server_close()


def looked_at(page: Page, width: int) -> None:
    """No axe violation, and nothing scrolls sideways."""
    page.set_viewport_size({"width": width, "height": 900})
    assert violations(page) == []
    wide = "[...document.querySelectorAll('body *')].filter(one => one.getBoundingClientRect().right > innerWidth + 1)"
    assert page.evaluate(f"{wide}.map(one => one.outerHTML.slice(0, 200))") == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def found(page: Page) -> list[str]:
    return page.locator(".ent-found__title").all_text_contents()


def asked(page: Page, words: str) -> str:
    """What a static page says after a question, and how many it found."""
    page.locator("#search-q").fill(words)
    page.locator("#search-q").press("Enter")
    page.wait_for_timeout(150)
    return page.locator("[data-find-count]").inner_text()


def shows_more_by_keyboard(page: Page, hosted: str) -> None:
    page.goto(f"{hosted}/en/search/index.html?q=step")
    button = page.locator("[data-find-more]")
    expect(page.locator(".ent-found__item").first).to_be_visible()
    number = int(page.locator("[data-find-count]").inner_text().split()[0])
    assert number > 20
    assert page.locator(".ent-found__item").count() == 20
    button.focus()
    page.keyboard.press("Enter")
    expect(page.locator(".ent-found__item")).to_have_count(min(number, 40))
    assert page.evaluate("[...document.querySelectorAll('.ent-found__title a')].indexOf(document.activeElement)") == 20


def finds_numbers_and_days(page: Page, hosted: str) -> None:
    """A code in the words of each language, and days, which the order of the documents tells."""
    codes = {
        "en": ("1.2", "C1.2", "commitment 1.2", "tri-plan/1.2"),
        "es": ("compromiso n.º 1.2",),
        "fr": ("engagement 1.2", "§ 1.2"),
    }
    for language, texts in codes.items():
        page.goto(f"{hosted}/{PAGES[language][0]}/index.html")
        for text in texts:
            asked(page, text)
            assert page.locator(".ent-found__title a").first.get_attribute("href").endswith("/1.2/index.html"), text
    for language, text in (("en", "pillar 1"), ("es", "Pilar 1"), ("fr", "pilier 1")):
        page.goto(f"{hosted}/{PAGES[language][0]}/index.html")
        asked(page, text)
        assert page.locator(".ent-found__title a").first.get_attribute("href").endswith("/1/index.html"), text
    page.goto(f"{hosted}/en/search/index.html?q=fair")
    everything = int(asked(page, "fair").split()[0])
    page.locator("summary").click()
    numbers = []
    for name, day in (("from", "2024-01-01"), ("to", "2024-12-31"), ("from", "2024-12-30")):
        page.locator(f"#search-{name}").fill(day)
        page.wait_for_timeout(150)
        numbers.append(page.locator("[data-find-count]").inner_text().split()[0])
    assert everything > int(numbers[0]) > int(numbers[1]) > 0
    assert numbers[2] == "Nothing"
    assert "from=2024-12-30&to=2024-12-31" in page.url
    page.reload()
    expect(page.locator("details")).to_have_attribute("open", "")
    assert page.locator("#search-to").input_value() == "2024-12-31"


AMENDMENT = {
    "en": ("amendment 1", "/amendments/1"),
    "es": ("enmienda 1", "/enmiendas/1"),
    "fr": ("amendement 1", "/amendements/1"),
}


def leads_to_the_amendment(page: Page, language: str) -> None:
    """Asked by its number and by the words that it brought; its page opens."""
    number, address = AMENDMENT[language]
    for words in (number, '"as amended"'):
        page.locator("#search-q").fill(words)
        page.locator("#search-q").press("Enter")
        way = page.locator(f".ent-found__title a[href*='{address}']").first
        expect(way).to_be_visible()
    way.click()
    expect(page.locator("h1")).to_be_visible()
    assert address in page.url


def leads_everywhere_without_scripts(browser: Browser, published: Path) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    for language, (address, _word) in PAGES.items():
        page.goto(f"{(published / 'record').as_uri()}/{address}/index.html")
        expect(page.locator("noscript p")).to_be_visible()
        expect(page.locator("[data-find]")).to_be_hidden()
        page.locator("main p > a.govuk-link").last.click()
        assert f"/{language}/" in page.url
        page.locator("main ul.ent-a-z a").first.click()
        expect(page.locator("h1")).to_be_visible()
        assert page.url.startswith("file://")
    context.close()


@pytest.mark.parametrize("language", PAGES)
def test_the_page_of_a_server_in_each_language(browser: Browser, site: str, language: str) -> None:
    address, word = PAGES[language]
    page = browser.new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    for query in ("", f"?q={word}", f"?q={word}&kind=commitment", "?q=xyzzy"):
        page.goto(f"{site}/{address}/{query}")
        for width in (1280, 320):
            looked_at(page, width)
    page.goto(f"{site}/{address}/")
    page.locator("#search-q").focus()
    page.keyboard.type(word)
    page.keyboard.press("Enter")
    expect(page.locator(".ent-found__item mark").first).to_have_text(re.compile(word, re.IGNORECASE))
    page.locator("h1").evaluate("one => { one.tabIndex = -1; one.focus() }")
    for _step in range(40):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.closest('.ent-found') !== null"):
            break
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_be_visible()
    assert page.url.split("?")[0] != f"{site}/{address}/"
    page.goto(f"{site}/{address}/")
    leads_to_the_amendment(page, language)
    assert said == []
    page.close()


def test_the_page_of_a_folder_finds_phrases_narrows_and_keeps_what_is_hidden(browser: Browser, hosted: str) -> None:
    page, fetched, said = browser.new_page(), list[str](), list[str]()
    page.on("console", lambda message: said.append(message.text))
    page.on("request", lambda request: fetched.append(request.url))
    page.goto(f"{hosted}/en/search/index.html?q=fair")
    expect(page.locator(".ent-found__item").first).to_be_visible()
    first = [name.rpartition("/")[2] for name in fetched if "/find/" in name]
    assert [name for name in first if name.startswith(("text", "only"))] == []
    everything = int(asked(page, "fair").split()[0])

    assert int(asked(page, '"fair for all"').split()[0]) < everything
    assert "A fair for all" in found(page)
    expect(page.locator("[data-find-more]")).to_be_hidden()
    assert asked(page, '"all for fair"') == "Nothing found."
    without = int(asked(page, "fair -all").split()[0])
    assert 0 < without < everything
    assert "A fair for all" not in found(page)
    asked(page, "fair xyzzy")
    expect(page.locator("[data-find-notes]")).to_contain_text("these hold some of them")
    for word in ("zebra", '"a zebra"', "zebra fair -fair"):
        asked(page, word)
        assert page.locator("[data-find-list]").inner_text().count("zebra") == 0
    assert asked(page, "zebra") == "Nothing found."

    asked(page, "fair")
    page.locator("summary").click()
    page.locator("#filter-kind").select_option("commitment")
    page.wait_for_timeout(150)
    assert int(page.locator("[data-find-count]").inner_text().split()[0]) < everything
    assert {text.split(" ")[0] for text in page.locator(".ent-found .ent-quiet").all_text_contents()} == {"Commitment"}
    assert "kind=commitment" in page.url
    page.reload()
    assert page.locator("#filter-kind").input_value() == "commitment"
    expect(page.locator("details")).to_have_attribute("open", "")
    page.locator("#filter-pillar").select_option(index=2)
    page.wait_for_timeout(150)
    narrowed = found(page)
    page.locator("#filter-party").select_option("CCC")
    page.wait_for_timeout(150)
    assert set(found(page)) < {*narrowed, "A fair for all"}

    asked(page, '(((AND +fair* OR "x" NOT ' * 400)
    expect(page.locator("[data-find-notes]")).to_contain_text("only its beginning")
    asked(page, "-fair")
    expect(page.locator("[data-find-notes]")).to_contain_text("no word")
    shows_more_by_keyboard(page, hosted)
    finds_numbers_and_days(page, hosted)
    assert said == []
    assert [url for url in fetched if not url.startswith(hosted)] == []
    page.close()


def test_the_page_of_a_folder_in_each_language_and_from_a_disk(browser: Browser, published: Path, hosted: str) -> None:
    page = browser.new_page()
    for language, (address, word) in PAGES.items():
        for base in (hosted, (published / "record").as_uri()):
            page.goto(f"{base}/{address}/index.html")
            page.locator("#search-q").focus()
            page.keyboard.type(word)
            page.keyboard.press("Enter")
            expect(page.locator(".ent-found__item mark").first).to_have_text(re.compile(word, re.IGNORECASE))
            assert page.locator("[data-find-count]").inner_text().endswith(COUNTS[language])
            for width in (1280, 320):
                looked_at(page, width)
        leads_to_the_amendment(page, language)
        page.go_back()
        page.locator("summary").click()
        looked_at(page, 320)
        link = page.locator(".ent-found__title a").first
        link.focus()
        page.keyboard.press("Enter")
        expect(page.locator("h1")).to_be_visible()
        assert page.locator("[data-find]").count() == 0
    page.close()
    leads_everywhere_without_scripts(browser, published)


def test_nothing_is_pushed_away_when_the_search_of_a_folder_comes_in(browser: Browser, hosted: str) -> None:
    """The script comes long after the page was drawn; what a reader sees by then stays where it is."""
    page = browser.new_page(viewport={"width": 1350, "height": 940})
    page.add_init_script(
        "window.pushed = 0; new PerformanceObserver(seen => seen.getEntries().forEach(one => window.pushed += one.value))"
        ".observe({type: 'layout-shift', buffered: true})"
    )

    def late(route: Route) -> None:
        page.wait_for_timeout(700)
        route.continue_()

    page.route("**/search*.js", late)
    page.goto(f"{hosted}/en/search/")
    expect(page.locator("#search-q")).to_be_visible()
    page.wait_for_timeout(300)
    assert page.evaluate("window.pushed") < 0.01
    page.close()
