"""Who may define, code, consolidate, send and publish an assessment, and who replies.  Pure.

Two coders are blind to each other until both codes are in: no answer of these rules tells somebody who could still code
whether anybody else has.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import date, timedelta

from entente.foundation.common.actors import Actor, Capacity
from entente.foundation.common.decisions import ALLOWED, Decision, Denied
from entente.foundation.common.errors import InvalidTransition, RuleBroken
from entente.foundation.common.languages import Wording
from entente.foundation.common.periods import Period
from entente.foundation.common.rights import may
from entente.record.assessment.assessing_words import REPLY_DAYS_MIN, AssessmentStatus
from entente.record.assessment.methods import Evidence, Method
from entente.record.plan.views import CommitmentView

NOT_YET = "this waits until every code that the method asks for is in"
"""Said alike while no code is in and while one is."""


def can_define(by: Actor, *, owner: str) -> Decision:
    """Define a scale and write guidelines, in the assessor's own name."""
    return _own(by, "assessment.define", owner)


def can_code(by: Actor, *, owner: str, status: str) -> Decision:
    allowed = _own(by, "assessment.code", owner)
    if allowed and not by.user_id:
        return Denied("a code is somebody's own reading; log in as the person who coded")
    if allowed and status != AssessmentStatus.CODING:
        return codes_are_in()
    return allowed


def can_see_codes(user_id: str | None, *, coders: Collection[str], wanted: int, coder: str) -> bool:
    """Whether somebody of the assessor's side reads one code: their own always, another's once all are in."""
    return len(coders) >= wanted or user_id == coder


def can_consolidate(by: Actor, *, owner: str, status: str, are_codes_in: bool) -> Decision:
    """A third person, or the coders together; what the coders say counts once each of them has said the same."""
    allowed = _own(by, "assessment.consolidate", owner)
    if allowed and status != AssessmentStatus.CODING:
        return Denied("this assessment is consolidated already; take it back first")
    if allowed and not are_codes_in:
        return Denied(NOT_YET)
    return allowed


def is_settled(by: Actor, *, coders: Collection[str], agreed_by: Collection[str]) -> bool:
    """Whether a value is consolidated once `by` stands behind it: by somebody who did not code, or by every coder."""
    return by.user_id not in coders or set(coders) <= {*agreed_by, by.user_id}


def can_send(by: Actor, *, owner: str) -> Decision:
    """Send for reply, take back, publish, correct: an approver of the assessor."""
    return _own(by, "assessment.send", owner)


def can_publish_early(by: Actor, *, owner: str, waiting: Collection[str], due_on: date | None) -> Decision:
    """Before the deadline only once everybody asked has replied; at the deadline the clock publishes."""
    allowed = can_send(by, owner=owner)
    if allowed and waiting:
        return Denied(f"{', '.join(sorted(waiting))} may still reply until {due_on}; on the day after, it is published")
    return allowed


def can_reply(by: Actor, *, party: str, is_open: bool) -> Decision:
    return _reply(by, "reply.write", party, is_open)


def can_approve_reply(by: Actor, *, party: str, is_open: bool, written_by: str) -> Decision:
    allowed = _reply(by, "reply.approve", party, is_open)
    if allowed and by.user_id == written_by:
        return Denied("you wrote this reply yourself; somebody else of your side approves it")
    return allowed


def _own(by: Actor, action: str, owner: str) -> Decision:
    allowed = may(by, action)
    if allowed and by.capacity is not Capacity.SYSTEM and by.owner != owner:
        return Denied("an assessor speaks in its own name only")
    return allowed


def _reply(by: Actor, action: str, party: str, is_open: bool) -> Decision:
    allowed = may(by, action)
    if allowed and by.owner != party:
        return Denied("a party replies only to what is said of itself")
    if allowed and not is_open:
        return Denied("the time for a reply is over")
    return allowed


def codes_are_in() -> Decision:
    """What somebody is told who comes to code when nothing is left to code."""
    return Denied("the codes of this assessment are in; a new version is coded anew")


def require_subject(promise: CommitmentView, subject: str) -> None:
    """Raise RuleBroken unless a subject is a promise or a part of it."""
    if subject != promise.ref and subject not in {clause.ref for clause in promise.clauses}:
        raise RuleBroken(f"{subject} is neither {promise.ref} nor a part of it.")


def require_assessable(promise: CommitmentView, subject: str, party: str, method: Method) -> None:
    """Raise RuleBroken unless the method can read this of the promise.  What a party does not owe is never scored."""
    require_subject(promise, subject)
    clauses = {clause.ref: clause for clause in promise.clauses}
    owing = promise.obligors if subject == promise.ref else clauses[subject].obligors
    if method.is_per_party and party not in owing:
        raise RuleBroken(
            f"{party or 'Nobody'} does not owe {subject}: there it is “not applicable”, and never a score."
        )
    if not method.is_per_party and party:
        raise RuleBroken(f"“{method.ref}” reads the words of the promise and scores no party; leave {party} out.")


def require_reading(method: Method, reading: str, from_on: date, to_on: date, *, today: date) -> None:
    """Raise RuleBroken unless the method has this reading and the window is one."""
    known = tuple(str(one) for one in method.readings)
    if (known and reading not in known) or (not known and reading):
        wanted = " or ".join(known) if known else "none: this method has one reading only"
        raise RuleBroken(f"“{reading}” is no reading of {method.ref}; name {wanted}.")
    if to_on < from_on:
        raise RuleBroken(f"The window ends on {to_on} before it begins on {from_on}; give a later day.")
    if to_on > today:
        raise RuleBroken(f"The window ends on {to_on}, which is still to come; assess what is past.")


def require_counts(method: Method, counts: Mapping[str, Wording], definitions: Wording) -> None:
    """Raise RuleBroken unless a guideline says what every value takes, and knows no other."""
    if not any(definitions.values()):
        raise RuleBroken("Say what the words of the promise are taken to mean: a guideline begins with definitions.")
    known = {value.code for value in method.values}
    missing = [value.code for value in method.values if not any(counts.get(value.code, {}).values())]
    if missing or set(counts) - known:
        told = ", ".join(missing or sorted(set(counts) - known))
        sentence = "Say what counts for" if missing else "This scale has no value"
        raise RuleBroken(f"{sentence} {told}: the guideline covers {', '.join(sorted(known))}.")


def require_value(method: Method, value: str, evidence: Collection[str]) -> None:
    """Raise RuleBroken for a value that the scale has not, or that lacks the evidence it needs."""
    found = method.value(value)
    if found is None:
        raise RuleBroken(
            f"“{value}” is no value of {method.ref}; give one of {', '.join(v.code for v in method.values)}."
        )
    if found.needs_proof and not evidence:
        raise RuleBroken(f"“{value}” needs evidence: name at least one claim with a date.")


def require_in_window(method: Method, happened: Iterable[tuple[str, str]], from_on: date, to_on: date) -> None:
    """Raise RuleBroken for evidence that the window does not hold.  happened: (claim slug, its partial date)."""
    for slug, text in happened:
        if not text:
            raise RuleBroken(f"The evidence “{slug}” bears no date, so nobody can tell whether it counts.")
        period = Period.parse(text)
        if method.evidence is Evidence.INSIDE_WINDOW and not (from_on <= period.first_on and period.last_on <= to_on):
            raise RuleBroken(f"The evidence “{slug}” is of {text}, outside the window from {from_on} to {to_on}.")


def require_deadline(due_on: date, *, today: date) -> None:
    """Raise RuleBroken for a deadline that leaves no time to reply."""
    if due_on < today + timedelta(days=REPLY_DAYS_MIN):
        raise RuleBroken(
            f"A reply takes at least {REPLY_DAYS_MIN} days; give {today + timedelta(days=REPLY_DAYS_MIN)} or later."
        )


def require_languages(owed: Iterable[str], text: Wording) -> None:
    """Raise RuleBroken unless a reply stands in every official language of the party that gives it."""
    missing = [tag for tag in owed if not text.get(tag, "").strip()]
    if missing:
        raise RuleBroken(f"The reply is still missing in {', '.join(missing)}; a party replies in its own languages.")


def require_no_successor(is_corrected: bool, what: str) -> Decision:
    """Raise InvalidTransition for a version that another one already corrects."""
    if is_corrected:
        raise InvalidTransition(f"{what} is being corrected already; work on that version.")
    return ALLOWED
