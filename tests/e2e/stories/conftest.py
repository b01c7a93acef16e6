"""The browser and the stage of the stories."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from django.conf import settings
from django.core.cache import cache
from django.utils import timezone
from playwright.sync_api import Browser, expect
from pytest_django.live_server_helper import LiveServer

from entente.config.env import ROOT
from entente.foundation.common.actors import SYSTEM
from entente.surfaces.intake.load import load_package
from entente.surfaces.intake.packages import read_package

from .stage import PLAN, Stage


@pytest.fixture(autouse=True)
def _patient() -> None:
    """On a machine under load: what is not there by then is missing."""
    expect.set_options(timeout=20_000)


@pytest.fixture
def began() -> datetime:
    """When the record was begun: what is in it was told then, and whoever reads as of an earlier day does not find it."""
    return timezone.now()


@pytest.fixture
def stage(live_server: LiveServer, browser: Browser, began: datetime) -> Iterator[Stage]:
    """The fictional plan on a live site, nobody logged in yet."""
    cache.clear()
    assert (Path(settings.ENV.assets) / "entente" / "app.css").exists(), "build the assets first: npm ci, npm run build"
    load_package(read_package(ROOT / "tests" / "plans" / PLAN), by=SYSTEM, at=began)
    found = Stage(live_server.url, browser)
    yield found
    for context in browser.contexts:
        context.close()
