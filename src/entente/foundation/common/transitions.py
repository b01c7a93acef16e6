"""Transitions: which status may follow which.  State diagrams in the docs are generated from these tables."""

from __future__ import annotations

from collections.abc import Mapping

from .errors import InvalidTransition

Transitions = Mapping[str, frozenset[str]]
"""Status -> the statuses that may follow it."""


def require_transition(table: Transitions, now: str, then: str, what: str) -> None:
    """Raise InvalidTransition unless `then` may follow `now`."""
    if then not in table.get(now, frozenset()):
        raise InvalidTransition(f"{what} is “{now}”; from there it cannot become “{then}”.")


def mermaid(table: Transitions) -> str:
    """The table as a Mermaid state diagram."""
    rows = [f"    {now} --> {then}" for now, follow in table.items() for then in sorted(follow)]
    return "\n".join(["stateDiagram-v2", *rows])
