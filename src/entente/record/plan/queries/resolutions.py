"""What became of the promises of a plan, some at a time, for who writes all of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from entente.foundation.common.actors import Actor
from entente.foundation.common.languages import Wording
from entente.foundation.common.pieces import PIECE, Piece, rows_in_pieces
from entente.record.plan.models import Commitment, Resolution, Succession
from entente.record.plan.words import Fate

from .succession import IN_ORDER, PromiseName, is_agreed_at, names_in, standing_tables


@dataclass(frozen=True, slots=True)
class ResolvedView:
    """What becomes of one promise, with whose table says so.  agreed_at: None while it is not agreed."""

    plan: str
    successor: str
    owner: str
    agreed_at: datetime | None
    promise: PromiseName
    fate: Fate
    into: tuple[PromiseName, ...]
    reason: Wording


def resolution_pieces(by: Actor, plan: str, *, as_of: datetime, size: int = PIECE) -> Iterator[Piece[ResolvedView]]:
    """What became of the promises of a plan by the table that stands on its public pages, so many at a time, in order.

    Two queries, and three for each piece.
    """
    row = standing_tables(by, as_of).filter(plan__slug=plan).first()
    if row is None:
        return iter(())
    rows = row.resolutions.order_by("commitment__position", "pk")
    return rows_in_pieces(rows, lambda some: _resolved(row, some, as_of), size)


def _resolved(table: Succession, rows: QuerySet[Resolution], as_of: datetime) -> list[ResolvedView]:
    kept = list(rows.select_related("commitment__pillar").prefetch_related(IN_ORDER))
    refs = {heir.ref for one in kept for heir in one.heirs.all()}
    heirs = {name.ref: name for name in names_in(Commitment.objects.filter(plan=table.successor, ref__in=refs))}
    return [
        ResolvedView(
            plan=table.plan.slug,
            successor=table.successor.slug if table.successor else "",
            owner=table.owner,
            agreed_at=table.agreed_at if is_agreed_at(table, as_of) else None,
            promise=PromiseName(one.commitment.ref, one.commitment.number, one.commitment.title),
            fate=Fate(one.fate),
            into=tuple(heirs[heir.ref] for heir in one.heirs.all() if heir.ref in heirs),
            reason=one.reason,
        )
        for one in kept
    ]
