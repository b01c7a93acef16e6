"""Reads of claims and of where they stand.  What a reader may not read proves nothing to that reader."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Exists, Min, OuterRef, Q, QuerySet

from entente.foundation.common.actors import PUBLIC, Actor, Capacity
from entente.foundation.common.errors import NotVisible
from entente.foundation.common.languages import Wording
from entente.foundation.common.pieces import PIECE, Piece, rows_in_pieces
from entente.foundation.common.prepared import grouped, prepared_along
from entente.foundation.common.reading import remembered_whole
from entente.foundation.common.records import readable
from entente.foundation.common.rights import may
from entente.foundation.sources.queries import publisher_of
from entente.foundation.sources.rules import can_have_quotation
from entente.record.plan import queries as plans

from .models import Backing, Check, Claim
from .rules import CheckAtHand, ClaimAtHand, Gate, best_of, gate, proof_of
from .views import CitedView, ClaimView, ProofView, ReadingView
from .words import Proof, Support, Verdict

NAMED_MAX = 200
"""So many claims are named to the database; for more of them all of the plan are read."""
ORDER = ("-last_on", "slug", "owner")
"""The latest event first."""

__all__ = [
    "CitedView",
    "Claim",
    "ClaimView",
    "Gate",
    "Proof",
    "ProofView",
    "ReadingView",
    "Support",
    "Verdict",
    "gate",
]


@dataclass(frozen=True, slots=True)
class WaitingChecks:
    """A page of the claims that wait for somebody's check; `total` counts all of them."""

    total: int
    rows: list[ClaimView]


def claim_rows(by: Actor, *, as_of: datetime) -> QuerySet[Claim]:
    """The claims that an actor may read: the start of every count and join."""
    return Claim.objects.filter(readable(by, as_of=as_of), made_at__lte=as_of)


def bearing_rows(by: Actor, *, as_of: datetime) -> QuerySet[Claim]:
    """Of these, the ones on a promise itself or a part of it: no context, no milestone, candidate or activity."""
    below = Q(subject__contains="/milestones/") | Q(subject__contains="/candidates/") | Q(subject__contains="/updates/")
    return claim_rows(by, as_of=as_of).filter(~below, is_context=False).exclude(commitment="")


def check_rows(by: Actor, *, as_of: datetime) -> QuerySet[Check]:
    """The checks that an actor may read."""
    return Check.objects.filter(readable(by, as_of=as_of), made_at__lte=as_of)


# --- claims ----------------------------------------------------------------------------------------------------------


def claims_on_commitment(by: Actor, commitment: str, *, as_of: datetime) -> list[ClaimView]:
    """Claims on a promise and all that lies under it, latest event first.  Three queries."""
    return _views(by, Q(commitment=commitment), as_of)


@remembered_whole
def claims_on_plan(by: Actor, plan: str, *, as_of: datetime) -> list[ClaimView]:
    """Every claim on a plan, its promises and its activities, latest event first.  Three queries."""
    return _views(by, Q(plan=plan), as_of)


@remembered_whole
def cited_titles(by: Actor, plan: str, *, as_of: datetime) -> dict[UUID, Wording]:
    """Key -> title of the documents that claims on a plan, its promises and its activities rest on.  One query."""
    of, cited = "citation__document", Backing.objects.filter(claim__in=claim_rows(by, as_of=as_of).filter(plan=plan))
    rows = cited.values_list(of, f"{of}__title", f"{of}__made_at").order_by(of).distinct()
    return {key: title for key, title, _made_at in rows}


def claim_pieces(by: Actor, plan: str, *, as_of: datetime, size: int = PIECE) -> Iterator[Piece[ClaimView]]:
    """The same, so many at a time.  One query, and three for each piece."""
    rows = claim_rows(by, as_of=as_of).filter(plan=plan).order_by(*ORDER)
    return rows_in_pieces(rows, lambda some: _whole(list(some), by, as_of), size)


def claims_on_plan_itself(by: Actor, plan: str, *, as_of: datetime) -> list[ClaimView]:
    """Claims whose subject is the plan as a whole.  Three queries."""
    return _views(by, Q(subject=plan), as_of)


def claims_on_subject(by: Actor, subject: str, *, as_of: datetime) -> list[ClaimView]:
    """Claims on exactly this ref, latest event first.  Three queries."""
    return _views(by, Q(subject=subject), as_of)


def claims_on_subjects(by: Actor, subjects: Collection[str], *, as_of: datetime) -> list[ClaimView]:
    """Claims on any of these refs, latest event first.  Three queries, none for no ref."""
    return _views(by, Q(subject__in=list(subjects)), as_of) if subjects else []


def claims_on_activity(by: Actor, ref: str, *, as_of: datetime) -> list[ClaimView]:
    """Claims on an activity, its stages and its sessions, latest event first.  Four queries at most."""
    about = Q(subject=ref) | Q(subject__startswith=f"{ref}#") | Q(subject__startswith=f"{ref}/")
    return _views(by, about, as_of)


def claims_by_key(by: Actor, keys: Iterable[UUID], *, as_of: datetime) -> dict[UUID, ClaimView]:
    """Those of these claims that the actor may read.  Three queries."""
    return {view.pk: view for view in _views(by, Q(pk__in=list(keys)), as_of)}


def claims_named(by: Actor, plan: str, names: Collection[str], *, as_of: datetime) -> dict[str, ClaimView]:
    """ "owner/slug" -> claim, of those of these claims on a plan that the actor may read.  Three queries; none for no name."""
    if not names:
        return {}
    of = Q(plan=plan)
    if len(names) <= NAMED_MAX:
        of &= Q(slug__in=sorted({name.partition("/")[2] for name in names}))
    found = {f"{view.owner}/{view.slug}": view for view in _views(by, of, as_of)}
    return {name: found[name] for name in names if name in found}


def claims_citing(by: Actor, plan: str, documents: Collection[UUID], *, as_of: datetime) -> list[ClaimView]:
    """Claims on a plan that rest on one of these documents, latest event first.  Three queries, none for no document."""
    if not documents:
        return []
    citing = Backing.objects.filter(citation__document__in=list(documents)).values("claim")
    return _views(by, Q(plan=plan, pk__in=citing), as_of)


def subjects_citing(owner: str, document: str) -> set[str]:
    """The subjects of all claims that rest on a document, whoever may read them.  One query."""
    cited = Backing.objects.filter(citation__document__owner=owner, citation__document__slug=document)
    return set(cited.values_list("claim__subject", flat=True))


def next_lapse(plan: str, *, as_of: datetime) -> datetime | None:
    """When the time for a check of a claim on a plan ends next, whoever may read it; None where none runs.  One query."""
    due_at: datetime | None = Claim.objects.filter(plan=plan, check_due_at__gte=as_of).aggregate(
        due=Min("check_due_at")
    )["due"]
    return due_at + timedelta(microseconds=1) if due_at else None


def readable_claims(by: Actor, names: Collection[str], *, as_of: datetime) -> set[str]:
    """Those of these claims ("owner/slug") that an actor may read.  One query."""
    rows = claim_rows(by, as_of=as_of).filter(slug__in={name.partition("/")[2] for name in names})
    return {f"{owner}/{slug}" for owner, slug in rows.values_list("owner", "slug")} & set(names)


def get_claim(by: Actor, owner: str, slug: str, *, as_of: datetime) -> ClaimView:
    """One claim, whole.  Raises NotVisible."""
    found = _views(by, Q(owner=owner, slug=slug), as_of)
    if not found:
        raise NotVisible(f"There is no claim “{owner}/{slug}” here.")
    return found[0]


def get_claim_row(by: Actor, owner: str, slug: str, *, as_of: datetime) -> Claim:
    """The row that a command takes.  Raises NotVisible."""
    row = claim_rows(by, as_of=as_of).filter(owner=owner, slug=slug).first()
    if row is None:
        raise NotVisible(f"There is no claim “{owner}/{slug}” here.")
    return row


def waiting_checks(by: Actor, *, as_of: datetime, limit: int, offset: int = 0) -> WaitingChecks:
    """Claims that somebody else made and on which the actor's side has no check that counts; the first due first.

    A party is asked about the plans that it is a party of; whose post checks nothing is asked about none.
    Five queries at most.
    """
    if not may(by, "claim.check"):
        return WaitingChecks(0, [])
    checked = Check.objects.filter(claim=OuterRef("pk"), owner=by.owner, revision=OuterRef("revision"))
    rows = claim_rows(by, as_of=as_of).filter(~Exists(checked), is_context=False)
    if by.user_id:
        rows = rows.exclude(makers__contains=f"\n{by.user_id}\n")
    if by.capacity is Capacity.PARTY:
        rows = rows.filter(plan__in=plans.slugs_of_party(by.owner))
    page = rows.order_by("check_due_at", "slug", "pk")[offset : offset + limit]
    return WaitingChecks(rows.count(), _whole(list(page), by, as_of))


# --- where they stand ------------------------------------------------------------------------------------------------


def proofs(by: Actor, keys: Iterable[UUID], *, as_of: datetime, parties_only: bool = False) -> dict[UUID, ProofView]:
    """Where each of these claims stands, by its key; those that the actor may not read are left out.  Two queries."""
    rows = _rows(by, Q(pk__in=list(keys)), as_of)
    checks = _checks_by_claim(by, rows, as_of)
    return {row.pk: _proof(row, checks, as_of, parties_only=parties_only) for row in rows}


def proofs_on(
    by: Actor, subjects: Iterable[str], *, as_of: datetime, parties_only: bool = False
) -> dict[str, list[ProofView]]:
    """Where every claim on each of these refs stands; a ref on which nobody claims anything is left out.  Two queries."""
    rows = sorted(_rows(by, Q(subject__in=list(subjects)), as_of), key=lambda row: row.made_at)
    checks = _checks_by_claim(by, rows, as_of)
    found: dict[str, list[ProofView]] = {}
    for row in rows:
        found.setdefault(row.subject, []).append(_proof(row, checks, as_of, parties_only=parties_only))
    return found


def proof_on(by: Actor, subject: str, *, as_of: datetime, parties_only: bool = False) -> ProofView:
    """The best standing among the claims on one ref.  Two queries."""
    found = proofs_on(by, [subject], as_of=as_of, parties_only=parties_only)
    return best_of(found.get(subject, ()), subject)


def proofs_on_promises(by: Actor, plan: str, *, as_of: datetime) -> dict[str, list[ProofView]]:
    """Commitment ref -> where each claim that bears on it stands, for a whole plan.  Two queries."""
    rows = list(bearing_rows(by, as_of=as_of).filter(plan=plan))
    checks = _checks_by_claim(by, rows, as_of)
    found: dict[str, list[ProofView]] = {}
    for row in rows:
        found.setdefault(row.commitment, []).append(_proof(row, checks, as_of))
    return found


def at_hand(row: Claim) -> ClaimAtHand:
    """What the rules need to know of a claim."""
    return ClaimAtHand(
        subject=row.subject,
        owner=row.owner,
        supports=row.supports,
        revision=row.revision,
        makers=frozenset(row.makers.split()),
        check_due_at=row.check_due_at,
    )


@prepared_along("claim_id")
def _checks(by: Actor, claims: list[UUID], as_of: datetime) -> QuerySet[Check]:
    return check_rows(by, as_of=as_of).filter(claim__in=claims).order_by("made_at", "pk")


def _checks_by_claim(by: Actor, rows: Iterable[Claim], as_of: datetime) -> Mapping[UUID, list[Check]]:
    """The checks of these claims that an actor may read, in their order.  One query, none for no claim."""
    return grouped(_checks(by, [row.pk for row in rows], as_of), lambda one: one.claim_id)


def _proof(
    row: Claim, by_claim: Mapping[UUID, list[Check]], as_of: datetime, *, parties_only: bool = False
) -> ProofView:
    checks = [
        CheckAtHand(
            owner=one.owner,
            made_by=one.made_by,
            verdict=Verdict(one.verdict),
            revision=one.revision,
            made_at=one.made_at,
            clauses=tuple(one.clauses),
            reading=one.reading,
            post=one.post,
            is_of_party=one.is_of_party,
        )
        for one in by_claim.get(row.pk, ())
    ]
    return proof_of(at_hand(row), checks, as_of=as_of, parties_only=parties_only)


def _views(by: Actor, which: Q, as_of: datetime) -> list[ClaimView]:
    return _whole(_rows(by, which, as_of), by, as_of)


@prepared_along("commitment", names="{owner}/claims/{slug}")
def _rows(by: Actor, which: Q, as_of: datetime) -> QuerySet[Claim]:
    return claim_rows(by, as_of=as_of).filter(which).order_by(*ORDER)


@prepared_along("claim_id")
def _backings(claims: list[UUID]) -> QuerySet[Backing]:
    cited = Backing.objects.filter(claim__in=claims)
    return cited.select_related("citation__document__publisher", "citation__snapshot").order_by("position", "pk")


def _whole(rows: Sequence[Claim], by: Actor, as_of: datetime) -> list[ClaimView]:
    """With what they rest on, and the checks of them that an actor may read.  Two queries, none for no claim."""
    backings = grouped(_backings([row.pk for row in rows]), lambda one: one.claim_id)
    checks = _checks_by_claim(by, rows, as_of)
    return [_view(row, backings.get(row.pk, ()), checks, as_of) for row in rows]


def _view(row: Claim, backings: Iterable[Backing], checks: Mapping[UUID, list[Check]], as_of: datetime) -> ClaimView:
    return ClaimView(
        pk=row.pk,
        slug=row.slug,
        owner=row.owner,
        post=row.post,
        subject=row.subject,
        commitment=row.commitment,
        supports=row.supports,
        statement=row.statement,
        note=row.note,
        happened=row.happened,
        last_on=row.last_on,
        announced_on=row.announced_on,
        is_context=row.is_context,
        made_at=row.made_at,
        revision=row.revision,
        sources=tuple(_cited(backing, as_of) for backing in backings),
        proof=_proof(row, checks, as_of),
        party_proof=_proof(row, checks, as_of, parties_only=True),
    )


def _cited(backing: Backing, as_of: datetime) -> CitedView:
    """What was only cited at an instant was archived by nobody yet."""
    citation = backing.citation
    document, kept = citation.document, citation.snapshot
    snapshot = kept if kept and kept.made_at <= as_of else None
    showing = snapshot.showing if snapshot else ""
    return CitedView(
        document=document.slug,
        document_key=document.pk,
        title=document.title,
        is_described=document.is_described,
        publisher=publisher_of(document),
        language=document.language,
        side=document.side,
        party=document.party,
        stated_on=document.stated_on,
        address=document.address,
        weakness=document.weakness,
        place=citation.place,
        quotation=citation.quotation if can_have_quotation(PUBLIC, owner=citation.owner, showing=showing) else "",
        snapshot=snapshot.pk if snapshot else None,
        media_type=snapshot.media_type if snapshot else "",
        sha256=snapshot.sha256 if snapshot else "",
        showing=showing,
        removed_at=snapshot.removed_at if snapshot else None,
        removed_for=snapshot.removed_for if snapshot else "",
    )
