"""What an amendment must hold.  Pure."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

from entente.foundation.common.errors import InvalidTransition, RuleBroken
from entente.foundation.common.languages import Wording
from entente.foundation.common.periods import Period
from entente.foundation.common.refs import clause_letter
from entente.record.plan.terms import AgreedTerm, ClauseTerms, PromiseTerms
from entente.record.plan.words import TermKind

from .changes import first_missing, tidy


def settled(terms: PromiseTerms, used: Collection[str]) -> PromiseTerms:
    """The same terms without empty texts, each new part with the next letter that was never given.

    used  every letter that the promise has or had
    """
    position = len(used)
    clauses = []
    for one in terms.clauses:
        letter = one.letter
        if not letter:
            letter, position = clause_letter(position), position + 1
        clauses.append(ClauseTerms(letter, tidy(one.text), one.obligors))
    agreed = tuple(replace(one, text=tidy(one.text), due=one.due.strip()) for one in terms.agreed)
    return replace(terms, texts=tidy(terms.texts), clauses=tuple(clauses), agreed=agreed)


def require_sound(
    ref: str, before: PromiseTerms, after: PromiseTerms, *, used: Collection[str], parties: Collection[str]
) -> None:
    """Raise RuleBroken for the first thing that cannot be: a part that is not there, one part alone, a wrong date."""
    known = {one.letter for one in before.clauses}
    seen: set[str] = set()
    for one in after.clauses:
        if one.letter in seen:
            raise RuleBroken(f"There are two of part {one.letter} of {ref}; give each a letter of its own.")
        if one.letter in used and one.letter not in known:
            raise RuleBroken(f"Part {one.letter} of {ref} was taken out before; give new words a new letter.")
        for code in one.obligors:
            if code not in parties:
                raise RuleBroken(f"Part {one.letter} of {ref} is owed by “{code}”, which is no party of this plan.")
        seen.add(one.letter)
    if len(after.clauses) == 1:
        raise RuleBroken(f"{ref} would have one part alone; a promise of one part has no parts, so take it out too.")
    for term in after.agreed:
        _require_term(ref, term)


def _require_term(ref: str, term: AgreedTerm) -> None:
    if not any(term.text.values()):
        raise RuleBroken(f"What is agreed beside {ref} has no words; write them or take the line out.")
    if term.kind != TermKind.MILESTONE and term.due:
        raise RuleBroken(f"Only a milestone has a date; {ref} has one on a {term.kind}.")
    if term.due:
        try:
            Period.parse(term.due)
        except ValueError as wrong:
            raise RuleBroken(
                f"“{term.due}” is no date ({ref}); write for instance 2027, 2027-03 or 2027-03-15."
            ) from wrong


def require_whole(
    ref: str, before: PromiseTerms, after: PromiseTerms, reason: Wording, owed: Mapping[str, str]
) -> None:
    """Raise RuleBroken unless it changes something, says why, and stands in every official language.

    owed  official language -> code of a party: an amendment is authentic in each of them
    """
    if after == before or after.sha256 == before.sha256:
        raise RuleBroken(f"This changes nothing of {ref}; change something or give the amendment up.")
    if not any(reason.values()):
        raise RuleBroken(f"Why is {ref} amended?  Write a reason.")
    wordings: list[tuple[str, Wording]] = [(f"The reason for amending {ref}", reason)]
    if after.texts != before.texts:
        wordings.append((f"The new text of {ref}", after.texts))
    known = {one.letter: one.text for one in before.clauses}
    wordings += [
        (f"Part {one.letter} of {ref}", one.text) for one in after.clauses if one.text != known.get(one.letter)
    ]
    wordings += [(f"What is agreed beside {ref}", one.text) for one in after.agreed if one not in before.agreed]
    for what, wording in wordings:
        missing = first_missing(wording, owed)
        if missing is not None:
            raise RuleBroken(
                f"{what} has no text in “{missing}”, an official language of {owed[missing]}; "
                "an amendment is authentic in each of them, so write it first."
            )


def begins_at(day: date, zones: Collection[str]) -> datetime:
    """The instant at which a day has begun in every capital.  zones: their time zones; none: UTC."""
    return max(datetime.combine(day, time(), ZoneInfo(zone)).astimezone(UTC) for zone in zones or ["UTC"])


def require_day(
    ref: str, day: date | None, *, at: datetime, zones: Collection[str], before: InForce | None
) -> datetime:
    """From when on an amendment is in force whose last signature comes at an instant.

    day     the one that the parties name, None for none
    before  the amendment of the same promise on which it rests, None for none
    Raises RuleBroken: the day is over in every capital, or the amendment before it would come into force later.
    """
    today = min(at.astimezone(ZoneInfo(zone)).date() for zone in zones or ["UTC"])
    if day is not None and day < today:
        raise RuleBroken(
            f"The amendment of {ref} would be in force from {day}, before it is signed; name {today} or a later day."
        )
    since = at if day is None else max(at, begins_at(day, zones))
    if before is None or since >= before.at:
        return since
    if before.day is not None:
        raise RuleBroken(
            f"Amendment {before.number} of {ref} is in force from {before.day}; name that day or a later one for this."
        )
    return before.at


@dataclass(frozen=True, slots=True)
class InForce:
    """An agreed amendment, and from when on it is in force.  day: as the parties named it, None for none."""

    number: int
    at: datetime
    day: date | None


def require_present(ref: str, base_sha256: str, now: PromiseTerms, numbers: Sequence[int]) -> None:
    """Raise InvalidTransition when the promise changed since the amendment was written.  numbers: of those in force."""
    if base_sha256 == now.sha256:
        return
    what = f"amendment {numbers[-1]}" if numbers else "wording that joined the record"
    raise InvalidTransition(
        f"{ref} changed meanwhile ({what}); write this amendment again on the text that is in force now."
    )
