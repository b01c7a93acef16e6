"""Programmes and projects: designed, paid for, run, and confirmed by whoever they were for."""

from __future__ import annotations

from .table import BINDS, Kind, Mover, Stage

PROGRAMME = Kind(
    code="programme",
    label="Programme or project",
    has_term=True,
    stages=(
        Stage("designed", "Designed"),
        Stage("funded", "Funded", after=("designed",)),
        Stage("running", "Running", after=("designed", "funded")),
        Stage("renewal-due", "Renewal due", after=("running",), is_derived=True),
        Stage("completed", "Completed", after=("running", "renewal-due"), roles=BINDS, needs_claim=True),
        Stage(
            "confirmed", "Confirmed by the receiver", after=("running", "completed"), mover=Mover.RECEIVER, roles=BINDS
        ),
        Stage("evaluated", "Evaluated", after=("completed", "confirmed"), needs_claim=True),
    ),
)
