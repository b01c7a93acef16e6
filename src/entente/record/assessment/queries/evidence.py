"""What public evidence there is for each promise.  The list, the home page and the API ask here."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, Exists, Max, OuterRef, Q, QuerySet

from entente.foundation.common.actors import Actor
from entente.foundation.common.errors import NotVisible
from entente.foundation.common.languages import Wording
from entente.foundation.common.pieces import PIECE, Piece, rows_in_pieces
from entente.foundation.common.prepared import prepared, prepared_along
from entente.foundation.common.reading import remembered, remembered_whole
from entente.foundation.common.records import readable
from entente.record.assessment.models import Finding
from entente.record.assessment.rules import checked_state, evidence_state
from entente.record.assessment.views import ClauseEvidence
from entente.record.assessment.words import Checked, EvidenceState
from entente.record.plan import queries as plans
from entente.record.plan.queries import Commitment, CommitmentView
from entente.record.plan.rules import fold, is_introductory
from entente.record.verification import queries as verification
from entente.record.verification.queries import Claim, ClaimView, Proof, Support

SORTS = {"number": "position", "-number": "-position", "kind": "kind", "strength": "strength"}
LATEST_FIRST = ("-looked_on", "slug", "owner")


@dataclass(frozen=True, slots=True)
class FindingView:
    """A search that found nothing: whose, where, when."""

    slug: str
    owner: str
    subject: str
    clause: str
    looked_on: date
    looked_where: Wording
    note: Wording


@dataclass(frozen=True, slots=True)
class EvidenceCount:
    """Public evidence for one promise.  claims counts what bears on the promise itself, not its context."""

    state: EvidenceState
    claims: int
    findings: int
    latest_on: date | None


@dataclass(frozen=True, slots=True)
class ListFilter:
    """What a list of promises is narrowed to; "" means all.

    search: words that all must occur; owes: party code; sort: a key of SORTS
    """

    search: str = ""
    pillar: str = ""
    kind: str = ""
    strength: str = ""
    owes: str = ""
    evidence: str = ""
    sort: str = "number"


@dataclass(frozen=True, slots=True)
class PlanPicture:
    """Where a plan stands, from public evidence alone.  Counts of promises; per_pillar: number -> state -> count.

    introductory: how many of them stand in a pillar's introduction instead of among its numbered commitments
    """

    commitments: int
    found: int
    none_found: int
    not_looked: int
    per_pillar: dict[str, Counter[EvidenceState]]
    introductory: int = 0


def findings_on(by: Actor, commitment: str, *, as_of: datetime) -> list[FindingView]:
    """Findings on a promise and its clauses, latest first.  One query."""
    return _views(by, Q(commitment=commitment), as_of)


def findings_on_plan(by: Actor, plan: str, *, as_of: datetime) -> list[FindingView]:
    """Every finding on the promises of a plan, latest first.  One query."""
    return _views(by, Q(plan=plan), as_of)


def finding_pieces(by: Actor, plan: str, *, as_of: datetime, size: int = PIECE) -> Iterator[Piece[FindingView]]:
    """The same, so many at a time.  One query, and one for each piece."""
    rows = Finding.objects.filter(readable(by, as_of=as_of), plan=plan, made_at__lte=as_of)
    return rows_in_pieces(rows.order_by(*LATEST_FIRST), lambda some: list(map(_view, some)), size)


def readable_findings(by: Actor, names: Collection[str], *, as_of: datetime) -> set[str]:
    """Those of these findings ("owner/slug") that an actor may read.  One query."""
    slugs = {name.partition("/")[2] for name in names}
    rows = Finding.objects.filter(readable(by, as_of=as_of), slug__in=slugs, made_at__lte=as_of)
    return {f"{owner}/{slug}" for owner, slug in rows.values_list("owner", "slug")} & set(names)


def get_finding(by: Actor, owner: str, slug: str, *, as_of: datetime) -> FindingView:
    """One finding.  Raises NotVisible."""
    found = _views(by, Q(owner=owner, slug=slug), as_of)
    if not found:
        raise NotVisible(f"There is no finding “{owner}/{slug}” here.")
    return found[0]


@prepared_along("commitment")
def _rows(by: Actor, which: Q, as_of: datetime) -> QuerySet[Finding]:
    return Finding.objects.filter(readable(by, as_of=as_of), which, made_at__lte=as_of).order_by(*LATEST_FIRST)


def _views(by: Actor, which: Q, as_of: datetime) -> list[FindingView]:
    return list(map(_view, _rows(by, which, as_of)))


def _view(row: Finding) -> FindingView:
    clause = row.subject.partition("#")[2]
    return FindingView(row.slug, row.owner, row.subject, clause, row.looked_on, row.looked_where, row.note)


@remembered
def evidence_counts(
    by: Actor, plan: str, *, as_of: datetime, refs: Sequence[str] | None = None
) -> dict[str, EvidenceCount]:
    """Commitment ref -> evidence, for the promises of a plan (None) or for those of `refs` that have any.  Two queries."""
    about = Q(plan=plan) if refs is None else Q(commitment__in=list(refs))
    claims = {ref: (number, latest) for ref, number, latest in _claims_counted(by, about, as_of)}
    findings = dict(_findings_counted(by, about, as_of))
    counts = {}
    for ref in {*claims, *findings}:
        number, latest = claims.get(ref, (0, None))
        missing = findings.get(ref, 0)
        counts[ref] = EvidenceCount(evidence_state(claims=number, findings=missing), number, missing, latest)
    return counts


@prepared
def _claims_counted(by: Actor, about: Q, as_of: datetime) -> QuerySet[Claim, tuple[str, int, date | None]]:
    rows = verification.bearing_rows(by, as_of=as_of).filter(about).values_list("commitment")
    return rows.annotate(number=Count("id"), latest=Max("last_on"))


@prepared
def _findings_counted(by: Actor, about: Q, as_of: datetime) -> QuerySet[Finding, tuple[str, int]]:
    rows = Finding.objects.filter(about, readable(by, as_of=as_of), made_at__lte=as_of)
    return rows.values_list("commitment").annotate(number=Count("id"))


def evidence_of(claims: Sequence[ClaimView], findings: Sequence[FindingView]) -> EvidenceCount:
    """The same for one promise whose claims and findings were read already.  No query."""
    bearing = [claim for claim in claims if claim.is_bearing]
    latest = max((claim.last_on for claim in bearing if claim.last_on), default=None)
    state = evidence_state(claims=len(bearing), findings=len(findings))
    return EvidenceCount(state, len(bearing), len(findings), latest)


def picture(by: Actor, plan: str, *, as_of: datetime) -> PlanPicture:
    """Where a plan stands.  Three queries, however many promises."""
    counts = evidence_counts(by, plan, as_of=as_of)
    rows = plans.commitment_rows(by, plan, as_of=as_of).values_list("ref", "number", "pillar__number")
    per_pillar: dict[str, Counter[EvidenceState]] = {}
    introductory = 0
    for ref, number, pillar in rows:
        state = counts[ref].state if ref in counts else EvidenceState.NOT_LOOKED
        per_pillar.setdefault(pillar, Counter())[state] += 1
        introductory += is_introductory(number)
    return _picture(per_pillar, introductory)


def pictures(by: Actor, *, as_of: datetime) -> dict[str, PlanPicture]:
    """Where every plan stands that an actor may read, by slug; a plan without promises is an empty picture.  Two queries."""
    introductory: Counter[str] = Counter()
    per_plan: dict[str, dict[str, Counter[EvidenceState]]] = {slug: {} for slug in plans.visible_slugs(by, as_of=as_of)}
    for slug, pillar, has_claim, has_finding, number, in_introduction in _promises_counted(by, as_of):
        state = evidence_state(claims=int(has_claim), findings=int(has_finding))
        if slug in per_plan:
            per_plan[slug].setdefault(pillar, Counter())[state] += number
            introductory[slug] += in_introduction
    return {slug: _picture(per_pillar, introductory[slug]) for slug, per_pillar in per_plan.items()}


@prepared
def _promises_counted(by: Actor, as_of: datetime) -> QuerySet[Commitment, tuple[str, str, bool, bool, int, int]]:
    """Promises of a pillar by what was found: plan, pillar, whether there is a claim, a finding, how many, how many introduce."""
    claims = verification.bearing_rows(by, as_of=as_of)
    findings = Finding.objects.filter(readable(by, as_of=as_of), made_at__lte=as_of)
    return (
        Commitment.objects.filter(readable(by, as_of=as_of))
        .annotate(
            has_claim=Exists(claims.filter(commitment=OuterRef("ref"))),
            has_finding=Exists(findings.filter(commitment=OuterRef("ref"))),
        )
        .values_list("plan__slug", "pillar__number", "has_claim", "has_finding")
        .annotate(counted=Count("id"), introductory=Count("id", filter=Q(number__endswith=".0")))
        .order_by("plan__slug", "pillar__number", "has_claim", "has_finding")
    )


def _picture(per_pillar: dict[str, Counter[EvidenceState]], introductory: int) -> PlanPicture:
    total = sum(per_pillar.values(), Counter[EvidenceState]())
    return PlanPicture(
        commitments=total.total(),
        found=total[EvidenceState.FOUND],
        none_found=total[EvidenceState.NONE_FOUND],
        not_looked=total[EvidenceState.NOT_LOOKED],
        per_pillar=per_pillar,
        introductory=introductory,
    )


def state_of(claims: Iterable[verification.ClaimView], findings: Sequence[FindingView]) -> EvidenceState:
    """What the search gave for one promise whose claims and findings are at hand.  No query."""
    return evidence_state(claims=sum(claim.is_bearing for claim in claims), findings=len(findings))


def listed(by: Actor, plan: str, wanted: ListFilter, *, as_of: datetime) -> QuerySet[Commitment]:
    """The promises of a plan that a filter leaves, sorted; count and slice it, then `plans.whole(page, plan)`."""
    rows = plans.commitment_rows(by, plan, as_of=as_of)
    for word in fold(wanted.search).split():
        rows = rows.filter(search_text__contains=word)
    if wanted.pillar:
        rows = rows.filter(pillar__number=wanted.pillar)
    if wanted.kind:
        rows = rows.filter(kind=wanted.kind)
    if wanted.strength:
        rows = rows.filter(strength=wanted.strength)
    if wanted.owes:
        rows = rows.filter(obligations__party__code=wanted.owes, obligations__clause__isnull=True)
    if wanted.evidence:
        rows = _with_evidence(rows, EvidenceState(wanted.evidence), by, as_of)
    sort = SORTS.get(wanted.sort, "position")
    return rows.order_by(sort, "position")


def _with_evidence(
    rows: QuerySet[Commitment], state: EvidenceState, by: Actor, as_of: datetime
) -> QuerySet[Commitment]:
    claims = Exists(verification.bearing_rows(by, as_of=as_of).filter(commitment=OuterRef("ref")))
    findings = Exists(Finding.objects.filter(readable(by, as_of=as_of), commitment=OuterRef("ref"), made_at__lte=as_of))
    if state is EvidenceState.FOUND:
        return rows.filter(claims)
    if state is EvidenceState.NONE_FOUND:
        return rows.filter(~claims, findings)
    return rows.filter(~claims, ~findings)


@remembered_whole
def whole_list(
    by: Actor, plan: str, wanted: ListFilter, *, as_of: datetime
) -> list[tuple[CommitmentView, EvidenceCount | None]]:
    """Every promise that a filter leaves with its evidence: what a download of exactly this view holds."""
    promises = plans.whole(listed(by, plan, wanted, as_of=as_of), plan, as_of=as_of)
    refs = [view.ref for view in promises]
    counts = evidence_counts(by, plan, as_of=as_of, refs=refs if len(refs) <= plans.NAMED_MAX else None)
    return [(view, counts.get(view.ref)) for view in promises]


def checked_on_plan(by: Actor, plan: str, *, as_of: datetime) -> dict[str, Checked]:
    """Commitment ref -> how far anybody stands behind the evidence that was found for it.  Two queries."""
    found = verification.proofs_on_promises(by, plan, as_of=as_of)
    return {ref: state for ref, proofs in found.items() if (state := checked_state(proofs)) is not None}


def clause_evidence(
    claims: Sequence[ClaimView], commitment: CommitmentView, findings: Sequence[FindingView] = ()
) -> dict[str, ClauseEvidence]:
    """Letter -> public evidence for that clause, from claims and findings that were read already.  No query.

    Evidence on one clause marks that clause and no other.  Evidence that shows all of a promise marks each of its clauses,
    unless a check accepted some of them only; evidence that shows part of a promise says not which, until a check does.
    """
    made = {}
    for clause in commitment.clauses:
        mine = tuple(claim for claim in claims if _marks(claim, clause.letter, commitment.ref))
        missing = [one for one in findings if one.subject == clause.ref]
        made[clause.letter] = ClauseEvidence(
            letter=clause.letter,
            state=evidence_state(claims=len(mine), findings=len(missing)),
            checked=checked_state(claim.proof for claim in mine),
            supports=next((one for one in Support.values if any(claim.supports == one for claim in mine)), ""),
            claims=mine,
        )
    return made


def _marks(claim: ClaimView, letter: str, commitment: str) -> bool:
    if not claim.is_bearing or claim.commitment != commitment:
        return False
    if claim.clause or claim.proof.accepted_clauses:
        return letter in {claim.clause, *claim.proof.accepted_clauses}
    return claim.supports == Support.ALL and claim.proof.state is not Proof.IN_PART
