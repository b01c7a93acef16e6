"""Writes of what takes place within an activity: sessions, events, exchanges, joint positions."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction

from entente.foundation.common.actors import Actor
from entente.foundation.common.decisions import require
from entente.foundation.common.errors import RuleBroken
from entente.foundation.common.languages import Wording
from entente.foundation.common.records import Tier
from entente.foundation.common.refs import session_ref
from entente.foundation.common.transitions import require_transition
from entente.foundation.ledger import commands as ledger
from entente.record.delivery import rules
from entente.record.delivery.kinds import KINDS
from entente.record.delivery.models import Activity, Session
from entente.record.delivery.queries.proof import standings
from entente.record.delivery.queries.stages import ref_of, sides_of
from entente.record.delivery.rules import NO_PROOF
from entente.record.delivery.words import SESSION_TRANSITIONS, SessionKind, SessionStatus, Stream
from entente.record.plan.commands import hold_open


@dataclass(frozen=True, slots=True)
class SessionFacts:
    """What is planned or took place; see the fields of Session.  participants: {kind of organisation: how many}."""

    slug: str
    kind: SessionKind
    title: Wording
    happened: str
    stream: Stream = Stream.NONE
    participants: dict[str, int] = field(default_factory=dict)


@transaction.atomic
def add_session(activity: Activity, facts: SessionFacts, *, by: Actor, at: datetime) -> Session:
    """Plan something within an activity.  Raises ActionDenied, RuleBroken (a stream missing, name taken, a wrong date)."""
    require(rules.can_add_session(by, sides_of(activity), owner=activity.owner))
    rules.require_slug(facts.slug, "The short name of a session")
    rules.require_wording(facts.title, "The title of the session")
    rules.require_stream(KINDS[activity.kind], facts.stream)
    rules.require_participants(facts.participants)
    period = rules.require_period(facts.happened, "The day of the session")
    if Session.objects.filter(activity=activity, slug=facts.slug).exists():
        raise RuleBroken(f"The short name “{facts.slug}” is taken in this activity; choose another.")
    session = Session.objects.create(
        owner=by.owner,
        tier=activity.tier,
        group=activity.group,
        made_at=at,
        activity=activity,
        slug=facts.slug,
        kind=facts.kind,
        stream=facts.stream,
        title=facts.title,
        happened=str(period),
        first_on=period.first_on,
        last_on=period.last_on,
        participants=facts.participants,
        post=by.post,
    )
    _record(
        by,
        "delivery.session.add",
        session,
        at=at,
        kind=str(facts.kind),
        title=facts.title,
        happened=str(period),
        stream=str(facts.stream),
    )
    return session


@transaction.atomic
def report_session(
    session: Session,
    *,
    by: Actor,
    at: datetime,
    outcome: Wording,
    happened: str = "",
    participants: dict[str, int] | None = None,
) -> Session:
    """Say that it took place and what came of it: a statement, until evidence of it is accepted (`hold_session`)."""
    require(rules.can_write_session(by, owner=session.owner))
    _advance(session, SessionStatus.REPORTED)
    rules.require_wording(outcome, "The outcome of the session")
    rules.require_participants(participants or {})
    period = rules.require_period(happened or session.happened, "The day of the session")
    rules.require_past(period.first_on, at.date(), "The session")
    session.happened, session.first_on, session.last_on = str(period), period.first_on, period.last_on
    session.outcome = outcome
    if participants is not None:
        session.participants = participants
    session.save()
    _record(
        by,
        "delivery.session.report",
        session,
        at=at,
        happened=str(period),
        outcome=outcome,
        participants=session.participants,
    )
    return session


@transaction.atomic
def hold_session(session: Session, *, by: Actor, at: datetime) -> Session:
    """Let it count as held.  Raises ActionDenied without accepted evidence on its ref, InvalidTransition."""
    ref = ref_of_session(session)
    proof = standings(by, [ref], as_of=at).get(ref, NO_PROOF)
    require(rules.can_hold(by, proof, owner=session.owner))
    rules.require_past(session.first_on, at.date(), "The session")
    _advance(session, SessionStatus.HELD)
    session.save(update_fields=["status"])
    _record(by, "delivery.session.hold", session, at=at, happened=session.happened)
    return session


@transaction.atomic
def lapse_session(session: Session, *, by: Actor, at: datetime, reason: Wording) -> Session:
    """Say that it did not take place, and why."""
    require(rules.can_write_session(by, owner=session.owner))
    rules.require_wording(reason, "The reason")
    _advance(session, SessionStatus.LAPSED)
    session.reason = reason
    session.save(update_fields=["status", "reason"])
    _record(by, "delivery.session.lapse", session, at=at, reason=reason)
    return session


@transaction.atomic
def replan_session(session: Session, happened: str, *, by: Actor, at: datetime) -> Session:
    """Plan again, for another day, what did not take place or was reported by mistake."""
    require(rules.can_write_session(by, owner=session.owner))
    period = rules.require_period(happened, "The day of the session")
    if session.status != SessionStatus.PLANNED:
        _advance(session, SessionStatus.PLANNED)
    session.happened, session.first_on, session.last_on = str(period), period.first_on, period.last_on
    session.reason = {}
    session.save()
    _record(by, "delivery.session.replan", session, at=at, happened=str(period))
    return session


def ref_of_session(session: Session) -> str:
    return session_ref(ref_of(session.activity), session.slug)


def _advance(session: Session, status: SessionStatus) -> None:
    require_transition(SESSION_TRANSITIONS, session.status, status, f"The session “{session.slug}”")
    session.status = status


def _record(by: Actor, action: str, session: Session, *, at: datetime, **content: object) -> None:
    hold_open(session.activity.plan)
    ledger.record(by, action, ref_of_session(session), at=at, public=session.tier == Tier.PUBLIC, **content)
