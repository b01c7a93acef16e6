"""Looking at a page of a story: is it sound at both widths, and the part of it that the docs show."""

from __future__ import annotations

import os
from datetime import date

from django.utils import timezone
from playwright.sync_api import Page

from entente.foundation.common.actors import SYSTEM, Actor, Capacity, Role
from entente.record.plan import queries as plans
from entente.record.plan.commands import set_standing
from entente.record.plan.queries import Standing
from tests.e2e.test_desk import faults_of

from .stage import PICTURES, PLAN

KEEPS_PICTURES = os.environ.get("ENTENTE_STORY_PICTURES") == "1"


def expect_sound(page: Page) -> None:
    """The page has no fault of accessibility and does not scroll sideways; its window is as wide afterwards as before."""
    before = page.viewport_size
    faults = faults_of(page)
    if before is not None:
        page.set_viewport_size(before)
    assert faults == [], "\n".join(faults)


def columns(page: Page) -> list[str]:
    """What the columns of the two sides and of both together say on the page of a promise, as shown, its spaces plain."""
    return [one.replace("\u00a0", " ") for one in page.locator(".ent-columns > li").all_inner_texts()]


def picture_of(page: Page, selector: str, name: str) -> None:
    """Keep a picture of one part of a page for the docs, when they are asked for as in `stage.picture`."""
    if KEEPS_PICTURES:
        PICTURES.mkdir(parents=True, exist_ok=True)
        page.locator(selector).first.screenshot(path=PICTURES / f"{name}.png")


def take_part(*parties: str) -> None:
    """The parties say that they take part in the record.  They said so before the story."""
    plan = plans.get_row(SYSTEM, PLAN, as_of=timezone.now())
    for code in parties:
        by = Actor(Capacity.PARTY, owner=code, roles=frozenset({Role.APPROVER}))
        set_standing(plan, code, Standing.TAKING_PART, by=by, on=date(2024, 1, 1))
