"""Writes of working groups: who sits together, and through which posts."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.db import transaction

from entente.foundation.common.actors import Actor
from entente.foundation.common.decisions import require
from entente.foundation.common.errors import InvalidTransition, RuleBroken
from entente.foundation.common.languages import Wording
from entente.foundation.directory import rules
from entente.foundation.directory.models import Membership, Post, WorkingGroup
from entente.foundation.ledger import commands as ledger


@transaction.atomic
def found_group(*, slug: str, name: Wording, sides: Sequence[str], by: Actor) -> WorkingGroup:
    """Found a working group of some sides, by their owners' codes.

    Its sides never change: what was shared with a group is never read by a side that came later.
    Raises ActionDenied, RuleBroken.
    """
    require(rules.can_found_group(by))
    what = f"Working group {slug}"
    rules.require_slug(slug, "a working group")
    rules.require_wording(name, what)
    rules.require_sides(sides, what)
    if WorkingGroup.objects.filter(slug=slug).exists():
        raise RuleBroken(f"There is a working group “{slug}” already; choose another name.")
    group = WorkingGroup.objects.create(slug=slug, name=dict(name), sides=sorted(sides), owner=by.owner)
    ledger.record(by, "directory.group.found", group.ref, name=group.name, sides=group.sides)
    return group


@transaction.atomic
def seat(group: WorkingGroup, post: Post, *, from_on: date, by: Actor) -> Membership:
    """Seat a post in a group.  Raises ActionDenied, InvalidTransition, RuleBroken."""
    require(rules.can_seat(by, post.owner, group.sides))
    if Membership.objects.filter(group=group, post=post, to_on=None).exists():
        raise InvalidTransition(f"{post.ref} sits in {group.slug} already; nothing changed.")
    row = Membership.objects.create(group=group, post=post, from_on=from_on)
    ledger.record(by, "directory.group.seat", group.ref, seat=post.ref, from_on=from_on.isoformat())
    return row


@transaction.atomic
def unseat(group: WorkingGroup, post: Post, *, to_on: date, by: Actor) -> Membership:
    """Take a post out of a group: from `to_on` on it reads nothing of it.  Raises ActionDenied, InvalidTransition, RuleBroken."""
    require(rules.can_seat(by, post.owner, group.sides))
    row = Membership.objects.select_for_update().filter(group=group, post=post, to_on=None).first()
    if row is None:
        raise InvalidTransition(f"{post.ref} does not sit in {group.slug}; nothing changed.")
    rules.require_order(row.from_on, to_on, f"The seat of {post.ref} in {group.slug}")
    row.to_on = to_on
    row.save(update_fields=["to_on"])
    ledger.record(by, "directory.group.unseat", group.ref, seat=post.ref, to_on=to_on.isoformat())
    return row
