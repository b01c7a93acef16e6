"""Putting evidence forward, and checking what somebody else put forward."""

from __future__ import annotations

from datetime import datetime

from django.http import HttpRequest, HttpResponse
from ninja import Body, Path

from entente.foundation.common.actors import Actor
from entente.foundation.sources.commands import DocumentFacts
from entente.record.plan import queries as plans
from entente.record.verification import commands as verification
from entente.record.verification import queries as claims
from entente.surfaces.intake.evidence import EvidenceFacts, add_evidence

from . import reading_work, shapes, told
from .answers import WRITING
from .asked import EVERY_LANGUAGE
from .reading import promise_ref
from .routes import router
from .writing import subject_of, writing

ANSWER = {200: shapes.OneClaim, **WRITING}


@router.post("/commitments/{plan}/{number}/claims", operation_id="make_claim", response=ANSWER)
def make_claim(request: HttpRequest, plan: Path[str], number: Path[str], body: Body[told.ClaimMade]) -> HttpResponse:
    """Put a source and what it shows on record, in the name of one's own side."""
    made: list[tuple[str, str]] = []

    def write(by: Actor, at: datetime) -> None:
        ref = promise_ref(plan, number)
        source = body.source
        document = DocumentFacts(
            slug="",
            title=source.title,
            side=source.side,
            party=source.party,
            is_described=source.is_described,
            language=source.language,
            publisher_name=source.publisher,
            stated_on=source.stated_on,
            address=source.address,
        )
        facts = EvidenceFacts(
            subject=subject_of(ref, body.clause),
            document=document,
            supports=body.supports,
            statement=body.statement,
            happened=body.happened,
            place=body.place,
            quotation=body.quotation,
        )
        slug = add_evidence(facts, plans.get_commitment_row(by, ref, as_of=at), by=by, at=at)
        made.append((by.owner, slug))

    return writing(request, write, lambda eyes: reading_work.one_claim(eyes, *made[0], EVERY_LANGUAGE))


@router.post("/claims/{owner}/{slug}/checks", operation_id="check_claim", response=ANSWER)
def check_claim(request: HttpRequest, owner: Path[str], slug: Path[str], body: Body[told.ClaimChecked]) -> HttpResponse:
    """Say what the sources of a claim show.  Whoever made it does not check it."""

    def write(by: Actor, at: datetime) -> None:
        verification.check(
            claims.get_claim_row(by, owner, slug, as_of=at),
            body.verdict,
            by=by,
            at=at,
            clauses=body.clauses,
            reading=body.reading,
            revision=body.revision,
        )

    return writing(request, write, lambda eyes: reading_work.one_claim(eyes, owner, slug, EVERY_LANGUAGE))
