"""Two parties join with their keys and sign the same words: one away from the record, one on the host."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings
from django.core.cache import cache
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from entente.config.env import ROOT
from entente.foundation.accord import commands as accord
from entente.foundation.accord.commands import ProposalFacts
from entente.foundation.accord.models import Proposal
from tests.cast import ANA, BELA
from tests.foundation.accord.signing import OTHER_WORDS, WORDS
from tests.record.builders import adopted_plan
from tests.surfaces.web.desk.conftest import client_of, fresh

from .test_desk import faults_of, press

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture(autouse=True)
def _plan(transactional_db: None) -> None:
    cache.clear()
    adopted_plan()


def at_the_desk(browser: Browser, server: LiveServer, name: str) -> Page:
    """A browser of somebody whose second factor was shown a moment ago."""
    client = fresh(client_of(name))
    context = browser.new_context(accept_downloads=True)
    value = client.cookies[settings.SESSION_COOKIE_NAME].value
    context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": value, "url": server.url}])
    return context.new_page()


def signer(folder: Path, *arguments: str) -> str:
    """`entente accord` on the party's own machine."""
    command = [sys.executable, "-m", "entente.surfaces.cli.accord", *arguments, "--passphrase-file", "passphrase"]
    environment = {"PYTHONPATH": str(ROOT / "src"), "PATH": "", "LANG": "C.UTF-8"}
    ended = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=True)
    return ended.stdout


def proposed() -> Proposal:
    facts = ProposalFacts("joint-status", "tri-plan/2.1", "tri-plan", WORDS, ("AAA", "BBB"))
    return accord.propose(facts, by=ANA, at=timezone.now())


def test_both_join_and_sign_the_same_words(live_server: LiveServer, browser: Browser, tmp_path: Path) -> None:
    (tmp_path / "passphrase").write_text("nine rivers meet here\n")
    signer(tmp_path, "key", "--party", "AAA", "--out", "aaa.key")
    ana, bela = (at_the_desk(browser, live_server, name) for name in ("ana", "bela"))
    there = f"{live_server.url}/en/desk/plans/tri-plan/taking-part/"

    ana.goto(there)
    ana.get_by_label("On our own machine").check()
    ana.get_by_label("Public half of the key").fill((tmp_path / "aaa.key.pub").read_text().strip())
    press(ana, "Take part")
    expect(ana.locator("main")).to_contain_text("Your side takes part from today.")
    bela.goto(there)
    bela.get_by_label("On this host").check()
    press(bela, "Take part")
    expect(bela.locator("main")).to_contain_text("Your side takes part from today.")

    one = proposed()
    ana.goto(f"{live_server.url}/en/desk/")
    ana.get_by_role("button", name="Read and sign").click()
    with ana.expect_download() as download:
        ana.get_by_role("link", name="Download the file to sign").click()
    download.value.save_as(tmp_path / "proposal.json")
    assert "The workshop was held." in signer(tmp_path, "sign", "proposal.json", "--key", "aaa.key", "--yes")
    ana.set_input_files("[type=file]", tmp_path / "proposal.AAA.signature.json")
    press(ana, "Hand in the signature")
    expect(ana.locator("main")).to_contain_text("Signed. Not all have signed yet.")

    bela.goto(f"{live_server.url}/en/desk/proposals/{one.pk}/")
    bela.get_by_role("button", name="Sign with the key on this host").click()
    press(bela, "Sign")
    expect(bela.locator("main")).to_contain_text("Signed: all have now signed these words.")
    expect(bela.locator("main")).to_contain_text("signed on its own machine")
    expect(bela.locator("main")).to_contain_text("signed on the host")

    accord.revise(one, OTHER_WORDS, by=ANA, at=timezone.now(), revision=1)
    bela.goto(f"{live_server.url}/en/desk/")
    expect(bela.locator("main")).to_contain_text("the words your side had signed were changed: its signature is void")


@pytest.mark.parametrize("words", [("desk", "proposals", "keys", "taking-part", "plans"),
                                   ("escritorio", "propuestas", "claves", "participacion", "planes"),
                                   ("bureau", "propositions", "cles", "participation", "plans")])  # fmt: skip
def test_the_pages_of_signing_are_sound(live_server: LiveServer, browser: Browser, words: tuple[str, ...]) -> None:
    desk, proposals, keys, joining, plans = words
    base = f"{live_server.url}/{ {'desk': 'en', 'escritorio': 'es', 'bureau': 'fr'}[desk] }/{desk}"
    page = at_the_desk(browser, live_server, "ana")
    assert page.goto(f"{base}/{plans}/tri-plan/{joining}/") is not None
    assert faults_of(page) == []
    page.goto(f"{base}/{keys}/")
    assert faults_of(page) == []
    for by in (ANA, BELA):
        accord.register_key(by.owner, None, by=by, at=timezone.now())
    one = proposed()
    accord.sign_on_host(one, by=BELA, at=timezone.now(), fresh=True, revision=1)
    accord.revise(one, OTHER_WORDS, by=ANA, at=timezone.now(), revision=1)
    accord.dissent(one, {"en": "We saw no workshop."}, True, by=BELA, at=timezone.now(), revision=2)
    for address in (f"{base}/{keys}/", f"{base}/{proposals}/", f"{base}/{proposals}/{one.pk}/"):
        page.goto(address)
        page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
        assert (address, faults_of(page)) == (address, [])
