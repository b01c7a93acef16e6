"""Bare views: each runs the very queries of a page or operation of ours and says little with what they answer.

They are the floor that `bench_pages` measures against: next to no middleware, one small template or a plain `json.dumps`.
"""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import path
from django.utils import timezone

from entente.foundation.common.actors import PUBLIC
from entente.foundation.common.refs import numbered_ref
from entente.foundation.ledger import queries as ledger
from entente.foundation.texts import queries as texts
from entente.record.assessment import queries as assessment
from entente.record.assessment.queries import ListFilter
from entente.record.delivery import queries as delivery
from entente.record.plan import queries as plans
from entente.record.verification import queries as verification
from entente.surfaces.web.pages.commitment.found import find
from entente.surfaces.web.standings import standings_of


def commitment(request: HttpRequest, plan: str, number: str) -> HttpResponse:
    as_of, ref = timezone.now(), numbered_ref(plan, number)
    view, promise, found = find(plan, number, as_of)
    before, after = plans.neighbours(PUBLIC, plan, promise.position, as_of=as_of)
    context = {
        "plan": view,
        "promise": promise,
        "claims": found.claims,
        "findings": found.findings,
        "entries": ledger.history(ref, limit=50),
        "amendments": plans.in_force(PUBLIC, plan, as_of=as_of, commitment=ref),
        "fate": plans.fate_of(PUBLIC, ref, as_of=as_of),
        "origins": plans.origins_of(PUBLIC, ref, as_of=as_of),
        "before": before,
        "after": after,
    }
    return render(request, "bare_commitment.html", context)


def commitments(request: HttpRequest, plan: str) -> HttpResponse:
    as_of = timezone.now()
    view = plans.get_visible_plan(PUBLIC, plan, as_of=as_of)
    found = assessment.listed(PUBLIC, plan, ListFilter(), as_of=as_of)
    context = {"plan": view, "pillars": plans.pillars(PUBLIC, plan, as_of=as_of), "total": found.count()}
    promises = plans.whole(found[:50], plan)
    counts = assessment.evidence_counts(PUBLIC, plan, as_of=as_of, refs=[promise.ref for promise in promises])
    stands = standings_of(view, promises, as_of)
    context["rows"] = [(promise, counts.get(promise.ref), stands.columns(view, promise)) for promise in promises]
    context["entries"] = ledger.history(plan, limit=1)
    return render(request, "bare_commitments.html", context)


def overview(request: HttpRequest, plan: str) -> HttpResponse:
    as_of = timezone.now()
    view = plans.get_visible_plan(PUBLIC, plan, as_of=as_of)
    found = assessment.overview(PUBLIC, view, plans.commitments(PUBLIC, plan, as_of=as_of), as_of=as_of)
    titles = [pillar.number for pillar in plans.pillars(PUBLIC, plan, as_of=as_of)]
    changed = [entry.at.isoformat() for entry in ledger.history(plan, limit=1)]
    sides = [{"party": side.party, "states": side.states, "pillars": side.per_pillar} for side in found.sides]
    return JsonResponse({"sides": sides, "joint": found.joint, "pillars": titles, "changed": changed})


def commitments_json(request: HttpRequest, plan: str) -> HttpResponse:
    as_of = timezone.now()
    plans.get_visible_plan(PUBLIC, plan, as_of=as_of)
    found = assessment.listed(PUBLIC, plan, ListFilter(), as_of=as_of)
    total = found.count()
    promises = plans.whole(found[:100], plan)
    texts.states_of([promise.ref for promise in promises])
    counts = assessment.evidence_counts(PUBLIC, plan, as_of=as_of, refs=[promise.ref for promise in promises])
    return JsonResponse({"count": total, "items": [_item(promise, counts) for promise in promises]})


def plan_json(request: HttpRequest, plan: str) -> HttpResponse:
    as_of = timezone.now()
    plans.get_visible_plan(PUBLIC, plan, as_of=as_of)
    texts.states_under(plan)
    counts = assessment.evidence_counts(PUBLIC, plan, as_of=as_of)
    claims = verification.claims_on_plan(PUBLIC, plan, as_of=as_of)
    findings = assessment.findings_on_plan(PUBLIC, plan, as_of=as_of)
    delivery.windows_on_plan(PUBLIC, plan, as_of=as_of)
    delivery.leads_on_plan(PUBLIC, plan, as_of=as_of)
    pillars = plans.pillars(PUBLIC, plan, as_of=as_of)
    promises = plans.commitments(PUBLIC, plan, as_of=as_of)
    plans.plan_texts(plan)
    return JsonResponse(
        {
            "pillars": [{"number": pillar.number, "title": pillar.title} for pillar in pillars],
            "items": [_item(promise, counts) for promise in promises],
            "claims": [_claim(claim) for claim in claims],
            "findings": [{"on": finding.subject, "where": finding.looked_where} for finding in findings],
        }
    )


def _item(promise: plans.CommitmentView, counts: dict[str, assessment.EvidenceCount]) -> dict[str, Any]:
    count = counts.get(promise.ref)
    return {
        "ref": promise.ref,
        "number": promise.number,
        "title": promise.title,
        "summary": promise.summary,
        "kind": promise.kind,
        "strength": promise.strength,
        "obligors": promise.obligors,
        "evidence": count.state if count else "",
    }


def _claim(claim: verification.ClaimView) -> dict[str, Any]:
    return {
        "on": claim.subject,
        "statement": claim.statement,
        "happened": claim.happened,
        "sources": [{"title": source.title, "address": source.address} for source in claim.sources],
    }


urlpatterns = [
    path("en/plans/<slug:plan>/commitments/<str:number>/", commitment),
    path("en/plans/<slug:plan>/commitments/", commitments),
    path("en/plans/<slug:plan>/overview/", overview),
    path("api/v1/plans/<slug:plan>/commitments", commitments_json),
    path("api/v1/plans/<slug:plan>", plan_json),
]
