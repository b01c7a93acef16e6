"""Events and series of events: announced, under way, held."""

from __future__ import annotations

from .table import BINDS, Kind, Stage

EVENT_SERIES = Kind(
    code="event_series",
    label="Event or series of events",
    stages=(
        Stage("announced", "Announced"),
        Stage("under-way", "Under way", after=("announced",)),
        Stage("held", "Held", after=("announced", "under-way"), roles=BINDS, needs_claim=True),
        Stage("closed", "Closed", after=("announced", "under-way", "held")),
    ),
)
