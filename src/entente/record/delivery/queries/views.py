"""What the queries of activities answer: frozen shapes that pages, API and command line share."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from entente.foundation.common.languages import Wording
from entente.record.delivery.kinds import KINDS, Kind
from entente.record.delivery.rules.stages import StageState, Standing, reached_stage, seen_stage
from entente.record.delivery.words import SessionStatus, Stream


@dataclass(frozen=True, slots=True)
class ServiceView:
    """A promise or clause that an activity serves.  key: for taking it back."""

    key: UUID
    subject: str
    commitment: str
    weight: str
    note: Wording


@dataclass(frozen=True, slots=True)
class PartView:
    """A body's part in an activity, from and to partial dates; "" where they are not known or still to come."""

    key: UUID
    organisation: str
    name: Wording
    role: str
    from_on: str
    to_on: str


@dataclass(frozen=True, slots=True)
class InstrumentTextView:
    """Where a text can be read.

    document        slug of the source
    source_address  "" when it is not on the web
    archived        key of the source when the text that is meant lies in the archive, else None
    """

    key: UUID
    language: str
    is_authentic: bool
    document: str
    source_address: str
    archived: UUID | None


@dataclass(frozen=True, slots=True)
class MoneyView:
    """A sum with its currency (ISO 4217) and the day of its value.  document: "" when nobody says who gives it."""

    key: UUID
    kind: str
    amount: Decimal
    currency: str
    on: date
    document: str
    source_address: str


@dataclass(frozen=True, slots=True)
class SessionView:
    """Something that is planned or took place.  participants: {kind of organisation: how many}."""

    ref: str
    slug: str
    owner: str
    post: str
    kind: str
    status: str
    stream: str
    title: Wording
    outcome: Wording
    reason: Wording
    happened: str
    first_on: date
    last_on: date
    participants: dict[str, int]
    proof: Standing

    @property
    def is_held(self) -> bool:
        return self.status == SessionStatus.HELD


@dataclass(frozen=True, slots=True)
class StreamCount:
    """What took place in one stream of an exchange.  participants: {kind of organisation: how many}, of what was held."""

    stream: str
    held: int
    reported: int
    planned: int
    participants: dict[str, int]


@dataclass(frozen=True, slots=True)
class ActivityView:
    """An activity, whole.

    stages    every stage of its kind, in the order of the table
    stage     where it stands by the parties' word and its proof, "" for nowhere yet
    seen      where it stands by public evidence alone, "" for nowhere yet
    renewal_on  day from which a renewal is due to be looked at, None without a term
    """

    ref: str
    plan: str
    slug: str
    kind: str
    title: Wording
    summary: Wording
    scope: str
    parties: tuple[str, ...]
    giver: str
    receiver: str
    owner: str
    post: str
    tier: str
    term: str
    term_last_on: date | None
    renewal_on: date | None
    stages: tuple[StageState, ...]
    services: tuple[ServiceView, ...]
    parts: tuple[PartView, ...]
    texts: tuple[InstrumentTextView, ...]
    money: tuple[MoneyView, ...]
    sessions: tuple[SessionView, ...]

    @property
    def table(self) -> Kind:
        return KINDS[self.kind]

    @property
    def stage(self) -> str:
        return reached_stage(self.table, self.stages)

    @property
    def seen(self) -> str:
        return seen_stage(self.table, self.stages)

    def is_renewal_due(self, on: date) -> bool:
        """Whether its term nears its end, or is over, while it stands where the calendar's stage may follow."""
        derived = next((stage for stage in self.table if stage.is_derived), None)
        if derived is None or self.renewal_on is None or on < self.renewal_on:
            return False
        return (self.stage or self.seen) in derived.after

    def stage_on(self, on: date) -> str:
        """Where it stands on a day by the parties' word, and by the calendar where that has the last word."""
        derived = next((stage.code for stage in self.table if stage.is_derived), "")
        return derived if self.stage and self.is_renewal_due(on) else self.stage

    def streams(self) -> tuple[StreamCount, ...]:
        """The two streams of an exchange, counted apart; () for what is no exchange."""
        if not self.table.has_streams:
            return ()
        return tuple(_count(stream, self.sessions) for stream in Stream.values if stream)


def _count(stream: str, sessions: tuple[SessionView, ...]) -> StreamCount:
    mine = [session for session in sessions if session.stream == stream]
    participants: dict[str, int] = {}
    for session in mine:
        for kind, number in session.participants.items() if session.is_held else ():
            participants[kind] = participants.get(kind, 0) + number
    by_status = [session.status for session in mine]
    return StreamCount(
        stream=stream,
        held=by_status.count(SessionStatus.HELD),
        reported=by_status.count(SessionStatus.REPORTED),
        planned=by_status.count(SessionStatus.PLANNED),
        participants=dict(sorted(participants.items())),
    )
