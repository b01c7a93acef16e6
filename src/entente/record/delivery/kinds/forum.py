"""Forums of others in which the parties sit: memberships, and positions taken together."""

from __future__ import annotations

from .table import BINDS, Kind, Mover, Stage

FORUM = Kind(
    code="forum",
    label="Forum",
    stages=(
        Stage("member", "All are members", after=("left",), mover=Mover.ALL, needs_claim=True),
        Stage("active", "Working together in it", after=("member",)),
        Stage("left", "One has left", after=("member", "active"), roles=BINDS, needs_claim=True),
    ),
)
