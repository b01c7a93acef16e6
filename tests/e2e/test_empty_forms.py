"""Forms sent empty in a real browser: what is to be mended stands first, has the focus and leads to each field."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Browser, Page
from pytest_django.live_server_helper import LiveServer

from tests.surfaces.walked_world import Walker

from .test_desk_forms import DRAFT, MEMO, TALK, Seen, _address, _signed_in, posts

__all__ = ["posts"]

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

SAVE = "[name=save]:not([tabindex])"
MILESTONE = {"milestone": "planned"}
SENT: dict[str, list[tuple[Seen, str]]] = {
    "observatory keeper": [
        (("desk_start", {}, {}), SAVE),
        (("desk_plan_edit", DRAFT, {}), ""),
        (("desk_pillar_add", DRAFT, {}), ""),
        (("desk_pillar", DRAFT, {}), ""),
        (("desk_commitment_add", DRAFT, {}), SAVE),
        (("desk_commitment", {**DRAFT, "number": "2.1"}, {}), SAVE),
    ],
    "AAA contributor": [
        (("desk_write", {}, {}), SAVE),
        (("desk_correct", {"update": "{public}"}, {}), ""),
        (("desk_activity_add", {}, {}), ""),
        *((("desk_activity_act", {**MEMO, "act": act}, {}), "") for act in ("edit", "text", "money")),
        (("desk_stage", {**MEMO, "stage": "draft"}, {}), ""),
        (("desk_session_add", MEMO, {}), ""),
        *((("desk_session_act", {**TALK, "act": act}, {}), "") for act in ("report", "lapse", "replan")),
        (("desk_milestone_add", {}, {}), ""),
        (("desk_milestone", MILESTONE, {}), "[value=report]"),
        (("desk_milestone", MILESTONE, {}), "[value=revise]"),
    ],
    "AAA approver": [
        (("desk_update", {"update": "{submitted}"}, {}), "[value=publish]"),
        (("desk_update", {"update": "{submitted}"}, {}), "[value=send_back]"),
    ],
}
"""A page, and which of its buttons sends the form; "" for its only one."""

EMPTY = """() => {
  document.querySelectorAll("details").forEach(part => part.open = true);
  for (const one of document.querySelectorAll("main form[method=post] :is(input, textarea, select):not([type=hidden])"))
    if (["checkbox", "radio"].includes(one.type)) one.checked = false; else one.value = "";
}"""
FAULTS = """() => {
  const summary = document.querySelector(".govuk-error-summary");
  if (!summary) return ["nothing is refused"];
  const lines = [...summary.querySelectorAll("li")], said = new Set(lines.map(line => line.textContent));
  const faults = lines.flatMap(line => {
    const at = line.querySelector("a") && document.querySelector(line.querySelector("a").hash);
    if (!at?.matches("input, select, textarea") || !at.checkVisibility()) return [`leads nowhere: ${line.textContent}`];
    const told = at.getAttribute("aria-describedby") || at.closest("fieldset").getAttribute("aria-describedby") || "";
    return told.split(" ").some(id => document.getElementById(id)?.matches(".govuk-error-message"))
      ? [] : [`is not told beside the field: ${line.textContent}`];
  });
  const beside = document.querySelectorAll(".govuk-error-message").length;
  if (beside !== lines.length) faults.push(`${lines.length} at the top, ${beside} at fields`);
  if (said.size !== lines.length) faults.push("two lines say the same");
  return faults;
}"""


def test_what_is_empty_is_told_at_the_top_and_beside_its_field(
    live_server: LiveServer, browser: Browser, posts: tuple[dict[str, Any], dict[str, Walker]]
) -> None:
    names, walking = posts
    faults: dict[str, list[str]] = {}
    for post, forms in SENT.items():
        own = {**names, **walking[post].own}
        context = _signed_in(browser, live_server.url, walking[post])
        for seen, button in forms:
            english: set[str] = set()
            for language in ("en", "es", "fr"):
                page = context.new_page()
                page.goto(f"{live_server.url}{_address(seen, own, language)}")
                said, found = _sent_empty(page, button)
                english = english or said
                kept = said & english if language != "en" else set()
                faults[f"{page.url} {button}"] = found + [f"not translated: {line}" for line in kept]
                page.close()
        context.close()
    assert {address: found for address, found in faults.items() if found} == {}


def _sent_empty(page: Page, button: str) -> tuple[set[str], list[str]]:
    """What the page says, and what is wrong with how it says it."""
    page.evaluate(EMPTY)
    with page.expect_navigation():
        page.locator(f"main form[method=post] button.govuk-button{button}").first.click()
    page.wait_for_function("document.activeElement.matches('.govuk-error-summary')", timeout=3000)
    return set(page.locator(".govuk-error-summary li").all_inner_texts()), page.evaluate(FAULTS)
