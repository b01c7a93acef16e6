"""What the processes do in which several read the database at one instant."""

from __future__ import annotations

import json
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from django.db import connection

from entente.foundation.common.actors import SYSTEM
from entente.foundation.common.shared_instant import instant_of, offered_instant
from entente.foundation.directory import commands as directory
from entente.foundation.directory.queries import OrganisationKind

OTHERS = 3


def _write(slug: str) -> None:
    directory.register_organisation(slug=slug, name={"en": "Archive"}, kind=OrganisationKind.OBSERVER, by=SYSTEM)


def elsewhere(act: Callable[..., Any], *arguments: Any) -> Any:
    """Done by a thread, which has a connection of its own as another process has."""

    def closing() -> Any:
        try:
            return act(*arguments)
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as other:
        return other.submit(closing).result(timeout=60)


def _seen() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM ledger_entry")
        return int(cursor.fetchone()[0])


def _seen_at(name: str) -> int:
    with instant_of(name):
        return _seen()


def read_at_one_instant() -> None:
    """Prints what the first reads, and after each begin of another: what it reads, and whether at the same instant."""
    with offered_instant() as offer:
        told: list[Any] = [offer.is_possible, _seen()]
        for slug in ("", "archive-1", "archive-2"):
            if slug:
                elsewhere(_write, slug)
            told.append([elsewhere(_seen_at, offer.name()), offer.is_same(), _seen()])
    print(json.dumps(told))


def read_while_others_write(writes: str) -> None:
    """Prints for each begin: whether it was said to be the same instant, and whether it was."""
    told = []
    with ThreadPoolExecutor(1) as other:
        busy = other.submit(lambda: [_write(f"busy-{number}") for number in range(int(writes))])
        while not busy.done():
            with offered_instant() as offer:
                first = _seen()
                name = offer.name()
                others = [elsewhere(_seen_at, name) for _one in range(OTHERS)]
                told.append([offer.is_same(), set(others) == {first}])
    print(json.dumps(told))


ACTS = (read_at_one_instant, read_while_others_write)
