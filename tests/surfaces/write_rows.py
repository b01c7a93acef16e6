"""The shape of a row of the table of writes, and the words in which rows say who may."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

Sent = Mapping[str, Any]
WRITERS = "contributor or keeper"
WORKERS = "contributor or approver or translator or verifier or keeper or secretariat or auditor or access-officer"
MEMBERS = f"{WORKERS} or seat or no-role"
"""Everybody who reads records, whatever they do with them."""


@dataclass(frozen=True, slots=True)
class Write:
    """One thing that a page does.

    who      roles "of" sides; sides: codes, or anybody, a party, an outsider
    sent     what its form sends; a callable makes a file anew for each sending
    query    what stands behind the address
    answers  status after it was done
    is_quiet  it may be done without anything being written
    before   what else is so when it is sent; undone with it
    refused  statuses of a refusal; more than two where somebody has the role and things stand otherwise for them
    """

    page: str
    what: str
    who: str
    sent: Sent = field(default_factory=dict)
    keys: Sent = field(default_factory=dict)
    query: Sent = field(default_factory=dict)
    answers: int = 302
    is_quiet: bool = False
    before: Callable[[], object] | None = None
    refused: tuple[int, ...] = (403, 404)
