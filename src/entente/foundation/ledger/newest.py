"""Reads of what came last: since a position, and beyond the last signed checkpoint."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Max

from .models import Checkpoint, Leaf
from .queries import LoggedEntry, logged


def since(
    log: str, position: int, *, as_of: datetime, limit: int, offset: int = 0, without: str = ""
) -> tuple[int, list[LoggedEntry]]:
    """How many sealed entries stand in a log from a position on, up to an instant, and some of them, newest first.

    without: an action that is left out, "" for none.  Three queries.
    """
    leaves = Leaf.objects.filter(log=log, position__gte=position, entry__at__lte=as_of).exclude(entry__action=without)
    newest = leaves.order_by("-position").values_list("position", flat=True)[offset : offset + limit]
    shown = Leaf.objects.filter(log=log, position__in=list(newest))
    return leaves.count(), logged(shown.order_by("-position"))


def signed_size(log: str) -> int:
    """How many entries the newest signed checkpoint of a log covers; 0 before the first."""
    return Checkpoint.objects.filter(log=log).aggregate(most=Max("size"))["most"] or 0
