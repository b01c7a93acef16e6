"""What the processes of the tests of change do: an update published while its plan closes, two amendments signed at once,
a page read while others write."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any
from uuid import UUID

from django.db import connection
from django.test import Client

from entente.foundation.accord.models import Proposal
from entente.foundation.common.errors import Refusal
from entente.record.assessment.commands import publish_report
from entente.record.delivery.models import Update
from entente.record.plan import commands as plans
from entente.record.plan import queries
from entente.record.plan.models import Commitment
from entente.record.plan.terms import AgreedTerm, ClauseTerms
from entente.record.plan.words import Strength, TermKind
from entente.surfaces.intake import agreements
from entente.surfaces.web import links
from tests.cast import ADA, ANA
from tests.record.builders import NOW
from tests.record.delivery.builders import approved
from tests.record.plan.changing import LATER, OLD, proposed, two_plans

WAIT_SECONDS_MAX = 20
WHY = {"en": "Because.", "pt": "Porque sim."}


def closing_with_update() -> None:
    """The closure of a plan put to two parties, and an approved update in it.  Prints the proposal's key."""
    row = proposed(*two_plans())
    approved(commitment=f"{OLD}/1.1")
    print(row.proposal)


def publish_update() -> None:
    """Prints "published", or the sentence by which it is refused."""
    try:
        publish_report(Update.objects.get(), by=ADA, at=LATER)
    except Refusal as refusal:
        print(refusal.sentence)
    else:
        print("published")


def two_amendments() -> None:
    """Two amendments of one promise, each put to both parties.  Prints the keys of both proposals."""
    two_plans()
    promise = Commitment.objects.select_related("plan").get(ref=f"{OLD}/1.1")
    terms = queries.terms_now(promise)
    keys = []
    for strength in (Strength.BEST_EFFORTS, Strength.EXPLORATORY):
        row = plans.write_amendment(promise, replace(terms, strength=strength), WHY, by=ANA, at=NOW)
        keys.append(str(plans.propose_amendment(row, revision=row.revision, by=ADA, at=NOW).proposal))
    print(*keys)


def one_amendment() -> None:
    """An amendment put to both parties, of words, parts and a milestone: the last signature puts it in force.  Prints its key."""
    two_plans()
    promise = Commitment.objects.select_related("plan").get(ref=f"{OLD}/2.1")
    terms = queries.terms_now(promise)
    fair, _report = terms.clauses
    agreed = (AgreedTerm(TermKind.MILESTONE, WHY, "2027-03"),)
    clauses = (fair, ClauseTerms("", WHY, ("BBB",)))
    after = replace(terms, strength=Strength.EXPLORATORY, texts=WHY, clauses=clauses, agreed=agreed)
    row = plans.write_amendment(promise, after, WHY, by=ANA, at=NOW)
    print(plans.propose_amendment(row, revision=row.revision, by=ADA, at=NOW).proposal)


def give_up(key: str) -> None:
    """Prints "given up", or the sentence by which it is refused."""
    try:
        agreements.give_up(Proposal.objects.get(pk=UUID(key)), by=ADA, at=LATER, reason="It will not be agreed.")
    except Refusal as refusal:
        print(refusal.sentence)
    else:
        print("given up")


def read_promises(ready: str, go: str) -> None:
    """Print the list of promises of a plan; unless `ready` is there, the first answer of the database waits for `go`."""

    def held_up(execute: Callable[..., Any], *statement: Any) -> Any:
        result = execute(*statement)
        if statement[0].startswith("SELECT") and not Path(ready).exists():
            Path(ready).touch()
            _wait_for(Path(go))
        return result

    with connection.execute_wrapper(held_up):
        print(Client().get(links.href("commitments_csv", "en", plan=OLD), HTTP_HOST="localhost").content.decode())


def _wait_for(file: Path) -> None:
    until = time.monotonic() + WAIT_SECONDS_MAX
    while not file.exists():
        if time.monotonic() > until:
            raise TimeoutError(f"{file.name} did not come")
        time.sleep(0.02)


ACTS: tuple[Callable[..., None], ...] = (
    closing_with_update,
    publish_update,
    two_amendments,
    one_amendment,
    give_up,
    read_promises,
)
