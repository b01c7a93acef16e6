"""Campaigns: promoting something over a time."""

from __future__ import annotations

from .table import Kind, Stage

CAMPAIGN = Kind(
    code="campaign",
    label="Campaign",
    stages=(
        Stage("planned", "Planned"),
        Stage("running", "Running", after=("planned",)),
        Stage("closed", "Closed", after=("planned", "running")),
    ),
)
