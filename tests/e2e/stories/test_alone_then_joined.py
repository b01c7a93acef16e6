"""Alone, then joined: an observer begins a record, two governments join it, and strangers can check every page."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import docx
import pytest
import time_machine
from django.core import mail
from django.utils import timezone
from playwright.sync_api import Page, expect
from pytest_django import Settings

from entente.foundation.accounts.models import User
from entente.foundation.common.actors import SYSTEM, WORKING_ROLES, Role
from entente.foundation.directory import commands as directory
from entente.foundation.directory.queries import PostCapacity, get_organisation
from entente.surfaces.notices import digests, wishes
from entente.surfaces.notices.wishes import WishFacts
from entente.surfaces.notices.words import Rhythm
from entente.surfaces.web.desk.views.notices import absolute
from tests import cast

from . import moves
from . import test_complete_needs_proof as completing
from . import test_directors_mail as mailing
from . import test_observer_alone as observing
from .looks import columns, expect_sound, picture_of
from .parting import (
    Machine,
    from_disk,
    hand_in,
    page_of,
    publish,
    show_second_factor,
    texts_of,
    verified,
)
from .stage import PLAN, Stage, file_of, press

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

POSTS = {
    "Chris": ("observer", "record-keeper", "Keeper of the record", PostCapacity.KEEPER, WORKING_ROLES | {Role.KEEPER}),
    "Ana": ("alda-foreign-office", "shores-desk", "Shores desk", PostCapacity.PARTY, {Role.CONTRIBUTOR}),
    "Ada": ("alda-foreign-office", "director", "Director", PostCapacity.PARTY, {Role.APPROVER, Role.VERIFIER}),
    "Bela": ("boria-foreign-ministry", "shores-desk", "Shores desk", PostCapacity.PARTY, {Role.CONTRIBUTOR}),
    "Boris": ("boria-foreign-ministry", "director", "Director", PostCapacity.PARTY, {Role.APPROVER, Role.VERIFIER}),
}
"""Posts without names: what is published names them."""
NAMES = {
    "Chris": "Dana Wintergreen",
    "Ana": "Ana Brightwater",
    "Ada": "Ada Rookwood",
    "Bela": "Bela Sandoval",
    "Boris": "Boris Iturbe",
}
SECRETS = (*NAMES.values(), *(name.split()[1] for name in NAMES.values()), "@example.org", *mailing.SECRETS)
NEITHER = "Neither government takes part in this record so far."
SEARCHED = {
    "en": "The gazettes and the sites of both foreign ministries.",
    "fr": "Les journaux officiels et les sites des deux ministères.",
    "es": "Los diarios oficiales y los sitios de ambas cancillerías.",
}
TOGETHER = {
    "en": "The workshop was held; the work against trafficking goes on.",
    "fr": "L’atelier a eu lieu ; l’action contre le trafic se poursuit.",
    "es": "El taller se celebró; la acción contra el tráfico continúa.",
}
VOID_SUBJECT = "Entente: the words your side had signed were changed: its signature is void"
AFTER_THE_DATE = datetime(2027, 1, 2, 12, tzinfo=UTC)
EDITED = "The workshop was held; the work against trafficking goes on slowly."


@pytest.fixture(autouse=True)
def _apart(settings: Settings, tmp_path: Path) -> None:
    settings.MEDIA_ROOT, settings.VAR, settings.MAIL_IS_ON = tmp_path / "snapshots", tmp_path, True


def appoint(stage: Stage) -> None:
    """Everybody has a post, and a name that stands nowhere in public."""
    for who, (organisation, slug, title, capacity, roles) in POSTS.items():
        post = directory.open_post(
            get_organisation(organisation),
            slug=slug,
            title={"en": title},
            capacity=capacity,
            by=SYSTEM,
            roles=frozenset(roles),
        )
        stage.users[who] = named(cast.holder(post, name=NAMES[who].replace(" ", ".")), NAMES[who])


def named(user: User, name: str) -> User:
    person = user.person
    assert person is not None
    person.name = name
    person.save()
    return user


def test_alone_then_joined(stage: Stage, tmp_path: Path) -> None:
    appoint(stage)
    site = tmp_path / "site"
    alone(stage, tmp_path)
    publish(site)
    read_from_disk(stage, site)
    alda, boria = Machine(tmp_path / "alda", "XAL"), Machine(tmp_path / "boria", "XBO")
    join(stage, "Ada", alda)
    assert [column.split("\n")[1] for column in columns(stage.commitment("8.2"))] == [
        "Nothing reported yet",
        "Nothing reported: not taking part",
        "No joint status",
    ]
    report_by_form_and_mail(stage, tmp_path)
    complete_is_refused(stage)
    join(stage, "Boris", boria)
    expect(stage.go(stage.reader(), "home").locator("main")).to_contain_text(
        "All governments of the plan take part in this record."
    )
    propose_together(stage)
    both_sign(stage, alda, boria, tmp_path)
    edit_voids_both(stage)
    accept_a_date(stage)
    with time_machine.travel(AFTER_THE_DATE, tick=True):
        the_date_passes(stage)
        publish(site)
    read_again(stage, site)
    one_digit(site)


def alone(stage: Stage, folder: Path) -> None:
    """No government is in it: the record shows what public evidence shows, and what was looked for in vain."""
    home = stage.go(stage.reader(), "home")
    expect(home.locator("main")).to_contain_text(NEITHER)
    observing.put_forward(stage, file=file_of(folder, "workshop.html", observing.PAGE))
    observing.accept(stage.go(stage.as_("Vera"), "desk"))
    assert observing.parts(stage.commitment("8.2"))[1] == "Supported, accepted by the side that put it forward"
    dana = stage.go(stage.as_("Chris"), "desk_finding", number="1.1")
    dana.get_by_label("Day of the search").fill("2026-11-20")
    moves.fill_in(dana, "Where was looked", **SEARCHED)
    expect_sound(dana)
    press(dana, "Put it on record")
    asked_in_spanish(stage.commitment("1.1"), folder)


def asked_in_spanish(page: Page, folder: Path) -> None:
    expect(page.locator("main")).to_contain_text("looked on 20 November 2026 and found no public evidence.")
    page.get_by_role("link", name="Ask about this").first.click()
    expect_sound(page)
    picture_of(page, "main", "alone-ask")
    with page.expect_download() as download:
        page.locator("section").filter(has_text="Boria").get_by_role("link", name="Español (.docx)").first.click()
    letter = folder / "request.docx"
    download.value.save_as(letter)
    words = "\n".join(paragraph.text for paragraph in docx.Document(str(letter)).paragraphs)
    assert SEARCHED["es"] in words
    assert "acceso a la información" in words


def read_from_disk(stage: Stage, site: Path) -> None:
    page = from_disk(stage, site)
    page.get_by_role("link", name="Español").last.click()
    expect(page.locator("main")).to_contain_text(
        "Hasta ahora, ninguno de los dos gobiernos participa en este registro."
    )
    page.get_by_role("link", name="Plan de Acción de las Dos Orillas (ficticio)").first.click()
    page.get_by_role("link", name="Compromisos").first.click()
    page.get_by_role("link", name="8.2").first.press("Enter")
    assert observing.parts(page) == ["Sin pruebas en el registro", "Respaldada, aceptada por la parte que la presentó"]
    page.get_by_role("link", name="English").click()
    expect(page.locator("#b")).to_contain_text("Accepted, own side")
    assert columns(page) == observing.COLUMNS
    picture_of(page, "main", "alone-from-disk")
    assert verified(site)[0] == 0


def join(stage: Stage, who: str, machine: Machine) -> None:
    """A party takes part, with a key that was made on its own machine."""
    public = machine.make_key()
    page = stage.as_(who)
    show_second_factor(page.context)
    stage.go(page, "desk_standing")
    page.get_by_label("On our own machine").check()
    page.get_by_label("Public half of the key").fill(public)
    expect_sound(page)
    picture_of(page, "main", f"joined-{machine.party.lower()}")
    page.locator("main form button").last.click()
    moves.is_told(page, "Your side takes part from today.")


def report_by_form_and_mail(stage: Stage, folder: Path) -> None:
    """An update comes from a Word form in the director's mail; the approval stands in that mail."""
    ana = moves.open_work(stage, "Ana", "1.1")
    form = mailing._filled(mailing._downloaded(ana, folder))
    letter = file_of(folder, "director.eml", mailing._mailed(form))
    stage.go(ana, "desk_forms")
    ana.set_input_files("[type=file]", letter)
    press(ana, "See what would change")
    expect(ana.locator("main")).to_contain_text(mailing.SENDER)
    press(ana, "Apply")
    expect(ana.get_by_role("link", name="Receipt as JSON")).to_be_visible()
    moves.open_work(stage, "Ana", "1.1")
    ana.get_by_role("link", name="Open the update").click()
    ana.get_by_role("link", name="It was approved on paper or by mail").click()
    posts = ana.get_by_label("Which post approved it")
    posts.select_option(posts.locator("option").filter(has_text="Director").get_attribute("value"))
    ana.get_by_label("On which day").fill("2026-11-21")
    ana.get_by_label("File number").fill(mailing.FILE_NUMBER)
    ana.set_input_files("[type=file]", letter)
    press(ana, "Record the approval")
    moves.is_told(ana, "The approval is on record.")
    mailing._publish(stage)
    expect(stage.commitment("1.1").locator(".ent-update").first).to_contain_text(mailing.ENGLISH)


def complete_is_refused(stage: Stage) -> None:
    """Complete without proof: one sentence, and nobody reads it."""
    completing.writes_complete(stage)
    ada = stage.go(stage.as_("Ada"), "desk_approvals")
    ada.locator("main .ent-desk-row").filter(has_text="1.1").get_by_role("button").click()
    press(ada, "Approve and publish")
    expect(ada.locator(".govuk-error-summary__body")).to_have_text(completing.NO_PROOF)
    expect(stage.commitment("1.1").locator(".ent-columns")).not_to_contain_text("Complete")


def propose_together(stage: Stage) -> None:
    """Ana puts a joint status before both parties, in all languages that they owe."""
    ana = stage.go(stage.as_("Ana"), "desk_joint", number="8.2")
    ana.get_by_label("Limited").check()
    ana.get_by_label("As of").fill("2026-11-20")
    moves.fill_in(ana, "Why", **TOGETHER)
    expect_sound(ana)
    press(ana, "Put it before all parties")
    moves.is_told(ana, "The joint status lies before all parties; it is joint when the last of them has signed.")


def both_sign(stage: Stage, alda: Machine, boria: Machine, folder: Path) -> None:
    hand_in(stage.as_("Ada"), stage, alda, "fr", folder)
    moves.is_told(stage.as_("Ada"), "Signed. Not all have signed yet.")
    assert together(stage)[:1] == ["No joint status"]
    hand_in(stage.as_("Boris"), stage, boria, "es", folder)
    moves.is_told(stage.as_("Boris"), "Signed: all have now signed these words.")
    expect_sound(stage.as_("Boris"))
    picture_of(stage.as_("Boris"), "main", "joined-signed")
    assert TOGETHER["fr"] in alda.printed[0]
    assert TOGETHER["es"] in boria.printed[0]
    told = together(stage)
    assert told[:2] == ["Limited", "All parties have signed this value."]
    assert TOGETHER["en"] in told
    picture_of(stage.commitment("8.2"), ".ent-columns", "joined-joint")


def together(stage: Stage) -> list[str]:
    """What the page of 8.2 says of all together, line by line."""
    return [line for line in columns(stage.commitment("8.2"))[2].split("\n")[1:] if line]


def edit_voids_both(stage: Stage) -> None:
    """One word changes: neither signature holds any more, and both are told."""
    for who in ("Ada", "Boris"):
        wishes.set_wish(str(stage.users[who].pk), WishFacts(Rhythm.OFF, has_singles=True, language="en"))
    ana = stage.go(stage.as_("Ana"), "desk_joint", number="8.2")
    moves.fill_in(ana, "Why", en=EDITED)
    press(ana, "Put these words instead")
    expect(ana.locator("main")).to_contain_text("Signed before the words changed, and void")
    picture_of(ana, "main", "joined-void")
    told = together(stage)
    assert told[0] == "No joint status"
    assert told[-1].endswith("the words were changed, and what was signed is void.")
    mail.outbox.clear()
    digests.send_singles(at=timezone.now(), address=absolute)
    told_of_it = sorted(message.to[0] for message in mail.outbox if message.subject == VOID_SUBJECT)
    assert told_of_it == ["ada.rookwood@example.org", "boris.iturbe@example.org"]


def accept_a_date(stage: Stage) -> None:
    """The observer proposes a calendar; the second party alone accepts it."""
    dana = stage.go(stage.as_("Chris"), "desk_calendar_add")
    moves.fill_in(
        dana, "Name of the calendar", en="Quarterly reports", fr="Rapports trimestriels", es="Informes trimestrales"
    )
    dana.get_by_label("every three months").check()
    dana.get_by_label("First day of the first period").fill("2026-09-01")
    moves.fill_in(dana, "Call letter", en="Please report.", fr="Veuillez faire rapport.", es="Sírvanse informar.")
    expect_sound(dana)
    press(dana, "Propose it")
    moves.is_told(dana, "The calendar is proposed and public; it binds nobody before they accept it.")
    boris = stage.go(stage.as_("Boris"), "desk_calendars")
    press(boris, "Accept for your side")
    press(boris, "Accept it")
    moves.is_told(boris, "Your side has accepted the calendar.")
    alda, boria, _together = columns(stage.commitment("8.2"))
    assert "The next report is due by 31 December 2026." in boria
    assert "due by" not in alda


def the_date_passes(stage: Stage) -> None:
    """Nobody does anything; the page of the second party says it."""
    alda, boria, _together = columns(stage.commitment("8.2"))
    assert boria.split("\n")[1] == "Nothing reported by 31 December 2026"
    assert "by 31 December" not in alda
    picture_of(stage.commitment("8.2"), ".ent-columns", "joined-nothing-reported")


def read_again(stage: Stage, site: Path) -> None:
    """Everything of it stands in the folder, and no name and no mail."""
    page = from_disk(stage, site)
    page.get_by_role("link", name="English").last.click()
    page.get_by_role("link", name="Two Shores Action Plan (invented)").first.click()
    page.get_by_role("link", name="Commitments").first.click()
    page.get_by_role("link", name="8.2").first.press("Enter")
    assert columns(page)[1].split("\n")[1] == "Nothing reported by 31 December 2026"
    assert columns(page)[2].split("\n")[1] == "No joint status"
    texts = texts_of(site)
    assert [name for name, text in texts.items() if mailing.ENGLISH in text] != []
    assert [(name, word) for name, text in texts.items() for word in SECRETS if word in name + text] == []
    assert verified(site)[0] == 0


def one_digit(site: Path) -> None:
    """One digit of the page of 8.2 is changed: the verifier names it."""
    page = page_of(site, "commitment", number="8.2")
    page.write_text(page.read_text("utf-8").replace("31 December 2026", "31 December 2027", 1), "utf-8")
    there = page.relative_to(site).as_posix()
    assert verified(site) == (1, f"DOES NOT HOLD: {there}: {PLAN}/8.2: is not the file that was published.")
