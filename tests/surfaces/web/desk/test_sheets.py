"""A workbook in the browser: downloaded, changed, dropped, mended, applied, taken back."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils.translation import override

from entente.foundation.common.actors import Actor
from entente.record.delivery.models import Update
from entente.record.plan import commands as plans
from entente.surfaces.intake.models import SheetBatch
from entente.surfaces.intake.sheets import applying, batches
from entente.surfaces.intake.sheets.receipts import ReceiptCell
from entente.surfaces.web.desk.views.sheet_cells import receipt_lines
from tests import cast
from tests.cast import ANA, CHRIS, observatory
from tests.record.builders import NOW, pillar, plan_facts, promise
from tests.surfaces.intake.sheets.books import changed, dropped, exported, opened
from tests.surfaces.web.conftest import texts_of

from .conftest import client_of

SHEETS = "/en/desk/plans/tri-plan/workbooks/"


@pytest.fixture
def ana(db: None) -> Client:
    client = client_of("ana")
    draft = plans.start_plan(plan_facts(), by=CHRIS, keeper=observatory())
    plans.adopt(plans.put_structure(draft, [pillar("1", promise("1.1"), promise("1.2"))], by=CHRIS), by=CHRIS, at=NOW)
    return client


def drop(client: Client, data: bytes, name: str = "plan.xlsx") -> str:
    """The address of the page that follows."""
    answer = client.post(SHEETS, {"file": SimpleUploadedFile(name, data)})
    assert answer.status_code == 302, texts_of(answer.content.decode())
    return str(answer.headers["Location"])


def test_workbook_goes_out_and_comes_back(ana: Client) -> None:
    answer = ana.get(SHEETS, {"download": "1"})
    assert answer.headers["Content-Disposition"].startswith('attachment; filename="tri-plan-AAA-')
    data = changed(answer.content, "Status", "1.1", {"status": "halfway"})
    data = changed(data, "Updates", "1.1", {"done_en": "We ran two ferries."})

    address = drop(ana, data)
    page = texts_of(ana.get(address).content.decode())
    assert "1 cell added 1 cell refused" in page
    assert "“halfway” is no status; write NS, LP, SP, C, NP or SU." in page

    ana.post(address, {"fix": "1", "fix:status:3:status": "LP"})
    answer = ana.post(address, {"apply": "1"}, follow=True)

    assert Update.objects.get().status == "submitted"
    assert "It is on record as drafts" in texts_of(answer.content.decode())
    receipt = json.loads(ana.get(address, {"receipt": "json"}).content)
    assert [(cell["cell"], cell["verdict"], cell["after"]) for cell in receipt["cells"]] == [
        ("E3", "added", "LP"),
        ("D3", "added", "We ran two ferries."),
    ]
    assert opened(ana.get(address, {"receipt": "xlsx"}).content).sheetnames == ["receipt", "cells"]

    answer = ana.post(address, {"take_back": "1"}, follow=True)

    assert Update.objects.get().status == "withdrawn"
    assert "It is taken back" in texts_of(answer.content.decode())


def test_choice_between_two_texts(ana: Client) -> None:
    ada = replace(ANA, user_id="ada")
    mine, theirs = (changed(exported(ANA), "Updates", "1.1", {"done_en": one}) for one in ("Two.", "Three."))
    address = drop(ana, mine)
    applying.apply(dropped(theirs, ada), by=ada, at=NOW)
    page = texts_of(ana.get(address).content.decode())
    assert "Somebody else changed this cell since the workbook left." in page
    refused = ana.post(address, {"apply": "1"})
    assert (refused.status_code, Update.objects.get().done) == (422, {"en": "Three."})

    ana.post(address, {"apply": "1", "keep:updates:3:done_en": "mine", "fix:updates:3:done_en": "Two or three."})

    assert Update.objects.get().done == {"en": "Two or three."}


def test_second_drop_is_told_who_was_first(ana: Client) -> None:
    data = changed(exported(ANA), "Updates", "1.1", {"done_en": "Two."})
    first = drop(ana, data)

    second = drop(ana, data)

    assert first == second
    assert "ministry-a/desk dropped this very file before" in texts_of(ana.get(second).content.decode())


def test_unreadable_file_is_refused_in_one_sentence(ana: Client) -> None:
    answer = ana.post(SHEETS, {"file": SimpleUploadedFile("plan.xlsm", exported(ANA))})

    assert answer.status_code == 422
    sentence = "“plan.xlsm” holds macros or is of a kind that can; save it as a workbook without macros (.xlsx)."
    assert sentence in texts_of(answer.content.decode())
    assert SheetBatch.objects.count() == 0


def test_workbook_of_another_side_is_not_there(ana: Client) -> None:
    bela = Actor(cast.BELA.capacity, "BBB", cast.BELA.post, "bela", cast.BELA.roles)
    batch = dropped(changed(exported(bela), "Updates", "1.1", {"done_en": "Dois."}), bela)

    assert ana.get(f"/en/desk/workbooks/{batch.pk}/").status_code == 404
    assert batches.batches_of(ANA).count() == 0


@pytest.mark.parametrize("address", ["/fr/bureau/plans/tri-plan/classeurs/", "/es/escritorio/planes/tri-plan/libros/"])
def test_pages_speak_the_language_of_their_reader(ana: Client, address: str) -> None:
    assert ana.get(address).status_code == 200


def test_a_receipt_names_its_cells_in_the_language_of_the_reader() -> None:
    new = ReceiptCell("Milestones", "D5", "title_en", "tri-plan/1.1", "new:5", "added", "", "A ferry", "")
    cells = [new, replace(new, column="due", part="ferry"), replace(new, column="of old", part="")]
    with override("fr"):
        assert [line.what for line in receipt_lines(cells)] == [
            "1.1, nouveau jalon\u00a0: Titre (en)",
            "1.1 ferry\u00a0: Échéance",
            "1.1\u00a0: of old",
        ]
