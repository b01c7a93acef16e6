"""The page of one promise: what its sides say in one look, then its words, parts, proof and all that was done for it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from entente.foundation.common.actors import PUBLIC
from entente.foundation.ledger import queries as ledger
from entente.record.plan import queries as plans
from entente.record.plan.queries import CommitmentView, PlanView
from entente.surfaces.web import labels, links
from entente.surfaces.web.activities import ActivityItem, activity_items
from entente.surfaces.web.activity_subjects import subject_words
from entente.surfaces.web.assessments import AssessmentItem, assessment_items
from entente.surfaces.web.candidates import CandidateItem, candidate_items
from entente.surfaces.web.changes import Change, changes
from entente.surfaces.web.charts.badges import promise_label, promise_words
from entente.surfaces.web.charts.promise import TIMELINE, figures
from entente.surfaces.web.charts.shown import ShownBadge, ShownChart, promise_badge, promise_chart
from entente.surfaces.web.cite import Citation, citations
from entente.surfaces.web.clock import ClockLine, clock_lines
from entente.surfaces.web.evidence import EvidenceItem, FindingItem, evidence_items, finding_items
from entente.surfaces.web.frame import NavigationLink, PlanBar, now_of, plan_bar
from entente.surfaces.web.joint import JointItem, joint_item, joint_parts
from entente.surfaces.web.labels import Tag
from entente.surfaces.web.milestones import MilestoneGroup, ObstacleItem, milestone_groups, obstacle_items
from entente.surfaces.web.reader import Reader
from entente.surfaces.web.rows import owed_by, title_of
from entente.surfaces.web.terms import DifferenceItem, difference_items
from entente.surfaces.web.updates import UpdateItem, claims_by_name, update_items
from entente.surfaces.web.wording import Said

from .carriers import LeadGroup, lead_groups
from .change import PromiseChange, promise_change
from .found import Found, find, reader_for
from .parts import ClauseItem, clause_items
from .promise import Authentic, TargetGroup, neighbour, target_groups, wording_label, wordings
from .sides import PartyColumn, party_columns, sides_sentence
from .withheld import withheld_words

HISTORY_SHOWN = 50


@dataclass(frozen=True, slots=True)
class CommitmentPage:
    """A promise.

    sentence     what each side says, in plain sentences
    wording      its authentic words in the reader's language or the plan's first, None when not on record
    others       the same in the other languages
    change       amendments with the original beside them, what became of it, where it comes from
    wording_label  how far anybody stands behind title and summary: "not reviewed by either government"; "" when reviewed
    joint        what there is together; joint_parts: of the parts of which anything is said
    contents     links to the parts of the page that it has
    evidence     of the whole promise; what bears on one clause stands with the clause
    state        what the search gave, and how far anybody stands behind it
    has_clause_evidence  True when evidence or a search is on record for a part of the promise only
    context      what lies before or around the promise and counts for nothing by itself
    charts       name -> chart, of those that have something to show; badge: the promise in one line
    withheld     "3 items withheld: 2 security, 1 privacy of persons", "" where the public is told of none
    """

    title: str
    description: str
    bar: PlanBar
    number: str
    pillar: NavigationLink
    heading: Said
    summary: Said
    sentence: str
    contents: tuple[NavigationLink, ...]
    wording: Authentic | None
    others: tuple[Authentic, ...]
    differences: tuple[DifferenceItem, ...]
    change: PromiseChange
    wording_label: str
    kind: str
    kind_note: str
    strength: str
    strength_note: str
    owes: str
    columns: tuple[PartyColumn, ...]
    joint: JointItem
    joint_parts: tuple[JointItem, ...]
    clock: tuple[ClockLine, ...]
    clauses: tuple[ClauseItem, ...]
    state: Tag
    has_clause_evidence: bool
    evidence: tuple[EvidenceItem, ...]
    context: tuple[EvidenceItem, ...]
    findings: tuple[FindingItem, ...]
    assessments: tuple[AssessmentItem, ...]
    updates: tuple[UpdateItem, ...]
    activities: tuple[ActivityItem, ...]
    candidates: tuple[CandidateItem, ...]
    milestones: tuple[MilestoneGroup, ...]
    obstacles: tuple[ObstacleItem, ...]
    withheld: str
    leads: tuple[LeadGroup, ...]
    targets: tuple[TargetGroup, ...]
    changes: tuple[Change, ...]
    citations: tuple[Citation, ...]
    permanent: str
    charts: Mapping[str, ShownChart]
    badge: ShownBadge
    previous: NavigationLink | None
    next: NavigationLink | None


def commitment(request: HttpRequest, language: str, plan: str, number: str) -> HttpResponse:
    as_of = now_of(request)
    view, promise, found = find(plan, number, as_of)
    reader = reader_for(found, view, language, as_of)
    return render(request, "web/pages/commitment.html", {"page": _page(promise, found, reader)})


def _page(promise: CommitmentView, found: Found, reader: Reader) -> CommitmentPage:
    plan, language, as_of = reader.plan, reader.language, reader.as_of
    entries = ledger.history(promise.ref, limit=HISTORY_SHOWN, as_of=as_of)
    before, after = plans.neighbours(PUBLIC, plan.slug, promise.position, as_of=as_of)
    heading, summary = title_of(promise, plan, language), reader.said(promise.summary)
    wording, others = wordings(promise, plan, language)
    charts = _charts(promise, found, reader)
    sentence = sides_sentence(found.columns, reader)
    permanent = links.absolute(links.href("commitment", language, plan=plan.slug, number=promise.number))
    return CommitmentPage(
        title=f"{promise.number} {heading.text}",
        description=f"{summary.text or heading.text} {sentence}",
        bar=plan_bar(plan, language, "commitments", entries[0].at if entries else None),
        number=_("Commitment %(number)s") % {"number": promise.number},
        pillar=_pillar(promise, reader),
        heading=heading,
        summary=summary,
        sentence=sentence,
        contents=_contents(promise, found, charts),
        wording=wording,
        others=others,
        differences=difference_items(found.differences, reader),
        change=promise_change(promise, reader),
        wording_label=wording_label(promise, summary, plan, found.states),
        kind=str(labels.KINDS[promise.kind]),
        kind_note=str(labels.KIND_NOTES[promise.kind]),
        strength=str(labels.STRENGTHS[promise.strength]),
        strength_note=str(labels.STRENGTH_NOTES[promise.strength]),
        owes=owed_by(plan, promise.obligors, language),
        columns=party_columns(found.columns, reader),
        joint=joint_item(found.joint[promise.ref], reader),
        joint_parts=joint_parts(promise, found.joint, reader),
        clock=clock_lines(found.clock, reader),
        clauses=clause_items(promise, found, reader),
        state=_state(found, plan),
        has_clause_evidence=any(claim.clause for claim in found.bearing) or any(one.clause for one in found.findings),
        evidence=_evidence(found, reader),
        context=evidence_items([one for one in found.claims if one.is_context], reader, found.states, found.addresses),
        findings=finding_items([one for one in found.findings if not one.clause], reader, found.inquiries),
        assessments=assessment_items(found.assessments, reader),
        updates=update_items(found.updates, claims_by_name(found.claims), reader),
        activities=activity_items(found.activities, reader, commitment=promise.ref),
        candidates=candidate_items(found.candidates, reader, found.claims, found.states, found.addresses),
        milestones=milestone_groups(found.milestones, reader),
        obstacles=obstacle_items(found.obstacles, reader),
        withheld=withheld_words(found.withheld),
        leads=lead_groups(found.leads, promise, reader),
        targets=target_groups(promise.targets, plan, language),
        changes=tuple(changes(entries, plan, language)),
        citations=citations(plan, f"{promise.number} {heading.text}", promise.ref, permanent, as_of, language),
        permanent=permanent,
        charts=charts,
        badge=_badge(promise, found, reader),
        previous=neighbour(before, plan, language),
        next=neighbour(after, plan, language),
    )


def _evidence(found: Found, reader: Reader) -> tuple[EvidenceItem, ...]:
    """Of the whole promise, and of what is done for it."""
    claims = [*(one for one in found.bearing if not one.clause), *found.done]
    return evidence_items(claims, reader, found.states, found.addresses, subject_words(found.activities, reader))


def _charts(promise: CommitmentView, found: Found, reader: Reader) -> dict[str, ShownChart]:
    made = figures(promise.number, found.clock, found.milestones, found.activities, reader)
    return {name: promise_chart(figure, reader.plan.slug, promise.number) for name, figure in made.items()}


def _badge(promise: CommitmentView, found: Found, reader: Reader) -> ShownBadge:
    label, words = promise_label(promise.number), promise_words(found.columns, reader)
    return promise_badge(label, words, reader.plan.slug, promise.number, reader.language)


def _pillar(promise: CommitmentView, reader: Reader) -> NavigationLink:
    return NavigationLink(
        f"{promise.pillar}. {reader.said(promise.pillar_title)}".rstrip(". "),
        links.href("pillar", reader.language, plan=reader.plan.slug, number=promise.pillar),
        False,
    )


def _contents(promise: CommitmentView, found: Found, charts: Mapping[str, ShownChart]) -> tuple[NavigationLink, ...]:
    """The parts that this page has, in their order."""
    has = {
        "words": (_("The words of the promise"), True),
        "parts": (_("Its parts"), bool(promise.clauses)),
        "evidence": (_("Public evidence"), True),
        "assessments": (_("What outsiders say"), bool(found.assessments)),
        "updates": (_("Updates"), bool(found.updates)),
        "timeline": (_("What is to happen, and did"), TIMELINE in charts),
        "milestones": (_("Milestones"), bool(found.milestones)),
        "activities": (_("What is done for it"), bool(found.activities)),
        "candidates": (_("Candidates"), bool(found.candidates)),
        "obstacles": (_("Obstacles"), bool(found.obstacles)),
        "background": (_("Background"), any(claim.is_context for claim in found.claims)),
        "history": (_("History"), True),
        "cite": (_("Cite this page"), True),
    }
    return tuple(NavigationLink(label, f"#{anchor}", False) for anchor, (label, is_there) in has.items() if is_there)


def _state(found: Found, plan: PlanView) -> Tag:
    """What the search for public evidence gave; while nobody has checked any of it, also that nobody confirmed it."""
    tag = labels.evidence(found.evidence)
    sources = [source for claim in found.bearing for source in claim.sources]
    if not sources or any(claim.proof.readings for claim in found.bearing):
        return tag
    is_archived = all(source.is_archived for source in sources)
    return Tag(labels.unconfirmed(len(plan.parties), is_archived=is_archived), tag.shape)
