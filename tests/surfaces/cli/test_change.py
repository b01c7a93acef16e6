"""`entente amendment` and `entente succession`: written by one log-in, put to the parties by another."""

from __future__ import annotations

import re

import pytest
from django.utils import timezone

from entente.foundation.common.actors import Role
from entente.record.plan.models import Amendment, Plan, Succession
from tests.record.plan.changing import NEW, OLD, sign, two_plans
from tests.surfaces.web.desk.officers import officer

from .conftest import Entente

pytestmark = pytest.mark.django_db
ANA = ("--email", "ana@example.org")
ADA = ("--email", "ada@example.org")
REASONS = ("--reason", "en=Five years were too few.", "--reason", "pt=Cinco anos eram poucos.")
FILE = """number,title,fate,into,reason_en,reason_pt
1.0,,continued,1.1,,
1.1,,merged,1.1,,
1.2,,dropped,,It was kept.,Foi cumprida.
2.1,,continued,"1.1, 1.2",,
"""


@pytest.fixture
def sides(db):
    two_plans()
    officer("AAA", "desk", Role.CONTRIBUTOR, name="Ana")
    _, ada = officer("AAA", "director", Role.APPROVER, name="Ada")
    _, bela = officer("BBB", "desk", Role.APPROVER, name="Bela")
    return ada, bela


def test_an_amendment_is_written_proposed_and_shown(entente: Entente, sides) -> None:
    texts = ("--text", "en=For ten years.", "--text", "pt=Por dez anos.")
    made = entente("amendment", "write", f"{OLD}/1.1", *texts, *REASONS, "--strength", "best_efforts", *ANA)
    key = re.search(r"[0-9a-f-]{36}", made.out).group()
    assert made.out == f"The amendment {key} of {OLD}/1.1 is a draft that AAA alone sees.\n"
    assert entente("amendment", "list", OLD, "--json").json == []
    assert "draft" in entente("amendment", "list", OLD, *ANA).out
    denied = entente("amendment", "propose", key, *ANA)
    assert (denied.code, denied.out) == (1, "")
    assert "is before the parties as proposal" in entente("amendment", "propose", key, *ADA).out
    row = Amendment.objects.get()
    for by in sides:
        sign(row.proposal, by, at=timezone.now())
    shown = entente("amendment", "show", OLD, "1").out
    assert "[en] For ten years." in shown
    assert "[en] The parties will keep promise 1.1." in shown
    assert entente("amendment", "show", OLD, "2").err == "Error: There is no amendment 2 of old-plan here.\n"


def test_a_proposal_is_taken_back_and_given_up(entente: Entente, sides) -> None:
    made = entente("amendment", "write", f"{OLD}/1.1", "--strength", "exploratory", *REASONS, *ANA)
    key = re.search(r"[0-9a-f-]{36}", made.out).group()
    entente("amendment", "propose", key, *ADA)
    assert entente("amendment", "take-back", key, *ADA).out == f"The amendment of {OLD}/1.1 is a draft of AAA again.\n"
    why = entente("amendment", "withdraw", key, *ANA)
    assert why.err == "Error: Say why your side gives it up; the other parties read it.\n"
    given_up = entente("amendment", "withdraw", key, "--reason", "Not agreed.", *ANA)
    assert given_up.out == f"The amendment of {OLD}/1.1 is given up.\n"


def test_a_table_goes_out_comes_back_and_closes_the_plan(entente: Entente, sides, tmp_path) -> None:
    file = tmp_path / "table.csv"
    file.write_text(FILE)
    taken = entente("succession", "import", OLD, file, "--successor", NEW, *ANA)
    assert taken.out == f"The table of {OLD} is a draft of AAA; 0 promises are not resolved yet.\n"
    out = tmp_path / "out.csv"
    assert entente("succession", "export", OLD, "-o", out, *ANA).code == 0
    assert "2.1,,continued,1.1 1.2,," in out.read_text("utf-8-sig").replace("\r\n", "\n").replace("Promise 2.1", "")
    assert "Nobody has said" in entente("succession", "show", OLD).err
    assert "is before the parties as proposal" in entente("succession", "propose", OLD, *ADA).out
    for by in sides:
        sign(Succession.objects.get().proposal, by, at=timezone.now())
    assert Plan.objects.get(slug=OLD).status == "closed"
    shown = entente("succession", "show", OLD, "--fate", "dropped").out
    assert "agreed by all on" in shown
    assert "1.2" in shown
    assert "1.0" not in shown
    assert entente("succession", "show", OLD, "--json").json["successor"] == NEW


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("number,into\n1.0,1.1\n", "The table has no column “fate”; its first line names number, fate, into."),
        (
            "number,fate\n1.0,kept\n",
            "Line 2: “kept” is nothing that becomes of a promise; use continued, merged, dropped.",
        ),
        ("number,fate\n9.9,dropped\n", "old-plan/9.9 is no promise of this plan; look at its number."),
    ],
)
def test_a_table_that_cannot_be_read_leaves_nothing(entente: Entente, sides, tmp_path, text, sentence) -> None:
    file = tmp_path / "table.csv"
    file.write_text(text)
    refused = entente("succession", "import", OLD, file, "--successor", NEW, *ANA)
    assert (refused.code, refused.err) == (1, f"Error: {sentence}\n")


def test_the_keeper_alone_shows_a_table(entente: Entente, sides, tmp_path) -> None:
    assert entente("succession", "publish", OLD, *ANA).err == (
        "Error: Your side has no open table of old-plan; begin one with `entente succession import`.\n"
    )
