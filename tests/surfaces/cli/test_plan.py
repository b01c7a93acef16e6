"""`entente plan list` and `show`."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from entente.record.verification.models import Claim
from tests.surfaces import a_plan

from .conftest import Entente

pytestmark = pytest.mark.django_db


def test_list_holds_drafts_too(entente: Entente) -> None:
    a_plan.on_record(slug="adopted-plan")
    a_plan.draft(slug="draft-plan")
    assert [(one["ref"], one["status"]) for one in entente("plan", "list", "--json").json["items"]] == [
        ("adopted-plan", "adopted"),
        ("draft-plan", "draft"),
    ]
    lines = [line.split() for line in entente("plan", "list").out.splitlines()]
    assert [(line[0], line[-1]) for line in lines] == [
        ("plan", "by"),
        ("adopted-plan", "observatory"),
        ("draft-plan", "observatory"),
    ]


def test_show_as_json_is_what_the_api_answers(entente: Entente, client) -> None:  # type: ignore[no-untyped-def]
    a_plan.on_record()
    assert entente("plan", "show", "alda-boria", "--json").json == client.get("/api/v1/plans/alda-boria").json()
    assert (
        entente("plan", "show", "alda-boria/1.1", "--lang", "fr", "--json").json
        == client.get("/api/v1/commitments/alda-boria/1.1?lang=fr").json()
    )


def test_show_a_plan_in_words(entente: Entente) -> None:
    a_plan.on_record()
    assert entente("plan", "show", "alda-boria").out == (
        "Plan of Alda and Boria\n"
        "alda-boria, adopted, kept by The Observatory\n"
        "3 commitments: 1 with public evidence, 0 where none was found, 2 not searched yet\n"
        "XAA Alda: not taking part\n"
        "XBB Boria: not taking part\n"
        "\n"
        "1. Pillar 1\n"
        "  1.1  Forests 0\n"
        "      XAA, XBB; deliverable, firm; public evidence found\n"
        "\n"
        "2. Pillar 2\n"
        "  2.1  Forests 1\n"
        "      XAA, XBB; standing, firm; not searched yet\n"
        "  2.2  Forests 2\n"
        "      XBB; standing, exploratory; not searched yet\n".replace(
            "2.2  Forests 2\n      XBB; standing", "2.2  Forests 2\n      XBB; deliverable"
        )
    )


def test_show_a_pillar_in_another_language(entente: Entente) -> None:
    a_plan.on_record()
    assert entente("plan", "show", "alda-boria/1", "--lang", "es").out == (
        "1. Pilar 1\n  1.1  Bosques 0\n      XAA, XBB; deliverable, firm; public evidence found\n"
    )


def test_show_a_commitment_in_words(entente: Entente) -> None:
    a_plan.on_record()
    assert entente("plan", "show", "alda-boria/1.1").out == (
        "alda-boria/1.1  Forests 0\n"
        "They plant trees.\n"
        "Authentic wording: We will plant 0 forests.\n"
        "Who owes it: XAA, XBB; deliverable, firm\n"
        "  a) planted (XAA, XBB)\n"
        "  b) tended (XBB)\n"
        "Bound to: A decade, 2021/2030\n"
        "Carried by: Forest Service (lead)\n"
        "XAA: nothing reported: not taking part\n"
        "XBB: nothing reported: not taking part\n"
        "Public evidence: public evidence found\n"
        "  2023-05-02/2023-05-03: Trees were planted. (context)\n"
        "    https://gazette.example.org/alda-boria-1-1 (cited and not yet archived)\n"
        "  2023-05-02/2023-05-03: Trees were planted. (part)\n"
        "    https://gazette.example.org/alda-boria-1-1 (cited and not yet archived)\n"
        "  2026-02-01: observatory looked and found none (the ministry's site)\n"
    )


def test_as_of_reads_the_record_of_an_earlier_day(entente: Entente) -> None:
    a_plan.on_record()
    Claim.objects.update(made_at=timezone.now() - timedelta(hours=1))
    before = entente("plan", "show", "alda-boria", "--as-of", "2020-01-01", "--json").json
    assert before["evidence"] == {"found": 0, "none_found": 0, "not_looked": 3}


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["show", "no-such"], "There is no plan “no-such” here."),
        (["show", "No Such"], "There is no plan “No Such” here."),
        (["export", "no-such"], "There is no plan “no-such” here."),
    ],
)
def test_plan_that_is_not_there(entente: Entente, arguments: list[str], sentence: str) -> None:
    said = entente("plan", *arguments)
    assert (said.code, said.out, said.err) == (1, "", f"Error: {sentence}\n")


def test_commitment_that_is_not_there(entente: Entente) -> None:
    a_plan.on_record()
    said = entente("plan", "show", "alda-boria/9.9")
    assert (said.code, said.err) == (1, "Error: There is no commitment “alda-boria/9.9” here.\n")


def test_instant_that_is_none(entente: Entente) -> None:
    said = entente("plan", "list", "--as-of", "yesterday")
    assert said.code == 2
    assert said.err.splitlines()[-1] == (
        "Error: Invalid value for '--as-of': “yesterday” is no instant; write 2026-03-01 or 2026-03-01T12:00:00Z."
    )
