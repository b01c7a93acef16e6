"""An officer writes, the approver sends back, the officer mends, the approver publishes, and the public page changes."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from entente.foundation.common.actors import Role
from entente.surfaces.web import links
from tests.e2e.test_desk import faults_of
from tests.surfaces.web.desk.officers import WORK, officer, shared_plan

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PUBLIC = "/en/plans/tri-plan/commitments/2.1/"
SHOWN = 10_000
"""Milliseconds within which what was typed is kept."""


def desk_of(browser: Browser, server: LiveServer, slug: str, *roles: Role, scripts: bool = True) -> Page:
    """The browser of somebody who is signed in at a post of party A."""
    client, _ = officer("AAA", slug, *roles, name=slug.title())
    context = browser.new_context(java_script_enabled=scripts)
    context.add_cookies([{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": server.url}])
    return context.new_page()


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).first.click()


@pytest.mark.parametrize("scripts", [True, False])
def test_an_update_goes_its_way_to_the_public_page(live_server: LiveServer, browser: Browser, scripts: bool) -> None:
    shared_plan()
    ana = desk_of(browser, live_server, "desk", Role.CONTRIBUTOR, scripts=scripts)
    ada = desk_of(browser, live_server, "director", Role.APPROVER, scripts=scripts)
    ana.goto(f"{live_server.url}{WORK}")
    ana.get_by_label("What was done", exact=True).first.fill("A fair was held in May.")
    press(ana, "Send for approval")
    expect(ana.get_by_role("status").first).to_contain_text("The update waits for an approver of your side.")
    ada.goto(f"{live_server.url}/en/desk/")
    ada.get_by_role("button", name=re.compile("Look and decide.*2.1")).click()
    ada.get_by_label("Why it is sent back").fill("Name the town.")
    press(ada, "Send back")
    expect(ada.locator("main")).to_contain_text("Nothing waits for you.")
    ana.goto(f"{live_server.url}/en/desk/")
    ana.get_by_role("button", name=re.compile("Rewrite.*2.1")).click()
    expect(ana.locator("main")).to_contain_text("Name the town.")
    ana.get_by_label("What was done", exact=True).first.fill("A fair was held in Delta in May.")
    press(ana, "Send for approval")
    ada.goto(f"{live_server.url}/en/desk/")
    ada.get_by_role("button", name=re.compile("Look and decide.*2.1")).click()
    press(ada, "Approve and publish")
    expect(ada.get_by_role("status").first).to_contain_text("The update is published.")
    expect(ada.locator("main")).to_contain_text("Nothing waits for you.")
    reader = browser.new_context().new_page()
    reader.goto(f"{live_server.url}{PUBLIC}")
    expect(reader.locator("main")).to_contain_text("A fair was held in Delta in May.")


def test_what_is_typed_is_kept_without_a_click_and_is_there_on_return(
    live_server: LiveServer, browser: Browser
) -> None:
    shared_plan()
    ana = desk_of(browser, live_server, "desk", Role.CONTRIBUTOR)
    ana.goto(f"{live_server.url}{WORK}")
    ana.get_by_label("What was done", exact=True).first.fill("Half a sen")
    expect(ana.locator("#autosave-line")).to_contain_text("Only you can see this.", timeout=SHOWN)
    ana.goto(f"{live_server.url}/en/desk/")
    ana.goto(f"{live_server.url}{WORK}")
    expect(ana.get_by_label("What was done", exact=True).first).to_have_value("Half a sen")
    expect(ana.locator("main")).to_contain_text("did not save yet")


def test_languages_are_tabs_that_the_keyboard_moves_through(live_server: LiveServer, browser: Browser) -> None:
    shared_plan()
    ana = desk_of(browser, live_server, "desk", Role.CONTRIBUTOR)
    ana.goto(f"{live_server.url}{WORK}")
    tabs = ana.get_by_role("tab")
    expect(tabs).to_have_count(3)
    tabs.first.focus()
    ana.keyboard.press("ArrowRight")
    expect(tabs.nth(1)).to_be_focused()
    expect(tabs.nth(1)).to_have_attribute("aria-selected", "true")
    expect(ana.locator("#language-pt")).to_be_visible()
    expect(ana.locator("#language-en")).to_be_hidden()


PAGES: list[tuple[str, dict[str, str]]] = [
    ("desk", {}),
    ("desk_list", {"which": "silent"}),
    ("desk_work", {"plan": "tri-plan", "number": "2.1"}),
    ("desk_write", {"plan": "tri-plan", "number": "1.1"}),
    ("desk_approvals", {}),
    ("desk_absence", {}),
    ("desk_milestones", {}),
    ("desk_month", {"month": "2026-12"}),
    ("desk_milestone_add", {"plan": "tri-plan", "number": "1.1"}),
    ("desk_obstacle_add", {"plan": "tri-plan", "number": "1.1"}),
    ("desk_audit", {}),
    ("desk_notices", {}),
]


@pytest.mark.parametrize("language", ["en", "es", "fr"])
def test_every_page_of_an_officer_is_sound(live_server: LiveServer, browser: Browser, language: str) -> None:
    shared_plan()
    page = desk_of(browser, live_server, "desk", Role.CONTRIBUTOR, Role.APPROVER)
    page.goto(f"{live_server.url}{WORK}")
    page.get_by_label("What was done", exact=True).first.fill("A fair was held in May.")
    press(page, "Send for approval")
    waiting = page.get_by_role("link", name="Open the update").get_attribute("href") or ""
    update = waiting.rstrip("/").rpartition("/")[2]
    keys = {"plan": "tri-plan", "number": "2.1", "update": update}
    heard: list[str] = []
    page.on("console", lambda message: heard.append(f"console: {message.text}"))
    page.on("pageerror", lambda error: heard.append(f"error: {error}"))
    faults: dict[str, list[str]] = {}
    for name, given in [*PAGES, ("desk_update", keys), ("desk_update_preview", keys), ("desk_elsewhere", keys)]:
        address = links.href(name, language, **given)
        page.goto(f"{live_server.url}{address}")
        faults[address] = faults_of(page)
    assert ({address: found for address, found in faults.items() if found}, heard) == ({}, [])
