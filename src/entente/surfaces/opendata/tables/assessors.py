"""What outsiders say, by written methods; native values, derived ones marked, replies beside them."""

from __future__ import annotations

from collections.abc import Iterable

from entente.record.assessment.assessing_words import ReplyState
from entente.record.assessment.methods import shipped_methods
from entente.record.assessment.methods.scales import Reading, Relation
from entente.surfaces.opendata.words import Walk

from .table import Row, Table
from .view import View


def _assessments(view: View) -> Iterable[Row]:
    for one in view.assessments:
        yield {
            "assessment": one.key,
            "plan": view.slug,
            "commitment": one.commitment,
            "subject": one.subject,
            "party": one.party,
            "assessor": one.owner,
            "method": one.method.ref,
            "guideline": one.guideline,
            "which_reading": one.reading,
            "window_from_on": one.from_on,
            "window_to_on": one.to_on,
            "scale_value": one.value.code if one.value else None,
            "score": one.value.score if one.value else None,
            "rationale": one.rationale,
            "derived_values": one.derived.values if one.derived else None,
            "derived_relation": one.derived.relation if one.derived else None,
            "is_lossy": one.derived.is_lossy if one.derived else None,
            "public_at": one.public_at,
            "version": one.version,
            "correction": one.correction,
        }


def _replies(view: View) -> Iterable[Row]:
    for one in view.assessments:
        for reply in one.replies:
            yield {
                "assessment": one.key,
                "party": reply.party,
                "plan": view.slug,
                "reply_state": reply.state,
                "text": reply.text,
                "replied_at": reply.approved_at if reply.state is ReplyState.GIVEN else None,
            }


def _evidence(view: View) -> Iterable[Row]:
    for one in view.assessments:
        for claim in one.claims:
            yield {"assessment": one.key, "claim": claim, "plan": view.slug}


def _scales(_view: View) -> Iterable[Row]:
    for method in shipped_methods().values():
        for value in method.values:
            yield {"method": method.ref, "scale_value": value.code, "score": value.score, "name": value.label}


TABLES = (
    Table(
        "assessments",
        (
            "assessment", "plan", "commitment", "subject", "party", "assessor", "method", "guideline", "which_reading",
            "window_from_on", "window_to_on", "scale_value", "score", "rationale", "derived_values",
            "derived_relation", "is_lossy", "public_at", "version", "correction",
        ),
        ("assessment",),
        _assessments,
        {"which_reading": tuple(Reading), "derived_relation": tuple(Relation)},
        walk=Walk.ASSESSMENTS,
    ),
    Table(
        "assessment_replies",
        ("assessment", "party", "plan", "reply_state", "text", "replied_at"),
        ("assessment", "party"),
        _replies,
        {"reply_state": ReplyState},
        walk=Walk.ASSESSMENTS,
    ),
    Table(
        "assessment_evidence",
        ("assessment", "claim", "plan"),
        ("assessment", "claim"),
        _evidence,
        walk=Walk.ASSESSMENTS,
    ),
    Table(
        "scales",
        ("method", "scale_value", "score", "name"),
        ("method", "scale_value"),
        _scales,
        is_of_plan=False,
    ),
)  # fmt: skip
