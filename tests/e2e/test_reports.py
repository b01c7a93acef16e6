"""Reports in a real browser: put together with the keyboard, each page sound at two widths in three languages."""

from __future__ import annotations

import re
from pathlib import Path
from uuid import UUID

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, Page, expect
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from entente.surfaces.reports import issues, making
from entente.surfaces.reports.compose import Choice, compose
from entente.surfaces.reports.models import Issue, Report
from entente.surfaces.reports.reading import document_of
from entente.surfaces.reports.words import Kind, Reach
from entente.surfaces.reports.writers.page import page_of
from entente.surfaces.web import links
from tests.cast import ADA, ANA
from tests.e2e.test_desk import faults_of
from tests.surfaces.reports.conftest import AS_OF
from tests.surfaces.web.desk.conftest import client_of
from tests.surfaces.web.stage import staged_plan

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PLAN = "tri-plan"


@pytest.fixture
def ana(settings: Settings, tmp_path: Path, transactional_db: None) -> Client:
    settings.MEDIA_ROOT = tmp_path
    staged_plan()
    return client_of("ana")


def opened(browser: Browser, server: LiveServer, client: Client) -> BrowserContext:
    """A browser in which she is signed in."""
    context = browser.new_context()
    value = client.cookies[settings.SESSION_COOKIE_NAME].value
    context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": value, "url": server.url}])
    return context


def begun(page: Page, server: LiveServer, kind: str) -> Report:
    page.goto(f"{server.url}{links.href('desk_reports', 'en', plan=PLAN)}")
    page.get_by_label(kind, exact=True).check()
    page.get_by_label("Commitment (for a question-period note)").fill("1.1")
    page.get_by_role("button", name="Begin", exact=True).click()
    return Report.objects.get(pk=UUID(page.url.rstrip("/").rpartition("/")[2]))


def made(report: Report) -> Issue:
    report.refresh_from_db()
    return making.make(issues.ask(report, by=ANA, at=AS_OF).pk)


@pytest.mark.parametrize("has_scripts", [True, False])
def test_parts_are_put_in_order_with_the_keyboard_alone(
    live_server: LiveServer, browser: Browser, ana: Client, has_scripts: bool
) -> None:
    context = browser.new_context(java_script_enabled=has_scripts)
    value = ana.cookies[settings.SESSION_COOKIE_NAME].value
    context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": value, "url": live_server.url}])
    page = context.new_page()
    report = begun(page, live_server, "Placemat")
    page.get_by_label("Key messages").last.fill("We hold fairs.")
    down = page.get_by_role("button", name=re.compile("^Down ?: Key messages$"))
    down.focus()
    page.keyboard.press("Enter")
    expect(page.locator("#parts li label").first).to_have_text("Where it stands")
    expect(page.get_by_label("Key messages").last).to_have_value("We hold fairs.")
    page.get_by_role("checkbox", name="Areas", exact=True).first.focus()
    page.keyboard.press("Space")
    page.get_by_role("button", name="Keep", exact=True).last.focus()
    page.keyboard.press("Enter")
    expect(page.locator("[role=status]")).to_contain_text("Kept.")
    report.refresh_from_db()
    assert (report.parts, report.left) == (["stands", "messages", "ahead", "changes"], ["areas"])


@pytest.mark.parametrize("language", ["en", "es", "fr"])
def test_every_page_of_reports_is_sound(
    live_server: LiveServer, browser: Browser, ana: Client, language: str, tmp_path: Path
) -> None:
    page = opened(browser, live_server, ana).new_page()
    report = begun(page, live_server, "Question-period note")
    Report.objects.filter(pk=report.pk).update(language=language)
    made(report)
    Report.objects.filter(pk=report.pk).update(typed={"response": "A good year."})
    issue = made(report)
    issues.publish(issue, by=ADA, at=AS_OF)
    waiting = issues.ask(report, by=ANA, at=AS_OF)
    failed = issues.ask(report, by=ANA, at=AS_OF)
    Issue.objects.filter(pk=failed.pk).update(attempts=making.ATTEMPTS_MAX)
    making.make(failed.pk)
    key = str(report.pk)
    alone = tmp_path / "alone.html"
    alone.write_bytes(page_of(document_of(issue, with_changes=True)))
    annual = tmp_path / "annual.html"
    annual.write_bytes(page_of(compose(Choice(Kind.ANNUAL, PLAN, language, Reach.OWN), by=ANA, as_of=AS_OF)))
    numbers = [str(one.issue) for one in (issue, waiting, failed)]
    pages = [
        links.href("desk_reports", language, plan=PLAN),
        links.href("desk_report", language, key=key),
        links.href("desk_report_preview", language, key=key),
        *(links.href("desk_issue", language, key=key, number=number) for number in numbers),
        f"{links.href('desk_issue', language, key=key, number=numbers[0])}?changes=1",
        links.href("reports", language, plan=PLAN),
        links.href("report", language, plan=PLAN, key=str(issue.pk)),
    ]
    faults = {}
    for address in (*(f"{live_server.url}{one}" for one in pages), alone.as_uri(), annual.as_uri()):
        page.goto(address)
        faults[address] = faults_of(page)
    assert {address: found for address, found in faults.items() if found} == {}
