"""Writes of parties and organisations with their names and successions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from entente.foundation.common.actors import Actor
from entente.foundation.common.decisions import require
from entente.foundation.common.errors import RuleBroken
from entente.foundation.common.languages import Wording
from entente.foundation.common.records import bring_up_to_date
from entente.foundation.directory import queries, rules
from entente.foundation.directory.facts import Asking
from entente.foundation.directory.models import Alias, Organisation, Party, Succession
from entente.foundation.directory.words import AliasKind, OrganisationKind, SuccessionKind
from entente.foundation.ledger import commands as ledger


@transaction.atomic
def register_party(*, code: str, name: Wording, languages: Sequence[str], time_zone: str, by: Actor) -> Party:
    """Put a party on record, or correct it.  Raises ActionDenied, RuleBroken."""
    require(rules.can_keep_directory(by))
    what = f"Party {code}"
    rules.require_party_code(code)
    rules.require_wording(name, what)
    rules.require_languages(languages, what)
    rules.require_time_zone(time_zone, what)
    fields: dict[str, Any] = {"name": dict(name), "languages": list(languages), "time_zone": time_zone}
    party = Party.objects.select_for_update().filter(code=code).first()
    if party is None:
        party = Party.objects.create(code=code, **fields)
        ledger.record(by, "directory.party.register", party.ref, public=True, **fields)
    elif bring_up_to_date(party, fields):
        ledger.record(by, "directory.party.update", party.ref, public=True, **fields)
    return party


@transaction.atomic
def say_how_to_ask(party: Party, asking: Asking, *, by: Actor) -> Party:
    """Put on record by which law, and where, the authorities of a party are asked.  The same again changes nothing.

    Raises ActionDenied, RuleBroken.
    """
    require(rules.can_keep_directory(by))
    fields = asdict(asking)
    for wording in fields.values():
        if wording:
            rules.require_wording(wording, f"How to ask {party.code}")
    if bring_up_to_date(party, {"asking": fields if asking else {}}):
        ledger.record(by, "directory.party.asking", party.ref, public=True, **fields)
    return party


@transaction.atomic
def register_organisation(
    *,
    slug: str,
    name: Wording,
    kind: OrganisationKind,
    by: Actor,
    party: Party | None = None,
    from_on: str = "",
    to_on: str = "",
    source_address: str = "",
    at: datetime | None = None,
) -> Organisation:
    """Put an organisation on record, or correct it; dates are partial dates.  Raises ActionDenied, RuleBroken.

    at: the instant of the act, before which no table shows it; None: now.
    """
    require(rules.can_keep_directory(by))
    code = party.code if party else ""
    what = f"Organisation {slug}"
    rules.require_slug(slug, "an organisation")
    rules.require_wording(name, what)
    rules.require_home(kind, code, what)
    rules.require_period(from_on, what)
    rules.require_period(to_on, what)
    fields: dict[str, Any] = {
        "name": dict(name),
        "kind": OrganisationKind(kind).value,
        "from_on": from_on,
        "to_on": to_on,
        "source_address": source_address,
    }
    organisation = Organisation.objects.select_for_update().filter(slug=slug).first()
    if organisation is None:
        organisation = Organisation.objects.create(slug=slug, party=party, made_at=at or timezone.now(), **fields)
        ledger.record(by, "directory.organisation.register", slug, public=True, party=code, **fields)
    elif bring_up_to_date(organisation, {**fields, "party_id": party.pk if party else None}):
        ledger.record(by, "directory.organisation.update", slug, public=True, party=code, **fields)
    return organisation


@transaction.atomic
def add_alias(organisation: Organisation, *, language: str, text: str, kind: AliasKind, by: Actor) -> Alias:
    """Register another name.  Two organisations may share one.  Raises ActionDenied, RuleBroken."""
    require(rules.can_keep_directory(by))
    rules.require_language(language, f"Alias “{text}”")
    if not rules.fold(text) or len(text) > 255:
        raise RuleBroken(f"“{text[:60]}” cannot be an alias of {organisation.slug}; write 1 to 255 letters or digits.")
    fields: dict[str, Any] = {"language": language, "text": text, "kind": AliasKind(kind).value}
    alias, is_new = Alias.objects.get_or_create(
        organisation=organisation, **fields, defaults={"folded": rules.fold(text)}
    )
    if is_new:
        ledger.record(by, "directory.alias.add", organisation.ref, public=True, **fields)
    return alias


@transaction.atomic
def record_succession(
    *,
    predecessor: Organisation,
    successor: Organisation,
    kind: SuccessionKind,
    on: str,
    by: Actor,
    source_address: str = "",
) -> Succession:
    """Record that one organisation followed another on a partial date.  Raises ActionDenied, RuleBroken."""
    require(rules.can_keep_directory(by))
    what = f"Succession of {predecessor.slug} by {successor.slug}"
    if not on:
        raise RuleBroken(f"{what} has no date; a year is enough.")
    rules.require_period(on, what)
    if predecessor == successor or queries.leads_to(successor, predecessor):
        raise RuleBroken(f"{what} would make {predecessor.slug} its own successor; check which one came first.")
    fields: dict[str, Any] = {"kind": SuccessionKind(kind).value, "on": on, "source_address": source_address}
    row = Succession.objects.select_for_update().filter(predecessor=predecessor, successor=successor).first()
    if row is None:
        row = Succession.objects.create(predecessor=predecessor, successor=successor, **fields)
    elif not bring_up_to_date(row, fields):
        return row
    ledger.record(by, "directory.succession.record", predecessor.ref, public=True, successor=successor.ref, **fields)
    return row
