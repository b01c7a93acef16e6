"""A Word form and a director's mail become a published update; neither name nor mail is anywhere public."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from email.message import EmailMessage
from pathlib import Path

import docx
import pytest
from django.test import Client
from playwright.sync_api import Page, expect

from entente.foundation.ledger import commands as ledger
from entente.foundation.ledger import queries as logs
from entente.surfaces.web import links
from tests.e2e.test_desk import faults_of

from . import moves
from .looks import take_part
from .stage import PLAN, Stage, file_of, picture, press

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

SENDER = "Zenobia Quillfeather <zenobia@alda.example>"
SENTENCE = "Cleared at the seventh reading; keep my remarks on the harbour dues out of it."
FILE_NUMBER = "AFO-2026-00117"
SECRETS = ("Zenobia", "Quillfeather", "alda.example", "seventh reading", "harbour dues", FILE_NUMBER, "ana@example.org")
ENGLISH, FRENCH = "Both texts of the memorandum are ready.", "Les deux textes du mémorandum sont prêts."
ANSWERS = {"as_of_on": "2026-11-20", "done_en": ENGLISH, "done_fr": FRENCH}
HREF = re.compile(r'href="(/(?:en|fr|es|api)/[^"#?]*(?:\?lang=\w\w)?)')
READ_MAX = 600


def test_a_form_in_a_directors_mail_becomes_an_update_that_names_nobody(stage: Stage, tmp_path: Path) -> None:
    take_part("XAL")
    stage.as_("Ada")  # the director has a post here
    ana = moves.open_work(stage, "Ana", "1.1")
    mail = file_of(tmp_path, "director.eml", _mailed(_filled(_downloaded(ana, tmp_path))))
    _drop(stage, ana, mail)
    _record_approval(stage, ana, mail)
    _publish(stage)
    page = stage.commitment("1.1")
    update = page.locator(".ent-update").first
    expect(update).to_contain_text(ENGLISH)
    expect(update).to_contain_text("Post of Ada, Foreign Office of Alda")
    assert faults_of(page) == []
    picture(page, "directors-mail-published", 700, "section[aria-labelledby=updates]")
    expect(stage.commitment("1.1", "fr").locator(".ent-update").first).to_contain_text(FRENCH)
    _nothing_of_it_is_public()


def _downloaded(ana: Page, folder: Path) -> bytes:
    with ana.expect_download() as download:
        ana.get_by_role("link", name="Word form").click()
    path = folder / "blank.docx"
    download.value.save_as(path)
    return path.read_bytes()


def _filled(blank: bytes) -> bytes:
    """The answers typed into the right-hand column, in Word."""
    document = docx.Document(io.BytesIO(blank))
    for row in document.tables[0].rows:
        for field, text in ANSWERS.items():
            if f"[{field}]" in row.cells[0].text:
                row.cells[1].text = text
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _mailed(form: bytes) -> bytes:
    """What the director sends back.  Anybody could have written its From line."""
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = SENDER, "desk@alda.example", f"Cleared: {FILE_NUMBER}"
    message.set_content(SENTENCE)
    kind = "vnd.openxmlformats-officedocument.wordprocessingml.document"
    message.add_attachment(form, maintype="application", subtype=kind, filename="memorandum-Quillfeather.docx")
    return message.as_bytes()


def _drop(stage: Stage, ana: Page, mail: Path) -> None:
    """The preview says who the mail claims to come from, and writes nothing until Ana applies it."""
    stage.go(ana, "desk_forms")
    ana.set_input_files("[type=file]", mail)
    press(ana, "See what would change")
    expect(ana.locator("main")).to_contain_text(SENDER)
    expect(ana.locator("main")).to_contain_text(ENGLISH)
    expect(stage.commitment("1.1").locator(".ent-update")).to_have_count(0)
    picture(ana, "directors-mail-preview", 1000)
    assert faults_of(ana) == []
    press(ana, "Apply")
    expect(ana.get_by_role("link", name="Receipt as JSON")).to_be_visible()


def _record_approval(stage: Stage, ana: Page, mail: Path) -> None:
    """The director said yes by mail: post, day and file number go on record, the mail itself stays inside."""
    moves.open_work(stage, "Ana", "1.1")
    ana.get_by_role("link", name="Open the update").click()
    ana.get_by_role("link", name="It was approved on paper or by mail").click()
    posts = ana.get_by_label("Which post approved it")
    posts.select_option(posts.locator("option").filter(has_text="Post of Ada").get_attribute("value"))
    ana.get_by_label("On which day").fill("2026-11-21")
    ana.get_by_label("File number").fill(FILE_NUMBER)
    ana.set_input_files("[type=file]", mail)
    press(ana, "Record the approval")
    moves.is_told(ana, "The approval is on record.")


def _publish(stage: Stage) -> None:
    ada = stage.go(stage.as_("Ada"), "desk_approvals")
    ada.locator("main .ent-desk-row").filter(has_text="1.1").get_by_role("button").click()
    press(ada, "Publish")
    moves.is_told(ada, "The update is published.")


def _nothing_of_it_is_public() -> None:
    ledger.seal()
    read = _everything_public()
    assert {f"/en/plans/{PLAN}/commitments/1.1/", f"/api/v1/plans/{PLAN}", f"/en/plans/{PLAN}/history/"} <= set(read)
    assert [address for address, text in read.items() if ENGLISH in text] != []
    assert [(address, word) for address, text in read.items() for word in SECRETS if word in text] == []
    entries = logs.entries("public", 0, logs.size("public"))
    assert [word for entry in entries for word in SECRETS if word in repr(entry)] == []


def _everything_public() -> dict[str, str]:
    """Address -> text of every page, export and answer that links lead to, in three languages."""
    waiting = [links.href("home", tag) for tag in ("en", "fr", "es")]
    waiting += [links.href(name, "en", plan=PLAN) for name in ("commitments_csv", "commitments_xlsx")]
    waiting += [*_api()]
    read: dict[str, str] = {}
    while waiting:
        address = waiting.pop()
        if address in read or "/desk/" in address or "/bureau/" in address or "/escritorio/" in address:
            continue
        read[address] = _text(address)
        waiting += HREF.findall(read[address])
        assert len(read) < READ_MAX
    return read


def _api() -> Iterator[str]:
    """Every answer of the API that takes nothing but the plan and the promise."""
    described = Client().get("/api/v1/openapi.json").json()
    for path, ways in described["paths"].items():
        address = path.replace("{plan}", PLAN).replace("{number}", "1.1").replace("{log}", "public")
        if "get" in ways and "{" not in address:
            yield address if address.startswith("/api/") else f"/api/v1{address}"


def _text(address: str) -> str:
    answer = Client().get(address)
    content = answer.getvalue()
    if content.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(content)) as book:
            return "\n".join(book.read(name).decode("utf-8", "replace") for name in book.namelist())
    return content.decode("utf-8", "replace")
