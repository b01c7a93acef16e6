"""What outsiders say of a plan, and what was asked about searches without result."""

from __future__ import annotations

from entente.record.assessment.assessing_views import AssessmentView
from entente.record.assessment.methods import Method, shipped_methods
from entente.record.assessment.queries import assessors, inquiries
from entente.record.assessment.queries.inquiries import InquiryView

from . import shapes
from .chosen import Chosen
from .reading import Eyes, plan_seen


def methods(chosen: Chosen) -> shapes.AssessmentMethods:
    return shapes.AssessmentMethods(
        language=chosen.language, items=[_method(one, chosen) for one in shipped_methods().values()]
    )


def assessments(eyes: Eyes, plan: str, chosen: Chosen) -> shapes.Assessments:
    """What is published, whoever reads.  Raises NotVisible."""
    within = chosen.within(plan_seen(eyes, plan).languages)
    found = assessors.published_on_plan(plan, as_of=eyes.as_of)
    return shapes.Assessments(language=chosen.language, items=[_assessment(one, within) for one in found])


def asked(eyes: Eyes, plan: str, chosen: Chosen) -> shapes.Inquiries:
    """Raises NotVisible."""
    within = chosen.within(plan_seen(eyes, plan).languages)
    found = inquiries.inquiries_on_plan(eyes.by, plan, as_of=eyes.as_of)
    return shapes.Inquiries(language=chosen.language, items=[_inquiry(one, within) for one in found])


def _method(one: Method, chosen: Chosen) -> shapes.AssessmentMethod:
    return shapes.AssessmentMethod(
        ref=one.ref,
        owner=one.owner,
        name=chosen.wording(one.name),
        about=chosen.wording(one.about),
        is_per_party=one.is_per_party,
        coders=one.coders,
        readings=[str(reading) for reading in one.readings],
        evidence=str(one.evidence),
        level=str(one.level),
        has_share=one.share is not None,
        values=[
            shapes.ScaleValue(
                code=value.code, label=chosen.wording(value.label), score=value.score, needs_proof=value.needs_proof
            )
            for value in one.values
        ],
    )


def _assessment(one: AssessmentView, chosen: Chosen) -> shapes.Assessment:
    assert one.value is not None  # what is published has both
    assert one.public_at is not None
    mapped = one.derived
    return shapes.Assessment(
        subject=one.subject,
        owner=one.owner,
        method=one.method.ref,
        guideline=one.guideline,
        party=one.party,
        reading=one.reading,
        from_on=one.from_on,
        to_on=one.to_on,
        value=one.value.code,
        label=chosen.wording(one.value.label),
        rationale=chosen.wording(one.rationale),
        derived=shapes.DerivedValue(
            scale=mapped.scale,
            values=list(mapped.values),
            relation=str(mapped.relation),
            is_lossy=mapped.is_lossy,
            version=mapped.version,
        )
        if mapped
        else None,
        claims=list(one.claims),
        reply_due_on=one.reply_due_on,
        replies=[
            shapes.AssessmentReply(party=reply.party, state=reply.state.value, text=chosen.wording(reply.text))
            for reply in one.replies
        ],
        published_at=one.public_at,
        version=one.version,
        correction=chosen.wording(one.correction),
    )


def _inquiry(one: InquiryView, chosen: Chosen) -> shapes.Inquiry:
    return shapes.Inquiry(
        finding=one.finding,
        subject=one.subject,
        owner=one.owner,
        party=one.party,
        kind=one.kind.value,
        asked_on=one.asked_on,
        due_on=one.due_on,
        state=one.state.value,
        answered_on=one.answered_on,
        title=chosen.wording(one.title),
        address=one.address,
    )
