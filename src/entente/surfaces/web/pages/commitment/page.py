"""One promise: its words, who owes it, what each side says, what proves it, what changed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from entente.foundation.common.actors import PUBLIC
from entente.foundation.common.languages import Wording
from entente.foundation.common.refs import numbered_ref
from entente.foundation.ledger import queries as ledger
from entente.foundation.texts.queries import States, WordingStatus, is_unofficial, states_of
from entente.record.assessment import queries as assessment
from entente.record.assessment.queries import FindingView
from entente.record.delivery import queries as delivery
from entente.record.delivery.queries import LeadView, WindowView
from entente.record.plan import queries as plans
from entente.record.plan.queries import ClauseView, CommitmentView, PlanView, TargetView
from entente.record.verification import queries as verification
from entente.record.verification.queries import ClaimView
from entente.surfaces.web import dates, labels, links
from entente.surfaces.web.changes import Change, changes
from entente.surfaces.web.cite import Citation, citations
from entente.surfaces.web.evidence import (
    EvidenceItem,
    FindingItem,
    evidence_items,
    finding_items,
    party_name,
    statement_subject,
)
from entente.surfaces.web.frame import NavigationLink, PlanBar, now_of, plan_bar
from entente.surfaces.web.labels import Tag
from entente.surfaces.web.rows import owed_by, title_of
from entente.surfaces.web.wording import Said, native_name, said, spoken

HISTORY_SHOWN = 50


@dataclass(frozen=True, slots=True)
class Authentic:
    """The promised words in one language.  native: the language's own name; source: where they come from, "" for here."""

    words: Said
    native: str
    sha256: str
    source: str


@dataclass(frozen=True, slots=True)
class PartyColumn:
    """What one side itself says.  note explains the tag in one sentence."""

    name: Said
    tag: Tag
    note: str


@dataclass(frozen=True, slots=True)
class ClauseItem:
    """A separately checkable part.  owes: only where other parties owe it than the whole promise, else ""."""

    letter: str
    text: Said
    owes: str
    evidence: tuple[EvidenceItem, ...]
    findings: tuple[FindingItem, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """What was found and what was not, on the promise and its parts, and the states of the wordings."""

    claims: list[ClaimView]
    findings: list[FindingView]
    states: States


@dataclass(frozen=True, slots=True)
class LeadItem:
    """A body that carries the promise.  facts: its role and its period."""

    name: Said
    facts: str
    source: str


@dataclass(frozen=True, slots=True)
class LeadGroup:
    """The bodies of one party, or those between or outside the parties."""

    name: str
    leads: tuple[LeadItem, ...]


@dataclass(frozen=True, slots=True)
class TargetItem:
    """A target of an outside framework that the promise serves."""

    code: str
    title: Said
    address: str


@dataclass(frozen=True, slots=True)
class TargetGroup:
    """The targets of one framework that the promise serves."""

    framework: Said
    targets: tuple[TargetItem, ...]


@dataclass(frozen=True, slots=True)
class WindowItem:
    """Outside dates that bound the promise.  tag: open or closed on the day the page speaks of."""

    name: Said
    period: str
    tag: Tag
    source: str


@dataclass(frozen=True, slots=True)
class CommitmentPage:
    """A promise.

    wording      its authentic words in the reader's language or the plan's first, None when not on record
    others       the same in the other languages
    wording_label  how far anybody stands behind title and summary: "not reviewed by either government"; "" when reviewed
    evidence     of the whole promise; what bears on one clause stands with the clause
    state        what the search gave, and how far anybody stands behind it
    has_clause_evidence  True when evidence or a search is on record for a part of the promise only
    context      what lies before or around the promise and counts for nothing by itself
    """

    title: str
    description: str
    bar: PlanBar
    number: str
    pillar: NavigationLink
    heading: Said
    summary: Said
    wording: Authentic | None
    others: tuple[Authentic, ...]
    wording_label: str
    kind: str
    kind_note: str
    strength: str
    strength_note: str
    owes: str
    columns: tuple[PartyColumn, ...]
    clauses: tuple[ClauseItem, ...]
    state: Tag
    has_clause_evidence: bool
    evidence: tuple[EvidenceItem, ...]
    context: tuple[EvidenceItem, ...]
    findings: tuple[FindingItem, ...]
    leads: tuple[LeadGroup, ...]
    targets: tuple[TargetGroup, ...]
    windows: tuple[WindowItem, ...]
    changes: tuple[Change, ...]
    citations: tuple[Citation, ...]
    permanent: str
    previous: NavigationLink | None
    next: NavigationLink | None


def commitment(request: HttpRequest, language: str, plan: str, number: str) -> HttpResponse:
    as_of = now_of(request)
    view = plans.get_visible_plan(PUBLIC, plan, as_of=as_of)
    promise = plans.get_visible_commitment(PUBLIC, numbered_ref(plan, number), as_of=as_of)
    return render(request, "web/pages/commitment.html", {"page": _page(view, promise, language, as_of)})


def _page(plan: PlanView, promise: CommitmentView, language: str, as_of: datetime) -> CommitmentPage:
    claims = verification.claims_on_commitment(PUBLIC, promise.ref, as_of=as_of)
    findings = assessment.findings_on(PUBLIC, promise.ref, as_of=as_of)
    states = states_of([promise.ref, *(statement_subject(claim) for claim in claims)])
    found = Found(claims, findings, states)
    windows = delivery.windows_of(PUBLIC, promise.ref, as_of=as_of)
    entries = ledger.history(promise.ref, limit=HISTORY_SHOWN)
    before, after = plans.neighbours(PUBLIC, plan.slug, promise.position, as_of=as_of)
    heading = title_of(promise, plan, language)
    summary = said(promise.summary, language, plan.languages)
    wording, others = _wordings(promise, plan, language)
    whole = [claim for claim in claims if not claim.clause and not claim.is_context]
    permanent = links.absolute(links.href("commitment", language, plan=plan.slug, number=promise.number))
    return CommitmentPage(
        title=f"{promise.number} {heading.text}",
        description=summary.text or heading.text,
        bar=plan_bar(plan, language, "commitments", entries[0].at if entries else None),
        number=_("Commitment %(number)s") % {"number": promise.number},
        pillar=NavigationLink(
            f"{promise.pillar}. {said(promise.pillar_title, language, plan.languages)}".rstrip(". "),
            links.href("pillar", language, plan=plan.slug, number=promise.pillar),
            False,
        ),
        heading=heading,
        summary=summary,
        wording=wording,
        others=others,
        wording_label=_wording_label(promise, summary, plan, states),
        kind=str(labels.KINDS[promise.kind]),
        kind_note=str(labels.KIND_NOTES[promise.kind]),
        strength=str(labels.STRENGTHS[promise.strength]),
        strength_note=str(labels.STRENGTH_NOTES[promise.strength]),
        owes=owed_by(plan, promise.obligors, language),
        columns=tuple(_columns(plan, promise, language, as_of)),
        clauses=tuple(_clause(clause, promise, found, plan, language) for clause in promise.clauses),
        state=_state(claims, findings, plan),
        has_clause_evidence=any(claim.clause for claim in claims) or any(finding.clause for finding in findings),
        evidence=evidence_items(whole, plan, language, states),
        context=evidence_items([claim for claim in claims if claim.is_context], plan, language, states),
        findings=finding_items([finding for finding in findings if not finding.clause], plan, language),
        leads=_leads(delivery.leads_of(PUBLIC, promise.ref, as_of=as_of), plan, language),
        targets=_targets(promise.targets, plan, language),
        windows=tuple(_window(window, plan, language, as_of) for window in windows),
        changes=tuple(changes(entries, plan, language)),
        citations=citations(plan, f"{promise.number} {heading.text}", promise.ref, permanent, as_of, language),
        permanent=permanent,
        previous=_neighbour(before, plan, language),
        next=_neighbour(after, plan, language),
    )


def _wordings(promise: CommitmentView, plan: PlanView, language: str) -> tuple[Authentic | None, tuple[Authentic, ...]]:
    """The authentic words for this reader, and those in the other languages in the plan's order."""
    if not promise.texts:
        return None, ()
    order = [tag for tag in plan.languages if tag in promise.texts]
    order += sorted(set(promise.texts) - set(order))
    first = language if language in promise.texts else order[0]
    shown = []
    for tag in [first, *(tag for tag in order if tag != first)]:
        text = promise.texts[tag]
        shown.append(Authentic(spoken(text.text, tag, language), native_name(tag), text.sha256, text.source_address))
    return shown[0], tuple(shown[1:])


def _wording_label(promise: CommitmentView, summary: Said, plan: PlanView, states: States) -> str:
    state = states.get((promise.ref, "summary"), {}).get(summary.language)
    if state is None or not summary:
        return ""
    if is_unofficial(state):
        return _("Unofficial translation")
    return labels.not_reviewed(len(plan.parties)) if state.status == WordingStatus.PROJECT else ""


def _state(claims: list[ClaimView], findings: list[FindingView], plan: PlanView) -> Tag:
    """What the search for public evidence gave; of what was found also that no government has confirmed it."""
    tag = labels.evidence(assessment.state_of(claims, findings))
    sources = [source for claim in claims if not claim.is_context for source in claim.sources]
    if not sources:
        return tag
    is_archived = all(source.is_archived for source in sources)
    return Tag(labels.unconfirmed(len(plan.parties), is_archived=is_archived), tag.shape)


def _columns(plan: PlanView, promise: CommitmentView, language: str, as_of: datetime) -> list[PartyColumn]:
    return [
        PartyColumn(
            said(column.party.name, language, plan.languages),
            labels.reported(column.state),
            str(labels.REPORTED_NOTES[column.state]),
        )
        for column in assessment.columns(plan, promise, by=PUBLIC, as_of=as_of)
    ]


def _clause(clause: ClauseView, promise: CommitmentView, found: Found, plan: PlanView, language: str) -> ClauseItem:
    mine = [claim for claim in found.claims if claim.clause == clause.letter and not claim.is_context]
    findings = [finding for finding in found.findings if finding.clause == clause.letter]
    return ClauseItem(
        letter=clause.letter,
        text=said(clause.text, language, plan.languages),
        owes=owed_by(plan, clause.obligors, language) if clause.obligors != promise.obligors else "",
        evidence=evidence_items(mine, plan, language, found.states),
        findings=finding_items(findings, plan, language),
    )


def _leads(leads: list[LeadView], plan: PlanView, language: str) -> tuple[LeadGroup, ...]:
    groups: dict[str, list[LeadItem]] = {party.code: [] for party in plan.parties}
    for lead in leads:
        facts = [str(labels.ROLES[lead.role])]
        if lead.from_on:
            facts.append(_("from %(date)s") % {"date": dates.period(lead.from_on, language)})
        if lead.to_on:
            facts.append(_("until %(date)s") % {"date": dates.period(lead.to_on, language)})
        item = LeadItem(said(lead.name, language, plan.languages), ", ".join(facts), lead.source_address)
        groups.setdefault(lead.party, []).append(item)
    return tuple(
        LeadGroup(party_name(code, plan, language) if code else _("Between or outside the parties"), tuple(items))
        for code, items in groups.items()
        if items
    )


def _window(window: WindowView, plan: PlanView, language: str, as_of: datetime) -> WindowItem:
    return WindowItem(
        name=said(window.name, language, plan.languages),
        period=dates.period(window.period, language),
        tag=labels.window(is_closed=window.is_closed(as_of.date())),
        source=window.source_address,
    )


def _targets(targets: Sequence[TargetView], plan: PlanView, language: str) -> tuple[TargetGroup, ...]:
    groups: dict[str, list[TargetView]] = {}
    for target in targets:
        groups.setdefault(target.framework, []).append(target)
    return tuple(
        TargetGroup(
            said(group[0].framework_title, language, plan.languages),
            tuple(_target(target, plan, language) for target in group),
        )
        for group in groups.values()
    )


def _target(target: TargetView, plan: PlanView, language: str) -> TargetItem:
    return TargetItem(
        code=target.code,
        title=said(target.title, language, plan.languages),
        address=links.href("target", language, plan=plan.slug, framework=target.framework, target=target.code),
    )


def _neighbour(other: tuple[str, Wording] | None, plan: PlanView, language: str) -> NavigationLink | None:
    if other is None:
        return None
    number, title = other
    address = links.href("commitment", language, plan=plan.slug, number=number)
    return NavigationLink(f"{number} {said(title, language, plan.languages).text}".strip(), address, False)
