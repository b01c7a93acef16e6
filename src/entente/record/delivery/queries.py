"""Reads of leads."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from entente.foundation.common.actors import Actor
from entente.foundation.common.languages import Wording
from entente.foundation.common.records import readable

from .models import Lead
from .words import LeadRole

__all__ = ["LeadRole"]


@dataclass(frozen=True, slots=True)
class LeadView:
    """A body that carries a promise.  party: code of its party, "" for a joint or outside body."""

    subject: str
    organisation: str
    name: Wording
    party: str
    role: str
    from_on: str
    to_on: str
    source_address: str


def leads_of(by: Actor, commitment: str, *, as_of: datetime) -> list[LeadView]:
    """Bodies that carry a promise or a clause of it, by party, leads first.  One query."""
    rows = Lead.objects.filter(readable(by, as_of=as_of), commitment=commitment)
    order = {role: at for at, role in enumerate(LeadRole.values)}
    views = [
        LeadView(
            subject=row.subject,
            organisation=row.organisation.slug,
            name=row.organisation.name,
            party=row.party.code if row.party else "",
            role=row.role,
            from_on=row.from_on,
            to_on=row.to_on,
            source_address=row.citation.document.address if row.citation else "",
        )
        for row in rows.select_related("organisation", "party", "citation__document")
    ]
    return sorted(views, key=lambda view: (view.party, order[view.role], view.organisation))
