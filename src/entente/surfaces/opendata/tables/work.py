"""What is done to keep promises, and what the calendar expects."""

from __future__ import annotations

from collections.abc import Iterable

from entente.record.delivery.queries import (
    KINDS,
    LeadRole,
    Level,
    MilestoneStatus,
    MoneyKind,
    RhythmState,
    Scope,
    SessionKind,
    SessionStatus,
    Standing,
    Stream,
    Weight,
)
from entente.record.verification.queries import Proof
from entente.surfaces.opendata.words import Walk

from .table import Row, Table
from .view import View

STAGES = tuple(dict.fromkeys(stage.code for kind in KINDS.values() for stage in kind))


def _leads(view: View) -> Iterable[Row]:
    for one in view.leads:
        yield {
            "lead": one.key,
            "plan": view.slug,
            "commitment": one.commitment,
            "subject": one.subject,
            "organisation": one.organisation,
            "party": one.party,
            "role": one.role,
            "from_on": one.from_on,
            "to_on": one.to_on,
            "is_over": one.is_over,
            "source_address": one.source_address,
            "place": one.place,
            "owner": one.owner,
        }


def _activities(view: View) -> Iterable[Row]:
    for one in view.activities:
        yield {
            "activity": one.ref,
            "plan": view.slug,
            "kind": one.kind,
            "title": one.title,
            "summary": one.summary,
            "scope": one.scope,
            "giver": one.giver,
            "receiver": one.receiver,
            "owner": one.owner,
            "post": one.post,
            "term": one.term,
            "renewal_on": one.renewal_on,
            "reached_stage": one.stage_on(view.as_of.date()),
            "seen_stage": one.seen,
        }


def _services(view: View) -> Iterable[Row]:
    for activity in view.activities:
        for one in activity.services:
            yield {
                "activity": activity.ref,
                "subject": one.subject,
                "plan": view.slug,
                "commitment": one.commitment,
                "weight": one.weight,
                "note": one.note,
            }


def _stages(view: View) -> Iterable[Row]:
    for activity in view.activities:
        for one in activity.stages:
            yield {
                "activity": activity.ref,
                "stage": one.code,
                "plan": view.slug,
                "proof": _best(one.proof),
                "reached_on": one.reached_on,
                "seen_on": one.seen_on,
            }


def _best(proof: Standing) -> Proof | None:
    """How evidence stands before everybody."""
    return proof.anybody


def _sessions(view: View) -> Iterable[Row]:
    for activity in view.activities:
        for one in activity.sessions:
            yield {
                "session": one.ref,
                "activity": activity.ref,
                "plan": view.slug,
                "owner": one.owner,
                "kind": one.kind,
                "status": one.status,
                "stream": one.stream,
                "title": one.title,
                "outcome": one.outcome,
                "happened": one.happened,
                "first_on": one.first_on,
                "last_on": one.last_on,
                "proof": _best(one.proof),
            }


def _sums(view: View) -> Iterable[Row]:
    for activity in view.activities:
        for one in activity.money:
            yield {
                "money": one.key,
                "activity": activity.ref,
                "plan": view.slug,
                "kind": one.kind,
                "amount": one.amount,
                "currency": one.currency,
                "value_on": one.on,
                "source_address": one.source_address,
            }


def _milestones(view: View) -> Iterable[Row]:
    for one in view.milestones:
        yield {
            "milestone": one.ref,
            "plan": view.slug,
            "commitment": one.commitment,
            "subject": one.subject,
            "owner": one.owner,
            "title": one.title,
            "due": one.due,
            "last_on": one.due_last_on,
            "activity": one.activity,
            "status": one.status,
            "done": one.done,
            "reported_on": one.reported_on,
            "reason": one.reason,
            "decided_on": one.decided_on,
            "decided_for": one.decided_for,
            "is_overdue": one.is_overdue,
        }


def _rhythms(view: View) -> Iterable[Row]:
    for clock in view.clocks.values():
        for one in clock.rhythms:
            yield {
                "subject": one.subject,
                "owner": one.owner,
                "plan": view.slug,
                "commitment": one.commitment,
                "every_days": one.every_days,
                "longest_days": one.longest_days,
                "reason": one.reason,
                "rhythm_from_on": one.from_on,
                "rhythm_state": one.state,
                "sign_on": one.last_on,
                "sign_due_on": one.due_on,
                "silent_from_on": one.silent_from,
                "source_address": one.source_address,
            }


def _windows(view: View) -> Iterable[Row]:
    for clock in view.clocks.values():
        for one in clock.windows:
            yield {
                "commitment": one.commitment,
                "period": one.period,
                "plan": view.slug,
                "name": one.name,
                "first_on": one.first_on,
                "last_on": one.last_on,
                "source_address": one.source_address,
            }


def _basis_changes(view: View) -> Iterable[Row]:
    for clock in view.clocks.values():
        for one in clock.basis_changes:
            yield {
                "subject": one.subject,
                "owner": one.owner,
                "happened": one.happened,
                "plan": view.slug,
                "commitment": one.commitment,
                "basis": one.basis,
                "note": one.note,
                "source_address": one.source_address,
            }


def _obstacles(view: View) -> Iterable[Row]:
    for one in view.obstacles:
        yield {
            "obstacle": one.key,
            "plan": view.slug,
            "commitment": one.commitment,
            "owner": one.owner,
            "text": one.text,
            "level": one.level,
            "raised_on": one.raised_on,
            "cleared_on": one.cleared_on,
            "outcome": one.outcome,
        }


TABLES = (
    Table(
        "leads",
        (
            "lead", "plan", "commitment", "subject", "organisation", "party", "role", "from_on", "to_on", "is_over",
            "source_address", "place", "owner",
        ),
        ("lead",),
        _leads,
        {"role": LeadRole},
        walk=Walk.LEADS,
    ),
    Table(
        "activities",
        (
            "activity", "plan", "kind", "title", "summary", "scope", "giver", "receiver", "owner", "post", "term",
            "renewal_on", "reached_stage", "seen_stage",
        ),
        ("activity",),
        _activities,
        {"kind": tuple(KINDS), "scope": Scope, "reached_stage": STAGES, "seen_stage": STAGES},
        walk=Walk.ACTIVITIES,
    ),
    Table(
        "services",
        ("activity", "subject", "plan", "commitment", "weight", "note"),
        ("activity", "subject"),
        _services,
        {"weight": Weight},
        walk=Walk.ACTIVITIES,
    ),
    Table(
        "stages",
        ("activity", "stage", "plan", "proof", "reached_on", "seen_on"),
        ("activity", "stage"),
        _stages,
        {"stage": STAGES, "proof": Proof},
        walk=Walk.ACTIVITIES,
    ),
    Table(
        "sessions",
        (
            "session", "activity", "plan", "owner", "kind", "status", "stream", "title", "outcome", "happened",
            "first_on", "last_on", "proof",
        ),
        ("session",),
        _sessions,
        {"kind": SessionKind, "status": SessionStatus, "stream": Stream, "proof": Proof},
        walk=Walk.ACTIVITIES,
    ),
    Table(
        "sums",
        ("money", "activity", "plan", "kind", "amount", "currency", "value_on", "source_address"),
        ("money",),
        _sums,
        {"kind": MoneyKind},
        walk=Walk.ACTIVITIES,
    ),
    Table(
        "milestones",
        (
            "milestone", "plan", "commitment", "subject", "owner", "title", "due", "last_on", "activity", "status",
            "done", "reported_on", "reason", "decided_on", "decided_for", "is_overdue",
        ),
        ("milestone",),
        _milestones,
        {"status": MilestoneStatus},
        walk=Walk.MILESTONES,
    ),
    Table(
        "rhythms",
        (
            "subject", "owner", "plan", "commitment", "every_days", "longest_days", "reason", "rhythm_from_on",
            "rhythm_state", "sign_on", "sign_due_on", "silent_from_on", "source_address",
        ),
        ("subject", "owner"),
        _rhythms,
        {"rhythm_state": tuple(RhythmState)},
        walk=Walk.PROMISES,
    ),
    Table(
        "windows",
        ("commitment", "period", "plan", "name", "first_on", "last_on", "source_address"),
        ("commitment", "period"),
        _windows,
        walk=Walk.PROMISES,
    ),
    Table(
        "basis_changes",
        ("subject", "owner", "happened", "plan", "commitment", "basis", "note", "source_address"),
        ("subject", "owner", "happened"),
        _basis_changes,
        walk=Walk.PROMISES,
    ),
    Table(
        "obstacles",
        ("obstacle", "plan", "commitment", "owner", "text", "level", "raised_on", "cleared_on", "outcome"),
        ("obstacle",),
        _obstacles,
        {"level": Level},
        walk=Walk.OBSTACLES,
    ),
)  # fmt: skip
