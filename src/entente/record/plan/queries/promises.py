"""A promise, whole: its rows put together, and what was in force where an instant asks for other terms than they hold."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from django.db.models import Q, QuerySet

from entente.foundation.common.prepared import prepared_along
from entente.foundation.common.refs import clause_ref
from entente.record.plan.models import Alignment, Amendment, Clause, Commitment, Obligation
from entente.record.plan.terms import PromiseTerms
from entente.record.plan.views import ClauseView, CommitmentView, TargetView
from entente.record.plan.words import TextField

from .texts import Texts, texts_of

NAMED_MAX = 200
"""A page names its promises to the database; a longer list takes all that the plan has, and no limit of parameters is met."""


def whole(
    rows: QuerySet[Commitment] | Sequence[Commitment], plan: str, *, as_of: datetime | None = None
) -> list[CommitmentView]:
    """Rows of one plan with everything that belongs to them.  as_of: which amended words are in force; None: the latest."""
    kept = list(rows.select_related("pillar")) if isinstance(rows, QuerySet) else list(rows)
    subjects = Q(field=TextField.TEXT)
    if len(kept) <= NAMED_MAX:
        of = Q(commitment_id__in=[row.pk for row in kept])
        subjects &= Q(subject__in=[row.ref for row in kept])
    else:
        of = Q(commitment__plan__slug=plan)
    owed, clauses, targets = owed_by_key(of), clauses_by_key(of), _targets(of)
    words = texts_of(plan, subjects, as_of)
    other = terms_at(of, as_of) if as_of is not None else {}
    return [
        _as_agreed(view, other[row.pk]) if row.pk in other else view
        for row in kept
        for view in [_commitment_view(row, words, owed, clauses, targets)]
    ]


def _commitment_view(
    row: Commitment,
    words: Texts,
    owed: Mapping[tuple[object, object], tuple[str, ...]],
    clauses: Mapping[object, Sequence[Clause]],
    targets: Mapping[object, Sequence[TargetView]],
) -> CommitmentView:
    return CommitmentView(
        ref=row.ref,
        number=row.number,
        pillar=row.pillar.number,
        position=row.position,
        parent=row.parent,
        title=row.title,
        summary=row.summary,
        kind=row.kind,
        strength=row.strength,
        obligors=owed.get((row.pk, None), ()),
        texts=words.get(row.ref, {}).get(TextField.TEXT, {}),
        clauses=tuple(
            ClauseView(
                clause_ref(row.ref, clause.letter),
                clause.letter,
                clause.text,
                owed.get((row.pk, clause.pk)) or owed.get((row.pk, None), ()),
            )
            for clause in clauses.get(row.pk, ())
        ),
        targets=tuple(targets.get(row.pk, ())),
        pillar_title=row.pillar.title,
    )


def _as_agreed(view: CommitmentView, terms: PromiseTerms) -> CommitmentView:
    """A promise as other terms have it than its rows say: those of another day.  Its texts are of that day already."""
    clauses = tuple(
        ClauseView(clause_ref(view.ref, one.letter), one.letter, one.text, one.obligors or terms.obligors)
        for one in terms.clauses
    )
    return replace(view, kind=terms.kind, strength=terms.strength, obligors=terms.obligors, clauses=clauses)


def terms_at(of: Q, as_of: datetime) -> dict[object, PromiseTerms]:
    """Key of each promise whose rows say something else than was in force at an instant -> what was.  One query.

    Either an amendment in the rows came into force later, or one that is in force is not in the rows yet.
    """
    found: dict[object, PromiseTerms] = {}
    undone: set[object] = set()
    for row in _otherwise(of, as_of):
        if row.commitment_id in undone:
            continue
        if row.taken_in_at is not None:
            undone.add(row.commitment_id)
        found[row.commitment_id] = PromiseTerms.from_json(row.after if row.taken_in_at is None else row.before)
    return found


@prepared_along("commitment_id")
def _otherwise(of: Q, as_of: datetime) -> QuerySet[Amendment]:
    not_yet = Q(in_force_at__gt=as_of, taken_in_at__isnull=False)
    return Amendment.objects.filter(of, not_yet | Q(in_force_at__lte=as_of, taken_in_at=None)).order_by("number")


def terms_by_ref(of: Q, as_of: datetime) -> dict[str, PromiseTerms]:
    """The same by the ref of each promise.  Two queries, one where no promise is between its rows and its terms."""
    found = terms_at(of, as_of)
    if not found:
        return {}
    refs = Commitment.objects.filter(pk__in=found).values_list("pk", "ref")  # type: ignore[misc]  # keys of rows
    return {ref: found[key] for key, ref in refs}


def owed_by_key(of: Q) -> dict[tuple[object, object], tuple[str, ...]]:
    """(key of a promise, key of its clause or None) -> codes of those who owe it.  One query."""
    owed: dict[tuple[object, object], tuple[str, ...]] = {}
    for commitment, clause, code in _obligations(of):
        owed[commitment, clause] = (*owed.get((commitment, clause), ()), code)
    return owed


@prepared_along("commitment_id")
def _obligations(of: Q) -> QuerySet[Obligation, tuple[UUID, UUID | None, str]]:
    rows = Obligation.objects.filter(of).order_by("party__code", "pk")
    return rows.values_list("commitment_id", "clause_id", "party__code")


def clauses_by_key(of: Q) -> dict[object, list[Clause]]:
    """Key of a promise -> its clauses that stand, in order.  One query."""
    found: dict[object, list[Clause]] = {}
    for clause in _clauses(of):
        found.setdefault(clause.commitment_id, []).append(clause)
    return found


@prepared_along("commitment_id")
def _clauses(of: Q) -> QuerySet[Clause]:
    return Clause.objects.filter(of, struck_by=None).order_by("position", "pk")


def _targets(of: Q) -> dict[object, list[TargetView]]:
    found: dict[object, list[TargetView]] = {}
    for row in _alignments(of):
        framework = row.target.framework
        view = TargetView(framework.code, row.target.code, row.target.title, framework.title)
        found.setdefault(row.commitment_id, []).append(view)
    return found


@prepared_along("commitment_id")
def _alignments(of: Q) -> QuerySet[Alignment]:
    rows = Alignment.objects.filter(of).select_related("target__framework")
    return rows.order_by("target__framework__code", "target__position", "pk")
