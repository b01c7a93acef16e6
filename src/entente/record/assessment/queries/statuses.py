"""Where parties say they stand: published statuses, and the columns of a promise."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date, datetime
from uuid import UUID

from django.db.models import OuterRef, Q, QuerySet, Subquery

from entente.foundation.common.actors import Actor
from entente.foundation.common.pieces import PIECE, Piece, rows_in_pieces
from entente.foundation.common.prepared import prepared_along
from entente.foundation.common.reading import remembered
from entente.foundation.common.records import readable
from entente.foundation.common.refs import Ref
from entente.record.assessment.models import Status, StatusProof
from entente.record.assessment.rules import proof_state, reported_state, status_gate
from entente.record.assessment.views import Column, Dues, Reports, SaidView, Spoken, StatusView
from entente.record.assessment.words import Completion
from entente.record.delivery.models import Update
from entente.record.delivery.queries.updates import published
from entente.record.delivery.rules import ref_of
from entente.record.plan import queries as plans
from entente.record.plan.queries import CommitmentView, PlanView
from entente.record.verification import queries as verification
from entente.record.verification.queries import ClaimView

from .dues import reporting

WHEN_AND_BY_WHOM = ("published_at", "published_by", "written_by", "embargo_until")


def statuses_on(by: Actor, commitment: str, *, as_of: datetime) -> list[StatusView]:
    """Where each party stands with a promise and its clauses: the whole first, then clause by clause.  Eleven queries."""
    found = _now(by, Q(commitment=commitment), as_of)
    return [found[key] for key in sorted(found)]


def statuses_on_plan(by: Actor, plan: str, *, as_of: datetime) -> dict[tuple[str, str], StatusView]:
    """(subject, party code) -> where that party stands now, for a whole plan.  Eleven queries."""
    return _now(by, Q(plan=plan), as_of)


def statuses_on_promises(by: Actor, refs: Collection[str], *, as_of: datetime) -> dict[tuple[str, str], StatusView]:
    """The same for these promises.  Eleven queries."""
    return _now(by, Q(commitment__in=list(refs)), as_of)


def statuses_of_update(by: Actor, update: UUID, *, as_of: datetime) -> list[StatusView]:
    """The statuses that travel with one update, published or not, for who may read it.  Ten queries."""
    rows = Status.objects.filter(readable(by, as_of=as_of), update=update).select_related("update")
    return sorted(_views(list(rows), by, as_of), key=lambda view: view.subject)


def said_on_plan(by: Actor, plan: str, *, as_of: datetime) -> list[SaidView]:
    """Every status that any party has published on a plan, in the order in which others read them.  One query."""
    return _said(_said_rows(by, Q(plan=plan), as_of))


def said_on_promises(by: Actor, refs: Collection[str], *, as_of: datetime) -> list[SaidView]:
    """The same of these promises.  One query."""
    return _said(_said_rows(by, Q(commitment__in=sorted(refs)), as_of))


def said_pieces(by: Actor, plan: str, *, as_of: datetime, size: int = PIECE) -> Iterator[Piece[SaidView]]:
    """The same, so many at a time.  One query, and one for each piece."""
    return rows_in_pieces(_said_rows(by, Q(plan=plan), as_of), _said, size)


def _said_rows(by: Actor, about: Q, as_of: datetime) -> QuerySet[Status]:
    """about: which updates."""
    seen = published(by, as_of=as_of).filter(about, public_at__isnull=False)
    correction = seen.filter(replaces=OuterRef("update")).order_by("public_at").values("public_at")[:1]
    return (
        Status.objects.filter(readable(by, as_of=as_of), update__in=seen.values("pk"))
        .select_related("update")
        .annotate(ended_at=Subquery(correction))
        .order_by("update__public_at", "subject", "owner", "update__number", "update__version")
    )


def _said(rows: QuerySet[Status]) -> list[SaidView]:
    return [
        SaidView(
            subject=row.subject,
            commitment=row.commitment,
            party=row.owner,
            value=Completion(row.value),
            as_of_on=row.as_of_on,
            reason=row.reason,
            update=ref_of(row.update),
            version=row.update.version,
            public_at=row.update.public_at,
            ended_at=getattr(row, "ended_at", None),
        )
        for row in rows
        if row.update.public_at is not None
    ]


def status_rows(by: Actor, commitment: str, *, as_of: datetime) -> QuerySet[Status]:
    """Every status ever said on a promise: of one's own side in any state of its update, of others the published ones.

    For a release of what a side holds; where a party stands is `statuses_on`.
    """
    seen = Q(update__in=published(by, as_of=as_of).values("pk"))
    if by.reads_records:
        seen |= Q(owner=by.owner)
    rows = Status.objects.filter(readable(by, as_of=as_of), seen, commitment=commitment)
    return (
        rows.select_related("update").prefetch_related("proofs__claim").order_by("subject", "update__changed_at", "pk")
    )


@remembered
def reports_on_plan(
    by: Actor, plan: str, *, as_of: datetime, refs: Collection[str] | None = None, party: str = ""
) -> Reports:
    """What all parties ("") or one say of the promises of a plan (None) or of those of `refs`, and the clock.

    Sixteen queries at most.
    """
    about = Q(plan=plan) if refs is None else Q(commitment__in=list(refs))
    if party:
        about &= Q(owner=party)
    standing = _standing(by, about, as_of)
    return Reports(
        _current(standing, by, about, as_of),
        _spoken(standing),
        reporting(by, plan, as_of=as_of, refs=refs, party=party).all_dues(refs),
    )


def columns(plan: PlanView, commitment: CommitmentView, *, by: Actor, as_of: datetime) -> list[Column]:
    """A column for each party of a plan, in the plan's order.  Sixteen queries at most."""
    return columns_of(plan, commitment, reports_on_plan(by, plan.slug, as_of=as_of, refs=[commitment.ref]))


def columns_of(plan: PlanView, commitment: CommitmentView, reports: Reports) -> list[Column]:
    """The same from reports that were read already.  No query."""
    owing = {*commitment.obligors, *(code for clause in commitment.clauses for code in clause.obligors)}
    made = []
    for party in plan.parties:
        of_clauses = (reports.statuses.get((clause.ref, party.code)) for clause in commitment.clauses)
        clause_statuses = tuple(view for view in of_clauses if view is not None)
        status = reports.statuses.get((commitment.ref, party.code))
        spoken = reports.spoken.get((commitment.ref, party.code), Spoken())
        owes = party.code in owing
        state = reported_state(
            owes=owes,
            is_taking_part=party.is_taking_part,
            has_reported=bool(status or clause_statuses or spoken.updated_at),
            has_noted_no_change=spoken.no_change_on is not None,
        )
        dues = reports.dues.get((commitment.ref, party.code), Dues())
        made.append(Column(party, owes, state, status, clause_statuses, spoken.updated_at, spoken.no_change_on, dues))
    return made


def _now(by: Actor, about: Q, as_of: datetime) -> dict[tuple[str, str], StatusView]:
    return _current(_standing(by, about, as_of), by, about, as_of)


def _standing(by: Actor, about: Q, as_of: datetime) -> list[Update]:
    """The published updates that an actor may read, without those whose correction it may read as well.

    Read without a look at corrections, and the statuses without one at updates: so each question names its rows alone, and
    an update of one promise concerns those about no other.
    """
    told = _told(by, about, as_of)
    replaced = {one.replaces_id for one in told}
    return [one for one in told if one.pk not in replaced]


@prepared_along("commitment")
def _told(by: Actor, about: Q, as_of: datetime) -> QuerySet[Update]:
    rows = published(by, as_of=as_of).filter(about).order_by("pk")
    return rows.only("replaces", "commitment", "owner", "number", "is_no_change", "as_of_on", *WHEN_AND_BY_WHOM)


@prepared_along("commitment")
def _rows(by: Actor, about: Q, as_of: datetime) -> QuerySet[Status]:
    """The statuses that an actor may read, whatever became of their updates."""
    return Status.objects.filter(readable(by, as_of=as_of), about).order_by("as_of_on", "pk")


def _current(standing: Sequence[Update], by: Actor, about: Q, as_of: datetime) -> dict[tuple[str, str], StatusView]:
    """Of each subject and party the one that speaks of the latest day, of several that were published last."""
    if not standing:
        return {}
    updates = {one.pk: one for one in standing}
    found = [(row, updates[row.update_id]) for row in _rows(by, about, as_of) if row.update_id in updates]
    latest: dict[tuple[str, str], Status] = {}
    for row, update in sorted(found, key=lambda one: (one[0].as_of_on, one[1].published_at, one[0].pk)):
        row.update = update
        latest[row.subject, row.owner] = row
    return {(view.subject, view.party): view for view in _views(list(latest.values()), by, as_of)}


def _views(rows: Collection[Status], by: Actor, as_of: datetime) -> list[StatusView]:
    if not rows:
        return []
    named: dict[UUID, list[UUID]] = {}
    pairs = StatusProof.objects.filter(status__in=[row.pk for row in rows]).values_list("status_id", "claim_id")
    for status, claim in pairs.order_by("id"):
        named.setdefault(status, []).append(claim)
    claims = verification.claims_by_key(by, {key for keys in named.values() for key in keys}, as_of=as_of)
    owed = plans.owed_letters({row.commitment for row in rows}, as_of=as_of)
    return [
        _view(
            row,
            [claims[key] for key in named.get(row.pk, ()) if key in claims],
            owed.get((row.commitment, row.owner), ()),
        )
        for row in rows
    ]


def _view(row: Status, claims: Iterable[ClaimView], letters: tuple[str, ...]) -> StatusView:
    value, kept, update = Completion(row.value), tuple(claims), row.update
    verdict = status_gate(
        [claim.party_proof for claim in kept], value, subject=row.subject, party=row.owner, letters=letters
    )
    return StatusView(
        subject=row.subject,
        commitment=row.commitment,
        clause=Ref.parse(row.subject).clause,
        party=row.owner,
        value=value,
        as_of_on=row.as_of_on,
        post=update.published_by or update.written_by,
        reason=row.reason,
        proof_state=proof_state(verdict),
        claims=kept,
        update_ref=ref_of(update),
        public_at=max(update.published_at, update.embargo_until or update.published_at)
        if update.published_at
        else None,
    )


def _spoken(standing: Iterable[Update]) -> dict[tuple[str, str], Spoken]:
    """(commitment, owner) -> when that side last said something there, by the versions that stand."""
    updated: dict[tuple[str, str], datetime] = {}
    noted: dict[tuple[str, str], tuple[datetime, date]] = {}
    for one in standing:
        assert one.published_at is not None  # of what is published
        key = one.commitment, one.owner
        at = max(
            one.published_at, one.embargo_until or one.published_at
        )  # what lay under an embargo tells not how long
        if one.is_no_change:
            last_at, last_on = noted.get(key, (at, one.as_of_on))
            noted[key] = max(at, last_at), max(one.as_of_on, last_on)
        else:
            updated[key] = max(at, updated.get(key, at))
    return {
        key: Spoken(
            updated.get(key),
            noted[key][1] if key in noted and (key not in updated or noted[key][0] > updated[key]) else None,
        )
        for key in sorted({*updated, *noted})
    }
