"""A published folder as a stranger opens it: from a disk and from a sub-folder of a plain host, no script run, in all languages.

Every kind of page is found by following links from `index.html`, and opened once per language from the disk, once from the host.
Scripts run for axe alone, which is one.
"""

from __future__ import annotations

import functools
import http.server
import posixpath
import re
import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from django.conf import settings
from django.urls import Resolver404, resolve
from playwright.sync_api import Browser, BrowserContext, Page
from pytest_django import Settings

from entente.foundation.common.actors import SYSTEM
from entente.foundation.ledger import commands as ledger
from entente.surfaces.publish.publication import publish
from tests.surfaces.busy import work_on
from tests.surfaces.web.conftest import parsed
from tests.surfaces.web.stage import SLUG, staged_plan

from .test_public_pages import AXE, AXE_OPTIONS, dates_that_passed

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

LANGUAGES = ("en", "es", "fr")
FROM_A_DISK = {**AXE_OPTIONS, "preload": False}
"""axe would fetch the style sheets a second time, by a request that no browser allows from a disk."""
FILE = re.compile(r"index(?:\.[^/]+)?\.html$")


@dataclass(slots=True)
class Walked:
    """What links lead to: language and kind -> the first page of it; and the links that lead nowhere."""

    pages: dict[tuple[str, str], str] = field(default_factory=dict)
    lost: list[str] = field(default_factory=list)


@pytest.fixture
def site(tmp_path: Path, settings: Settings) -> Path:
    """A small record with several kinds of content, published."""
    assert (Path(settings.ENV.assets) / "entente" / "app.css").exists(), "build the assets first: npm ci, npm run build"
    settings.VAR = tmp_path / "var"
    staged_plan(2)
    work_on(f"{SLUG}/1.1", 1)
    dates_that_passed()
    ledger.seal()
    at = datetime.now(UTC)
    publish(
        tmp_path / "host/site",
        by=SYSTEM,
        as_of=at,
        at=at,
        origin="https://record.example",
        report=lambda _done, _known: None,
    )
    return tmp_path / "host/site"


def walked(site: Path) -> Walked:
    found, waiting, known = Walked(), ["index.html"], {"index.html"}
    while waiting:
        name = waiting.pop()
        found.pages.setdefault((language_of(name), kind_of(name)), name)
        for to in followed(site, name):
            if not (site / to).is_file():
                found.lost.append(f"{name} -> {to}")
            elif to.endswith(".html") and to not in known:
                known.add(to)
                waiting.append(to)
    return found


def language_of(name: str) -> str:
    first = name.partition("/")[0]
    return first if first in LANGUAGES else ""


def kind_of(name: str) -> str:
    """Which page of the program it is, and whether it is one of the lists behind a number."""
    try:
        found = resolve("/" + FILE.sub("", name)).url_name or ""
    except Resolver404:
        found = posixpath.basename(name)
    return found if name.endswith("index.html") else f"{found}, a choice of it"


def followed(site: Path, name: str) -> Iterator[str]:
    """The files that a page leads to or shows."""
    for _tag, attrs in parsed((site / name).read_text("utf-8")).attrs:
        for attribute in ("href", "src"):
            parts = urlsplit(attrs.get(attribute) or "")
            if parts.path and not parts.scheme and not parts.netloc:
                yield posixpath.normpath(posixpath.join(posixpath.dirname(name), unquote(parts.path)))


@contextmanager
def listened(context: BrowserContext, base: str) -> Iterator[tuple[Page, list[str]]]:
    """A page that notes whatever it asks for elsewhere, does not get, or complains of."""
    page, faults = context.new_page(), list[str]()
    page.set_default_timeout(10_000)
    page.on("console", lambda message: faults.append(f"console: {message.text}"))
    page.on("pageerror", lambda error: faults.append(f"error: {error}"))
    page.on(
        "response", lambda response: faults.append(f"does not get {response.url}") if response.status > 399 else None
    )
    page.on(
        "request",
        lambda request: faults.append(f"leaves for {request.url}") if not request.url.startswith(base) else None,
    )
    yield page, faults
    page.close()


def faults_of(page: Page, faults: list[str], address: str, language: str) -> list[str]:
    faults.clear()
    page.goto(address)
    said = page.get_attribute("html", "lang") or ""
    if said != (language or settings.LANGUAGE_CODE):
        faults.append(f"its language is “{said}”")
    if not page.title():
        faults.append("no title")
    for width in (1280, 320):
        page.set_viewport_size({"width": width, "height": 900})
        scrolls = page.evaluate("document.documentElement.scrollWidth")
        if scrolls > width:
            faults.append(f"{width}: scrolls sideways, {scrolls} px")
    return [*faults]


def opened_without_scripts(browser: Browser, base: str, pages: dict[tuple[str, str], str]) -> dict[str, list[str]]:
    """Page -> what is wrong with it."""
    context = browser.new_context(java_script_enabled=False)
    wrong = {}
    with listened(context, base) as (page, faults):
        for (language, _kind), name in pages.items():
            if found := faults_of(page, faults, f"{base}{name}", language):
                wrong[name] = found
    assert context.cookies() == []
    context.close()
    return wrong


@contextmanager
def hosted(folder: Path) -> Iterator[str]:
    """A file host that knows nothing of the site."""

    class Quiet(http.server.SimpleHTTPRequestHandler):
        def log_message(self, format: str, *args: object) -> None:  # noqa: A002  # its name there
            return

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=str(folder))) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}"
        server.shutdown()


def test_stranger_walks_every_kind_of_page_in_three_languages(browser: Browser, site: Path) -> None:
    found = walked(site)
    assert found.lost == []
    kinds = {language: {kind for tag, kind in found.pages if tag == language} for language in LANGUAGES}
    assert kinds["es"] == kinds["fr"] == kinds["en"] >= {"home", "plan", "commitment", "commitments", "text", "about"}
    assert opened_without_scripts(browser, f"file://{site}/", found.pages) == {}
    with hosted(site.parent) as host:
        french = {(tag, kind): name for (tag, kind), name in found.pages.items() if tag in ("", "fr")}
        assert opened_without_scripts(browser, f"{host}/site/", french) == {}


def test_folder_opened_from_a_disk_has_no_fault_that_axe_finds(browser: Browser, site: Path) -> None:
    context = browser.new_context(viewport={"width": 320, "height": 900})
    faults = {}
    with listened(context, f"file://{site}/") as (page, said):
        for (language, _kind), name in walked(site).pages.items():
            if language in ("", "es"):  # the longest words; of all three the public pages are tested
                said.clear()
                page.goto(f"file://{site}/{name}")
                page.evaluate(AXE.read_text())
                ran = page.evaluate("options => axe.run(document, options)", FROM_A_DISK)
                told = [f"{one['id']}: {one['nodes'][0]['html'][:200]}" for one in ran["violations"]]
                if told or said:
                    faults[name] = [*said, *told]
    context.close()
    assert faults == {}


def test_link_that_leads_nowhere_is_found(tmp_path: Path) -> None:
    """Else the walk would pass whatever is lost."""
    (tmp_path / "index.html").write_text('<a href="en/index.html">a</a> <img src="b.png">')
    (tmp_path / "en").mkdir()
    shutil.copy(tmp_path / "index.html", tmp_path / "en/index.html")
    assert walked(tmp_path).lost == [
        "index.html -> b.png",
        "en/index.html -> en/en/index.html",
        "en/index.html -> en/b.png",
    ]
