"""How promises change, and what became of them where a plan ended."""

from __future__ import annotations

from collections.abc import Iterable

from entente.record.plan.queries import Fate
from entente.surfaces.opendata.words import Walk

from .table import Row, Table
from .view import View


def _amendments(view: View) -> Iterable[Row]:
    for one in view.amendments:
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
    for one in view.resolutions:
        for heir in one.into or (None,):
            yield {
                "commitment": one.promise.ref,
                "heir": heir.ref if heir else None,
                "plan": view.slug,
                "successor": one.successor,
                "fate": one.fate,
                "reason": one.reason,
                "owner": one.owner,
                "agreed_at": one.agreed_at,
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
        walk=Walk.AMENDMENTS,
    ),
    Table(
        "resolutions",
        ("commitment", "heir", "plan", "successor", "fate", "reason", "owner", "agreed_at"),
        (),
        _resolutions,
        {"fate": Fate},
        walk=Walk.RESOLUTIONS,
    ),
)  # fmt: skip
