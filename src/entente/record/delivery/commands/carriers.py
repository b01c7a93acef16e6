"""Writes of leads and windows."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import transaction

from entente.foundation.common.actors import Actor, Capacity
from entente.foundation.common.decisions import require
from entente.foundation.common.errors import RuleBroken
from entente.foundation.common.languages import Wording
from entente.foundation.common.periods import Period
from entente.foundation.common.records import Tier
from entente.foundation.directory.models import Organisation
from entente.foundation.ledger import commands as ledger
from entente.foundation.sources.models import Citation
from entente.record.delivery import rules
from entente.record.delivery.models import Lead, Window
from entente.record.delivery.words import LeadRole


@dataclass(frozen=True, slots=True)
class LeadFacts:
    """A body's part in a promise; `subject` is the ref of a commitment or clause."""

    subject: str
    role: LeadRole
    from_on: str = ""
    to_on: str = ""


@transaction.atomic
def name_lead(
    facts: LeadFacts, organisation: Organisation, *, by: Actor, owner: str, citation: Citation | None = None
) -> Lead:
    """Name a body that carries a promise.  A keeper must cite who says so.  The same again changes nothing."""
    party = organisation.party
    require(rules.can_name_lead(by, party=party.code if party else ""))
    if by.capacity is not Capacity.PARTY and citation is None:
        raise RuleBroken(f"Who says that {organisation.slug} carries {facts.subject}?  Cite the source.")
    lead, is_new = Lead.objects.get_or_create(
        owner=owner,
        subject=facts.subject,
        organisation=organisation,
        role=facts.role,
        defaults={
            "commitment": facts.subject.partition("#")[0],
            "party": party,
            "from_on": facts.from_on,
            "to_on": facts.to_on,
            "citation": citation,
            "tier": Tier.PUBLIC,
        },
    )
    if is_new:
        ledger.record(
            by,
            "delivery.lead.name",
            facts.subject,
            public=True,
            organisation=organisation.slug,
            role=str(facts.role),
            source=citation.document.address if citation else "",
        )
    return lead


@transaction.atomic
def set_window(commitment: str, period: Period, name: Wording, citation: Citation, *, by: Actor, owner: str) -> Window:
    """Put the outside dates of a promise on record; another period is a renewal.  The same again changes nothing."""
    require(rules.can_set_window(by))
    window, is_new = Window.objects.get_or_create(
        owner=owner,
        commitment=commitment,
        period=str(period),
        defaults={
            "name": name,
            "first_on": period.first_on,
            "last_on": period.last_on,
            "citation": citation,
            "tier": Tier.PUBLIC,
        },
    )
    if is_new:
        ledger.record(
            by,
            "delivery.window.set",
            commitment,
            public=True,
            period=str(period),
            name=name,
            source=citation.document.address,
        )
    return window
