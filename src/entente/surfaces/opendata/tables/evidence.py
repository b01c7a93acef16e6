"""What proves it: evidence with its sources and checks, searches without result, candidates."""

from __future__ import annotations

from collections.abc import Iterable

from entente.foundation.sources.queries import Side, publisher_of
from entente.record.assessment.inquiry_words import InquiryKind, InquiryState
from entente.record.delivery.queries import CandidateAnswer, CandidateState, DecisionView, Stance
from entente.record.verification.queries import Proof, Support, Verdict
from entente.surfaces.opendata.words import Walk

from .table import Row, Table
from .view import View


def _findings(view: View) -> Iterable[Row]:
    for one in view.findings:
        yield {
            "finding": f"{one.owner}/{one.slug}",
            "plan": view.slug,
            "subject": one.subject,
            "commitment": one.subject.partition("#")[0],
            "owner": one.owner,
            "looked_on": one.looked_on,
            "looked_where": one.looked_where,
            "note": one.note,
        }


def _inquiries(view: View) -> Iterable[Row]:
    for one in view.inquiries:
        yield {
            "inquiry": one.key,
            "plan": view.slug,
            "finding": one.finding,
            "subject": one.subject,
            "party": one.party,
            "owner": one.owner,
            "kind": one.kind,
            "addressed_to": one.addressed_to,
            "asked_on": one.asked_on,
            "due_on": one.due_on,
            "state": one.state,
            "answered_on": one.answered_on,
            "source_address": one.address,
        }


def _claims(view: View) -> Iterable[Row]:
    for one in view.claims:
        yield {
            "claim": f"{one.owner}/{one.slug}",
            "plan": view.slug,
            "commitment": one.commitment,
            "subject": one.subject,
            "owner": one.owner,
            "post": one.post,
            "supports": one.supports,
            "statement": one.statement,
            "note": one.note,
            "happened": one.happened,
            "is_context": one.is_context,
            "made_at": one.made_at,
            "revision": one.revision,
            "proof": one.proof.state,
            "is_own_side": one.proof.is_own_side,
            "check_due_at": one.proof.check_due_at,
        }


def _citations(view: View) -> Iterable[Row]:
    for claim in view.claims:
        for position, one in enumerate(claim.sources, start=1):
            yield {
                "claim": f"{claim.owner}/{claim.slug}",
                "position": position,
                "plan": view.slug,
                "document": one.document_key,
                "place": one.place,
                "quotation": one.quotation,
                "snapshot": one.snapshot,
                "media_type": one.media_type,
                "snapshot_sha256": one.sha256,
            }


def _checks(view: View) -> Iterable[Row]:
    for claim in view.claims:
        for one in claim.proof.readings:
            yield {
                "claim": f"{claim.owner}/{claim.slug}",
                "owner": one.owner,
                "plan": view.slug,
                "post": one.post,
                "verdict": one.verdict,
                "clauses": one.clauses,
                "reading": one.reading,
                "made_at": one.made_at,
            }


def _documents(view: View) -> Iterable[Row]:
    """Those that public evidence cites: one that nothing public rests on yet would tell of what is being prepared."""
    for one in view.documents:
        yield {
            "document": one.pk,
            "title": one.title,
            "publisher": publisher_of(one),
            "language": one.language,
            "document_side": one.side,
            "party": one.party,
            "stated_on": one.stated_on,
            "source_address": one.address,
        }


def _candidates(view: View) -> Iterable[Row]:
    for one in view.candidates:
        yield {
            "candidate": one.ref,
            "plan": view.slug,
            "commitment": one.commitment,
            "subject": one.subject,
            "owner": one.owner,
            "title": one.title,
            "summary": one.summary,
            "happened": one.happened,
            "activity": one.activity,
            "state": one.state,
            "proof": one.proof.anybody,
        }


def _arguments(view: View) -> Iterable[Row]:
    for candidate in view.candidates:
        for one in candidate.arguments:
            yield {
                "candidate": candidate.ref,
                "owner": one.owner,
                "made_at": one.made_at,
                "plan": view.slug,
                "stance": one.stance,
                "text": one.text,
            }


def _decisions(view: View) -> Iterable[Row]:
    for candidate in view.candidates:
        for one in candidate.earlier:
            yield _decision(view.slug, candidate.ref, one, is_current=False)
        for one in candidate.decisions:
            yield _decision(view.slug, candidate.ref, one, is_current=True)


def _decision(plan: str, candidate: str, one: DecisionView, *, is_current: bool) -> Row:
    return {
        "candidate": candidate,
        "party": one.party,
        "made_at": one.made_at,
        "plan": plan,
        "answer": one.answer,
        "reason": one.reason,
        "is_current": is_current,
    }


TABLES = (
    Table(
        "documents",
        (
            "document", "title", "publisher", "language", "document_side", "party", "stated_on",
            "source_address",
        ),
        ("document",),
        _documents,
        {"document_side": Side},
        is_of_plan=False,
        walk=Walk.DOCUMENTS,
    ),
    Table(
        "claims",
        (
            "claim", "plan", "commitment", "subject", "owner", "post", "supports", "statement", "note", "happened",
            "is_context", "made_at", "revision", "proof", "is_own_side", "check_due_at",
        ),
        ("claim",),
        _claims,
        {"supports": Support, "proof": Proof},
        walk=Walk.CLAIMS,
    ),
    Table(
        "citations",
        (
            "claim", "position", "plan", "document", "place", "quotation", "snapshot", "media_type", "snapshot_sha256",
        ),
        ("claim", "position"),
        _citations,
        walk=Walk.CLAIMS,
    ),
    Table(
        "checks",
        ("claim", "owner", "plan", "post", "verdict", "clauses", "reading", "made_at"),
        ("claim", "owner"),
        _checks,
        {"verdict": Verdict},
        walk=Walk.CLAIMS,
    ),
    Table(
        "findings",
        ("finding", "plan", "subject", "commitment", "owner", "looked_on", "looked_where", "note"),
        ("finding",),
        _findings,
        walk=Walk.FINDINGS,
    ),
    Table(
        "inquiries",
        (
            "inquiry", "plan", "finding", "subject", "party", "owner", "kind", "addressed_to", "asked_on", "due_on",
            "state", "answered_on", "source_address",
        ),
        ("inquiry",),
        _inquiries,
        {"kind": InquiryKind, "state": InquiryState},
        walk=Walk.INQUIRIES,
    ),
    Table(
        "candidates",
        (
            "candidate", "plan", "commitment", "subject", "owner", "title", "summary", "happened", "activity", "state",
            "proof",
        ),
        ("candidate",),
        _candidates,
        {"state": tuple(CandidateState), "proof": Proof},
        walk=Walk.CANDIDATES,
    ),
    Table(
        "candidate_arguments",
        ("candidate", "owner", "made_at", "plan", "stance", "text"),
        (),
        _arguments,
        {"stance": Stance},
        walk=Walk.CANDIDATES,
    ),
    Table(
        "candidate_decisions",
        ("candidate", "party", "made_at", "plan", "answer", "reason", "is_current"),
        (),
        _decisions,
        {"answer": CandidateAnswer},
        walk=Walk.CANDIDATES,
    ),
)  # fmt: skip
