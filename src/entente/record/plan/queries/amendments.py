"""Reads of amendments: the terms in force, the original beside them, what is proposed."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import F, Q, QuerySet

from entente.foundation.common.actors import Actor
from entente.foundation.common.errors import NotVisible
from entente.foundation.common.languages import Wording
from entente.foundation.common.pieces import PIECE, Piece, rows_in_pieces
from entente.foundation.common.prepared import prepared, prepared_along
from entente.foundation.common.reading import remembered
from entente.foundation.common.records import readable
from entente.record.plan.models import Amendment, AuthenticText, Clause, Commitment
from entente.record.plan.rules.amendments import InForce
from entente.record.plan.terms import AmendmentContent, ClauseTerms, PromiseTerms
from entente.record.plan.words import ChangeStatus, Kind, Strength, TextField

from .promises import clauses_by_key, owed_by_key
from .texts import texts_now


@dataclass(frozen=True, slots=True)
class AmendmentView:
    """An amendment of one promise.

    number       within its plan, None while it is not agreed
    is_by_keeper the keeper of the record proposes it, and so it is labelled
    before, after  what is agreed of the promise, without it and with it
    is_overtaken it is not agreed, and the promise has changed since it was written
    in_force_from  the day that the parties name for it, None for none; in_force_at: the instant, None while it is not agreed
    is_to_come   it is agreed, and its day has not begun at the instant asked about
    revision     to be named by whoever saves it
    """

    key: UUID
    plan: str
    ref: str
    promise: str
    title: Wording
    number: int | None
    owner: str
    is_by_keeper: bool
    status: ChangeStatus
    tier: str
    base: int
    before: PromiseTerms
    after: PromiseTerms
    reason: Wording
    revision: int
    proposal: UUID | None
    proposed_at: datetime | None
    agreed_at: datetime | None
    in_force_from: date | None
    in_force_at: datetime | None
    is_to_come: bool
    is_overtaken: bool

    @property
    def is_agreed(self) -> bool:
        return self.status == ChangeStatus.AGREED


def get_amendment_row(by: Actor, key: UUID, *, as_of: datetime) -> Amendment:
    """The row that a command takes.  Raises NotVisible."""
    row = _seen(by, as_of).filter(pk=key).first()
    if row is None:
        raise NotVisible("There is no such amendment here.")
    return row


def get_visible_amendment(by: Actor, key: UUID, *, as_of: datetime) -> AmendmentView:
    """One amendment.  Raises NotVisible."""
    return _views([get_amendment_row(by, key, as_of=as_of)], as_of)[0]


def amendment_of(proposal: UUID, *, as_of: datetime) -> AmendmentView | None:
    """The amendment that a proposal put to the parties, as it stands; None for none."""
    found = _views(Amendment.objects.filter(proposal=proposal).select_related("plan", "commitment__plan"), as_of)
    return found[0] if found else None


def get_numbered_amendment(by: Actor, plan: str, number: int, *, as_of: datetime) -> AmendmentView:
    """One that all have signed, in force or to come, by its number.  Raises NotVisible."""
    row = _seen(by, as_of).filter(plan__slug=plan, number=number, agreed_at__lte=as_of).first()
    if row is None:
        raise NotVisible(f"There is no amendment {number} of {plan} here.")
    return _views([row], as_of)[0]


def amendments(by: Actor, plan: str, *, as_of: datetime, commitment: str = "") -> list[AmendmentView]:
    """The amendments of a plan or of one promise that an actor may read, those in force first by number, without what
    was given up.  Six queries at most, however many there are."""
    rows = _seen(by, as_of).filter(plan__slug=plan).exclude(status=ChangeStatus.WITHDRAWN)
    if commitment:
        rows = rows.filter(commitment__ref=commitment)
    return _views(rows.order_by(F("number").asc(nulls_last=True), "made_at", "pk"), as_of)


@remembered
def in_force(by: Actor, plan: str, *, as_of: datetime, commitment: str = "") -> list[AmendmentView]:
    """The amendments that are in force, by number.  Two queries."""
    return [one for one in agreed_by_all(by, plan, as_of=as_of, commitment=commitment) if not one.is_to_come]


@remembered
def agreed_by_all(by: Actor, plan: str, *, as_of: datetime, commitment: str = "") -> list[AmendmentView]:
    """The amendments that all have signed, in force or to come, by number.  Two queries."""
    of = Q(plan__slug=plan, commitment__ref=commitment) if commitment else Q(plan__slug=plan)
    return _views(_agreed(by, of, as_of), as_of)


def agreed_pieces(by: Actor, plan: str, *, as_of: datetime, size: int = PIECE) -> Iterator[Piece[AmendmentView]]:
    """The same of a whole plan, so many at a time.  One query, and two for each piece."""
    return rows_in_pieces(_agreed_rows(by, Q(plan__slug=plan), as_of), lambda some: _views(some, as_of), size)


@prepared_along("ref")
def _agreed(by: Actor, of: Q, as_of: datetime) -> QuerySet[Amendment]:
    return _agreed_rows(by, of, as_of)


def _agreed_rows(by: Actor, of: Q, as_of: datetime) -> QuerySet[Amendment]:
    return _seen(by, as_of).filter(of, agreed_at__lte=as_of).order_by("number")


def readable_amendments(by: Actor, refs: Collection[str], *, as_of: datetime) -> set[str]:
    """Those of these amendments ("plan/amendments/number") that all have signed and an actor may read.  One query."""
    rows = _seen(by, as_of).filter(plan__slug__in={ref.partition("/")[0] for ref in refs}, agreed_at__lte=as_of)
    found = rows.filter(number__isnull=False).values_list("plan__slug", "number")
    return {f"{slug}/amendments/{number}" for slug, number in found} & set(refs)


def days_to_come(plan: str, *, as_of: datetime) -> list[datetime]:
    """The instants after `as_of` at which agreed amendments of a plan come into force.  One query."""
    rows = Amendment.objects.filter(plan__slug=plan, agreed_at__lte=as_of, in_force_at__gt=as_of)
    return [at for at in rows.order_by("in_force_at").values_list("in_force_at", flat=True) if at is not None]


def amended_refs(by: Actor, plan: str, *, as_of: datetime) -> dict[str, int]:
    """Ref -> number of the last amendment in force of each promise that has one.  One query."""
    rows = _seen(by, as_of).filter(plan__slug=plan, in_force_at__lte=as_of).order_by("number")
    return {ref: number for ref, number in rows.values_list("commitment__ref", "number") if number is not None}


def first_terms(plan: str) -> dict[str, PromiseTerms]:
    """Ref -> what was agreed of each amended promise before its first amendment.  One query."""
    rows = Amendment.objects.filter(plan__slug=plan, number__isnull=False).order_by("-number")
    return {ref: PromiseTerms.from_json(before) for ref, before in rows.values_list("commitment__ref", "before")}


def original_texts(commitment: str) -> dict[str, str]:
    """Language -> the words of a promise as the plan first had them; {} when they were never put on record.  One query."""
    return dict(_original(commitment))


@prepared
def _original(commitment: str) -> QuerySet[AuthenticText, tuple[str, str]]:
    rows = AuthenticText.objects.filter(subject=commitment, field=TextField.TEXT, amendment=None)
    return rows.order_by("language").values_list("language", "text")


def amendment_content(row: Amendment) -> AmendmentContent:
    """An amendment as the parties sign it."""
    return AmendmentContent(
        plan=row.plan.slug,
        promise=row.commitment.number,
        title=row.commitment.title,
        base=row.base,
        before=PromiseTerms.from_json(row.before),
        after=PromiseTerms.from_json(row.after),
        reason=row.reason,
        in_force_from=row.in_force_from,
    )


def used_letters(commitment: Commitment) -> list[str]:
    """Every letter that a promise has or had."""
    return list(Clause.objects.filter(commitment=commitment).order_by("position").values_list("letter", flat=True))


def terms_now(commitment: Commitment) -> PromiseTerms:
    """What is agreed of a promise, with what is agreed and still to come: the next change rests on that.  Five queries."""
    return _terms_of([commitment])[commitment.pk]


def base_of(commitment: Commitment) -> int:
    """Number of the last amendment of a promise, 0 for none."""
    return (
        commitment.amendments.filter(number__isnull=False).order_by("-number").values_list("number", flat=True).first()
        or 0
    )


def numbers_since(commitment: Commitment, base: int) -> list[int]:
    """Numbers of the amendments of a promise after one of them."""
    rows = commitment.amendments.filter(number__gt=base).order_by("number")
    return [number for number in rows.values_list("number", flat=True) if number is not None]


def last_agreed(commitment: Commitment) -> InForce | None:
    """The last amendment of a promise, in force or to come; None for none."""
    row = commitment.amendments.filter(number__isnull=False).order_by("-number").first()
    if row is None or row.number is None or row.in_force_at is None:
        return None
    return InForce(row.number, row.in_force_at, row.in_force_from)


def _seen(by: Actor, as_of: datetime) -> QuerySet[Amendment]:
    return Amendment.objects.filter(readable(by, as_of=as_of)).select_related("plan", "commitment__plan")


def _views(rows: Iterable[Amendment], as_of: datetime) -> list[AmendmentView]:
    kept = list(rows)
    open_ones = [row for row in kept if row.status in (ChangeStatus.DRAFT, ChangeStatus.PROPOSED)]
    now = _terms_of([row.commitment for row in open_ones]) if open_ones else {}
    return [_view(row, now.get(row.commitment_id), as_of) for row in kept]


def _view(row: Amendment, now: PromiseTerms | None, as_of: datetime) -> AmendmentView:
    before = PromiseTerms.from_json(row.before)
    return AmendmentView(
        key=row.pk,
        plan=row.plan.slug,
        ref=row.commitment.ref,
        promise=row.commitment.number,
        title=row.commitment.title,
        number=row.number,
        owner=row.owner,
        is_by_keeper=row.owner == row.plan.owner,
        status=ChangeStatus(row.status),
        tier=row.tier,
        base=row.base,
        before=before,
        after=PromiseTerms.from_json(row.after),
        reason=row.reason,
        revision=row.revision,
        proposal=row.proposal,
        proposed_at=row.proposed_at,
        agreed_at=row.agreed_at,
        in_force_from=row.in_force_from,
        in_force_at=row.in_force_at,
        is_to_come=row.in_force_at is not None and row.in_force_at > as_of,
        is_overtaken=now is not None and now.sha256 != before.sha256,
    )


def _terms_of(commitments: list[Commitment]) -> dict[object, PromiseTerms]:
    """Key of each promise -> its terms.  Four queries, however many there are."""
    of = Q(commitment__in=[row.pk for row in commitments])
    agreed: dict[object, PromiseTerms] = {}
    to_come: set[object] = set()
    for row in Amendment.objects.filter(of, number__isnull=False).order_by("number"):
        agreed[row.commitment_id] = PromiseTerms.from_json(row.after)
        if row.taken_in_at is None:
            to_come.add(row.commitment_id)
    owed, clauses = owed_by_key(of), clauses_by_key(of)
    words = texts_now([row.ref for row in commitments])
    return {
        row.pk: agreed[row.pk]
        if row.pk in to_come
        else PromiseTerms(
            kind=Kind(row.kind),
            strength=Strength(row.strength),
            obligors=owed.get((row.pk, None), ()),
            texts=words.get(row.ref, {}),
            clauses=tuple(
                ClauseTerms(one.letter, one.text, owed.get((row.pk, one.pk), ())) for one in clauses.get(row.pk, ())
            ),
            agreed=agreed[row.pk].agreed if row.pk in agreed else (),
        )
        for row in commitments
    }
