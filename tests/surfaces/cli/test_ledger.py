"""`entente ledger`."""

from __future__ import annotations

import pytest

from entente.foundation.ledger import commands, queries
from entente.foundation.ledger.models import Opening
from tests.surfaces import a_plan

from .conftest import Entente

pytestmark = pytest.mark.django_db


@pytest.fixture
def size() -> int:
    a_plan.on_record()
    commands.seal()
    return queries.size("public")


def test_seal_takes_what_waits(entente: Entente) -> None:
    a_plan.on_record()
    waiting = queries.waiting()
    assert entente("ledger", "seal", "--json").json == {"sealed": waiting}
    assert entente("ledger", "seal").out == "Sealed 0 entries.\n"


def test_show_gives_the_newest_entries(entente: Entente, size: int) -> None:
    newest = entente("ledger", "show", "--count", "2", "--json").json
    assert [one["position"] for one in newest] == [size - 2, size - 1]
    first = entente("ledger", "show", "--start", "0", "--count", "1", "--json").json
    assert [one["position"] for one in first] == [0]


def test_show_what_is_about_a_subject_newest_first(entente: Entente, size: int) -> None:
    about = entente("ledger", "show", "--subject", "alda-boria/2.1", "--json").json
    assert [one["action"] for one in about] == ["plan.text", "plan.commitment"]
    latest = entente("ledger", "show", "--subject", "alda-boria", "--count", "1", "--json").json
    assert [one["subject"] for one in latest] == ["alda-boria/1.1"]


def test_show_names_the_post_in_a_line(entente: Entente, size: int) -> None:
    lines = entente("ledger", "show", "--subject", "alda-boria/2.1").out.splitlines()
    assert lines[1].split() == [
        str(queries.history("alda-boria/2.1")[0].position),
        "2026-03-01",
        "12:00:00",
        "plan.text",
        "alda-boria/2.1",
        "observatory/record-keeper",
    ]


def test_show_a_working_log(entente: Entente, size: int) -> None:
    actions = [one["action"] for one in entente("ledger", "show", "--log", "observatory", "--json").json]
    assert actions[:2] == ["plan.start", "plan.draft"]


def test_verify_a_sound_record(entente: Entente, size: int) -> None:
    said = entente("ledger", "verify", "--json")
    assert (said.code, [(one["log"], one["failure"]) for one in said.json]) == (
        0,
        [("observatory", None), ("public", None)],
    )
    assert [one["root"] for one in said.json if one["log"] == "public"] == [queries.root("public").hex()]


def test_verify_names_what_was_tampered_with(entente: Entente, size: int, ledger_unlocked: None) -> None:
    Opening.objects.filter(entry__leaf__log="public", entry__leaf__position=3).update(payload=b"{}")
    subject = queries.Entry.objects.get(leaf__log="public", leaf__position=3).subject
    for arguments in ([], ["--log", "public"], ["--json"]):
        said = entente("ledger", "verify", *arguments)
        assert (said.code, said.err) == (
            1,
            f"Error: Log “public”, position 3, about {subject}: what the entry says is not what was committed to.\n",
        )
