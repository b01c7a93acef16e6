"""What the processes of the assessors' tests do: an assessment in work, its codes, killed or at the same instant."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from typing import Any

from django.db import connection, transaction

from entente.foundation.common.actors import SYSTEM
from entente.foundation.common.errors import Refusal
from entente.foundation.directory import commands as directory
from entente.foundation.directory.words import OrganisationKind
from entente.record.assessment.commands import assessments
from entente.record.assessment.commands.assessments import ScoreFacts
from entente.record.assessment.models import Assessment
from tests.cast import ERIN
from tests.faults.killing import killer
from tests.record.assessment.assessing import DUE_ON, FINN, GWEN, WHY, opened
from tests.record.builders import NOW, adopted_plan

CODERS = {"erin": ERIN, "finn": FINN, "gwen": GWEN}


def assessed_plan() -> None:
    """An adopted plan, and an assessment that waits for its codes."""
    adopted_plan()
    directory.register_organisation(
        slug="institute", name={"en": "Institute"}, kind=OrganisationKind.OBSERVER, by=SYSTEM
    )
    opened()


def _code(who: str) -> None:
    assessments.code(Assessment.objects.get(), ScoreFacts("-1", WHY), by=CODERS[who], at=NOW)


def _consolidate(who: str) -> None:
    assessments.consolidate(Assessment.objects.get(), ScoreFacts("-1", WHY), by=CODERS[who], at=NOW)


def _send(who: str) -> None:
    assessments.send_for_reply(Assessment.objects.get(), DUE_ON, by=CODERS[who], at=NOW)


WORKS = {"code": _code, "consolidate": _consolidate, "send": _send}


def do_assess(act: str, who: str) -> None:
    """Prints "done", or the sentence by which it is refused."""
    try:
        WORKS[act](who)
    except Refusal as refusal:
        print(refusal.sentence)
    else:
        print("done")


def count_assess(act: str, who: str) -> None:
    """How many statements an act takes, which does not stay."""
    number = 0

    def count(execute: Callable[..., Any], *statement: Any) -> Any:
        nonlocal number
        number += 1
        return execute(*statement)

    with transaction.atomic(), connection.execute_wrapper(count):
        WORKS[act](who)
        transaction.set_rollback(True)
    print(number)


def die_while_assess(act: str, who: str, *statements: str) -> None:
    """For each number a process that does it and is killed after that many statements; prints how each ended."""
    ends = []
    for number in statements:
        sys.stdout.flush()
        child = os.fork()
        if child == 0:
            with connection.execute_wrapper(killer(int(number))):
                WORKS[act](who)
            os._exit(0)
        ends.append(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))
    print(*ends)


ACTS: tuple[Callable[..., None], ...] = (assessed_plan, do_assess, count_assess, die_while_assess)
