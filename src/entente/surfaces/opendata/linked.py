"""Linked data: what plans, promises and assessments are in the words of schema.org.  Voices stay apart: no one status is given.

A promise is an Action of the parties that owe it; what each party says of it is a Claim in that party's name; what an
assessor says is a ClaimReview; what took place is an Event.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from entente.foundation.common.actors import PUBLIC
from entente.foundation.common.languages import Wording
from entente.foundation.common.refs import numbered_ref
from entente.record.assessment import queries as assessment
from entente.record.assessment.assessing_views import AssessmentView
from entente.record.assessment.queries import StatusView, assessors
from entente.record.delivery import queries as delivery
from entente.record.delivery.queries import ActivityView
from entente.record.plan import queries as plans
from entente.record.plan.queries import PartyView, PlanView
from entente.surfaces.web import links
from entente.surfaces.web.assessments import method_segment

from .linked_nodes import CONTEXT, Node, clean, document, node_id, page_of, party_node, text, texts
from .linked_work import bodies_of, body_address
from .package import instant


def plan_document(plan: str, *, as_of: datetime) -> Node:
    """Raises NotVisible."""
    view = plans.get_visible_plan(PUBLIC, plan, as_of=as_of)
    return document(
        {
            "@id": _id(plan),
            "@type": "CreativeWork",
            "name": texts(view.title),
            "abstract": texts(view.summary),
            "inLanguage": list(view.languages),
            "url": page_of("plan", plan=plan),
            "author": [party_node(party) for party in view.parties],
            "maintainer": {"@type": "Organization", "name": texts(view.keeper_name), "identifier": view.keeper_slug},
            "contributor": [
                {"@id": node_id(body_address(plan, body)), "@type": "Organization", "identifier": body}
                for body in bodies_of(plan, as_of=as_of)
            ],
            "hasPart": [
                {
                    "@id": _id(plan, number),
                    "@type": "Action",
                    "identifier": numbered_ref(plan, number),
                    "name": texts(title),
                }
                for number, title in plans.promise_titles(PUBLIC, plan, as_of=as_of).items()
            ],
            "subjectOf": {
                "@type": "Dataset",
                "name": texts(view.title),
                "url": links.absolute(links.href("data", "en")),
                "license": "https://creativecommons.org/licenses/by/4.0/",
            },
        }
    )


def commitment_document(plan: str, number: str, *, as_of: datetime) -> Node:
    """Raises NotVisible."""
    view = plans.get_visible_plan(PUBLIC, plan, as_of=as_of)
    ref = numbered_ref(plan, number)
    promise = plans.get_visible_commitment(PUBLIC, ref, as_of=as_of)
    parties = {party.code: party for party in view.parties}
    said = assessment.statuses_on(PUBLIC, ref, as_of=as_of)
    events = [
        _event(activity, session.title, session.first_on.isoformat(), session.last_on.isoformat())
        for activity in delivery.activities_on(PUBLIC, ref, as_of=as_of)
        for session in activity.sessions
        if session.is_held
    ]
    reviews = [_review(one, promise.title, view) for one in assessors.published_on(ref, as_of=as_of)]
    return document(
        {
            "@id": _id(plan, number),
            "@type": "Action",
            "identifier": ref,
            "name": texts(promise.title),
            "description": [text(words.text, tag) for tag, words in sorted(promise.texts.items())],
            "url": page_of("commitment", plan=plan, number=number),
            "agent": [party_node(parties[code]) for code in promise.obligors if code in parties],
            "result": events,
            "subjectOf": [*(_claim(one, parties) for one in said), *reviews],
        }
    )


def assessments_document(plan: str, owner: str, method: str, *, as_of: datetime) -> Node:
    """Raises NotVisible."""
    view = plans.get_visible_plan(PUBLIC, plan, as_of=as_of)
    sheet = assessors.sheet(plan, owner, method, as_of=as_of)
    titles = plans.titles_of(PUBLIC, {one.commitment for one in sheet.assessments}, as_of=as_of)
    reviews = [_review(one, titles[one.commitment], view) for one in sheet.assessments if one.commitment in titles]
    return {"@context": CONTEXT, "@graph": [clean(one) for one in reviews]}


def _claim(status: StatusView, parties: Mapping[str, PartyView]) -> Node:
    """What a party says of itself, on its own scale."""
    return {
        "@type": "Claim",
        "author": party_node(parties[status.party]) if status.party in parties else status.party,
        "about": {"@type": "DefinedTerm", "inDefinedTermSet": "OGP completion", "termCode": status.value.value},
        "identifier": status.subject,
        "text": texts(status.reason),
        "datePublished": instant(status.public_at) if status.public_at else None,
    }


def _review(one: AssessmentView, promise: Wording, plan: PlanView) -> Node:
    """An assessor's own value on its own scale; a derived one is not given, since nobody said it.  promise: its title."""
    scores = [value.score for value in one.method.values if value.score is not None]
    party = next((party for party in plan.parties if party.code == one.party), None)
    rating: Node = {
        "@type": "Rating",
        "alternateName": texts(one.value.label) if one.value else None,
        "ratingExplanation": texts(one.rationale),
        "name": one.method.ref,
    }
    if one.value is not None and one.value.score is not None:
        rating |= {"ratingValue": one.value.score, "bestRating": max(scores), "worstRating": min(scores)}
    return {
        "@type": "ClaimReview",
        "identifier": str(one.key),
        "author": {"@type": "Organization", "identifier": one.owner, "name": one.owner},
        "claimReviewed": texts(promise),
        "itemReviewed": {
            "@type": "Claim",
            "identifier": one.subject,
            "name": texts(promise),
            "author": party_node(party) if party else [party_node(each) for each in plan.parties],
        },
        "reviewRating": rating,
        "datePublished": instant(one.public_at) if one.public_at else None,
        "url": page_of("assessor", plan=one.plan, owner=one.owner, method=method_segment(one.method.ref)),
    }


def _event(activity: ActivityView, title: Wording, first: str, last: str) -> Node:
    return {
        "@type": "Event",
        "name": texts(title or activity.title),
        "startDate": first,
        "endDate": last,
        "superEvent": {"@type": "Event", "identifier": activity.ref, "name": texts(activity.title)},
    }


def _id(plan: str, number: str = "") -> str:
    return node_id(address_of(plan, number))


def address_of(plan: str, number: str = "") -> str:
    """Where the linked data of a plan or a promise lies; one file for all languages."""
    return f"/data/linked/{plan}/{number}.jsonld" if number else f"/data/linked/{plan}.jsonld"
