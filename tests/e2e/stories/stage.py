"""Where the stories take place: a fictional plan, its two parties, an observer, and a browser for each of them."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from pathlib import Path

from django.conf import settings
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, FloatRect, Page

from entente.config.env import ROOT
from entente.foundation.accounts.models import User
from entente.foundation.common.actors import SYSTEM, WORKING_ROLES, Role
from entente.foundation.directory import commands as directory
from entente.foundation.directory.queries import PostCapacity, get_organisation
from entente.surfaces.web import links
from tests import cast

PLAN = "two-shores-2023"
PICTURES = ROOT / "docs" / "stories"
CONTRIBUTES = frozenset({Role.CONTRIBUTOR})
DECIDES = frozenset({Role.APPROVER, Role.VERIFIER})

PEOPLE: dict[str, tuple[str, str, PostCapacity, frozenset[Role]]] = {
    "Chris": ("observer", "record-keeper", PostCapacity.KEEPER, WORKING_ROLES | {Role.KEEPER}),
    "Vera": ("observer", "verifier", PostCapacity.KEEPER, frozenset({Role.VERIFIER, Role.APPROVER})),
    "Ines": ("lakes-institute", "reader", PostCapacity.ASSESSOR, frozenset({Role.VERIFIER})),
    "Ana": ("alda-foreign-office", "shores-desk", PostCapacity.PARTY, CONTRIBUTES),
    "Ada": ("alda-foreign-office", "director", PostCapacity.PARTY, DECIDES),
    "Bela": ("boria-foreign-ministry", "shores-desk", PostCapacity.PARTY, CONTRIBUTES),
    "Boris": ("boria-foreign-ministry", "director", PostCapacity.PARTY, DECIDES),
}
"""Who acts: name -> organisation, post, capacity, roles.  Each side has one who writes and one who decides; Ines
belongs to nobody who takes part."""


@dataclass
class Stage:
    """A live site with the fictional plan on it.

    as_("Ana") gives her page, logged in; reader() the page of somebody without a log-in.  Every person has one window.
    """

    address: str
    browser: Browser
    users: dict[str, User] = field(default_factory=dict)
    windows: dict[str, Page] = field(default_factory=dict)

    def as_(self, name: str, *, scripts: bool = True) -> Page:
        """The window of somebody in PEOPLE; a first call logs them in, with a second factor shown."""
        if name not in self.windows:
            self.users[name] = self.users.get(name) or _appointed(name)
            context = self.browser.new_context(
                viewport={"width": 1280, "height": 900}, locale="en-GB", java_script_enabled=scripts
            )
            self._log_in(context, self.users[name])
            self.windows[name] = context.new_page()
        return self.windows[name]

    def reader(self, width: int = 1280) -> Page:
        """A new window of somebody who only reads."""
        return self.browser.new_context(viewport={"width": width, "height": 900}).new_page()

    def go(self, page: Page, name: str, language: str = "en", **keys: str) -> Page:
        """Open a page of the site by its name in `links.PAGES`; the plan is the stage's."""
        wanted = {"plan": PLAN, **keys} if "<slug:plan>" in links.PAGES[name] else keys
        page.goto(self.address + links.href(name, language, **wanted))
        return page

    def commitment(self, number: str, language: str = "en", width: int = 1280) -> Page:
        """What the public reads of a promise, in a new window."""
        return self.go(self.reader(width), "commitment", language, number=number)

    def _log_in(self, context: BrowserContext, user: User) -> None:
        client = Client()
        cast.sign_in(client, user)
        value = client.cookies[settings.SESSION_COOKIE_NAME].value
        context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": value, "url": self.address}])


def _appointed(name: str) -> User:
    organisation, slug, capacity, roles = PEOPLE[name]
    post = directory.open_post(
        get_organisation(organisation),
        slug=slug,
        title={"en": f"Post of {name}"},
        capacity=capacity,
        by=SYSTEM,
        roles=roles,
    )
    return cast.holder(post, name=name)


def press(page: Page, name: str) -> None:
    """Press the first button, or follow the first link that looks like one, with exactly this name."""
    page.get_by_role("button", name=name, exact=True).first.click()


def picture(page: Page, name: str, height: int = 1000, start: str = "body") -> None:
    """Keep a picture for the docs, when asked for with ENTENTE_STORY_PICTURES=1; the docs show these files.

    Only `height` pixels from the top of the element `start` on are kept: what the story is about.
    """
    if os.environ.get("ENTENTE_STORY_PICTURES") == "1":
        PICTURES.mkdir(parents=True, exist_ok=True)
        page.set_viewport_size({"width": 1280, "height": 900})
        box = page.locator(start).first.bounding_box()
        top = (box["y"] if box else 0) + page.evaluate("window.scrollY")
        clip: FloatRect = {"x": 0, "y": top, "width": 1280, "height": height}
        page.screenshot(path=PICTURES / f"{name}.png", full_page=True, clip=clip)


def file_of(folder: Path, name: str, content: str | bytes) -> Path:
    """A file on the disk of somebody who uploads it."""
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path
