"""Exchanges: of practice and people, between governments and between civil societies, counted apart."""

from __future__ import annotations

from .table import BINDS, Kind, Mover, Stage

EXCHANGE = Kind(
    code="exchange",
    label="Exchange",
    has_streams=True,
    stages=(
        Stage("agreed", "Agreed", mover=Mover.ALL),
        Stage("running", "Running", after=("agreed",)),
        Stage("closed", "Closed", after=("agreed", "running"), roles=BINDS),
    ),
)
