"""Parties, organisations, aliases, successions, people, posts and appointments.

A party takes part in a plan, not in the directory: participation belongs to `record.plan`.
Dates of organisations are partial (`common.periods.Period`), dates of appointments are days.
"""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from entente.foundation.common.actors import Capacity
from entente.foundation.common.records import Keyed

from .words import AliasKind, OrganisationKind, PostCapacity, SuccessionKind

PERIOD_LENGTH = 21
"""Longest text of a Period: 2023-05-02/2023-05-03."""


class Party(Keyed):
    """A government or authority that a plan can bind.

    code      ISO 3166 alpha-3 code, or 2 to 12 capitals and digits for one that has none
    name      wording
    languages its own official languages as BCP 47 tags, in the order in which it names them
    time_zone of its capital (IANA); its deadlines pass at midnight there
    asking    how its authorities are asked: {"law", "office", "chamber"}, each a wording; {} while nobody said
    """

    code = models.CharField(max_length=12, unique=True)
    name = models.JSONField(default=dict)
    languages = models.JSONField(default=list)
    time_zone = models.CharField(max_length=64)
    asking = models.JSONField(default=dict, blank=True)
    made_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        ordering = ["code"]

    def __str__(self) -> str:
        return self.code

    @property
    def ref(self) -> str:
        return self.code


class Organisation(Keyed):
    """A body that carries, keeps, assesses or watches.

    party          the party whose body it is; None for bodies between or outside governments
    from_on, to_on partial dates of its being; "" when unknown, or when it still exists
    source_address where its name and dates come from
    """

    slug = models.SlugField(max_length=64, unique=True)
    name = models.JSONField(default=dict)
    party = models.ForeignKey(Party, on_delete=models.PROTECT, null=True, blank=True, related_name="organisations")
    kind = models.CharField(max_length=16, choices=OrganisationKind.choices)
    from_on = models.CharField(max_length=PERIOD_LENGTH, blank=True, default="")
    to_on = models.CharField(max_length=PERIOD_LENGTH, blank=True, default="")
    source_address = models.CharField(max_length=2000, blank=True, default="")
    made_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        ordering = ["slug"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(kind=OrganisationKind.MINISTRY) | Q(party__isnull=False),
                name="directory_ministry_has_a_party",
            ),
        ]

    def __str__(self) -> str:
        return self.slug

    @property
    def ref(self) -> str:
        return self.slug


class Alias(Keyed):
    """A short, other or former name in one language.  Not unique on purpose: GAC and HLED each mean two things."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="aliases")
    language = models.CharField(max_length=35)
    text = models.CharField(max_length=255)
    folded = models.CharField(max_length=255, db_index=True, editable=False)
    """`rules.fold(text)`: without case, accents and punctuation."""
    kind = models.CharField(max_length=16, choices=AliasKind.choices)

    class Meta:
        ordering = ["organisation", "language", "kind", "text"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "language", "kind", "text"], name="directory_alias_once_per_organisation"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.text} ({self.language})"


class Succession(Keyed):
    """One organisation followed another.  Several rows share a successor (merger) or a predecessor (split)."""

    predecessor = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="successions")
    successor = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="precedents")
    kind = models.CharField(max_length=16, choices=SuccessionKind.choices)
    on = models.CharField(max_length=PERIOD_LENGTH)
    source_address = models.CharField(max_length=2000, blank=True, default="")

    class Meta:
        ordering = ["on", "predecessor", "successor"]
        constraints = [
            models.UniqueConstraint(fields=["predecessor", "successor"], name="directory_succession_once"),
            models.CheckConstraint(
                condition=~Q(predecessor=F("successor")), name="directory_succession_between_two_organisations"
            ),
            models.CheckConstraint(condition=~Q(on=""), name="directory_succession_is_dated"),
        ]

    def __str__(self) -> str:
        return f"{self.predecessor} {self.kind} {self.successor} {self.on}"


class Person(Keyed):
    """Somebody who holds posts.  Private: no public payload and no public page names a person."""

    name = models.CharField(max_length=255)
    made_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        ordering = ["made_at", "id"]
        verbose_name_plural = "people"

    def __str__(self) -> str:
        return self.name


class Post(Keyed):
    """A desk that outlives its holders.  The public record names posts.

    roles  what it may do for its side (`common.actors.Role`); [] only reads
    """

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="posts")
    slug = models.SlugField(max_length=64)
    title = models.JSONField(default=dict)
    capacity = models.CharField(max_length=16, choices=PostCapacity.choices)
    roles = models.JSONField(default=list, blank=True)
    made_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        ordering = ["organisation__slug", "slug"]
        constraints = [models.UniqueConstraint(fields=["organisation", "slug"], name="directory_post_once")]

    def __str__(self) -> str:
        return self.ref

    @property
    def ref(self) -> str:
        """ "observatory/record-keeper"; needs the organisation at hand."""
        return f"{self.organisation.slug}/{self.slug}"

    @property
    def owner(self) -> str:
        """Code of the party it speaks for, else the slug of its own organisation."""
        party = self.organisation.party
        if self.capacity == Capacity.PARTY and party is not None:
            return party.code
        return self.organisation.slug


class Appointment(Keyed):
    """A person holds a post from a day on.

    to_on     the day it ended; the post is gone on that very day.  None while it lasts.
    is_acting stands in for the holder, and wins over the holder while it lasts
    """

    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="appointments")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="appointments")
    is_acting = models.BooleanField(default=False)
    from_on = models.DateField()
    to_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["from_on", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(to_on__isnull=True) | Q(to_on__gte=F("from_on")),
                name="directory_appointment_ends_after_it_begins",
            ),
            models.UniqueConstraint(
                fields=["post", "is_acting"], condition=Q(to_on__isnull=True), name="directory_post_has_one_open_holder"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.post_id} from {self.from_on}"


class WorkingGroup(Keyed):
    """A standing group of several sides.  What is shared with it is read by the posts that sit in it.

    owner who founded it
    sides codes of the owners whose posts may sit in it; never changed
    """

    slug = models.SlugField(max_length=64, unique=True)
    name = models.JSONField(default=dict)
    owner = models.CharField(max_length=64, default="")
    sides = models.JSONField(default=list)
    made_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        ordering = ["slug"]

    def __str__(self) -> str:
        return self.slug

    @property
    def ref(self) -> str:
        return f"groups/{self.slug}"


class Membership(Keyed):
    """A post sits in a working group.  to_on: the day it left; None while it sits."""

    group = models.ForeignKey(WorkingGroup, on_delete=models.PROTECT, related_name="memberships")
    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="memberships")
    from_on = models.DateField()
    to_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["group", "from_on", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["group", "post"], condition=Q(to_on__isnull=True), name="directory_post_sits_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.post_id} in {self.group_id} from {self.from_on}"
