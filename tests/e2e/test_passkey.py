"""The log-in in a real browser, as it is served: strict content policy, allauth's scripts, a virtual authenticator."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.core.cache import cache
from playwright.sync_api import ConsoleMessage, Page, sync_playwright
from pytest_django.live_server_helper import LiveServer

from entente.foundation.accounts import commands
from entente.foundation.common.actors import SYSTEM
from entente.foundation.directory import commands as directory
from tests import cast
from tests.foundation.accounts.codes import code_of

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"]
FACTOR = "/en/account/second-factor/"


@contextmanager
def browser_page(**options: Any) -> Iterator[Page]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=FLAGS)
        try:
            yield browser.new_context(**options).new_page()
        finally:
            browser.close()


def plug_in_authenticator(page: Page) -> Callable[[bool], None]:
    """A platform authenticator that checks its user; returns the switch by which the user is known or not."""
    cdp = page.context.new_cdp_session(page)
    cdp.send("WebAuthn.enable")
    made = cdp.send(
        "WebAuthn.addVirtualAuthenticator",
        {
            "options": {
                "protocol": "ctap2",
                "transport": "internal",
                "hasResidentKey": True,
                "hasUserVerification": True,
                "isUserVerified": True,
            }
        },
    )
    key = made["authenticatorId"]
    return lambda is_known: cdp.send("WebAuthn.setUserVerified", {"authenticatorId": key, "isUserVerified": is_known})


def listen(page: Page) -> list[str]:
    """What the browser complains of from now on: refused scripts and styles, errors; not assets that were never built."""
    faults: list[str] = []

    def note(message: ConsoleMessage) -> None:
        if message.type == "error" and not message.text.startswith("Failed to load resource: the server responded"):
            faults.append(message.text)

    page.on("console", note)
    page.on("pageerror", lambda error: faults.append(str(error)))
    return faults


def first_password() -> str:
    """The one-time password of Chris, who keeps the record."""
    cache.clear()
    chris = cast.person("Chris")
    directory.appoint(cast.keepers_desk(), chris, from_on=cast.LONG_AGO, by=SYSTEM)
    return commands.create_account(chris, "chris@example.org", by=SYSTEM)[1]


def log_in(page: Page, base: str, password: str) -> None:
    page.goto(f"{base}/en/account/login/")
    page.fill("[name=login]", "chris@example.org")
    page.fill("[name=password]", password)
    page.click("button:has-text('Log in') >> nth=0")


def replace_password(page: Page, one_time: str) -> None:
    page.fill("[name=oldpassword]", one_time)
    page.fill("[name=password1]", cast.PASSWORD)
    page.fill("[name=password2]", cast.PASSWORD)
    page.click("button:has-text('Save password')")


def test_passkey_is_added_at_the_first_log_in_and_then_logs_in_alone(live_server: LiveServer) -> None:
    one_time = first_password()
    with browser_page() as page:
        faults = listen(page)
        plug_in_authenticator(page)
        log_in(page, live_server.url, one_time)
        replace_password(page, one_time)
        page.goto(f"{live_server.url}{FACTOR}webauthn/add/")
        page.click("#mfa_webauthn_add")
        page.wait_for_url(f"**{FACTOR}recovery-codes/")
        page.goto(f"{live_server.url}/en/account/logout/")
        page.click("button:has-text('Log out')")
        page.click("#passkey_login")
        page.wait_for_url("**/en/account/")
        assert page.locator("dl").first.locator("dd").last.inner_text() == "Record keeper, Observatory"
        assert faults == []


def test_passkey_of_an_unknown_user_is_refused_on_the_page(live_server: LiveServer) -> None:
    one_time = first_password()
    with browser_page() as page:
        set_known = plug_in_authenticator(page)
        log_in(page, live_server.url, one_time)
        replace_password(page, one_time)
        page.goto(f"{live_server.url}{FACTOR}webauthn/add/")
        page.click("#mfa_webauthn_add")
        page.wait_for_url(f"**{FACTOR}recovery-codes/")
        page.goto(f"{live_server.url}/en/account/logout/")
        page.click("button:has-text('Log out')")
        set_known(False)
        assert page.is_visible("#passkey-error") is False
        page.click("#passkey_login")
        page.wait_for_selector("#passkey-error", state="visible")
        assert page.url == f"{live_server.url}/en/account/login/"


def test_app_is_set_up_without_javascript_at_a_numeric_address(live_server: LiveServer) -> None:
    one_time = first_password()
    base = live_server.url.replace("localhost", "127.0.0.1")
    with browser_page(java_script_enabled=False) as page:
        log_in(page, base, one_time)
        replace_password(page, one_time)
        page.goto(f"{base}{FACTOR}")
        assert page.locator("text=Add a passkey").count() == 0
        page.click("text=Set up an authenticator app")
        assert page.locator("svg").count() == 1
        page.fill("[name=code]", code_of(page.inner_text("code").replace(" ", "")))
        page.click("button:has-text('Save')")
        page.click("text=Go on")
        assert page.url == f"{base}/en/account/"
