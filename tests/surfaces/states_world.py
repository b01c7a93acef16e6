"""One of every stateful thing in each of its states, made by commands, all of party A and read by everybody."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

from entente.record.assessment import commands as assessment
from entente.record.delivery import commands as delivery
from entente.record.delivery.commands import ActivityFacts, CandidateFacts, MilestoneFacts, SessionFacts, UpdateFacts
from entente.record.delivery.queries import Activity, CandidateAnswer, Milestone, Session, SessionKind, Update
from entente.record.verification import commands as verification
from entente.record.verification.queries import Claim, Verdict
from tests.cast import ADA, ANA, BELA, CHRIS
from tests.surfaces.busy import AT, claimed
from tests.surfaces.walked_world import PLAN, PROMISE, SPEAKERS, WORDS

NOW = datetime(2026, 11, 27, tzinfo=UTC)
"""Evidence made at this instant is still in time to be checked; what was made at AT is not."""
DAY = date(2026, 5, 20)
Names = dict[str, Any]


def things_in_every_state(memo: Activity) -> dict[tuple[str, str], Names]:
    """(thing, state) -> what rows mean there by {thing}, {revision} and {number}."""
    found: dict[tuple[str, str], Names] = {}
    for state, make in UPDATES.items():
        update = make(_draft())
        update.refresh_from_db()
        found["update", state] = _named(f"AAA-{update.number}", update.revision)
    for state, act in MILESTONES.items():
        step = act(_milestone(state))
        step.refresh_from_db()
        found["milestone", state] = _named(step.slug, step.revision)
    for state, move in SESSIONS.items():
        move(_session(memo, state))
        found["session", state] = _named(f"s-{state}", 0)
    for state, answers in CANDIDATES.items():
        _candidate(state, answers)
        found["candidate", state] = _named(f"c-{state}", 0)
    for state, claim in _claims().items():
        found["claim", state] = {"thing": claim.slug, "revision": claim.revision}
    for state, is_said in (("nothing said", False), ("first stage said", True)):
        found["activity", state] = _named(_activity(state.replace(" ", "-"), is_said=is_said), 0)
    return found | {("plan", "draft"): _named("draft-plan", 0), ("plan", "adopted"): _named(PLAN, 0)}


def _named(thing: str, revision: int) -> Names:
    return {"thing": thing, "revision": str(revision), "number": revision}


def _draft() -> Update:
    return delivery.write_update(UpdateFacts(PROMISE, date(2026, 6, 1), WORDS), by=ANA, at=AT)


def _submitted(update: Update) -> Update:
    return delivery.submit(update, by=ANA, at=AT)


def _returned(update: Update) -> Update:
    submitted = _submitted(update)
    delivery.send_back(submitted, by=ADA, at=AT, reason="No.", revision=submitted.revision)
    return submitted


def _approved(update: Update) -> Update:
    submitted = _submitted(update)
    delivery.approve(submitted, by=ADA, at=AT, revision=submitted.revision)
    return submitted


def _published(update: Update) -> Update:
    return assessment.publish_report(_approved(update), by=ADA, at=AT)


def _withdrawn(update: Update) -> Update:
    delivery.withdraw_update(update, by=ANA, at=AT)
    return update


UPDATES: dict[str, Callable[[Update], Update]] = {
    "draft": lambda update: update,
    "submitted": _submitted,
    "returned": _returned,
    "approved": _approved,
    "published": _published,
    "withdrawn": _withdrawn,
}


def _milestone(state: str) -> Milestone:
    return delivery.plan_milestone(MilestoneFacts(PROMISE, f"m-{state}", WORDS, "2026-05"), by=ANA, at=AT)


def _reported(step: Milestone) -> Milestone:
    return delivery.report_milestone(step, by=ANA, on=DAY, done=WORDS, at=AT)


MILESTONES: dict[str, Callable[[Milestone], Milestone]] = {
    "planned": lambda step: step,
    "reported": _reported,
    "accepted": lambda step: delivery.accept_milestone(_reported(step), by=BELA, on=DAY, at=AT),
    "returned": lambda step: delivery.return_milestone(_reported(step), by=BELA, on=DAY, reason=WORDS, at=AT),
}


def _session(memo: Activity, state: str) -> Session:
    """With accepted evidence, so that its state alone says what may be done."""
    facts = SessionFacts(f"s-{state}", SessionKind.SESSION, {"en": state}, "2026-05-05")
    session = delivery.add_session(memo, facts, by=ANA, at=AT)
    claim = claimed(f"{PLAN}/activities/memo/sessions/s-{state}", f"held-{state}")
    verification.check(claim, Verdict.ACCEPTED, by=BELA, at=AT)
    return session


SESSIONS: dict[str, Callable[[Session], object]] = {
    "planned": lambda session: None,
    "reported": lambda session: delivery.report_session(session, by=ANA, at=AT, outcome=WORDS),
    "held": lambda session: delivery.hold_session(session, by=ANA, at=AT),
    "lapsed": lambda session: delivery.lapse_session(session, by=ANA, at=AT, reason=WORDS),
}

YES, NO = CandidateAnswer.ACCEPT, CandidateAnswer.DECLINE
CANDIDATES: dict[str, tuple[CandidateAnswer, ...]] = {
    "open": (),
    "accepted": (YES, YES),
    "declined": (NO, NO),
    "split": (YES, NO),
}


def _candidate(state: str, answers: tuple[CandidateAnswer, ...]) -> None:
    facts = CandidateFacts(PROMISE, f"c-{state}", {"en": state}, "2026-05-06")
    candidate = delivery.propose_candidate(facts, by=CHRIS, at=AT)
    for by, answered in zip((ANA, BELA), answers, strict=False):
        delivery.decide_candidate(candidate, answered, WORDS, by=by, at=AT)


def _claims() -> dict[str, Claim]:
    verdicts: dict[str, tuple[tuple[Any, Verdict], ...]] = {
        "not verified in time": (),
        "accepted": ((BELA, Verdict.ACCEPTED),),
        "accepted by its own side": ((ADA, Verdict.ACCEPTED),),
        "rejected": ((BELA, Verdict.REJECTED),),
        "disputed": ((BELA, Verdict.REJECTED), (replace(CHRIS, user_id="carla"), Verdict.ACCEPTED)),
    }
    found = {}
    for state, given in verdicts.items():
        claim = claimed(PROMISE, f"claim-{state.replace(' ', '-')}")
        for by, verdict in given:
            reading = {} if verdict is Verdict.ACCEPTED else WORDS
            verification.check(claim, verdict, by=by, at=AT, reading=reading)
        found[state] = claim
    return found | {"not checked": claimed(PROMISE, "claim-fresh", at=NOW)}


def _activity(slug: str, *, is_said: bool) -> str:
    facts = ActivityFacts(PLAN, slug, "instrument", {"en": slug}, parties=("AAA", "BBB"))
    activity = delivery.add_activity(facts, by=ANA, owner="AAA", at=AT)
    if is_said:
        for by in SPEAKERS.values():
            delivery.mark_stage(activity, "mandate", by=by, happened="2026-05-01", at=AT)
    return slug
