"""Mechanisms and dialogues: they stand and meet; what they do shows in their sessions, and silence in the clock."""

from __future__ import annotations

from .table import BINDS, Kind, Mover, Stage

DIALOGUE = Kind(
    code="dialogue",
    label="Mechanism or dialogue",
    stages=(
        Stage("agreed", "Agreed to set up", mover=Mover.ALL),
        Stage("established", "Established", after=("agreed",), mover=Mover.ALL, roles=BINDS, needs_claim=True),
        Stage("meeting", "Meeting", after=("established", "suspended")),
        Stage("suspended", "Suspended", after=("established", "meeting"), roles=BINDS),
        Stage("ended", "Ended", after=("established", "meeting", "suspended"), roles=BINDS),
    ),
)
