"""Writes of the directory.  Atomic; who does it comes as `by`; the entry is written in the same transaction.

`register_...`, `add_alias`, `record_succession` and `open_post` can be called again with the same content: nothing
changes and nothing is entered.  Other content under the same code or slug is an update with an entry of its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Model

from entente.foundation.common.actors import Actor, Role
from entente.foundation.common.decisions import require
from entente.foundation.common.errors import InvalidTransition, RuleBroken
from entente.foundation.common.languages import Wording
from entente.foundation.ledger import commands as ledger

from . import queries, rules
from .models import Alias, Appointment, Organisation, Party, Person, Post, Succession
from .words import AliasKind, OrganisationKind, PostCapacity, SuccessionKind, usual_roles


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
    elif _update(party, fields):
        ledger.record(by, "directory.party.update", party.ref, public=True, **fields)
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
) -> Organisation:
    """Put an organisation on record, or correct it; dates are partial dates.  Raises ActionDenied, RuleBroken."""
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
        organisation = Organisation.objects.create(slug=slug, party=party, **fields)
        ledger.record(by, "directory.organisation.register", slug, public=True, party=code, **fields)
    elif _update(organisation, {**fields, "party_id": party.pk if party else None}):
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
    elif not _update(row, fields):
        return row
    ledger.record(by, "directory.succession.record", predecessor.ref, public=True, successor=successor.ref, **fields)
    return row


@transaction.atomic
def add_person(*, name: str, by: Actor) -> Person:
    """Take up somebody who will hold posts.  The entry has no name in it.  Raises ActionDenied, RuleBroken."""
    require(rules.can_propose(by, by.owner))
    if not name.strip() or len(name) > 255:
        raise RuleBroken("A person needs a name of 1 to 255 letters.")
    person = Person.objects.create(name=name.strip())
    ledger.record(by, "directory.person.add", f"person/{person.pk}")
    return person


@transaction.atomic
def open_post(
    organisation: Organisation,
    *,
    slug: str,
    title: Wording,
    capacity: PostCapacity,
    by: Actor,
    roles: Iterable[Role] | None = None,
    second: Actor | None = None,
) -> Post:
    """Open a post, or correct its title and roles.  Its capacity never changes.  Raises ActionDenied, RuleBroken.

    roles: what it may do for its side; None: all the work of a small desk (`words.usual_roles`), and for a post that
    is open already, what it had
    second: the administrator who confirmed what `by` proposed; set-up needs none
    """
    what = f"Post {organisation.slug}/{slug}"
    party = organisation.party
    rules.require_slug(slug, "a post")
    rules.require_wording(title, what)
    rules.require_speaker(capacity, party.code if party else "", what)
    fresh = Post(organisation=organisation, slug=slug, title=dict(title), capacity=PostCapacity(capacity).value)
    require(rules.can_staff(by, fresh.owner, second))
    wanted = None if roles is None else sorted(Role(role).value for role in roles)
    fresh.roles = sorted(usual_roles(fresh.capacity)) if wanted is None else wanted
    rules.require_roles(capacity, (Role(role) for role in fresh.roles), what)
    content: dict[str, Any] = {
        "title": fresh.title,
        "capacity": fresh.capacity,
        "roles": fresh.roles,
        **rules.seconded(second),
    }
    post = Post.objects.select_for_update().filter(organisation=organisation, slug=slug).first()
    if post is None:
        fresh.save()
        ledger.record(by, "directory.post.open", fresh.ref, public=True, **content)
        return fresh
    if post.capacity != fresh.capacity:
        raise RuleBroken(f"{what} is open as “{post.capacity}”; open another post for “{fresh.capacity}”.")
    content["roles"] = post.roles if wanted is None else wanted
    if _update(post, {"title": fresh.title, "roles": content["roles"]}):
        ledger.record(by, "directory.post.update", post.ref, public=True, **content)
    return post


@transaction.atomic
def appoint(
    post: Post, person: Person, *, from_on: date, by: Actor, is_acting: bool = False, second: Actor | None = None
) -> Appointment:
    """Appoint a person to a post.  One holder and one acting holder at a time.  Raises ActionDenied, RuleBroken."""
    require(rules.can_staff(by, post.owner, second))
    Post.objects.select_for_update().get(pk=post.pk)  # two appointments to one post wait for each other
    for other in Appointment.objects.filter(post=post, is_acting=is_acting):
        if rules.overlaps(from_on, None, other.from_on, other.to_on):
            until = f"until {other.to_on}" if other.to_on else "with no end"
            raise RuleBroken(f"{post.ref} is taken from {other.from_on} {until}; end that appointment first.")
    appointment = Appointment.objects.create(post=post, person=person, from_on=from_on, is_acting=is_acting)
    ledger.record(
        by,
        "directory.appointment.begin",
        post.ref,
        person=str(person.pk),
        is_acting=is_acting,
        from_on=from_on.isoformat(),
        **rules.seconded(second),
    )
    return appointment


@transaction.atomic
def end_appointment(appointment: Appointment, *, to_on: date, by: Actor, second: Actor | None = None) -> Appointment:
    """End an appointment; from `to_on` on the post is gone.  Raises ActionDenied, InvalidTransition, RuleBroken."""
    require(rules.can_staff(by, appointment.post.owner, second))
    held = Appointment.objects.select_for_update().get(pk=appointment.pk)
    post = appointment.post
    if held.to_on is not None:
        raise InvalidTransition(f"This appointment to {post.ref} ended on {held.to_on}; it cannot end again.")
    rules.require_order(held.from_on, to_on, f"This appointment to {post.ref}")
    appointment.to_on = to_on
    appointment.save(update_fields=["to_on"])
    facts: dict[str, Any] = {"person": str(appointment.person_id), "to_on": to_on.isoformat(), **rules.seconded(second)}
    ledger.record(by, "directory.appointment.end", post.ref, **facts)
    return appointment


def _update(row: Model, fields: dict[str, Any]) -> bool:
    """Write the fields that differ; whether any did."""
    changed = [field for field, value in fields.items() if getattr(row, field) != value]
    for field in changed:
        setattr(row, field, fields[field])
    if changed:
        row.save(update_fields=changed)
    return bool(changed)
