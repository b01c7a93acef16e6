"""How promises change, and what became of them where a plan ended."""

from __future__ import annotations

from collections.abc import Iterable

from entente.foundation.common.actors import PUBLIC
from entente.record.plan import queries as plans
from entente.record.plan.queries import Fate

from .table import Row, Table
from .view import View


def _amendments(view: View) -> Iterable[Row]:
    for one in plans.agreed_by_all(PUBLIC, view.slug, as_of=view.as_of):
        yield {
            "plan": view.slug,
            "amendment_number": one.number,
            "commitment": one.ref,
            "owner": one.owner,
            "reason": one.reason,
            "before_sha256": one.before.sha256,
            "after_sha256": one.after.sha256,
            "agreed_at": one.agreed_at,
            "in_force_at": one.in_force_at,
        }


def _resolutions(view: View) -> Iterable[Row]:
    """One row for each promise and each that it became; a promise that nothing is said of yet has none."""
    table = view.succession
    for one in table.rows if table else ():
        for heir in one.into or (None,):
            if table and one.fate:
                yield {
                    "commitment": one.promise.ref,
                    "heir": heir.ref if heir else None,
                    "plan": view.slug,
                    "successor": table.successor,
                    "fate": one.fate,
                    "reason": one.reason,
                    "owner": table.owner,
                    "agreed_at": table.agreed_at if table.agreed_at and table.agreed_at <= view.as_of else None,
                }


TABLES = (
    Table(
        "amendments",
        (
            "plan", "amendment_number", "commitment", "owner", "reason", "before_sha256", "after_sha256", "agreed_at",
            "in_force_at",
        ),
        ("plan", "amendment_number"),
        _amendments,
    ),
    Table(
        "resolutions",
        ("commitment", "heir", "plan", "successor", "fate", "reason", "owner", "agreed_at"),
        (),
        _resolutions,
        {"fate": Fate},
    ),
)  # fmt: skip
