"""An approval that was given elsewhere, with the signed form or the mail that gave it.

The paper is archived for its own side alone; neither the name nor the address in it is copied anywhere else.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.conf import settings
from django.db import transaction

from entente.foundation.common.actors import Actor, Capacity
from entente.foundation.common.canonical import sha256_hex
from entente.foundation.common.decisions import require
from entente.foundation.common.errors import RuleBroken
from entente.foundation.common.records import Tier
from entente.foundation.sources import commands as sources
from entente.foundation.sources.commands import DocumentFacts
from entente.foundation.sources.queries import Showing, Side
from entente.record.delivery import commands as delivery
from entente.record.delivery import queries
from entente.record.delivery.queries import UpdateStatus
from entente.record.delivery.rules import can_write

from .words import say

PAPERS = (".docx", ".eml", ".jpeg", ".jpg", ".msg", ".pdf", ".png")
"""Endings of what an approval is kept in."""


@dataclass(frozen=True, slots=True)
class ApprovalFacts:
    """What the paper says.  given_by: ref of the post that approved; file_number: under which its side keeps it."""

    given_by: str
    given_on: date
    file_number: str
    revision: int


@transaction.atomic
def record_approval(
    update: str, facts: ApprovalFacts, file_name: str, content: bytes, *, by: Actor, at: datetime
) -> None:
    """Put on record that a mail or signed form approved an update, and keep it for its own side.  `update`: its ref.

    Raises ActionDenied, Conflict, NotVisible, InvalidTransition, RuleBroken; then nothing is kept.
    """
    require(can_write(by))
    name = file_name.replace("\\", "/").rsplit("/", 1)[-1]
    if not name.lower().endswith(PAPERS):
        raise RuleBroken(say("no_mail", name=name))
    row = queries.get_update_row(by, update, as_of=at)
    is_party = by.capacity is Capacity.PARTY
    document = sources.add_document(
        DocumentFacts(
            slug=f"approval-{sha256_hex(content)[:20]}",
            title={"en": f"Approval kept under {facts.file_number}"},
            side=Side.PARTY if is_party else Side.THIRD,
            party=by.owner if is_party else "",
            is_described=True,
        ),
        by=by,
        owner=by.owner,
        tier=Tier.OWN,
    )
    snapshot = sources.archive_upload(
        document, name, content, by=by, at=at, showing=Showing.REFERENCE, bytes_max=settings.UPLOAD_BYTES_MAX
    )
    delivery.record_approval_elsewhere(
        row,
        by=by,
        at=at,
        given_by=facts.given_by,
        given_on=facts.given_on,
        file_number=facts.file_number,
        proof=snapshot,
        revision=facts.revision,
    )


def waiting_updates(by: Actor, *, as_of: datetime) -> list[tuple[str, int]]:
    """(ref, revision) of the side's updates that wait for approval, last changed first."""
    views = queries.own_updates(by, as_of=as_of, statuses=[UpdateStatus.SUBMITTED])
    return [(view.ref, view.working.revision) for view in views if view.working is not None]
