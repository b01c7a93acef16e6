"""Reads of who carries promises."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID

from django.db.models import Q, QuerySet

from entente.foundation.common.actors import Actor
from entente.foundation.common.errors import NotVisible
from entente.foundation.common.languages import Wording
from entente.foundation.common.periods import Period
from entente.foundation.common.pieces import PIECE, Piece, in_pieces
from entente.foundation.common.prepared import prepared_along
from entente.foundation.common.records import readable
from entente.foundation.directory.queries import acting_among, successors_among
from entente.record.delivery.models import Lead
from entente.record.delivery.words import LeadRole
from entente.record.plan import queries as plans
from entente.record.plan.queries import CommitmentView


@dataclass(frozen=True, slots=True)
class LeadView:
    """A body that carries a promise.

    party     code of its party, "" for a joint or outside body
    document  slug of the document that says so, "" for none; place: where in it
    post      ref of the desk there that answers for it, "" for none named
    is_acting somebody stands in for the holder of that post today
    carried_on_by  (slug, name) of the bodies that carry on its work today, () while it exists itself
    """

    key: UUID
    subject: str
    organisation: str
    name: Wording
    party: str
    role: str
    from_on: str
    to_on: str
    source_address: str
    document: str
    place: str
    owner: str
    post: str
    post_title: Wording
    is_acting: bool
    carried_on_by: tuple[tuple[str, Wording], ...]
    is_over: bool

    @property
    def commitment(self) -> str:
        return self.subject.partition("#")[0]


@dataclass(frozen=True, slots=True)
class CarrierRow:
    """One party that owes a promise and the bodies that carry it.  leads: all, also those whose time is over."""

    commitment: str
    number: str
    title: Wording
    party: str
    leads: tuple[LeadView, ...]

    @property
    def is_claimed(self) -> bool:
        """Whether some body leads it or supports it today."""
        return any(not lead.is_over and lead.role in (LeadRole.LEAD, LeadRole.SUPPORTING) for lead in self.leads)


def leads_of(by: Actor, commitment: str, *, as_of: datetime) -> list[LeadView]:
    """Bodies that carry a promise or a clause of it, by party, leads first.  Three queries."""
    return _views(_rows(by, Q(commitment=commitment), as_of), as_of=as_of)


def leads_on_plan(by: Actor, plan: str, *, as_of: datetime) -> list[LeadView]:
    """Bodies that carry any promise of a plan, by party, leads first.  Three queries."""
    return _views(_rows(by, _on(plan), as_of), as_of=as_of)


def leads_on_promises(by: Actor, refs: Collection[str], *, as_of: datetime) -> list[LeadView]:
    """Bodies that carry any of these promises, by party, leads first.  Three queries."""
    return _views(_rows(by, Q(commitment__in=sorted(refs)), as_of), as_of=as_of)


def leads_of_body(by: Actor, plan: str, body: str, *, as_of: datetime) -> list[LeadView]:
    """What one body carries in a plan, leads first.  Three queries."""
    return _views(_rows(by, _on(plan) & Q(organisation__slug=body), as_of), as_of=as_of)


def bodies_on_plan(by: Actor, plan: str, *, as_of: datetime) -> dict[str, Wording]:
    """Slug -> name of every body that carries a promise of a plan, by slug.  One query."""
    rows = _readable(by, _on(plan), as_of)
    return dict(rows.order_by("organisation__slug", "pk").values_list("organisation__slug", "organisation__name"))


def lead_pieces(by: Actor, plan: str, *, as_of: datetime, size: int = PIECE) -> Iterator[Piece[LeadView]]:
    """The same, so many at a time.  One query, and three for each piece."""
    rows = _readable(by, _on(plan), as_of)
    named = rows.values_list("party__code", "role", "organisation__slug", "from_on", "pk")
    keys = [key for *_, key in sorted(named, key=lambda one: _place(one[0] or "", *one[1:]))]
    return in_pieces(keys, lambda some: _views(_rows(by, Q(pk__in=list(some)), as_of), as_of=as_of), size)


def carrier_rows(by: Actor, plan: str, *, as_of: datetime) -> list[CarrierRow]:
    """Every promise of a plan with every party that owes it, also where no body carries it.  Nine queries."""
    by_promise: dict[str, list[LeadView]] = {}
    for lead in leads_on_plan(by, plan, as_of=as_of):
        by_promise.setdefault(lead.commitment, []).append(lead)
    promises = plans.commitments(by, plan, as_of=as_of)
    return [row for promise in promises for row in carried(promise, by_promise.get(promise.ref, ()))]


def carried(promise: CommitmentView, leads: Sequence[LeadView]) -> tuple[CarrierRow, ...]:
    """A row for each party that owes a promise, with those of the promise's leads that are of that party.  No query."""
    return tuple(
        CarrierRow(
            promise.ref, promise.number, promise.title, party, tuple(lead for lead in leads if lead.party == party)
        )
        for party in promise.obligors
    )


def get_lead_row(by: Actor, key: str, *, as_of: datetime) -> Lead:
    """The row that a command takes.  Raises NotVisible."""
    row = Lead.objects.filter(readable(by, as_of=as_of), pk=key).select_related("organisation").first()
    if row is None:
        raise NotVisible("There is no such lead here.")
    return row


def _on(plan: str) -> Q:
    return Q(commitment__startswith=f"{plan}/")


def _readable(by: Actor, which: Q, as_of: datetime) -> QuerySet[Lead]:
    return Lead.objects.filter(readable(by, as_of=as_of), which, made_at__lte=as_of)


@prepared_along("commitment")
def _rows(by: Actor, which: Q, as_of: datetime) -> QuerySet[Lead]:
    rows = _readable(by, which, as_of)
    return rows.select_related("organisation", "party", "citation__document", "post__organisation").order_by("pk")


def _views(kept: Sequence[Lead], *, as_of: datetime) -> list[LeadView]:
    today = as_of.astimezone(UTC).date()
    following = successors_among({row.organisation_id for row in kept}, on=today)
    acting = acting_among({row.post_id for row in kept if row.post_id}, on=today)
    views = [
        LeadView(
            key=row.pk,
            subject=row.subject,
            organisation=row.organisation.slug,
            name=row.organisation.name,
            party=row.party.code if row.party else "",
            role=row.role,
            from_on=row.from_on,
            to_on=row.to_on,
            source_address=row.citation.document.address if row.citation else "",
            document=row.citation.document.slug if row.citation else "",
            place=row.citation.place if row.citation else "",
            owner=row.owner,
            post=row.post.ref if row.post else "",
            post_title=row.post.title if row.post else {},
            is_acting=row.post_id in acting,
            carried_on_by=tuple((one.slug, one.name) for one in following.get(row.organisation_id, [])),
            is_over=bool(row.to_on) and Period.parse(row.to_on).last_on < today,
        )
        for row in kept
    ]
    return sorted(views, key=lambda view: _place(view.party, view.role, view.organisation, view.from_on, view.key))


def _place(party: str, role: str, organisation: str, from_on: str, key: UUID) -> tuple[str, int, str, str, UUID]:
    """Where a body stands in a list: by party, leads first."""
    return party, LeadRole.values.index(role), organisation, from_on, key
