"""Reads of the directory.  Days are arguments; nothing here looks at a clock."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet

from entente.foundation.common.actors import Actor, Capacity
from entente.foundation.common.errors import NotVisible
from entente.foundation.common.languages import Wording, pick
from entente.foundation.common.periods import Period
from entente.foundation.common.pieces import PIECE, Piece, rows_in_pieces
from entente.foundation.common.prepared import prepared
from entente.foundation.common.reading import remembered

from . import rules
from .facts import Asking as Asking
from .models import Alias as Alias
from .models import Appointment as Appointment
from .models import Membership
from .models import Organisation as Organisation
from .models import Party as Party
from .models import Person as Person
from .models import Post as Post
from .models import Succession as Succession
from .models import WorkingGroup as WorkingGroup
from .words import AliasKind as AliasKind
from .words import OrganisationKind as OrganisationKind
from .words import PostCapacity as PostCapacity
from .words import SuccessionKind as SuccessionKind


def parties() -> QuerySet[Party]:
    """All parties, by code."""
    return Party.objects.all()


def organisations() -> QuerySet[Organisation]:
    """All organisations with their party and aliases, by slug; two queries for any number."""
    return Organisation.objects.select_related("party").prefetch_related("aliases")


def organisation_pieces(*, as_of: datetime, size: int = PIECE) -> Iterator[Piece[Organisation]]:
    """All that were on record at an instant with their party, by slug, so many at a time.  One query, and one for each."""
    rows = Organisation.objects.filter(made_at__lte=as_of).order_by("slug")
    return rows_in_pieces(rows, lambda some: list(some.select_related("party")), size)


@remembered
def names_of(slugs: Collection[str]) -> dict[str, Wording]:
    """The names of organisations by slug.  One query, none for no slug."""
    return dict(_names(sorted(slugs)))


@prepared
def _names(slugs: Collection[str]) -> QuerySet[Organisation, tuple[str, Wording]]:
    return Organisation.objects.filter(slug__in=slugs).values_list("slug", "name")


def names_of_sides(codes: Collection[str]) -> dict[str, Wording]:
    """The names of parties by code and of other bodies by slug; one that is neither is left out.  Two queries."""
    wanted = set(codes)
    return names_of(wanted) | dict(Party.objects.filter(code__in=wanted).values_list("code", "name"))


@dataclass(frozen=True, slots=True)
class PostName:
    """What a post is called, and the body that it belongs to."""

    title: Wording
    body: Wording


@remembered
def post_names(refs: Collection[str]) -> dict[str, PostName]:
    """The names of posts by ref; a ref of no post is left out.  One query, none for no ref."""
    rows = _posts_of(sorted({ref.partition("/")[0] for ref in refs}))
    return {row.ref: PostName(row.title, row.organisation.name) for row in rows if row.ref in refs}


@prepared
def _posts_of(bodies: Collection[str]) -> QuerySet[Post]:
    return Post.objects.filter(organisation__slug__in=bodies).select_related("organisation")


def get_party(code: str) -> Party:
    """Raises NotVisible."""
    party = Party.objects.filter(code=code).first()
    if party is None:
        raise NotVisible(f"There is no party “{code}” on record.")
    return party


@remembered
def asking_of(codes: Collection[str]) -> dict[str, Asking]:
    """Code -> how the authorities of a party are asked; empty while nobody said.  One query."""
    rows = Party.objects.filter(code__in=codes).values_list("code", "asking")
    return {code: Asking(**asking) for code, asking in rows}


def get_organisation(slug: str) -> Organisation:
    """Raises NotVisible."""
    organisation = organisations().filter(slug=slug).first()
    if organisation is None:
        raise NotVisible(f"There is no organisation “{slug}” on record.")
    return organisation


def get_post(ref: str) -> Post:
    """A post by its ref, "observatory/record-keeper".  Raises NotVisible."""
    organisation, _, slug = ref.partition("/")
    post = _posts().filter(organisation__slug=organisation, slug=slug).first()
    if post is None:
        raise NotVisible(f"There is no post “{ref}” on record.")
    return post


def resolve_alias(text: str, language: str = "") -> list[Organisation]:
    """The organisations that a text may mean: its name or an alias, whatever the case, accents and points.

    language "" looks in all languages.  More than one answer is an ambiguity: the caller asks a person, never decides.
    [] is an unknown name.
    """
    wanted = rules.fold(text)
    if not wanted:
        return []
    spoken = Q(language=language) if language else Q()
    ids = set(Alias.objects.filter(spoken, folded=wanted).values_list("organisation_id", flat=True))
    # Own names lie in a JSON field without an index; organisations are hundreds, not millions.
    for key, name in Organisation.objects.values_list("id", "name"):
        texts = [name.get(language, "")] if language else list(name.values())
        if any(rules.fold(candidate) == wanted for candidate in texts):
            ids.add(key)
    return list(organisations().filter(id__in=ids))


def followed(organisation: Organisation) -> list[Succession]:
    """The successions by which an organisation followed others, oldest first."""
    return list(Succession.objects.filter(successor=organisation).select_related("predecessor").order_by("on", "pk"))


def followed_by(organisation: Organisation) -> list[Succession]:
    """The successions by which others followed an organisation, oldest first."""
    return list(Succession.objects.filter(predecessor=organisation).select_related("successor").order_by("on", "pk"))


def successors_of(organisation: Organisation, *, on: date) -> list[Organisation]:
    """Who carries on its work on a day: the ends of all successions in force by then.  [] when nobody followed it."""
    ends: dict[UUID, Organisation] = {}
    pending = _followers(organisation, on)
    while pending:
        current = pending.pop()
        following = _followers(current, on)
        pending += following
        if not following:
            ends[current.pk] = current
    return sorted(ends.values(), key=lambda end: end.slug)


def successors_among(keys: Collection[UUID], *, on: date) -> dict[UUID, list[Organisation]]:
    """As `successors_of`, for many organisations by key.  One query, none for no key; no entry for one that still exists."""
    if not keys:
        return {}
    following: dict[UUID, list[Organisation]] = {}
    for row in Succession.objects.select_related("successor"):
        if _in_force(row, on):
            following.setdefault(row.predecessor_id, []).append(row.successor)
    found: dict[UUID, list[Organisation]] = {}
    for key in keys:
        ends: dict[UUID, Organisation] = {}
        pending = list(following.get(key, []))
        while pending:
            current = pending.pop()
            pending += following.get(current.pk, [])
            if current.pk not in following:
                ends[current.pk] = current
        if ends:
            found[key] = sorted(ends.values(), key=lambda end: end.slug)
    return found


def acting_among(posts: Collection[UUID], *, on: date) -> set[UUID]:
    """The posts among these, by key, in which somebody stands in for the holder on a day.  One query, none for no post."""
    if not posts:
        return set()
    return set(_lasting(on).filter(post__in=posts, is_acting=True).values_list("post_id", flat=True))


def leads_to(start: Organisation, goal: Organisation) -> bool:
    """Whether successions of any date lead from one organisation to another."""
    pending = [start]
    while pending:
        following = _followers(pending.pop(), date.max)
        if goal in following:
            return True
        pending += following
    return False


def name_at(organisation: Organisation, *, on: date, language: str) -> tuple[str, str]:
    """The name it bore on a day: (text, its language tag).  Follows renamings forward and backward, nothing else."""
    current = organisation
    while following := _followers(current, on, kinds=[SuccessionKind.RENAMED]):
        current = following[0]
    while earlier := _renamed_after(current, on):
        current = earlier[0]
    return pick(current.name, language)


def appointments_of(person: Person, *, on: date) -> QuerySet[Appointment]:
    """Appointments of a person that last on a day, also those for which somebody else is acting."""
    lasting = _lasting(on).filter(person=person)
    return lasting.select_related("post__organisation__party").order_by("post__organisation__slug", "post__slug", "pk")


def holder_of(post: Post, *, on: date) -> Person | None:
    """Who holds a post on a day: the acting holder while there is one, else the appointed one, else nobody."""
    row = _lasting(on).filter(post=post).order_by("-is_acting", "from_on", "pk").select_related("person").first()
    return row.person if row else None


def posts_held_by(person: Person, *, on: date) -> list[Post]:
    """Posts through which a person acts on a day.  While somebody is acting, the appointed holder is not."""
    acting = _lasting(on).filter(post=OuterRef("pk"), is_acting=True)
    own = _lasting(on).filter(post=OuterRef("pk"), person=person)
    held = _posts().filter(Exists(own.filter(is_acting=True)) | (Exists(own) & ~Exists(acting)))
    return list(held.order_by("organisation__slug", "slug"))


def side_of(owner: str, to_post: str = "") -> Q:
    """The posts of an owner: those that speak for the party of this code, or act for the organisation of this slug.

    to_post: the way to the post where rows of another kind are narrowed, such as "post__"
    """
    speaks = Q(**{f"{to_post}capacity": PostCapacity.PARTY})
    of_party = Q(**{f"{to_post}organisation__party__code": owner})
    return (speaks & of_party) | (~speaks & Q(**{f"{to_post}organisation__slug": owner}))


def posts_of_side(owner: str) -> QuerySet[Post]:
    """Every post of an owner with its appointments and their people, by ref.  Two queries."""
    appointments = Appointment.objects.select_related("person").order_by("is_acting", "from_on", "pk")
    rows = _posts().filter(side_of(owner)).prefetch_related(Prefetch("appointments", queryset=appointments))
    return rows.order_by("organisation__slug", "slug")


def owners_with_posts() -> list[str]:
    """Codes of all for whom somebody may act.  One query."""
    return sorted({post.owner for post in _posts()})


def organisations_of_side(owner: str) -> QuerySet[Organisation]:
    """The organisations in which an owner may open posts, by slug."""
    return Organisation.objects.filter(Q(party__code=owner) | Q(slug=owner)).order_by("slug")


def people_of_side(owner: str) -> QuerySet[Person]:
    """Everybody who holds, held or will hold a post of an owner, by name."""
    held = Appointment.objects.filter(person=OuterRef("pk"), post__in=Post.objects.filter(side_of(owner)))
    return Person.objects.filter(Exists(held)).order_by("name", "pk")


def groups_of(post: Post, *, on: date) -> frozenset[str]:
    """Slugs of the working groups that a post sits in on a day."""
    sits = Membership.objects.filter(Q(to_on__isnull=True) | Q(to_on__gt=on), post=post, from_on__lte=on)
    return frozenset(sits.values_list("group__slug", flat=True))


@dataclass(frozen=True, slots=True)
class GroupView:
    """A working group as its sides see it.  seats: refs of the posts that sit in it today."""

    slug: str
    name: Wording
    sides: tuple[str, ...]
    seats: tuple[str, ...]


def groups_seen_by(by: Actor, *, on: date) -> list[GroupView]:
    """The working groups of the actor's side, and those that it founded, by slug; the operator sees all.  Two queries."""
    is_operator = by.capacity is Capacity.SYSTEM
    if not (by.is_signed_in or is_operator):
        return []
    sitting = Membership.objects.filter(Q(to_on__isnull=True) | Q(to_on__gt=on), from_on__lte=on)
    seats = Prefetch("memberships", queryset=sitting.select_related("post__organisation"))
    groups = WorkingGroup.objects.prefetch_related(seats)
    return [
        GroupView(
            group.slug, group.name, tuple(group.sides), tuple(sorted(one.post.ref for one in group.memberships.all()))
        )
        for group in groups
        if is_operator
        or by.owner in (group.owner, *group.sides)  # sides lie in a JSON field; groups are tens, not millions
    ]


def get_group(by: Actor, slug: str) -> WorkingGroup:
    """A working group of the actor's side, or one that it founded.  Raises NotVisible."""
    group = WorkingGroup.objects.filter(slug=slug).first()
    if group is None or not (by.capacity is Capacity.SYSTEM or by.owner in (group.owner, *group.sides)):
        raise NotVisible(f"There is no working group “{slug}” here.")
    return group


def owners_of(person: Person, *, on: date) -> set[str]:
    """Codes of the owners for whom a person may ever speak by the appointments that last on a day or begin after it."""
    rows = Appointment.objects.filter(Q(to_on__isnull=True) | Q(to_on__gt=on), person=person)
    return {row.post.owner for row in rows.select_related("post__organisation__party")}


def _posts() -> QuerySet[Post]:
    return Post.objects.select_related("organisation__party")


def _lasting(on: date) -> QuerySet[Appointment]:
    """The ending day is outside: who leaves on a day has left on it."""
    return Appointment.objects.filter(Q(to_on__isnull=True) | Q(to_on__gt=on), from_on__lte=on)


def _followers(
    organisation: Organisation, on: date, kinds: Sequence[str] = SuccessionKind.values
) -> list[Organisation]:
    rows = Succession.objects.filter(predecessor=organisation, kind__in=kinds).select_related("successor")
    return [row.successor for row in rows if _in_force(row, on)]


def _renamed_after(organisation: Organisation, on: date) -> list[Organisation]:
    """What it was called before a renaming that was still to come on the day."""
    rows = Succession.objects.filter(successor=organisation, kind=SuccessionKind.RENAMED).select_related("predecessor")
    return [row.predecessor for row in rows if not _in_force(row, on)]


def _in_force(row: Succession, on: date) -> bool:
    """A succession dated by a month or a year counts from its last day, when it is certain."""
    return Period.parse(row.on).last_on <= on
