"""What the processes of the sheets' tests do: a plan, a workbook that came back, its apply, killed or not."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

import openpyxl
from django.db import connection, transaction

from entente.foundation.common.errors import Refusal
from entente.foundation.directory import queries as directory
from entente.record.plan import commands as plans
from entente.surfaces.intake.sheets import applying, batches
from entente.surfaces.intake.sheets.state import EVERYTHING, template_now
from entente.surfaces.intake.sheets.template import workbook_of
from tests.cast import ANA, CHRIS
from tests.faults.killing import killer
from tests.record.builders import pillar, plan_facts, promise, three_parties

AT = datetime(2026, 11, 23, 13, tzinfo=UTC)
PLAN = "tri-plan"


def sheet_plan(promises: str) -> None:
    """An adopted plan of so many promises."""
    three_parties()
    draft = plans.start_plan(plan_facts(PLAN), by=CHRIS, keeper=directory.get_organisation("observer"))
    plans.put_structure(draft, [pillar("1", *(promise(f"1.{at + 1}") for at in range(int(promises))))], by=CHRIS)
    plans.adopt(draft, by=CHRIS, at=AT)


def write_sheet(file: str, words: str) -> None:
    """A workbook in which every row says something, and one adds a milestone."""
    book = openpyxl.load_workbook(io.BytesIO(workbook_of(template_now(ANA, PLAN, EVERYTHING, as_of=AT), "en")))
    updates, status, steps = book["Updates"], book["Status"], book["Milestones"]
    for row in range(3, updates.max_row + 1):
        updates.cell(row, 4).value = f"{words} {row}"
        status.cell(row, 5).value, status.cell(row, 6).value = "LP", f"{words} so far"
    steps.cell(3, 1).value, steps.cell(3, 3).value, steps.cell(3, 4).value = "1.1", "2027", words
    book.save(file)


def drop_sheet(file: str) -> None:
    """Prints the key of the batch, and whether it is a new one."""
    batch, is_new = batches.submit(Path(file).name, Path(file).read_bytes(), PLAN, by=ANA, at=AT)
    print(batch.pk, is_new)


def apply_sheet(key: str) -> None:
    """Prints "applied", or the sentence by which it is refused."""
    try:
        applying.apply(batches.get_visible(ANA, UUID(key)), by=ANA, at=AT)
    except Refusal as refusal:
        print(refusal.sentence)
    else:
        print("applied")


def take_sheet_back(key: str) -> None:
    applying.take_back(batches.get_visible(ANA, UUID(key)), by=ANA, at=AT)


def count_apply(key: str) -> None:
    """How many statements an apply takes, which stays, and then a taking back, which does not."""
    found = []
    for work in (applying.apply, applying.take_back):
        number = 0

        def count(execute: Callable[..., Any], *statement: Any) -> Any:
            nonlocal number
            number += 1
            return execute(*statement)

        with transaction.atomic(), connection.execute_wrapper(count):
            work(batches.get_visible(ANA, UUID(key)), by=ANA, at=AT)
            if work is applying.take_back:
                transaction.set_rollback(True)
        found.append(number)
    print(*found)


def die_while(act: str, key: str, *statements: str) -> None:
    """For each number a process that does it and is killed after that many statements; prints how each ended."""
    work = {"apply": applying.apply, "take_back": applying.take_back}[act]
    ends = []
    for number in statements:
        sys.stdout.flush()
        child = os.fork()
        if child == 0:
            with connection.execute_wrapper(killer(int(number))):
                work(batches.get_visible(ANA, UUID(key)), by=ANA, at=AT)
            os._exit(0)
        ends.append(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))
    print(*ends)


ACTS: tuple[Callable[..., None], ...] = (
    sheet_plan, write_sheet, drop_sheet, apply_sheet, take_sheet_back, count_apply, die_while,
)  # fmt: skip
