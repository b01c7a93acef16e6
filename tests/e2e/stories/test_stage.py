"""The stage itself: who writes for one side is known by its post, and the public page says that all is invented."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from .stage import Stage

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_everybody_is_logged_in_under_their_own_post(stage: Stage) -> None:
    page = stage.go(stage.as_("Ana"), "desk")
    expect(page.locator("main")).to_contain_text("alda-foreign-office/shores-desk")
    page = stage.go(stage.as_("Vera"), "desk")
    expect(page.locator("main")).to_contain_text("observer/verifier")


def test_a_reader_is_told_that_the_plan_is_invented(stage: Stage) -> None:
    page = stage.commitment("8.2")
    expect(page.locator("h1")).to_contain_text("Wildlife trafficking, and a second workshop")
    expect(page.locator("body")).to_contain_text("invented")
