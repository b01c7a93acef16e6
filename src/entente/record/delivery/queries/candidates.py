"""Reads of candidates, their arguments and decisions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Prefetch, QuerySet

from entente.foundation.common.actors import Actor
from entente.foundation.common.errors import NotVisible
from entente.foundation.common.languages import Wording
from entente.foundation.common.pieces import Piece, in_pieces
from entente.foundation.common.prepared import prepared_along
from entente.foundation.common.records import readable
from entente.foundation.common.refs import candidate_ref
from entente.record.delivery.models import Argument, Candidate, CandidateDecision
from entente.record.delivery.rules.candidates import CandidateState, candidate_state
from entente.record.delivery.rules.stages import NO_PROOF, Standing
from entente.record.delivery.words import CandidateAnswer, Stance
from entente.record.plan import queries as plans
from entente.record.plan.queries import CommitmentView

from .proof import standings
from .stages import ref_of


@dataclass(frozen=True, slots=True)
class ArgumentView:
    """A reason for or against.  claim: slug of the evidence among its owner's, "" for none or for one not to be read."""

    stance: str
    text: Wording
    owner: str
    post: str
    claim_owner: str
    claim: str
    made_at: datetime


@dataclass(frozen=True, slots=True)
class DecisionView:
    """What one party decided about a candidate."""

    party: str
    answer: str
    reason: Wording
    post: str
    made_at: datetime


@dataclass(frozen=True, slots=True)
class CandidateView:
    """An event proposed as the fulfilment of a promise.

    state      derived from the latest decision of each party that owes the promise
    obligors   those parties; undecided: the ones that have not decided yet
    decisions  the latest of each party; earlier: what they decided before, oldest first
    proof      how evidence on its ref stands
    activity   ref of the activity it belongs to, "" for none
    """

    ref: str
    subject: str
    commitment: str
    slug: str
    title: Wording
    summary: Wording
    happened: str
    last_on: date
    owner: str
    post: str
    activity: str
    state: CandidateState
    obligors: tuple[str, ...]
    undecided: tuple[str, ...]
    arguments: tuple[ArgumentView, ...]
    decisions: tuple[DecisionView, ...]
    earlier: tuple[DecisionView, ...]
    proof: Standing

    @property
    def pro(self) -> tuple[ArgumentView, ...]:
        return tuple(one for one in self.arguments if one.stance == Stance.FOR)

    @property
    def contra(self) -> tuple[ArgumentView, ...]:
        return tuple(one for one in self.arguments if one.stance == Stance.AGAINST)


def candidates_on(by: Actor, commitment: str, *, as_of: datetime) -> list[CandidateView]:
    """The candidates of a promise, accepted ones first, then by their day.  [] for a promise that is not to be read."""
    try:
        promise = plans.get_visible_commitment(by, commitment, as_of=as_of)
    except NotVisible:
        return []
    return _views(by, _rows(by, commitment, as_of), {commitment: promise}, as_of=as_of)


@prepared_along("commitment")
def _rows(by: Actor, commitment: str, as_of: datetime) -> QuerySet[Candidate]:
    return _whole(candidate_rows(by, as_of=as_of).filter(commitment=commitment), by, as_of)


def candidates_on_plan(by: Actor, plan: str, *, as_of: datetime) -> list[CandidateView]:
    """Every candidate of a plan, accepted ones first.  The same number of queries for any number."""
    return _on_plan(by, candidate_rows(by, as_of=as_of).filter(plan=plan), plan, as_of=as_of)


def candidate_pieces(
    by: Actor, plan: str, *, as_of: datetime, size: int = plans.NAMED_MAX
) -> Iterator[Piece[CandidateView]]:
    """The same, those of some promises at a time, by the promise's ref; of them the accepted ones first."""
    rows = candidate_rows(by, as_of=as_of).filter(plan=plan)
    names = sorted(rows.order_by("commitment").values_list("commitment", flat=True).distinct())
    return in_pieces(names, lambda some: _on_plan(by, rows.filter(commitment__in=some), plan, as_of=as_of), size)


def get_candidate_row(by: Actor, commitment: str, slug: str, *, as_of: datetime) -> Candidate:
    """The row that a command takes.  Raises NotVisible."""
    row = candidate_rows(by, as_of=as_of).filter(commitment=commitment, slug=slug).first()
    if row is None:
        raise NotVisible(f"There is no candidate “{candidate_ref(commitment, slug)}” here.")
    return row


def candidate_rows(by: Actor, *, as_of: datetime) -> QuerySet[Candidate]:
    """The candidates that an actor may read: the start of every list."""
    return Candidate.objects.filter(readable(by, as_of=as_of), made_at__lte=as_of)


def _on_plan(by: Actor, rows: QuerySet[Candidate], plan: str, *, as_of: datetime) -> list[CandidateView]:
    named = plans.commitment_rows(by, plan, as_of=as_of).filter(ref__in=rows.order_by().values("commitment"))
    promises = {promise.ref: promise for promise in plans.whole(named, plan, as_of=as_of)}
    return _views(by, _whole(rows.filter(commitment__in=list(promises)), by, as_of), promises, as_of=as_of)


def _whole(rows: QuerySet[Candidate], by: Actor, as_of: datetime) -> QuerySet[Candidate]:
    """With the arguments and decisions that an actor may read."""
    standing = readable(by, as_of=as_of)
    arguments = Argument.objects.filter(standing, made_at__lte=as_of).select_related("claim").order_by("made_at", "id")
    decisions = CandidateDecision.objects.filter(standing, made_at__lte=as_of).order_by("made_at", "id")
    whole = rows.select_related("activity").order_by("last_on", "slug", "pk")
    return whole.prefetch_related(Prefetch("arguments", arguments), Prefetch("decisions", decisions))


def _views(
    by: Actor, rows: Iterable[Candidate], promises: Mapping[str, CommitmentView], *, as_of: datetime
) -> list[CandidateView]:
    kept = list(rows)
    proofs = standings(by, [candidate_ref(row.commitment, row.slug) for row in kept], as_of=as_of)
    views = [_view(row, promises[row.commitment], proofs) for row in kept]
    return sorted(views, key=lambda view: view.state is not CandidateState.ACCEPTED)


def _view(row: Candidate, promise: CommitmentView, proofs: Mapping[str, Standing]) -> CandidateView:
    ref = candidate_ref(row.commitment, row.slug)
    obligors = next((one.obligors for one in promise.clauses if one.ref == row.subject), promise.obligors)
    every = [DecisionView(one.owner, one.answer, one.reason, one.post, one.made_at) for one in row.decisions.all()]
    latest = {one.party: one for one in every}
    answers = {party: CandidateAnswer(one.answer) for party, one in latest.items()}
    return CandidateView(
        ref=ref,
        subject=row.subject,
        commitment=row.commitment,
        slug=row.slug,
        title=row.title,
        summary=row.summary,
        happened=row.happened,
        last_on=row.last_on,
        owner=row.owner,
        post=row.post,
        activity=ref_of(row.activity) if row.activity else "",
        state=candidate_state(obligors, answers),
        obligors=obligors,
        undecided=tuple(party for party in obligors if party not in latest),
        arguments=tuple(_argument(one) for one in row.arguments.all()),
        decisions=tuple(sorted(latest.values(), key=lambda one: one.party)),
        earlier=tuple(one for one in every if latest[one.party] is not one),
        proof=proofs.get(ref, NO_PROOF),
    )


def _argument(row: Argument) -> ArgumentView:
    claim = row.claim
    return ArgumentView(
        stance=row.stance,
        text=row.text,
        owner=row.owner,
        post=row.post,
        claim_owner=claim.owner if claim else "",
        claim=claim.slug if claim else "",
        made_at=row.made_at,
    )
