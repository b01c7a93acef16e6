"""What leaves the site in a story: a folder read from a disk without scripts, and words signed on a party's own machine."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path

from allauth.account.authentication import AUTHENTICATION_METHODS_SESSION_KEY
from click.testing import CliRunner
from django.conf import settings
from django.contrib.sessions.backends.db import SessionStore
from playwright.sync_api import BrowserContext, Page

from entente.surfaces.cli.main import cli
from entente.surfaces.web import files, links

from .stage import PLAN, Stage, press

PASSPHRASE = "nine rivers meet here"


def publish(out: Path) -> None:
    """The observer publishes, as at a terminal."""
    result = CliRunner().invoke(cli, ["publish", str(out)])
    assert (result.exit_code, result.stderr) == (0, "")


def from_disk(stage: Stage, out: Path) -> Page:
    """A browser without scripts and without a network, before the published folder."""
    context = stage.browser.new_context(java_script_enabled=False, viewport={"width": 1280, "height": 900})
    context.set_offline(True)
    page = context.new_page()
    page.goto((out / "index.html").as_uri())
    return page


def page_of(out: Path, name: str, language: str = "en", **keys: str) -> Path:
    """Where a page of the plan lies in the folder."""
    return out / files.file_of(links.href(name, language, plan=PLAN, **keys))


def texts_of(out: Path) -> dict[str, str]:
    """Everything in the folder, by name: what a search of it looks through."""
    found = (path for path in out.rglob("*") if path.is_file())
    return {path.relative_to(out).as_posix(): path.read_text("utf-8", "replace") for path in found}


def verified(out: Path) -> tuple[int, str]:
    """What the verifier beside the log says, run as a stranger runs it: its exit code and its first line."""
    command = [sys.executable, "-I", str(out / "ledger" / "verify.py"), str(out)]
    ended = subprocess.run(command, capture_output=True, text=True, check=False)
    return ended.returncode, (ended.stdout or ended.stderr).splitlines()[0]


@dataclass
class Machine:
    """A party's own machine: an empty folder, without settings, database or network of the record."""

    folder: Path
    party: str
    printed: list[str] = field(default_factory=list)

    def make_key(self) -> str:
        """Make the party's key; returns the line that it hands over."""
        self.folder.mkdir()
        self._run("key", "--party", self.party, "--out", "party.key")
        return (self.folder / "party.key.pub").read_text("utf-8").strip()

    def sign(self, proposal: Path, language: str) -> Path:
        """Read the words in one's own language and sign them; returns the file that goes back."""
        target = self.folder / f"signed-{proposal.name}"
        arguments = ("--key", "party.key", "--language", language, "--out", target.name, "--yes")
        self.printed.append(self._run("sign", str(proposal), *arguments))
        return target

    def _run(self, *arguments: str) -> str:
        own = {"PATH": os.environ["PATH"], "ENTENTE_PASSPHRASE": PASSPHRASE, "HOME": str(self.folder)}
        command = [sys.executable, "-m", "entente", "accord", *arguments]
        ended = subprocess.run(command, cwd=self.folder, env=own, capture_output=True, text=True, check=False)
        assert (ended.returncode, ended.stderr) == (0, "")
        return ended.stdout


def show_second_factor(context: BrowserContext) -> None:
    """Whoever has this window shows the second factor anew."""
    cookies = {cookie["name"]: cookie["value"] for cookie in context.cookies()}
    session = SessionStore(session_key=cookies[settings.SESSION_COOKIE_NAME])
    session[AUTHENTICATION_METHODS_SESSION_KEY] = [{"method": "mfa", "at": time.time(), "type": "totp"}]
    session.save()


def downloaded(page: Page, link: str, folder: Path) -> Path:
    """Download what a link leads to, under the name that it is given."""
    with page.expect_download() as download:
        page.get_by_role("link", name=link).first.click()
    target = folder / download.value.suggested_filename
    download.value.save_as(target)
    return target


def hand_in(page: Page, stage: Stage, machine: Machine, language: str, folder: Path) -> None:
    """Find the words that wait for one's own side, sign them on the own machine, hand the signature in."""
    stage.go(page, "desk_proposals")
    page.locator("main section").first.get_by_role("link").first.click()
    proposal = downloaded(page, "Download the file to sign", folder)
    page.set_input_files("[type=file]", machine.sign(proposal, language))
    press(page, "Hand in the signature")
