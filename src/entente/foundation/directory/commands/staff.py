"""Writes of people, posts and who holds them.  Whoever is not the operator needs a second person."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db import transaction

from entente.foundation.common.actors import Actor, Role
from entente.foundation.common.decisions import require
from entente.foundation.common.errors import InvalidTransition, RuleBroken
from entente.foundation.common.languages import Wording
from entente.foundation.common.records import bring_up_to_date
from entente.foundation.directory import rules
from entente.foundation.directory.models import Appointment, Organisation, Person, Post
from entente.foundation.directory.words import PostCapacity, usual_roles
from entente.foundation.ledger import commands as ledger


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
    if bring_up_to_date(post, {"title": fresh.title, "roles": content["roles"]}):
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
