"""Calendars at every point of their way, for the tests of what the clock says of reports."""

from __future__ import annotations

from datetime import date, datetime

from entente.foundation.common.actors import Actor
from entente.foundation.directory.models import Party
from entente.foundation.ledger import commands as ledger
from entente.record.assessment import commands
from entente.record.assessment.commands import CalendarFacts
from entente.record.assessment.models import Calendar
from entente.record.assessment.rules import every
from entente.record.plan import commands as plans
from entente.record.plan.models import Plan
from entente.record.plan.words import Standing
from tests.cast import ANA, BELA, CHRIS
from tests.record.builders import NOW, adopted_plan

ZONES = {"AAA": "Pacific/Auckland", "BBB": "America/Mexico_City"}
"""Capitals on both sides of the date line: a day ends in one of them 19 hours before it ends in the other."""

HALF_YEARS = tuple(every(6, from_on=date(2027, 1, 1), count=2, due_days=31))
"""2027-01-01/2027-06-30 due 2027-07-31, 2027-07-01/2027-12-31 due 2028-01-31."""


def facts(slug: str = "half-yearly", **changes: object) -> CalendarFacts:
    values: dict[str, object] = {
        "plan": "tri-plan",
        "slug": slug,
        "title": {"en": "Half-yearly reports"},
        "letter": {"en": "Please say where each promise stands.", "pt": "Digam em que ponto está cada promessa."},
        "dates": HALF_YEARS,
    }
    return CalendarFacts(**{**values, **changes})  # type: ignore[arg-type]


def take_part(*actors: Actor) -> None:
    """The parties of some actors take part, and each has its own capital."""
    for by in actors:
        Party.objects.filter(code=by.owner).update(time_zone=ZONES[by.owner])
        plan = Plan.objects.get(slug="tri-plan")
        plans.set_standing(plan, by.owner, Standing.TAKING_PART, by=by, on=NOW.date())


def proposed(by: Actor = CHRIS, *, at: datetime = NOW, **changes: object) -> Calendar:
    return commands.propose_calendar(facts(**changes), by=by, at=at)


def accepted(*actors: Actor, at: datetime = NOW, **changes: object) -> Calendar:
    """A calendar that some parties have accepted, Ana's and Bela's unless named."""
    sides = actors or (ANA, BELA)
    take_part(*sides)
    calendar = proposed(**changes)
    for by in sides:
        commands.accept_calendar(calendar, by=by, at=at)
    return calendar


def reporting_plan(*, count: int = 2) -> Plan:
    """An adopted plan with so many promises in its first pillar, on which Ana's and Bela's sides report by a calendar."""
    plan = adopted_plan(count=count)
    accepted(ANA, BELA)
    ledger.seal()
    return plan
