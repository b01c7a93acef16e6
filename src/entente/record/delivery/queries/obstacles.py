"""Reads of what stands in the way."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import QuerySet

from entente.foundation.common.actors import Actor
from entente.foundation.common.errors import NotVisible
from entente.foundation.common.languages import Wording
from entente.foundation.common.pieces import PIECE, Piece, rows_in_pieces
from entente.foundation.common.prepared import prepared_along
from entente.foundation.common.records import readable
from entente.record.delivery.models import Obstacle


@dataclass(frozen=True, slots=True)
class ObstacleView:
    """Something in the way.  cleared_on: None while it is; key: for the buttons of its own side."""

    key: UUID
    commitment: str
    owner: str
    text: Wording
    level: str
    carried_by: str
    raised_on: date
    cleared_on: date | None
    outcome: Wording
    post: str
    tier: str


def obstacles_on(by: Actor, commitment: str, *, as_of: datetime) -> list[ObstacleView]:
    """What stands or stood in the way of a promise: what still does first, then the latest.  One query."""
    views = [_view(row) for row in _rows(by, commitment, as_of)]
    return sorted(views, key=lambda view: view.cleared_on is not None)


@prepared_along("commitment")
def _rows(by: Actor, commitment: str, as_of: datetime) -> QuerySet[Obstacle]:
    rows = Obstacle.objects.filter(readable(by, as_of=as_of), commitment=commitment, made_at__lte=as_of)
    return rows.order_by("-raised_on", "id")


def obstacles_on_plan(by: Actor, plan: str, *, as_of: datetime) -> list[ObstacleView]:
    """What stands or stood in the way of any promise of a plan, earliest raised first.  One query."""
    return [_view(row) for row in _rows_on_plan(by, plan, as_of)]


def obstacle_pieces(by: Actor, plan: str, *, as_of: datetime, size: int = PIECE) -> Iterator[Piece[ObstacleView]]:
    """The same, so many at a time.  One query, and one for each piece."""
    return rows_in_pieces(_rows_on_plan(by, plan, as_of), lambda some: [_view(row) for row in some], size)


def get_obstacle_row(by: Actor, key: UUID, *, as_of: datetime) -> Obstacle:
    """The row that a command takes.  Raises NotVisible."""
    row = Obstacle.objects.filter(readable(by, as_of=as_of), pk=key).first()
    if row is None:
        raise NotVisible("There is no such obstacle here.")
    return row


def _rows_on_plan(by: Actor, plan: str, as_of: datetime) -> QuerySet[Obstacle]:
    rows = Obstacle.objects.filter(readable(by, as_of=as_of), commitment__startswith=f"{plan}/", made_at__lte=as_of)
    return rows.order_by("commitment", "raised_on", "id")


def _view(row: Obstacle) -> ObstacleView:
    return ObstacleView(
        key=row.pk,
        commitment=row.commitment,
        owner=row.owner,
        text=row.text,
        level=row.level,
        carried_by=row.carried_by,
        raised_on=row.raised_on,
        cleared_on=row.cleared_on,
        outcome=row.outcome,
        post=row.post,
        tier=row.tier,
    )
