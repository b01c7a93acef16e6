"""`entente text`."""

from __future__ import annotations

import io
from datetime import UTC, datetime
from pathlib import Path

import docx
import pytest

from entente.foundation.common.actors import Actor, Role
from entente.foundation.ledger.commands import name_record
from entente.record.delivery import commands
from entente.record.delivery.commands import UpdateFacts
from entente.record.delivery.models import Update
from entente.surfaces.intake import agreed
from entente.surfaces.intake.agreed import TermFacts
from tests.surfaces.web.desk.officers import officer, shared_plan

from .conftest import Entente

pytestmark = pytest.mark.django_db
AT = datetime(2026, 11, 24, 12, tzinfo=UTC)
AS_TIA = ("--email", "tia@example.org")


@pytest.fixture
def tia(settings: object, tmp_path: Path) -> Actor:
    settings.MEDIA_ROOT = tmp_path / "media"  # type: ignore[attr-defined]
    shared_plan()
    name_record()
    _client, ana = officer("AAA", "desk", Role.CONTRIBUTOR, name="Ana")
    commands.write_update(UpdateFacts("tri-plan/2.1", AT.date(), {"en": "Held."}), by=ana, at=AT)
    return officer("AAA", "translator", Role.TRANSLATOR, name="Tia")[1]


def test_what_is_owed_is_listed(entente: Entente, tia: Actor) -> None:
    said = entente("text", "owed", "--language", "pt", *AS_TIA)
    assert said.out.splitlines()[-1] == "1 owed."
    found = entente("text", "owed", "--json", *AS_TIA).json
    assert [(one["field"], one["language"], one["state"]) for one in found["texts"]] == [
        ("done", "ar", "missing"), ("done", "pt", "missing"),
    ]  # fmt: skip


def test_a_file_leaves_and_comes_back(entente: Entente, tia: Actor, tmp_path: Path) -> None:
    file = tmp_path / "pt.docx"
    assert entente("text", "export", str(file), "--to", "pt", *AS_TIA).out == f"{file}: 1 texts from en into pt.\n"
    document = docx.Document(io.BytesIO(file.read_bytes()))
    document.tables[0].rows[1].cells[1].text = "Feita."
    document.save(str(file))
    seen = entente("text", "import", str(file), "--json", *AS_TIA).json
    assert [(one["verdict"], one["then"]) for one in seen["texts"]] == [("added", "Feita.")]
    assert "1 added" in entente("text", "import", str(file), "--apply", *AS_TIA).out
    assert Update.objects.get().done == {"en": "Held.", "pt": "Feita."}
    entente("text", "take-back", seen["batch"], *AS_TIA)
    assert Update.objects.get().done == {"en": "Held."}


def test_a_file_of_another_kind_is_refused(entente: Entente, tia: Actor, tmp_path: Path) -> None:
    said = entente("text", "export", str(tmp_path / "pt.pdf"), "--to", "pt", *AS_TIA)
    assert (said.code, said.err) == (1, "Error: “pt.pdf” ends in neither .xlf nor .docx; choose one of them.\n")


def test_the_terms_of_a_plan_are_listed(entente: Entente, tia: Actor) -> None:
    agreed.propose("tri-plan", TermFacts({"en": "fair", "pt": "feira"}), by=tia, at=AT)
    at = ("--as-of", "2026-11-25")
    assert entente("text", "terms", "tri-plan", *at).out.splitlines()[1].split() == [
        "fair",
        "/",
        "feira",
        "proposed",
        "AAA",
    ]
    assert [one["missing"] for one in entente("text", "terms", "tri-plan", "--json", *at).json] == [
        ["AAA", "BBB", "CCC"]
    ]
