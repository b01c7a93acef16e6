"""The public log: what anybody checks the record by."""

from __future__ import annotations

from collections.abc import Iterable

from entente.foundation.ledger import queries as ledger
from entente.foundation.ledger.queries import PUBLIC_LOG

from .table import Row, Table
from .view import View

AT_ONCE = 1000


def _entries(view: View) -> Iterable[Row]:
    size = ledger.size(PUBLIC_LOG, as_of=view.as_of)
    for start in range(0, size, AT_ONCE):
        for one in ledger.entries(PUBLIC_LOG, start, min(AT_ONCE, size - start)):
            yield {
                "entry": one.position,
                "at": one.at,
                "action": one.action,
                "subject": one.subject,
                "owner": one.owner,
                "post": one.post,
                "leaf": one.leaf,
                "is_erased": one.erased_at is not None,
            }


TABLES = (
    Table(
        "ledger",
        ("entry", "at", "action", "subject", "owner", "post", "leaf", "is_erased"),
        ("entry",),
        _entries,
        is_of_plan=False,
    ),
)
