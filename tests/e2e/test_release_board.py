"""The release board and each of its lists in a real browser: sound, reachable, and no wider than a telephone."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.db import transaction
from playwright.sync_api import Browser
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from entente.foundation.common.actors import SYSTEM
from entente.foundation.ledger import commands as ledger
from entente.surfaces.publish.board_lists import LISTS, OF_PAGES
from entente.surfaces.publish.publication import publish
from entente.surfaces.web import links
from tests.cast import CHRIS
from tests.record.builders import adopted_plan

from .test_desk import faults_of, log_in, secret

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
__all__ = ["secret"]


def test_board_and_its_lists_are_sound(
    live_server: LiveServer, browser: Browser, secret: str, settings: Settings, tmp_path: Path
) -> None:
    settings.VAR = tmp_path / "var"
    settings.ENV = settings.ENV.model_copy(update={"publish": str(tmp_path / "site"), "origin": ""})
    adopted_plan()
    ledger.seal()
    at = datetime.now(UTC) - timedelta(hours=1)
    publish(tmp_path / "site", by=SYSTEM, as_of=at, at=at, origin="", report=lambda _done, _known: None)
    for subject in ("tri-plan/1.1", "tri-plan/activities/fair"):
        with transaction.atomic():
            ledger.record(CHRIS, "delivery.activity.add", subject, at=datetime.now(UTC), public=True)
    ledger.seal()
    page = log_in(browser.new_context(), live_server.url, secret)
    faults: dict[str, list[str]] = {}
    for language, is_whole in (("es", True), ("fr", False), ("en", False)):
        board = links.href("desk_publish", language)
        chosen = (*OF_PAGES, *LISTS) if is_whole else tuple(OF_PAGES)[:1]  # they are one page with other lines
        lists = [f"{links.href('desk_publish_list', language, which=which)}?language=fr" for which in chosen]
        for address in (board, *lists):
            response = page.goto(f"{live_server.url}{address}")
            assert response is not None
            status = [] if response.status == 200 else [f"status {response.status}"]
            page.evaluate("for (const one of document.querySelectorAll('details')) one.open = true")
            faults[address] = status or faults_of(page, is_whole=is_whole)
    assert {address: found for address, found in faults.items() if found} == {}
