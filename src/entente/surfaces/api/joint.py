"""What all parties have signed about promises, and the voices while they have not."""

from __future__ import annotations

from collections.abc import Sequence

from django.http import HttpRequest, HttpResponse
from ninja import Path, Query

from entente.foundation.common.actors import PUBLIC
from entente.record.assessment import queries as assessment
from entente.record.assessment.queries import JointView
from entente.record.plan import queries as plans
from entente.record.plan.queries import CommitmentView

from . import asked, shapes
from .answers import ABSENT, json_answer
from .chosen import Chosen
from .reading import Eyes, plan_seen
from .reading_work import promise_seen
from .routes import router


@router.get("/plans/{plan}/joint", operation_id="list_plan_joint", response={200: shapes.Joints, **ABSENT})
def list_plan_joint(request: HttpRequest, plan: Path[str], query: Query[asked.Spoken]) -> HttpResponse:
    """What there is together about every promise of a plan and its parts."""
    eyes, chosen = Eyes.of(request), query.chosen()
    within = chosen.within(plan_seen(eyes, plan).languages)
    promises = plans.commitments(eyes.by, plan, as_of=eyes.as_of)
    return json_answer(joints(promises, plan, eyes, within))


@router.get("/commitments/{plan}/{number}/joint", operation_id="list_joint", response={200: shapes.Joints, **ABSENT})
def list_joint(request: HttpRequest, plan: Path[str], number: Path[str], query: Query[asked.Spoken]) -> HttpResponse:
    """What there is together about one promise and its parts."""
    eyes, chosen = Eyes.of(request), query.chosen()
    ref, within = promise_seen(eyes, plan, number, chosen)
    promise = plans.get_visible_commitment(eyes.by, ref, as_of=eyes.as_of)
    return json_answer(joints([promise], plan, eyes, within))


def joints(promises: Sequence[CommitmentView], plan: str, eyes: Eyes, chosen: Chosen) -> shapes.Joints:
    """The same for everybody: what is joint is public, and the voices are those that everybody reads."""
    refs = [promise.ref for promise in promises] if len(promises) == 1 else None
    reports = assessment.reports_on_plan(PUBLIC, plan, as_of=eyes.as_of, refs=refs)
    found = assessment.joints(promises, reports, as_of=eyes.as_of, with_past=True)
    return shapes.Joints(language=chosen.language, items=[joint(view, chosen) for view in found.values()])


def joint(view: JointView, chosen: Chosen) -> shapes.Joint:
    content, agreed, ended = view.content, view.agreed, view.ended
    return shapes.Joint(
        subject=view.subject,
        state=view.state.value,
        value=view.value.value if view.value else None,
        as_of_on=content.as_of_on if content else None,
        reason=chosen.wording(content.reason) if content else {},
        claims=sorted(content.claims) if content else [],
        voices={party: value.value for party, value in sorted(view.values.items())},
        since=agreed.agreed_at if agreed else None,
        content_sha256=agreed.content_sha256 if agreed else "",
        signatures=[
            shapes.JointSignature(
                party=one.party,
                signed_at=one.arrived_at,
                place=one.place,
                key=one.public_key,
                statement=one.statement,
                signature=one.signature,
            )
            for one in (agreed.signatures if agreed else ())
        ],
        ended_at=ended.ended_at if ended else None,
        ended_by=ended.ended_by if ended else "",
    )
