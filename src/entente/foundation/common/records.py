"""What every record carries from its first migration: owner, tier, embargo, UUIDv7 key, instants.  Abstract: no table."""

from __future__ import annotations

import uuid
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

import uuid_utils.compat
from django.db import models
from django.db.models import Count, Min, Q, QuerySet
from django.utils import timezone

from .actors import Actor, Capacity, Role
from .errors import RuleBroken


def new_key() -> uuid.UUID:
    """A UUIDv7: sorts by the time of its making, so that indexes grow at one end."""
    return uuid_utils.compat.uuid7()


class Tier(models.TextChoices):
    """Who may read a record."""

    OWN = "own", "own side"
    PARTIES = "parties", "all parties"
    GROUP = "group", "working group"
    PUBLIC = "public", "public"


class Withheld(models.TextChoices):
    """Why the public does not see something, as far as its owner says so."""

    SILENT = "", "nothing is said"
    SECURITY = "security", "security"
    PRIVACY = "privacy", "privacy of persons"
    RELATIONS = "relations", "relations between governments"
    COMMUNITY = "community", "at the wish of a community"
    COMMERCIAL = "commercial", "commercial confidence"
    UNFINISHED = "unfinished", "still being worked on"


class Keyed(models.Model):
    """A row with a UUIDv7 key that no person ever sees."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)

    class Meta:
        abstract = True


class Record(Keyed):
    """A row of the record.

    owner         code of the party, keeper or assessor whose record it is; never two
    tier          who may read it
    group         slug of the working group that reads it; set for tier "group" alone
    embargo_until instant before which only its owner reads it; None: none
    withheld_for  why the public does not see it, told to the public; "" and the public is told of nothing
    """

    owner = models.CharField(max_length=64)
    tier = models.CharField(max_length=16, choices=Tier.choices, default=Tier.OWN)
    group = models.SlugField(max_length=64, blank=True, default="")
    withheld_for = models.CharField(max_length=12, choices=Withheld.choices, default=Withheld.SILENT, blank=True)
    embargo_until = models.DateTimeField(null=True, blank=True)
    made_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        abstract = True


def readable(by: Actor, *, as_of: datetime) -> Q:
    """The rows that an actor may read at an instant.  The one rule that every `visible_to` starts from."""
    if by.capacity is Capacity.SYSTEM:
        return Q()
    out = Q(embargo_until__isnull=True) | Q(embargo_until__lte=as_of)
    if not by.reads_records:
        return Q(tier=Tier.PUBLIC) & out
    shared = Q(tier=Tier.PUBLIC)
    # A keeper who is an observer has no seat among the parties; a secretariat serves all of them.
    if by.capacity is Capacity.PARTY or Role.SECRETARIAT in by.roles:
        shared |= Q(tier=Tier.PARTIES)
    if by.groups:
        shared |= Q(tier=Tier.GROUP, group__in=by.groups)
    return Q(owner=by.owner) | (shared & out)


OPENNESS = {Tier.OWN: 0, Tier.GROUP: 1, Tier.PARTIES: 2, Tier.PUBLIC: 3}
"""Tier -> how many may read, compared: each is read by more sides than the one before."""


def next_release(*, as_of: datetime) -> datetime | None:
    """The first instant after this one at which an embargo on any record ends; None when none runs.  A query a table."""
    ends = (
        model._default_manager.filter(embargo_until__gt=as_of).aggregate(first=Min("embargo_until"))["first"]
        for model in _records(Record.__subclasses__())
    )
    return min((end for end in ends if end is not None), default=None)


def _records(models: Iterable[type[Record]]) -> Iterator[type[Record]]:
    for one in models:
        if not one._meta.abstract:
            yield one
        yield from _records(one.__subclasses__())


def require_as_open(source: str, shown: str, what: str) -> None:
    """What is shown rests on what all its readers may see: else its title, address and hash would tell of it.

    source, shown: tiers.  Raises RuleBroken.
    """
    if OPENNESS[Tier(source)] >= OPENNESS[Tier(shown)]:
        return
    if shown == Tier.PUBLIC:
        raise RuleBroken(
            f"{what} is not public, and this would be; use a public one, or keep this to those who may read it."
        )
    raise RuleBroken(f"{what} is shared with fewer than this would be; use another, or share this with fewer.")


def told_withheld(*, as_of: datetime) -> Q:
    """The rows of which the public is told that they exist and why it does not see them."""
    hidden = ~Q(tier=Tier.PUBLIC) | Q(embargo_until__gt=as_of)
    return hidden & ~Q(withheld_for=Withheld.SILENT)


def withheld_rows(rows: Sequence[QuerySet[Any]], *, as_of: datetime) -> QuerySet[Any, tuple[str, int]]:
    """(reason, how many) of each of these querysets, of which there is at least one.

    Each comes narrowed to what is asked (a plan, a promise) and to what would stand there were it not withheld (published,
    not a draft), and is of a Record.
    """
    is_told = told_withheld(as_of=as_of)
    told = [
        queryset.filter(is_told).order_by().values_list("withheld_for").annotate(number=Count("pk"))
        for queryset in rows
    ]
    together: QuerySet[Any, tuple[str, int]] = told[0].union(*told[1:], all=True)
    return together


def counted(pairs: Iterable[tuple[str, int]]) -> dict[Withheld, int]:
    """Reason -> how many altogether, in the order of the reasons."""
    total = Counter[Withheld]()
    for reason, number in pairs:
        total[Withheld(reason)] += number
    return {reason: total[reason] for reason in Withheld if total[reason]}


def bring_up_to_date(row: models.Model, values: Mapping[str, Any]) -> bool:
    """Write the fields that differ; whether any did."""
    changed = [name for name, value in values.items() if getattr(row, name) != value]
    for name in changed:
        setattr(row, name, values[name])
    if changed:
        row.save(update_fields=changed)
    return bool(changed)
