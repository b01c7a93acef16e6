"""The browser and the stage of the stories."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.core.cache import cache
from django.utils import timezone
from playwright.sync_api import Browser, expect, sync_playwright
from pytest_django.live_server_helper import LiveServer

from entente.config.env import ROOT
from entente.foundation.common.actors import SYSTEM
from entente.surfaces.intake.load import load_package
from entente.surfaces.intake.packages import read_package

from .stage import PLAN, Stage

FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"]


@pytest.fixture(scope="module")
def story_browser() -> Iterator[Browser]:
    """One browser for a story.  Playwright runs a loop in this thread, in which Django would refuse its database and
    other modules start no browser of their own: so it ends with its module.
    """
    with pytest.MonkeyPatch.context() as patch, sync_playwright() as playwright:
        expect.set_options(timeout=20_000)  # a machine under load: what is not there by then is missing
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        found = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=FLAGS)
        yield found
        found.close()


@pytest.fixture
def stage(live_server: LiveServer, story_browser: Browser) -> Iterator[Stage]:
    """The fictional plan on a live site, nobody logged in yet."""
    cache.clear()
    assert (Path(settings.ENV.assets) / "entente" / "app.css").exists(), "build the assets first: npm ci, npm run build"
    load_package(read_package(ROOT / "tests" / "plans" / PLAN), by=SYSTEM, at=timezone.now())
    found = Stage(live_server.url, story_browser)
    yield found
    for context in story_browser.contexts:
        context.close()
