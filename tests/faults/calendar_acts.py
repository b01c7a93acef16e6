"""What the processes of the tests of calendars do: two accepted at once, and one accepted while it is taken back."""

from __future__ import annotations

from collections.abc import Callable

from entente.foundation.common.errors import Refusal
from entente.record.assessment import commands
from entente.record.assessment.models import Calendar
from tests.cast import ANA, BELA, CHRIS
from tests.record.assessment.calendar_acts import proposed, take_part
from tests.record.builders import adopted_plan
from tests.record.plan.changing import LATER

SIDES = {"AAA": ANA, "BBB": BELA}


def two_calendars() -> None:
    """Two calendars over the same periods, proposed to the parties of a plan."""
    adopted_plan()
    take_part(ANA, BELA)
    for slug in ("half-yearly", "other"):
        proposed(slug=slug)


def accept_calendar(slug: str, party: str) -> None:
    """Prints "accepted", or the sentence by which it is refused."""
    _tell("accepted", lambda: commands.accept_calendar(_row(slug), by=SIDES[party], at=LATER))


def take_calendar_back(slug: str) -> None:
    """Prints "taken back", or the sentence by which it is refused."""
    _tell("taken back", lambda: commands.withdraw_calendar(_row(slug), by=CHRIS, at=LATER))


def _row(slug: str) -> Calendar:
    return Calendar.objects.get(slug=slug)


def _tell(done: str, act: Callable[[], object]) -> None:
    try:
        act()
    except Refusal as refusal:
        print(refusal.sentence)
    else:
        print(done)


ACTS: tuple[Callable[..., None], ...] = (two_calendars, accept_calendar, take_calendar_back)
