"""`entente update` and `entente milestone`."""

from __future__ import annotations

import pytest

from entente.record.delivery import commands
from entente.record.delivery.commands import MilestoneFacts
from tests.cast import ANA
from tests.record.builders import NOW, shared_plan
from tests.record.delivery.builders import ADA, PROMISE, draft, facts, published

from .conftest import Entente

pytestmark = pytest.mark.django_db
AT = ("--as-of", "2026-11-24")


@pytest.fixture(autouse=True)
def _plan() -> None:
    shared_plan()


def test_updates_are_listed_as_everybody_reads_them(entente: Entente) -> None:
    update = published()
    draft(done="A draft.")
    found = entente("update", "list", "tri-plan", "--json", *AT).json
    ref = f"{PROMISE}/updates/AAA-{update.number}"
    assert (found["total"], [one["ref"] for one in found["updates"]]) == (1, [ref])
    assert entente("update", "list", "tri-plan", *AT).out.splitlines()[1].split("  ") == [
        ref, "2026-11-23", "2026-11-20", "AAA", "The fair was held.",
    ]  # fmt: skip


def test_an_update_is_shown_with_what_it_corrected(entente: Entente) -> None:
    update = published()
    version = commands.correct(update, facts("Only opened."), by=ANA, at=NOW, correction={"en": "It was not held."})
    commands.submit(version, by=ANA, at=NOW)
    commands.approve(version, by=ADA, at=NOW, revision=1)
    commands.publish(version, by=ADA, at=NOW)
    ref = f"{PROMISE}/updates/AAA-{update.number}"
    stamp = "published 2026-11-23 12:00 UTC by ministry-a/director, of 2026-11-20"
    assert entente("update", "show", ref, *AT).out.splitlines() == [
        f"{ref} version 2", stamp, "Corrected: It was not held.", "Done: Only opened.",
        f"{ref} version 1 (replaced)", stamp, "Done: The fair was held.",
    ]  # fmt: skip
    assert [one["version"] for one in entente("update", "show", ref, "--json", *AT).json] == [2, 1]


def test_an_update_that_is_not_there_is_one_sentence(entente: Entente) -> None:
    said = entente("update", "show", f"{PROMISE}/updates/AAA-1", *AT)
    assert (said.code, said.err) == (1, f"Error: There is no update “{PROMISE}/updates/AAA-1” here.\n")


def test_milestones_are_listed_next_due_first(entente: Entente) -> None:
    for slug, due in (("later", "2027"), ("late", "2026-11-22")):
        commands.plan_milestone(MilestoneFacts(PROMISE, slug, {"en": slug.title()}, due), by=ANA, at=NOW)
    rows = [line.split("  ") for line in entente("milestone", "list", "tri-plan", *AT).out.splitlines()[1:]]
    assert [[cell.strip() for cell in row if cell.strip()] for row in rows] == [
        [f"{PROMISE}/milestones/late", "2026-11-22", "AAA", "planned, overdue", "Late"],
        [f"{PROMISE}/milestones/later", "2027", "AAA", "planned", "Later"],
    ]
    overdue = entente("milestone", "list", "tri-plan", "--overdue", "--owner", "AAA", "--json", *AT).json
    assert (overdue["total"], overdue["milestones"][0]["slug"]) == (1, "late")
