"""What the processes of the translations' tests do: drafts in one language, a file that came back, its apply, killed or not."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any
from uuid import UUID

import docx
from django.db import connection, transaction

from entente.foundation.common.errors import Refusal
from entente.foundation.ledger.commands import name_record
from entente.record.delivery import commands as delivery
from entente.record.delivery.commands import UpdateFacts
from entente.surfaces.intake.wordings import batches
from entente.surfaces.intake.wordings.document import document_of
from entente.surfaces.intake.wordings.leaving import leaving_of
from entente.surfaces.intake.wordings.opening import Wish
from tests.cast import ANA
from tests.faults.killing import killer
from tests.faults.sheet_acts import AT, sheet_plan

WORKS = {"apply": batches.apply, "take_back": batches.take_back}


def text_plan(drafts: str) -> None:
    """An adopted plan, and so many updates on it in one language."""
    sheet_plan("1")
    name_record()
    for number in range(int(drafts)):
        facts = UpdateFacts("tri-plan/1.1", AT.date(), {"en": f"Fair {number} was held."})
        delivery.write_update(facts, by=ANA, at=AT)


def write_texts(file: str, words: str) -> None:
    """A file in which every text is translated."""
    wish = Wish(language="pt", kind="update")
    data = document_of(leaving_of(ANA, wish, as_of=AT, about=lambda line: line.owed.field))
    document = docx.Document(io.BytesIO(data))
    for row in document.tables[0].rows[1:]:
        row.cells[1].text = words
    document.save(file)


def drop_texts(file: str) -> None:
    """Prints the key of the batch."""
    print(batches.submit(Path(file).name, Path(file).read_bytes(), by=ANA, at=AT)[0].pk)


def do_texts(act: str, key: str) -> None:
    """Prints "done", or the sentence by which it is refused."""
    try:
        WORKS[act](batches.get_batch(ANA, UUID(key)), by=ANA, at=AT)
    except Refusal as refusal:
        print(refusal.sentence)
    else:
        print("done")


def count_texts(act: str, key: str) -> None:
    """How many statements an act takes, which does not stay."""
    number = 0

    def count(execute: Callable[..., Any], *statement: Any) -> Any:
        nonlocal number
        number += 1
        return execute(*statement)

    with transaction.atomic(), connection.execute_wrapper(count):
        WORKS[act](batches.get_batch(ANA, UUID(key)), by=ANA, at=AT)
        transaction.set_rollback(True)
    print(number)


def die_while_texts(act: str, key: str, *statements: str) -> None:
    """For each number a process that does it and is killed after that many statements; prints how each ended."""
    ends = []
    for number in statements:
        sys.stdout.flush()
        child = os.fork()
        if child == 0:
            with connection.execute_wrapper(killer(int(number))):
                WORKS[act](batches.get_batch(ANA, UUID(key)), by=ANA, at=AT)
            os._exit(0)
        ends.append(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))
    print(*ends)


ACTS: tuple[Callable[..., None], ...] = (
    text_plan, write_texts, drop_texts, do_texts, count_texts, die_while_texts,
)  # fmt: skip
