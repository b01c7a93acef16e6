"""Linked data of who does what: the bodies that carry the promises of a plan, and its activities with what took place.

A body of a party is a GovernmentOrganization, any other an Organization; a meeting or other session is an Event.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from entente.foundation.common.actors import PUBLIC
from entente.foundation.common.errors import NotVisible
from entente.foundation.directory import queries as directory
from entente.record.delivery import queries as delivery
from entente.record.delivery.queries import LeadRole, LeadView, SessionStatus, SessionView
from entente.record.plan import queries as plans

from .linked_nodes import Node, document, node_id, page_of, party_node, texts

EVENT_STATUS = {
    SessionStatus.PLANNED: "https://schema.org/EventScheduled",
    SessionStatus.LAPSED: "https://schema.org/EventCancelled",
}
"""For what was held, or is said to have been, the words of schema.org have no status."""


def body_address(plan: str, body: str) -> str:
    return f"/data/linked/{plan}/bodies/{body}.jsonld"


def activity_address(plan: str, activity: str) -> str:
    return f"/data/linked/{plan}/activities/{activity}.jsonld"


def bodies_of(plan: str, *, as_of: datetime) -> list[str]:
    """Slugs of the bodies that carry a promise of a plan."""
    return list(delivery.bodies_on_plan(PUBLIC, plan, as_of=as_of))


def body_document(plan: str, body: str, *, as_of: datetime) -> Node:
    """A body, and what it carries in a plan.  Raises NotVisible, also for a body that carries nothing there."""
    view = plans.get_visible_plan(PUBLIC, plan, as_of=as_of)
    leads = delivery.leads_of_body(PUBLIC, plan, body, as_of=as_of)
    if not leads:
        raise NotVisible(f"There is no body “{body}” in the plan “{plan}”.")
    row = directory.get_organisation(body)
    party = next((one for one in view.parties if row.party is not None and one.code == row.party.code), None)
    others = [{"@value": one.text, "@language": one.language} for one in row.aliases.all() if one.language]
    return document(
        {
            "@id": node_id(body_address(plan, body)),
            "@type": "GovernmentOrganization" if party else "Organization",
            "identifier": row.slug,
            "name": texts(row.name),
            "alternateName": others,
            "parentOrganization": party_node(party) if party else None,
            "foundingDate": row.from_on or None,
            "dissolutionDate": row.to_on or None,
            "subjectOf": {"@type": "CreativeWork", "url": row.source_address} if row.source_address else None,
            "@reverse": {
                "agent": _carried(plan, leads, (LeadRole.LEAD,)),
                "participant": _carried(plan, leads, [role for role in LeadRole if role != LeadRole.LEAD]),
            },
        }
    )


def _carried(plan: str, leads: Sequence[LeadView], roles: Sequence[LeadRole]) -> list[Node]:
    refs = sorted({lead.commitment for lead in leads if lead.role in roles})
    return [
        {"@id": node_id(f"/data/linked/{plan}/{ref.rpartition('/')[2]}.jsonld"), "@type": "Action", "identifier": ref}
        for ref in refs
    ]


def activity_document(plan: str, activity: str, *, as_of: datetime) -> Node:
    """An activity and its sessions.  Raises NotVisible."""
    plans.get_visible_plan(PUBLIC, plan, as_of=as_of)
    view = delivery.get_activity(PUBLIC, plan, activity, as_of=as_of)
    return document(
        {
            "@id": node_id(activity_address(plan, activity)),
            "@type": "Action",
            "identifier": view.ref,
            "name": texts(view.title),
            "description": texts(view.summary),
            "url": page_of("activity", plan=plan, activity=activity),
            "result": [_event(one, view.title) for one in view.sessions],
        }
    )


def _event(one: SessionView, activity: dict[str, str]) -> Node:
    return {
        "@type": "Event",
        "identifier": one.ref,
        "name": texts(one.title or activity),
        "description": texts(one.outcome),
        "startDate": one.first_on.isoformat(),
        "endDate": one.last_on.isoformat(),
        "eventStatus": {"@id": EVENT_STATUS[SessionStatus(one.status)]} if one.status in EVENT_STATUS else None,
    }
