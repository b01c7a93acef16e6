"""From what the queries of the working half give to what the API answers: one function a shape, no query here."""

from __future__ import annotations

from entente.record.assessment.queries import StatusView
from entente.record.delivery.queries import (
    ActivityView,
    CandidateView,
    ClockView,
    MilestoneView,
    RhythmView,
    Said,
    SessionView,
    StageState,
    UpdateView,
)

from . import shapes
from .chosen import Chosen
from .shaping import window


def status(view: StatusView, chosen: Chosen) -> shapes.Status:
    return shapes.Status(
        subject=view.subject,
        party=view.party,
        value=view.value.value,
        as_of_on=view.as_of_on,
        post=view.post,
        reason=chosen.wording(view.reason),
        proof_state=view.proof_state.value,
        claims=[f"{claim.owner}/{claim.slug}" for claim in view.claims],
        update=view.update_ref,
        published_at=view.public_at,
    )


def update(view: UpdateView, chosen: Chosen) -> shapes.Update:
    working = view.working
    return shapes.Update(
        ref=view.ref,
        commitment=view.commitment,
        owner=view.owner,
        version=view.version,
        is_current=view.is_current,
        correction=chosen.wording(view.correction),
        as_of_on=view.as_of_on,
        done=chosen.wording(view.done),
        next_step=chosen.wording(view.next_step),
        challenges=chosen.wording(view.challenges),
        is_no_change=view.is_no_change,
        published_at=view.published_at,
        published_by=view.published_by,
        claims=list(view.claims),
        working=shapes.WorkingUpdate(
            status=working.status,
            revision=working.revision,
            tier=working.tier,
            embargo_until=working.embargo_until,
        )
        if working
        else None,
    )


def milestone(view: MilestoneView, chosen: Chosen) -> shapes.Milestone:
    return shapes.Milestone(
        ref=view.ref,
        subject=view.subject,
        owner=view.owner,
        title=chosen.wording(view.title),
        due=view.due,
        status=view.status,
        is_overdue=view.is_overdue,
        done=chosen.wording(view.done),
        reported_on=view.reported_on,
        reason=chosen.wording(view.reason),
        decided_on=view.decided_on,
        decided_for=view.decided_for,
        revision=view.revision,
    )


def activity(view: ActivityView, chosen: Chosen) -> shapes.Activity:
    return shapes.Activity(
        ref=view.ref,
        kind=view.kind,
        title=chosen.wording(view.title),
        summary=chosen.wording(view.summary),
        owner=view.owner,
        scope=view.scope,
        parties=list(view.parties),
        giver=view.giver,
        receiver=view.receiver,
        stage=view.stage,
        seen=view.seen,
        term=view.term,
        renewal_on=view.renewal_on,
        stages=[_stage(one) for one in view.stages if not one.stage.is_derived],
        services=[
            shapes.Service(subject=one.subject, weight=one.weight, note=chosen.wording(one.note))
            for one in view.services
        ],
        parts=[
            shapes.Part(
                organisation=one.organisation,
                name=chosen.wording(one.name),
                role=one.role,
                from_on=one.from_on,
                to_on=one.to_on,
            )
            for one in view.parts
        ],
        texts=[
            shapes.InstrumentText(
                language=one.language, is_authentic=one.is_authentic, source_address=one.source_address
            )
            for one in view.texts
        ],
        money=[
            shapes.Money(
                kind=one.kind,
                amount=str(one.amount),
                currency=one.currency,
                on=one.on,
                source_address=one.source_address,
            )
            for one in view.money
        ],
        sessions=[_session(one, chosen) for one in view.sessions],
    )


def candidate(view: CandidateView, chosen: Chosen) -> shapes.Candidate:
    return shapes.Candidate(
        ref=view.ref,
        subject=view.subject,
        title=chosen.wording(view.title),
        summary=chosen.wording(view.summary),
        happened=view.happened,
        owner=view.owner,
        activity=view.activity,
        state=view.state.value,
        undecided=list(view.undecided),
        arguments=[
            shapes.Argument(
                stance=one.stance,
                text=chosen.wording(one.text),
                owner=one.owner,
                claim=f"{one.claim_owner}/{one.claim}" if one.claim else "",
            )
            for one in view.arguments
        ],
        decisions=[
            shapes.Decision(
                party=one.party, answer=one.answer, reason=chosen.wording(one.reason), decided_at=one.made_at
            )
            for one in view.decisions
        ],
    )


def clock(view: ClockView, chosen: Chosen) -> shapes.Clock:
    return shapes.Clock(
        language=chosen.language,
        commitment=view.commitment,
        is_window_closed=view.is_window_closed,
        rhythms=[_rhythm(one, chosen) for one in view.rhythms],
        windows=[window(one, chosen) for one in view.windows],
        basis_changes=[
            shapes.BasisChange(
                subject=one.subject,
                owner=one.owner,
                basis=chosen.wording(one.basis),
                note=chosen.wording(one.note),
                happened=one.happened,
                source_address=one.source_address,
            )
            for one in view.basis_changes
        ],
        renewals=[
            shapes.Renewal(activity=one.activity, due_on=one.due_on, term_last_on=one.term_last_on, is_over=one.is_over)
            for one in view.renewals
        ],
    )


def _stage(state: StageState) -> shapes.Stage:
    return shapes.Stage(
        code=state.code,
        needs_claim=state.stage.needs_claim,
        said=[_mark(one) for one in state.said],
        seen=[_mark(one) for one in state.seen],
        missing=list(state.missing),
        reached_on=state.reached_on,
    )


def _mark(said: Said) -> shapes.Mark:
    return shapes.Mark(owner=said.owner, happened=said.happened)


def _session(view: SessionView, chosen: Chosen) -> shapes.Session:
    return shapes.Session(
        ref=view.ref,
        owner=view.owner,
        kind=view.kind,
        status=view.status,
        stream=view.stream,
        title=chosen.wording(view.title),
        outcome=chosen.wording(view.outcome),
        reason=chosen.wording(view.reason),
        happened=view.happened,
        participants=view.participants,
    )


def _rhythm(view: RhythmView, chosen: Chosen) -> shapes.Rhythm:
    return shapes.Rhythm(
        subject=view.subject,
        owner=view.owner,
        every_days=view.every_days,
        longest_days=view.longest_days,
        reason=chosen.wording(view.reason),
        from_on=view.from_on,
        state=view.state.value,
        last_on=view.last_on,
        days=view.days,
        due_on=view.due_on,
    )
