"""From what the queries give to what the API answers: one function a shape, no query here."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields
from typing import Any

from entente.foundation.common.languages import Wording
from entente.foundation.directory.queries import Organisation as OrganisationRow
from entente.foundation.directory.queries import Succession
from entente.foundation.ledger.queries import LoggedEntry
from entente.foundation.texts.queries import States
from entente.record.assessment.queries import EvidenceCount, EvidenceState, FindingView, Reports, columns_of
from entente.record.delivery.queries import LeadView, WindowView
from entente.record.plan.queries import (
    ClauseView,
    CommitmentView,
    FrameworkView,
    PartyView,
    PillarView,
    PlanView,
    TextView,
)
from entente.record.verification.queries import CitedView, ClaimView, ReadingView

from . import shapes
from .chosen import Chosen


@dataclass(frozen=True, slots=True)
class Around:
    """What is on record about the promises of a plan, by ref of the promise; `states` by subject and field."""

    plan: PlanView
    states: States
    counts: dict[str, EvidenceCount]
    windows: dict[str, list[WindowView]] = field(default_factory=dict)
    claims: dict[str, list[ClaimView]] = field(default_factory=dict)
    findings: dict[str, list[FindingView]] = field(default_factory=dict)
    leads: dict[str, list[LeadView]] = field(default_factory=dict)
    reports: Reports = field(default_factory=Reports)


def party(code: str, name: Wording, languages: Iterable[str], time_zone: str, chosen: Chosen) -> shapes.Party:
    return shapes.Party(code=code, name=chosen.wording(name), languages=list(languages), time_zone=time_zone)


def plan_summary(view: PlanView, chosen: Chosen) -> shapes.PlanSummary:
    return shapes.PlanSummary(
        ref=view.ref,
        title=chosen.wording(view.title),
        summary=chosen.wording(view.summary),
        languages=list(view.languages),
        status=view.status,
        launched_on=view.launched_on,
        adopted_at=view.adopted_at,
        is_demonstration=view.is_demonstration,
        keeper=shapes.Keeper(organisation=view.keeper_slug, name=chosen.wording(view.keeper_name)),
        parties=[_plan_party(one, chosen) for one in view.parties],
        commitments=view.commitments,
        has_authentic_text=view.has_authentic_text,
        source_address=view.source_address,
    )


def plan(
    texts: Mapping[str, Mapping[str, TextView]],
    pillars: Iterable[PillarView],
    commitments: Iterable[CommitmentView],
    around: Around,
    chosen: Chosen,
) -> shapes.Plan:
    """The whole plan; promises keep the plan's order inside their pillar."""
    view = around.plan
    evidence = dict.fromkeys(EvidenceState.values, 0)
    by_pillar: dict[str, list[shapes.Commitment]] = {}
    for one in commitments:
        whole = commitment(one, around, chosen)
        evidence[whole.evidence.state] += 1
        by_pillar.setdefault(one.pillar, []).append(whole)
    head = plan_summary(view, chosen)
    return shapes.Plan(
        **parts_of(head),
        language=chosen.language,
        states=_states(view.ref, {"title": view.title, "summary": view.summary}, around, chosen),
        texts={name: chosen.texts(by_language) for name, by_language in texts.items()},
        evidence=evidence,
        claims=[claim(one, chosen) for one in around.claims.get("", ())],
        pillars=[_pillar(one, by_pillar.get(one.number, []), around, chosen) for one in pillars],
    )


def commitment_summary(view: CommitmentView, around: Around, chosen: Chosen) -> shapes.CommitmentSummary:
    return shapes.CommitmentSummary(
        ref=view.ref,
        number=view.number,
        pillar=view.pillar,
        parent=view.parent,
        title=chosen.wording(view.title),
        summary=chosen.wording(view.summary),
        states=_states(view.ref, {"title": view.title, "summary": view.summary}, around, chosen),
        kind=view.kind,
        strength=view.strength,
        obligors=list(view.obligors),
        texts=chosen.texts(view.texts),
        clauses=[_clause(one, around, chosen) for one in view.clauses],
        alignment=[
            shapes.Target(framework=one.framework, code=one.code, title=chosen.wording(one.title))
            for one in view.targets
        ],
        reported={one.party.code: one.state.value for one in columns_of(around.plan, view, around.reports)},
        evidence=_evidence(around.counts.get(view.ref)),
    )


def commitment(view: CommitmentView, around: Around, chosen: Chosen) -> shapes.Commitment:
    head = commitment_summary(view, around, chosen)
    return shapes.Commitment(
        **parts_of(head),
        windows=[window(one, chosen) for one in around.windows.get(view.ref, ())],
        claims=[claim(one, chosen) for one in around.claims.get(view.ref, ())],
        findings=[finding(one, chosen) for one in around.findings.get(view.ref, ())],
        leads=[lead(one, chosen) for one in around.leads.get(view.ref, ())],
    )


def one_commitment(view: CommitmentView, around: Around, chosen: Chosen) -> shapes.OneCommitment:
    return shapes.OneCommitment(**parts_of(commitment(view, around, chosen)), language=chosen.language)


def claim(view: ClaimView, chosen: Chosen) -> shapes.Claim:
    return shapes.Claim(
        slug=view.slug,
        owner=view.owner,
        subject=view.subject,
        supports=view.supports,
        statement=chosen.wording(view.statement),
        note=chosen.wording(view.note),
        happened=view.happened,
        announced_on=view.announced_on,
        is_context=view.is_context,
        made_at=view.made_at,
        sources=[_source(one, chosen) for one in view.sources],
        revision=view.revision,
        proof=shapes.Proof(
            state=view.proof.state.value,
            accepted_clauses=list(view.proof.accepted_clauses),
            check_due_at=view.proof.check_due_at,
            readings=[_reading(one, chosen) for one in view.proof.readings],
        ),
    )


def _reading(view: ReadingView, chosen: Chosen) -> shapes.Reading:
    return shapes.Reading(
        owner=view.owner,
        post=view.post,
        verdict=str(view.verdict),
        clauses=list(view.clauses),
        reading=chosen.wording(view.reading),
        made_at=view.made_at,
    )


def framework(view: FrameworkView, chosen: Chosen, *, with_counts: bool) -> shapes.Framework:
    return shapes.Framework(
        code=view.code,
        title=chosen.wording(view.title),
        address=view.address,
        targets=[
            shapes.FrameworkTarget(
                ref=target.ref,
                code=target.code,
                title=chosen.wording(target.title),
                commitments=count if with_counts else None,
            )
            for target, count in view.targets
        ],
    )


def organisation(row: OrganisationRow, chosen: Chosen) -> shapes.Organisation:
    return shapes.Organisation(
        slug=row.slug,
        name=chosen.wording(row.name),
        party=row.party.code if row.party else "",
        kind=row.kind,
        from_on=row.from_on,
        to_on=row.to_on,
        source_address=row.source_address,
        aliases=[shapes.Alias(text=one.text, language=one.language, kind=one.kind) for one in row.aliases.all()],
    )


def one_organisation(
    row: OrganisationRow, before: Iterable[Succession], after: Iterable[Succession], chosen: Chosen
) -> shapes.OneOrganisation:
    return shapes.OneOrganisation(
        **parts_of(organisation(row, chosen)),
        language=chosen.language,
        predecessors=[_succession(one, one.predecessor) for one in before],
        successors=[_succession(one, one.successor) for one in after],
    )


def entry(view: LoggedEntry) -> shapes.Entry:
    return shapes.Entry(**parts_of(view))


def _succession(row: Succession, other: OrganisationRow) -> shapes.Succession:
    return shapes.Succession(organisation=other.slug, kind=row.kind, on=row.on, source_address=row.source_address)


def parts_of(whole: Any) -> dict[str, Any]:
    """The fields of a dataclass, for a shape that begins with them."""
    return {part.name: getattr(whole, part.name) for part in fields(whole)}


def _plan_party(view: PartyView, chosen: Chosen) -> shapes.PlanParty:
    return shapes.PlanParty(
        code=view.code,
        name=chosen.wording(view.name),
        languages=list(view.languages),
        time_zone=view.time_zone,
        standing=view.standing,
        since_on=view.since_on,
    )


def _pillar(view: PillarView, commitments: list[shapes.Commitment], around: Around, chosen: Chosen) -> shapes.Pillar:
    texts = {"title": view.titles, "introduction": view.introductions}
    return shapes.Pillar(
        ref=view.ref,
        number=view.number,
        title=chosen.wording(view.title),
        summary=chosen.wording(view.summary),
        states=_states(view.ref, {"title": view.title, "summary": view.summary}, around, chosen),
        texts={name: chosen.texts(by_language) for name, by_language in texts.items() if by_language},
        claims=[claim(one, chosen) for one in around.claims.get(view.ref, ())],
        commitments=commitments,
    )


def _clause(view: ClauseView, around: Around, chosen: Chosen) -> shapes.Clause:
    return shapes.Clause(
        ref=view.ref,
        letter=view.letter,
        text=chosen.wording(view.text),
        obligors=list(view.obligors),
        states=_states(view.ref, {"text": view.text}, around, chosen),
    )


def _states(ref: str, wordings: Mapping[str, Wording], around: Around, chosen: Chosen) -> shapes.States:
    found = {name: around.states.get((ref, name), {}) for name in wordings}
    return {name: chosen.states(states, wordings[name]) for name, states in found.items() if states}


def _evidence(count: EvidenceCount | None) -> shapes.Evidence:
    if count is None:
        return shapes.Evidence(state=EvidenceState.NOT_LOOKED.value, claims=0, findings=0, latest_on=None)
    return shapes.Evidence(
        state=count.state.value, claims=count.claims, findings=count.findings, latest_on=count.latest_on
    )


def _source(view: CitedView, chosen: Chosen) -> shapes.Source:
    return shapes.Source(
        title=chosen.wording(view.title),
        is_described=view.is_described,
        publisher=chosen.wording(view.publisher),
        language=view.language,
        side=view.side,
        party=view.party,
        stated_on=view.stated_on,
        address=view.address,
        weakness=view.weakness,
        place=view.place,
        quotation=view.quotation,
        is_archived=view.is_archived,
        sha256=view.sha256,
    )


def finding(view: FindingView, chosen: Chosen) -> shapes.Finding:
    return shapes.Finding(
        slug=view.slug,
        owner=view.owner,
        subject=view.subject,
        looked_on=view.looked_on,
        looked_where=chosen.wording(view.looked_where),
        note=chosen.wording(view.note),
    )


def window(view: WindowView, chosen: Chosen) -> shapes.Window:
    return shapes.Window(
        name=chosen.wording(view.name),
        period=view.period,
        first_on=view.first_on,
        last_on=view.last_on,
        source_address=view.source_address,
    )


def lead(view: LeadView, chosen: Chosen) -> shapes.Lead:
    return shapes.Lead(
        subject=view.subject,
        organisation=view.organisation,
        name=chosen.wording(view.name),
        party=view.party,
        role=view.role,
        from_on=view.from_on,
        to_on=view.to_on,
        source_address=view.source_address,
    )
