"""Writes of leads and windows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from entente.foundation.common.actors import Actor, Capacity
from entente.foundation.common.decisions import require
from entente.foundation.common.errors import InvalidTransition, RuleBroken
from entente.foundation.common.languages import Wording
from entente.foundation.common.periods import Period
from entente.foundation.common.records import Tier
from entente.foundation.common.refs import Ref
from entente.foundation.directory.models import Organisation, Post
from entente.foundation.ledger import commands as ledger
from entente.foundation.sources.models import Citation
from entente.record.delivery import rules
from entente.record.delivery.models import Lead, Window
from entente.record.delivery.words import LeadRole
from entente.record.plan.commands import hold_open


@dataclass(frozen=True, slots=True)
class LeadFacts:
    """A body's part in a promise; `subject` is the ref of a commitment or clause."""

    subject: str
    role: LeadRole
    from_on: str = ""
    to_on: str = ""


@transaction.atomic
def name_lead(
    facts: LeadFacts,
    organisation: Organisation,
    *,
    by: Actor,
    owner: str,
    citation: Citation | None = None,
    post: Post | None = None,
    at: datetime | None = None,
) -> Lead:
    """Name a body that carries a promise, and the post there that answers for it.  The same again changes nothing.

    A keeper must cite who says so.  Another post takes the place of the first; a body whose lead has ended may lead anew.
    at: the instant of the act; None: now.
    """
    party = organisation.party
    require(rules.can_name_lead(by, party=party.code if party else ""))
    if by.capacity is not Capacity.PARTY and citation is None:
        raise RuleBroken(f"Who says that {organisation.slug} carries {facts.subject}?  Cite the source.")
    if post is not None and post.organisation_id != organisation.pk:
        raise RuleBroken(f"The post {post.ref} is not one of {organisation.slug}; name a post of the body that leads.")
    if citation is not None:
        rules.require_as_open(citation.document.tier, Tier.PUBLIC, "The source")
    rows = Lead.objects.filter(owner=owner, subject=facts.subject, organisation=organisation, role=facts.role)
    lead = rows.filter(to_on=facts.to_on).first() or rows.filter(to_on="").first()
    if lead is not None and (post is None or lead.post_id == post.pk):
        return lead
    hold_open(Ref.parse(facts.subject).plan)
    if lead is None:
        lead = Lead(
            owner=owner,
            subject=facts.subject,
            organisation=organisation,
            role=facts.role,
            commitment=facts.subject.partition("#")[0],
            party=party,
            from_on=facts.from_on,
            to_on=facts.to_on,
            citation=citation,
            tier=Tier.PUBLIC,
            made_at=at or timezone.now(),
        )
    lead.post = post
    lead.save()
    ledger.record(
        by,
        "delivery.lead.name",
        facts.subject,
        at=at,
        public=True,
        organisation=organisation.slug,
        role=str(facts.role),
        source=citation.document.address if citation else "",
        **({"post": post.ref} if post else {}),
    )
    return lead


@transaction.atomic
def end_lead(lead: Lead, on: str, *, by: Actor, at: datetime) -> Lead:
    """Say from when a body no longer carries a promise (partial date); the row stays, with both its dates."""
    require(rules.can_end_lead(by, owner=lead.owner))
    period = rules.require_period(on, f"The day on which {lead.organisation.slug} ended")
    hold_open(Ref.parse(lead.subject).plan)
    if lead.to_on:
        raise InvalidTransition(f"The lead of {lead.organisation.slug} ended {lead.to_on} already.")
    if lead.from_on and period.last_on < rules.require_period(lead.from_on, "Its beginning").first_on:
        raise RuleBroken(f"It would end before it began ({lead.from_on}); give a later day.")
    lead.to_on = str(period)
    lead.save(update_fields=["to_on"])
    ledger.record(
        by,
        "delivery.lead.end",
        lead.subject,
        at=at,
        public=True,
        organisation=lead.organisation.slug,
        role=lead.role,
        to_on=lead.to_on,
    )
    return lead


@transaction.atomic
def set_window(
    commitment: str,
    period: Period,
    name: Wording,
    citation: Citation,
    *,
    by: Actor,
    owner: str,
    at: datetime | None = None,
) -> Window:
    """Put the outside dates of a promise on record; another period is a renewal.  The same again changes nothing.

    at: the instant of the act; None: now.
    """
    require(rules.can_set_window(by))
    rules.require_as_open(citation.document.tier, Tier.PUBLIC, "The source")
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
            "made_at": at or timezone.now(),
        },
    )
    if is_new:
        hold_open(Ref.parse(commitment).plan)
        ledger.record(
            by,
            "delivery.window.set",
            commitment,
            at=at,
            public=True,
            period=str(period),
            name=name,
            source=citation.document.address,
        )
    return window
