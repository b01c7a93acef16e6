"""What the processes of the tests of signing do: a proposal, a signature file, its taking in, killed or not."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any
from uuid import UUID

from django.db import connection, transaction

from entente.foundation.accord import commands as accord
from entente.foundation.accord.models import Proposal
from entente.foundation.common.errors import Refusal
from entente.surfaces.intake import agreements
from tests.cast import ANA, BELA
from tests.faults.killing import killer
from tests.foundation.accord.signing import AT, OTHER_WORDS, later, public_key, signed_file
from tests.foundation.accord.signing import proposed as joint
from tests.record.builders import shared_plan
from tests.record.plan.changing import LATER, proposed, two_plans

SIDES = {"AAA": ANA, "BBB": BELA}


def closing_plan() -> None:
    """The closure of a plan, put to two parties with keys: the last signature closes it.  Prints the proposal's key."""
    print(proposed(*two_plans()).proposal)


def joint_status() -> None:
    """A joint status put to two parties with keys.  Prints the proposal's key."""
    shared_plan()
    for by in SIDES.values():
        accord.register_key(by.owner, public_key(by.owner), by=by, at=AT)
    print(joint().pk)


def write_signature(file: str, key: str, party: str) -> None:
    Path(file).write_bytes(signed_file(Proposal.objects.get(pk=UUID(key)), party))


def hand_in_signature(file: str, party: str) -> None:
    """Prints whether all have signed, or the sentence by which it is refused."""
    try:
        said = _hand_in(file, party)
    except Refusal as refusal:
        print(refusal.sentence)
    else:
        print("agreed" if said.agreed else "signed")


def edit_words(key: str) -> None:
    """Party A puts other words."""
    accord.revise(Proposal.objects.get(pk=UUID(key)), OTHER_WORDS, by=ANA, at=later(1), revision=1)


def take_signature_back(key: str) -> None:
    accord.withdraw(Proposal.objects.get(pk=UUID(key)), by=ANA, at=later(1), reason="Not yet.")


def count_signing(file: str, party: str) -> None:
    """How many statements it takes to take a signature in, with what follows; nothing of it stays."""
    number = 0

    def count(execute: Callable[..., Any], *statement: Any) -> Any:
        nonlocal number
        number += 1
        return execute(*statement)

    with transaction.atomic(), connection.execute_wrapper(count):
        _hand_in(file, party)
        transaction.set_rollback(True)
    print(number)


def die_while_signing(file: str, party: str, *statements: str) -> None:
    """For each number a process that hands it in and is killed after that many statements; prints how each ended."""
    ends = []
    for number in statements:
        sys.stdout.flush()
        child = os.fork()
        if child == 0:
            with connection.execute_wrapper(killer(int(number))):
                _hand_in(file, party)
            os._exit(0)
        ends.append(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))
    print(*ends)


def _hand_in(file: str, party: str) -> agreements.Said:
    return agreements.hand_in(file, Path(file).read_bytes(), by=SIDES[party], at=LATER)


ACTS: tuple[Callable[..., None], ...] = (
    closing_plan, joint_status, write_signature, hand_in_signature, edit_words, take_signature_back,
    count_signing, die_while_signing,
)  # fmt: skip
