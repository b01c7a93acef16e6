"""`entente finding`: searches without result, and letters that ask about them."""

from __future__ import annotations

from pathlib import Path

import docx
import pytest

from tests.surfaces import a_plan

from .conftest import Entente

pytestmark = pytest.mark.django_db
REF = "observatory/none-alda-boria-1-1"


@pytest.fixture(autouse=True)
def _plan() -> None:
    a_plan.on_record()


def test_list_tells_who_looked_and_where(entente: Entente) -> None:
    found = entente("finding", "list", a_plan.SLUG, "--json").json

    assert [(one["owner"], one["subject"], one["looked_on"]) for one in found] == [
        ("observatory", "alda-boria/1.1", "2026-02-01")
    ]


def test_ask_writes_a_letter_in_the_language_asked_for(entente: Entente, tmp_path: Path) -> None:
    done = entente(
        "finding", "ask", REF, "--letter", "right-of-reply", "--party", "XBB", "--language", "es", "--out", tmp_path
    )

    file = tmp_path / "right-of-reply-XBB-es.docx"
    assert done.out == f"{file}: {file.stat().st_size:,} bytes.\n"
    assert docx.Document(str(file)).paragraphs[0].text == "Ofrecimiento del derecho de réplica"


@pytest.mark.parametrize(
    ("ref", "party", "sentence"),
    [
        ("none", "XAA", "“none” names no finding; write OWNER/FINDING, as `entente finding list PLAN` shows it."),
        ("observatory/none", "XAA", "There is no finding “observatory/none” here."),
        (REF, "XCC", "XCC does not owe alda-boria/1.1; ask XAA or XBB."),
    ],
)
def test_ask_refuses_in_one_sentence(entente: Entente, tmp_path: Path, ref: str, party: str, sentence: str) -> None:
    refused = entente("finding", "ask", ref, "--letter", "access-request", "--party", party, "--out", tmp_path)

    assert (refused.code, refused.err.strip()) == (1, f"Error: {sentence}")
    assert list(tmp_path.iterdir()) == []
