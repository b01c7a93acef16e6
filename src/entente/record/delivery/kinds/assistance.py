"""Technical assistance: one party gives, another confirms what it received; neither speaks for the other."""

from __future__ import annotations

from .table import BINDS, Kind, Mover, Stage

ASSISTANCE = Kind(
    code="assistance",
    label="Technical assistance",
    is_one_sided=True,
    stages=(
        Stage("offered", "Offered", mover=Mover.GIVER),
        Stage("provided", "Provided", after=("offered",), mover=Mover.GIVER),
        Stage("received", "Received", after=("offered", "provided"), mover=Mover.RECEIVER, roles=BINDS),
        Stage("completed", "Completed", after=("provided", "received"), mover=Mover.ALL, roles=BINDS, needs_claim=True),
    ),
)
