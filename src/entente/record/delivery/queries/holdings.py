"""All that is on record about one promise, kind by kind, as rows: for a release of what a side holds.

Nothing is left out because it is over: what was taken back, ended, cleared or lapsed is here with its day.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from django.db.models import Model, QuerySet

from entente.foundation.common.actors import Actor
from entente.foundation.common.records import Record, readable
from entente.record.delivery.models import (
    Activity,
    Argument,
    BasisChange,
    Candidate,
    CandidateDecision,
    InstrumentText,
    Lead,
    Milestone,
    Money,
    Obstacle,
    Part,
    Rhythm,
    Service,
    Session,
    StageMark,
    Window,
)

from .activities import activity_rows

Row = TypeVar("Row", bound=Record)
Detail = TypeVar("Detail", Service, Part, InstrumentText, Money)

FIRST = ("made_at", "pk")


@dataclass(frozen=True, slots=True)
class Holder:
    """Whose eyes, on which promise, at which instant."""

    by: Actor
    commitment: str
    as_of: datetime


@dataclass(frozen=True, slots=True)
class Details:
    """What was ever said of one activity besides its stages; what was taken back has its `withdrawn_at`."""

    services: tuple[Service, ...]
    parts: tuple[Part, ...]
    texts: tuple[InstrumentText, ...]
    money: tuple[Money, ...]

    def taken_back(self) -> dict[tuple[str, int], datetime]:
        """(what, its place among these, counted from 1) -> when it was taken back."""
        instants = {
            **{("serves", at): row.withdrawn_at for at, row in enumerate(self.services, 1)},
            **{("part", at): row.withdrawn_at for at, row in enumerate(self.parts, 1)},
            **{("text", at): row.withdrawn_at for at, row in enumerate(self.texts, 1)},
            **{("money", at): row.withdrawn_at for at, row in enumerate(self.money, 1)},
        }
        return {place: instant for place, instant in instants.items() if instant is not None}


def leads(of: Holder) -> QuerySet[Lead]:
    return _on_promise(Lead.objects.select_related("organisation", "post__organisation", "citation__document"), of)


def windows(of: Holder) -> QuerySet[Window]:
    return _on_promise(Window.objects.select_related("citation__document"), of)


def rhythms(of: Holder) -> QuerySet[Rhythm]:
    return _on_promise(Rhythm.objects.select_related("citation__document"), of)


def basis_changes(of: Holder) -> QuerySet[BasisChange]:
    return _on_promise(BasisChange.objects.select_related("citation__document"), of)


def obstacles(of: Holder) -> QuerySet[Obstacle]:
    return _on_promise(Obstacle.objects.all(), of)


def milestones(of: Holder) -> QuerySet[Milestone]:
    return _on_promise(Milestone.objects.all(), of)


def activities(of: Holder) -> QuerySet[Activity]:
    """Those that serve the promise, or once did."""
    serving = Service.objects.filter(commitment=of.commitment)
    return activity_rows(of.by, as_of=of.as_of).filter(pk__in=serving.values("activity")).order_by(*FIRST)


def details(rows: Iterable[Activity]) -> Mapping[Activity, Details]:
    """Four queries for any number."""
    kept = list(rows)
    services = _by_activity(Service.objects.filter(activity__in=kept))
    parts = _by_activity(Part.objects.filter(activity__in=kept).select_related("organisation"))
    texts = _by_activity(InstrumentText.objects.filter(activity__in=kept).select_related("citation__document"))
    money = _by_activity(Money.objects.filter(activity__in=kept).select_related("citation__document"))
    return {
        row: Details(*(tuple(found.get(row, ())) for found in (services, parts, texts, money)))  # type: ignore[arg-type]
        for row in kept
    }


def marks(of: Holder) -> QuerySet[StageMark]:
    return _within(StageMark.objects.select_related("activity"), of, activity__in=activities(of).values("pk"))


def sessions(of: Holder) -> QuerySet[Session]:
    return _within(Session.objects.select_related("activity"), of, activity__in=activities(of).values("pk"))


def candidates(of: Holder) -> QuerySet[Candidate]:
    return _on_promise(Candidate.objects.select_related("activity"), of)


def arguments(of: Holder) -> QuerySet[Argument]:
    rows = Argument.objects.select_related("candidate", "claim")
    return _within(rows, of, candidate__in=candidates(of).values("pk"))


def decisions(of: Holder) -> QuerySet[CandidateDecision]:
    return _within(CandidateDecision.objects.select_related("candidate"), of, candidate__in=candidates(of).values("pk"))


def _on_promise(rows: QuerySet[Row], of: Holder) -> QuerySet[Row]:
    return _within(rows, of, commitment=of.commitment)


def _within(rows: QuerySet[Row], of: Holder, **wanted: object) -> QuerySet[Row]:
    return rows.filter(readable(of.by, as_of=of.as_of), made_at__lte=of.as_of, **wanted).order_by(*FIRST)


def _by_activity(rows: QuerySet[Detail]) -> dict[Model, list[Detail]]:
    found: dict[Model, list[Detail]] = {}
    for row in rows.order_by("pk"):
        found.setdefault(row.activity, []).append(row)
    return found
