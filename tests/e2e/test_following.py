"""A reader follows a promise by e-mail in a browser, is told when a side says where it stands, and leaves with one click."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.core import mail
from playwright.sync_api import Browser, expect
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from entente.foundation.common.actors import SYSTEM
from entente.foundation.ledger import commands as ledger
from entente.surfaces.following.models import Follower
from entente.surfaces.following.sending import send_to_followers
from entente.surfaces.notices.models import Problem
from entente.surfaces.publish.publication import publish
from entente.surfaces.web.desk.views.notices import absolute
from tests.e2e.test_desk import faults_of
from tests.record.builders import shared_plan
from tests.surfaces.following.acting import says

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PAGE = "/en/plans/tri-plan/commitments/2.1/"


def told(settings: Settings) -> int:
    """A turn of the worker."""
    return send_to_followers(at=datetime.now(UTC), address=absolute)


def link_in(body: str, word: str) -> str:
    return next(path for path in re.findall(r"http://localhost:8000(/\S+)", body) if f"/{word}/" in path)


@pytest.mark.parametrize("scripts", [True, False])
def test_a_follower_gets_the_mail_when_a_status_changes(
    live_server: LiveServer, browser: Browser, settings: Settings, scripts: bool
) -> None:
    settings.MAIL_IS_ON = True
    shared_plan()
    ledger.seal()
    context = browser.new_context(java_script_enabled=scripts)
    reader = context.new_page()
    reader.goto(f"{live_server.url}{PAGE}")
    reader.get_by_role("link", name="by e-mail").click()
    reader.get_by_label("Your e-mail address").fill("reader@example.org")
    reader.get_by_label("At once").check()
    assert faults_of(reader) == [] if scripts else True
    reader.get_by_role("button", name="Send me the link").click()
    expect(reader.get_by_role("status")).to_contain_text("Look into your mail.")
    assert told(settings) == 1
    reader.goto(live_server.url + link_in(mail.outbox[0].body, "confirm"))
    reader.get_by_role("button", name="Yes, I want them").click()
    expect(reader.get_by_role("status")).to_contain_text("It is confirmed.")

    says(at=datetime.now(UTC))
    assert told(settings) == 1
    assert "2.1: A side said where it stands: Arcadia: limited" in mail.outbox[1].body
    reader.goto(live_server.url + link_in(mail.outbox[1].body, "leave"))
    reader.get_by_role("button", name="No more mails").click()
    expect(reader.get_by_role("status")).to_contain_text("your address is erased here")
    assert (Follower.objects.count(), told(settings), context.cookies()) == (0, 0, [])


def test_a_reader_reports_a_problem_from_the_foot_of_a_page(live_server: LiveServer, browser: Browser) -> None:
    shared_plan()
    context = browser.new_context()
    reader = context.new_page()
    reader.goto(f"{live_server.url}{PAGE}")
    reader.get_by_role("link", name="Report a problem on this page").click()
    reader.get_by_label("What is wrong?").fill("The fair was in June.")
    reader.get_by_role("button", name="Send").click()
    expect(reader.get_by_role("status")).to_contain_text("Thank you.")
    assert Problem.objects.values_list("page", "words").get() == (PAGE, "The fair was in June.")
    assert context.cookies() == []


def test_in_a_published_folder_the_last_look_leads_to_the_days_since(
    browser: Browser, settings: Settings, tmp_path: Path
) -> None:
    settings.VAR = tmp_path / "var"
    shared_plan()
    at = datetime.now(UTC)
    says(at=at)
    ledger.seal()
    out = tmp_path / "site"
    publish(out, by=SYSTEM, as_of=at, at=at, origin="", report=lambda _done, _known: None)
    context = browser.new_context()
    reader = context.new_page()
    page = (out / "en/plans/tri-plan/history/index.html").as_uri()
    reader.goto(page)
    since = reader.get_by_text("What changed since you last looked on this device")
    expect(since).to_be_hidden()  # nobody looked before
    reader.goto(page)
    since.click()
    assert reader.url == f"{page}#day-{at:%Y-%m-%d}"
    reader.evaluate("localStorage.setItem('entente-look-tri-plan', '2999-01-01T00:00Z')")
    reader.reload()
    expect(since).to_be_hidden()  # nothing since
    assert context.cookies() == []
