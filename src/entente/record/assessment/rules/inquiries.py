"""Who puts on record what was asked, and where a question stands.  Pure."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from entente.foundation.common.actors import Actor, Capacity
from entente.foundation.common.decisions import Decision, Denied
from entente.foundation.common.errors import RuleBroken
from entente.foundation.common.rights import may
from entente.record.assessment.inquiry_words import InquiryState


def can_ask(by: Actor) -> Decision:
    """Keepers and assessors record what they asked, about anybody's finding; a citizen asks without this record."""
    return may(by, "finding.ask")


def can_note_answer(by: Actor, *, owner: str) -> Decision:
    allowed = may(by, "finding.ask")
    if allowed and by.capacity is not Capacity.SYSTEM and by.owner != owner:
        return Denied("who asked puts the answer on record")
    return allowed


def require_asked(party: str, owing: Collection[str], asked_on: date, due_on: date | None, *, today: date) -> None:
    """Raise RuleBroken unless a party that owes it was asked, by today, with a day for the answer after that."""
    if party not in owing:
        raise RuleBroken(f"{party} does not owe what was looked for; ask {' or '.join(sorted(owing))}.")
    if asked_on > today:
        raise RuleBroken(
            f"The question is dated {asked_on}, which is still to come; give the day on which it was sent."
        )
    if due_on is not None and due_on < asked_on:
        raise RuleBroken(f"The answer would be due on {due_on}, before it was asked; give a later day.")


def require_answered(asked_on: date, answered_on: date, *, today: date) -> None:
    """Raise RuleBroken unless an answer came after the question and not after today."""
    if not asked_on <= answered_on <= today:
        raise RuleBroken(f"The answer is dated {answered_on}; give a day from {asked_on} to today.")


def inquiry_state(outcome: str, due_on: date | None, *, today: date) -> InquiryState:
    """Without an answer the calendar of the party asked tells whether it is late."""
    if outcome:
        return InquiryState(outcome)
    return InquiryState.OVERDUE if due_on is not None and today > due_on else InquiryState.WAITING
