"""Reads of plans.  No write, no clock: pass `as_of`.  Absent and forbidden are the same."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from datetime import datetime
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from entente.foundation.common.actors import Actor
from entente.foundation.common.errors import NotVisible
from entente.foundation.common.languages import Wording
from entente.foundation.common.pieces import Piece, rows_in_pieces
from entente.foundation.common.prepared import grouped, prepared, prepared_along
from entente.foundation.common.reading import remembered, remembered_whole
from entente.foundation.common.records import readable
from entente.foundation.common.refs import numbered_ref
from entente.record.plan.models import (
    AuthenticText,
    Clause,
    Commitment,
    Obligation,
    Participation,
    Pillar,
    Plan,
)
from entente.record.plan.terms import PromiseTerms
from entente.record.plan.views import (
    CommitmentView,
    PartyView,
    PillarView,
    PlanView,
)
from entente.record.plan.words import TextField

from .promises import NAMED_MAX, owed_by_key, terms_by_ref, whole
from .texts import texts_of

# --- plans -----------------------------------------------------------------------------------------------------------


def visible_plans(by: Actor, *, as_of: datetime) -> list[PlanView]:
    """Every plan that the actor may read, newest launch first."""
    return _plan_views(_plan_rows(readable(by, as_of=as_of)))


def visible_slugs(by: Actor, *, as_of: datetime) -> list[str]:
    """The slugs of every plan that the actor may read.  One query."""
    return _slugs(by, as_of)


@prepared
def _slugs(by: Actor, as_of: datetime) -> QuerySet[Plan, str]:
    return Plan.objects.filter(readable(by, as_of=as_of)).values_list("slug", flat=True)


@remembered
def get_visible_plan(by: Actor, slug: str, *, as_of: datetime) -> PlanView:
    """One plan.  Raises NotVisible."""
    found = _plan_views(_plan_rows(readable(by, as_of=as_of) & Q(slug=slug)))
    if not found:
        raise NotVisible(f"There is no plan “{slug}” here.")
    return found[0]


def get_row(by: Actor, slug: str, *, as_of: datetime) -> Plan:
    """The row that a command takes.  Raises NotVisible."""
    row = Plan.objects.filter(readable(by, as_of=as_of), slug=slug).select_related("keeper", "document").first()
    if row is None:
        raise NotVisible(f"There is no plan “{slug}” here.")
    return row


def get_commitment_row(by: Actor, ref: str, *, as_of: datetime) -> Commitment:
    """The row that a command takes.  Raises NotVisible."""
    rows = Commitment.objects.filter(readable(by, as_of=as_of), ref=ref).select_related("plan", "pillar")
    row = rows.first()
    if row is None:
        raise NotVisible(f"There is no commitment “{ref}” here.")
    return row


def get_pillar_row(by: Actor, plan: str, number: str, *, as_of: datetime) -> Pillar:
    """The row that a command takes.  Raises NotVisible."""
    row = (
        Pillar.objects.filter(readable(by, as_of=as_of), plan__slug=plan, number=number).select_related("plan").first()
    )
    if row is None:
        raise NotVisible(f"There is no pillar “{numbered_ref(plan, number)}” here.")
    return row


@prepared
def _plan_rows(these: Q) -> QuerySet[Plan]:
    texts = AuthenticText.objects.filter(plan=OuterRef("pk"), field=TextField.TEXT)
    # A subquery: a join would have every promise sorted into groups of all the columns of the plan.  Rows and not keys are
    # counted, which the index answers without a look at 26,000 promises.
    counted = Commitment.objects.filter(plan=OuterRef("pk")).order_by().values("plan").annotate(number=Count("*"))
    return (
        Plan.objects.filter(these)
        .select_related("keeper", "document")
        .annotate(number_of_commitments=Coalesce(Subquery(counted.values("number")), 0), has_text=Exists(texts))
        .order_by("-launched_on", "slug")
    )


@prepared
def _part_rows(plans: Collection[UUID]) -> QuerySet[Participation]:
    return Participation.objects.filter(plan__in=plans).select_related("party").order_by("plan", "position", "party")


def _plan_views(rows: Collection[Plan]) -> list[PlanView]:
    parts = grouped(_part_rows([row.pk for row in rows]), lambda part: part.plan_id)
    return [_plan_view(row, parts.get(row.pk, ())) for row in rows]


def _plan_view(row: Plan, parts: Iterable[Participation]) -> PlanView:
    return PlanView(
        slug=row.slug,
        title=row.title,
        summary=row.summary,
        languages=tuple(row.languages),
        status=row.status,
        launched_on=row.launched_on,
        adopted_at=row.adopted_at,
        is_demonstration=row.is_demonstration,
        owner=row.owner,
        keeper_slug=row.keeper.slug,
        keeper_name=row.keeper.name,
        parties=tuple(map(_party_view, parts)),
        commitments=row.number_of_commitments,  # type: ignore[attr-defined]  # annotated above
        has_authentic_text=row.has_text,  # type: ignore[attr-defined]
        text_titles=row.text_titles,
        source_address=row.document.address if row.document else "",
        closed_at=row.closed_at,
    )


def _party_view(row: Participation) -> PartyView:
    party = row.party
    return PartyView(party.code, party.name, tuple(party.languages), party.time_zone, row.standing, row.since_on)


# --- pillars ---------------------------------------------------------------------------------------------------------


@remembered
def pillars(by: Actor, plan: str, *, as_of: datetime) -> list[PillarView]:
    """The pillars of a plan in order, with their authentic words where on record.  Two queries."""
    words = texts_of(plan, Q(field__in=[TextField.TITLE, TextField.INTRODUCTION]))
    views = []
    for row in _pillar_rows(by, plan, as_of):
        ref = numbered_ref(plan, row.number)
        mine = words.get(ref, {})
        views.append(
            PillarView(
                ref=ref,
                number=row.number,
                title=row.title,
                summary=row.summary,
                commitments=row.number_of_commitments,  # type: ignore[attr-defined]  # annotated below
                titles=mine.get(TextField.TITLE, {}),
                introductions=mine.get(TextField.INTRODUCTION, {}),
            )
        )
    return views


@prepared
def _pillar_rows(by: Actor, plan: str, as_of: datetime) -> QuerySet[Pillar]:
    rows = Pillar.objects.filter(readable(by, as_of=as_of), plan__slug=plan)
    return rows.annotate(number_of_commitments=Count("commitments")).order_by("position")


def commitment_numbers(by: Actor, plan: str, *, as_of: datetime) -> list[tuple[str, str]]:
    """(pillar number, commitment number) of every promise, in the plan's order.  One query."""
    return list(commitment_rows(by, plan, as_of=as_of).values_list("pillar__number", "number"))


@remembered
def party_codes(plan: str) -> frozenset[str]:
    """Codes of the parties of a plan.  One query."""
    return frozenset(_party_codes(plan))


@prepared
def _party_codes(plan: str) -> QuerySet[Participation, str]:
    return Participation.objects.filter(plan__slug=plan).order_by("position").values_list("party__code", flat=True)


def time_zones(plan: str) -> list[str]:
    """Time zones of the capitals of the parties of a plan.  One query."""
    return sorted(set(Participation.objects.filter(plan__slug=plan).values_list("party__time_zone", flat=True)))


def slugs_of_party(code: str) -> QuerySet[Participation, str]:
    """The slugs of the plans that somebody is a party of, for a filter."""
    return Participation.objects.filter(party__code=code).values_list("plan__slug", flat=True)


def readable_refs(by: Actor, refs: Collection[str], *, as_of: datetime) -> set[str]:
    """Those of these refs of plans, pillars and commitments that an actor may read.  Three queries."""
    pairs = {ref.partition("/")[::2] for ref in refs}
    shown = readable(by, as_of=as_of)
    numbers = Pillar.objects.filter(shown, plan__slug__in={slug for slug, _number in pairs})
    found = {numbered_ref(slug, number) for slug, number in numbers.values_list("plan__slug", "number")} & set(refs)
    found |= set(Plan.objects.filter(shown, slug__in=refs).values_list("slug", flat=True))
    return found | set(Commitment.objects.filter(shown, ref__in=refs).values_list("ref", flat=True))


def clause_letters(commitment: str) -> list[str]:
    """The letters of a promise's clauses, in order; [] for a promise without or for no promise.  One query."""
    return list(
        Clause.objects.filter(commitment__ref=commitment, struck_by=None)
        .order_by("position")
        .values_list("letter", flat=True)
    )


def get_promise(ref: str, *, as_of: datetime) -> CommitmentView:
    """One promise, whole, for a rule that asks what it says at an instant, whoever acts.  Raises NotVisible."""
    found = whole(Commitment.objects.filter(ref=ref), ref.partition("/")[0], as_of=as_of)
    if not found:
        raise NotVisible(f"There is no commitment “{ref}” here.")
    return found[0]


def owed_letters(refs: Collection[str], *, as_of: datetime) -> dict[tuple[str, str], tuple[str, ...]]:
    """(commitment ref, party code) -> letters of the clauses that the party owes at an instant.  Three queries."""
    of = Q(commitment__ref__in=sorted(refs))
    owed, other = owed_by_key(of), terms_by_ref(of, as_of)
    made: dict[tuple[str, str], tuple[str, ...]] = {}
    for ref, terms in other.items():
        for one in terms.clauses:
            for code in one.obligors or terms.obligors:
                made[ref, code] = (*made.get((ref, code), ()), one.letter)
    for ref, key, clause, letter in _letters(of, sorted(other)):
        for code in owed.get((key, clause)) or owed.get((key, None), ()):
            made[ref, code] = (*made.get((ref, code), ()), letter)
    return made


@prepared
def _letters(of: Q, besides: list[str]) -> QuerySet[Clause, tuple[str, UUID, UUID, str]]:
    rows = Clause.objects.filter(of, struck_by=None).exclude(commitment__ref__in=besides).order_by("position", "pk")
    return rows.values_list("commitment__ref", "commitment_id", "pk", "letter")


def owed_refs(
    plans: Collection[str], *, as_of: datetime, refs: Collection[str] | None = None
) -> dict[tuple[str, str], tuple[str, ...]]:
    """(plan, party) -> refs of the promises that it owes at an instant, in whole or in a part, in the plan's order.

    refs: those of these promises alone, None: of all.  Two queries.
    """
    of = Q(commitment__plan__slug__in=plans)
    if refs is not None:
        of &= Q(commitment__ref__in=sorted(refs))
    other = terms_by_ref(of, as_of)
    owed: dict[tuple[str, str], dict[str, None]] = {}
    rows = Obligation.objects.filter(of).order_by("commitment__plan__slug", "commitment__position", "party__code")
    for plan, party, ref in rows.values_list("commitment__plan__slug", "party__code", "commitment__ref"):
        for code in sorted(_owing(other[ref])) if ref in other else (party,):
            owed.setdefault((plan, code), {})[ref] = None
    return {key: tuple(refs) for key, refs in owed.items()}


def _owing(terms: PromiseTerms) -> set[str]:
    """Who owes a promise or a part of it."""
    return {*terms.obligors, *(code for clause in terms.clauses for code in clause.obligors)}


# --- commitments -----------------------------------------------------------------------------------------------------


def commitment_rows(by: Actor, plan: str, *, as_of: datetime) -> QuerySet[Commitment]:
    """The promises of a plan that an actor may read, in the plan's order: the start of every list."""
    return Commitment.objects.filter(readable(by, as_of=as_of), plan__slug=plan).order_by("position")


@remembered_whole
def promise_titles(by: Actor, plan: str, *, as_of: datetime) -> dict[str, Wording]:
    """Number -> title of the promises of a plan, {} for one that the record has not worded.  One query."""
    return dict(commitment_rows(by, plan, as_of=as_of).values_list("number", "title"))


def titles_of(by: Actor, refs: Collection[str], *, as_of: datetime) -> dict[str, Wording]:
    """Ref -> title of the promises with these refs that an actor may read, of any plan.  One query, none for no ref."""
    if not refs:
        return {}
    rows = Commitment.objects.filter(readable(by, as_of=as_of), ref__in=list(refs))
    return dict(rows.values_list("ref", "title"))


@remembered
def commitments(by: Actor, plan: str, *, as_of: datetime) -> list[CommitmentView]:
    """Every promise of a plan, in order, whole.  Six queries, however many there are."""
    return whole(commitment_rows(by, plan, as_of=as_of), plan, as_of=as_of)


@remembered_whole
def commitments_of_pillar(by: Actor, plan: str, pillar: str, *, as_of: datetime) -> list[CommitmentView]:
    """Every promise of one pillar, in order, whole.  Some at a time, so that none of another pillar is looked at."""
    rows = commitment_rows(by, plan, as_of=as_of).filter(pillar__number=pillar)
    pieces = rows_in_pieces(rows, lambda some: whole(some, plan, as_of=as_of), NAMED_MAX)
    return [one for piece in pieces for one in piece]


def commitment_pieces(
    by: Actor, plan: str, *, as_of: datetime, size: int = NAMED_MAX
) -> Iterator[Piece[CommitmentView]]:
    """The same, so many at a time.  One query, and six for each piece."""
    return rows_in_pieces(commitment_rows(by, plan, as_of=as_of), lambda rows: whole(rows, plan, as_of=as_of), size)


@remembered
def get_visible_commitment(by: Actor, ref: str, *, as_of: datetime) -> CommitmentView:
    """One promise, whole.  Raises NotVisible."""
    found = whole(_visible(by, ref, as_of=as_of), ref.partition("/")[0], as_of=as_of)
    if not found:
        raise NotVisible(f"There is no commitment “{ref}” here.")
    return found[0]


@prepared_along("ref")
def _visible(by: Actor, ref: str, *, as_of: datetime) -> QuerySet[Commitment]:
    return Commitment.objects.filter(readable(by, as_of=as_of), ref=ref).select_related("pillar")


@remembered
def neighbours(
    by: Actor, plan: str, position: int, *, as_of: datetime
) -> tuple[tuple[str, Wording] | None, tuple[str, Wording] | None]:
    """(number, title) of the promises before and after a position; None at either end.  One query."""
    found = {at: (number, title) for at, number, title in _at(by, plan, [position - 1, position + 1], as_of=as_of)}
    return found.get(position - 1), found.get(position + 1)


@prepared
def _at(
    by: Actor, plan: str, positions: list[int], *, as_of: datetime
) -> QuerySet[Commitment, tuple[int, str, Wording]]:
    rows = commitment_rows(by, plan, as_of=as_of).filter(position__in=positions)
    return rows.values_list("position", "number", "title")
