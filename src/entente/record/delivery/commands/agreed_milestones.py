"""Milestones that all parties agreed in an amendment: each party that owes the promise owes them, and the clock runs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from entente.foundation.common.actors import Actor
from entente.foundation.common.canonical import canonical_bytes
from entente.foundation.common.periods import Period
from entente.foundation.common.records import Tier
from entente.foundation.ledger import commands as ledger
from entente.foundation.texts.commands import Worded, note_states
from entente.foundation.texts.words import WordingStatus
from entente.record.delivery import rules
from entente.record.delivery.models import Milestone
from entente.record.plan.queries import AgreedTerm, AmendmentView, TermKind


@dataclass(frozen=True, slots=True)
class _Owed:
    """One milestone of one party.  key: what tells two apart; place: its place among what is agreed, from 1."""

    party: str
    place: int
    term: AgreedTerm

    @property
    def key(self) -> tuple[str, bytes, str]:
        return _key(self.party, self.term.text, self.term.due)


@transaction.atomic
def put_agreed_milestones(amendment: AmendmentView, *, by: Actor, at: datetime) -> None:
    """Bring the milestones of a promise to what an amendment in force says.  Once more changes nothing.

    A milestone with a date becomes one of each party that owes the promise: it reports it and another side accepts it, as any.
    One that is agreed no more, or whose party owes the promise no more, is owed no more; what was reported stays.  All of
    it counts from the instant on from which the amendment is in force.
    """
    since = amendment.in_force_at or at
    wanted = {one.key: one for one in _owed(amendment.after.obligors, amendment.after.agreed)}
    rows = Milestone.objects.select_for_update().filter(
        commitment=amendment.ref, agreed_in__isnull=False, released_at=None
    )
    known = {_key(row.owner, row.title, row.due): row for row in rows}
    for key, row in known.items():
        if key not in wanted and row.status in rules.STILL_OWED:
            _release(row, by=by, at=at, since=since)
    for key, one in wanted.items():
        if key not in known:
            _put(amendment, one, by=by, at=at, since=since)


def _owed(obligors: Sequence[str], agreed: Sequence[AgreedTerm]) -> list[_Owed]:
    return [
        _Owed(party, place, term)
        for place, term in enumerate(agreed, start=1)
        if term.kind is TermKind.MILESTONE and term.due
        for party in obligors
    ]


def _put(amendment: AmendmentView, one: _Owed, *, by: Actor, at: datetime, since: datetime) -> None:
    due = Period.parse(one.term.due)
    row = Milestone.objects.create(
        owner=one.party,
        tier=Tier.PUBLIC,
        plan=amendment.plan,
        commitment=amendment.ref,
        subject=amendment.ref,
        slug=f"amendment-{amendment.number}-{one.place}-{one.party.lower()}",
        title=dict(one.term.text),
        due=one.term.due,
        due_first_on=due.first_on,
        due_last_on=due.last_on,
        agreed_in=amendment.number,
        made_at=since,
        changed_at=since,
        changed_for=one.party,
    )
    note_states([Worded(rules.milestone_states(row), "title", row.title, WordingStatus.AUTHENTIC)])
    ledger.record(
        by,
        "delivery.milestone.plan",
        rules.milestone_ref_of(row),
        at=at,
        public=True,
        milestone_of=row.owner,
        title=row.title,
        due=row.due,
        amendment=amendment.number,
    )


def _release(row: Milestone, *, by: Actor, at: datetime, since: datetime) -> None:
    row.released_at, row.changed_at, row.changed_for = since, at, row.owner
    row.revision += 1
    row.save(update_fields=["released_at", "changed_at", "changed_for", "revision"])
    ref = rules.milestone_ref_of(row)
    told = {"milestone_of": row.owner, "title": row.title, "due": row.due}
    ledger.record(by, "delivery.milestone.release", ref, at=at, public=True, **told)


def _key(party: str, title: dict[str, str], due: str) -> tuple[str, bytes, str]:
    return party, canonical_bytes(title), due
