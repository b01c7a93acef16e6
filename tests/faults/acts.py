"""What the processes of these tests do."""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import django

django.setup()

from django.conf import settings  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import connection, transaction  # noqa: E402
from django.utils import timezone  # noqa: E402

from entente.foundation.common.actors import SYSTEM, WORKING_ROLES, Actor, Capacity, Role  # noqa: E402
from entente.foundation.common.records import Tier  # noqa: E402
from entente.foundation.directory import commands as directory  # noqa: E402
from entente.foundation.directory.queries import OrganisationKind  # noqa: E402
from entente.foundation.sources import commands as sources  # noqa: E402
from entente.foundation.sources.capture import commands as captures  # noqa: E402
from entente.foundation.sources.queries import Citation, Document, Removal, Showing, Side, Snapshot  # noqa: E402
from entente.foundation.texts.queries import WordingStatus  # noqa: E402
from entente.record.verification import commands as verification  # noqa: E402
from entente.record.verification.queries import Support  # noqa: E402
from entente.surfaces.cli import ledger, organisation, party, plan, worker  # noqa: E402
from entente.surfaces.cli.main import cli  # noqa: E402
from entente.surfaces.intake import imports, jobs  # noqa: E402
from entente.surfaces.intake.imports import ImportWish  # noqa: E402
from tests.faults import (  # noqa: E402
    assessor_acts,
    calendar_acts,
    change_acts,
    data_acts,
    following_acts,
    hands_acts,
    instant_acts,
    job_acts,
    publish_acts,
    report_acts,
    search_acts,
    sheet_acts,
    signing_acts,
    text_acts,
)
from tests.faults.killing import killer  # noqa: E402

LOADED = (ledger, organisation, party, plan, worker)
"""The nouns that the command line would load when asked for them."""

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
CHRIS = Actor(
    Capacity.KEEPER,
    owner="observer",
    post="observer/record-keeper",
    user_id="chris",
    roles=WORKING_ROLES | {Role.KEEPER},
)


def prepare() -> None:
    """An empty record with a keeper."""
    call_command("migrate", verbosity=0)
    directory.register_organisation(
        slug="observer", name={"en": "Observatory"}, kind=OrganisationKind.OBSERVER, by=SYSTEM
    )


def entente(*arguments: str) -> None:
    """The command line, as a user types it."""
    sys.argv[0] = "entente"
    cli(list(arguments), prog_name="entente")


def die_while_writing(file: str, *statements: str) -> None:
    """Read a document once; then, for each number, a process that puts it on record and is killed after that many statements.

    Prints how each of them ended: -9, or 0 for one that had fewer statements.
    """
    wish = ImportWish(keeper="observer")
    draft = imports.read(Path(file).name, Path(file).read_bytes(), wish)
    ends = []
    for number in statements:
        child = os.fork()
        if child == 0:
            with connection.execute_wrapper(killer(int(number))):
                found = imports.consider(draft, Path(file).name, Path(file).read_bytes(), wish, by=SYSTEM, as_of=NOON)
                imports.carry_out(found, by=SYSTEM, at=NOON)
            os._exit(0)
        ends.append(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))
    print(*ends)


def count_statements(file: str) -> None:
    """How many statements the import of a document takes up to its commit, savepoints of its own included; it goes on record."""
    number = 0

    def count(execute: Callable[..., Any], *statement: Any) -> Any:
        nonlocal number
        number += 1
        return execute(*statement)

    wish = ImportWish(keeper="observer")
    with transaction.atomic(), connection.execute_wrapper(count):
        found = imports.preview(Path(file).name, Path(file).read_bytes(), wish, by=SYSTEM, as_of=NOON)
        imports.carry_out(found, by=SYSTEM, at=NOON)
    print(number)


def submit(file: str) -> None:
    """An upload on the web; prints its key."""
    job = jobs.submit(Path(file).name, Path(file).read_bytes(), ImportWish(), by=CHRIS)
    print(job.pk)


def put_source() -> None:
    """The document that the claims of `claim` cite."""
    facts = sources.DocumentFacts(slug="gazette", title={"en": "Gazette"}, side=Side.THIRD, language="en")
    sources.cite(sources.add_document(facts, by=CHRIS, owner="observer", tier=Tier.PUBLIC), by=CHRIS, place="page 1")


def put_address(address: str, place: str) -> None:
    """A cited document with an address, and its capture asked for."""
    _let_out(place)
    facts = sources.DocumentFacts(slug="fair", title={"en": "Fair"}, side=Side.THIRD, address=address)
    document = sources.add_document(facts, by=CHRIS, owner="observer", tier=Tier.PUBLIC)
    sources.cite(document, by=CHRIS)
    captures.ask_capture(document, by=CHRIS, at=timezone.now())


def run_captures(place: str) -> None:
    """What the worker does when captures wait."""
    _let_out(place)
    print(captures.run_waiting(at=timezone.now()))


def die_while_capturing(place: str, *statements: str) -> None:
    """For each number, a process that runs the waiting captures and is killed after that many statements."""
    _let_out(place)
    captures.ATTEMPTS_MAX = len(statements) + 2
    captures.HOST_PAUSE = timedelta(0)
    print(*_die_in_turn(statements, lambda: captures.run_waiting(at=timezone.now())))


def die_while_archiving(file: str, *statements: str) -> None:
    """The same for the upload of a copy."""
    print(*_die_in_turn(statements, lambda: _upload(file)))


def upload_copy(file: str) -> None:
    _upload(file)


def remove_copies() -> None:
    for copy in Snapshot.objects.all():
        sources.remove_bytes(copy, by=CHRIS, at=NOON, reason=Removal.LEGAL)


def discard_left_over() -> None:
    """As the worker does two days later."""
    print(sources.discard_left_over(at=timezone.now() + timedelta(days=2)))


def _let_out(place: str) -> None:
    settings.CAPTURE, settings.CAPTURE_ALLOW = True, [place]


def _upload(file: str) -> None:
    document = Document.objects.get()
    content = Path(file).read_bytes()
    sources.archive_upload(document, Path(file).name, content, by=CHRIS, at=NOON, showing=Showing.COPY, bytes_max=10**9)


def _die_in_turn(statements: Sequence[str], act: Callable[[], object]) -> list[int]:
    """How each process ended: -9, or 0 for one that had fewer statements."""
    ends = []
    for number in statements:
        child = os.fork()
        if child == 0:
            with connection.execute_wrapper(killer(int(number))):
                act()
            os._exit(0)
        ends.append(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))
    return ends


def claim(name: str, writers: str, each: str) -> None:
    """Writers that start together, each with a connection of its own, each making claims by the domain's command."""
    start = threading.Barrier(int(writers))
    failures: list[object] = []

    def write(number: int) -> None:
        citation = Citation.objects.get()
        connection.close()
        start.wait()
        for turn in range(int(each)):
            facts = verification.ClaimFacts(
                slug=f"{name}-{number}-{turn}",
                subject="accord/1.1",
                supports=Support.PART,
                statement={"en": "It was held."},
            )
            verification.make_claim(
                facts, [citation], by=CHRIS, owner="observer", at=NOON, status=WordingStatus.PROJECT
            )
        connection.close()

    threading.excepthook = lambda raised: failures.append(raised.exc_value)
    threads = [threading.Thread(target=write, args=(number,)) for number in range(int(writers))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    print(failures)


ACTS: dict[str, Callable[..., None]] = {
    act.__name__: act
    for act in (
        *(prepare, entente, die_while_writing, count_statements, submit, put_source, claim),
        *(put_address, run_captures, die_while_capturing, die_while_archiving, upload_copy, remove_copies),
        discard_left_over,
        *sheet_acts.ACTS,
        *calendar_acts.ACTS,
        *change_acts.ACTS,
        *text_acts.ACTS,
        *assessor_acts.ACTS,
        *data_acts.ACTS,
        *following_acts.ACTS,
        *hands_acts.ACTS,
        *instant_acts.ACTS,
        *job_acts.ACTS,
        *publish_acts.ACTS,
        *report_acts.ACTS,
        *signing_acts.ACTS,
        *search_acts.ACTS,
    )
}
