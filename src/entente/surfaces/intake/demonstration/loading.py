"""Loading the demonstration: the invented plan, its posts and log-ins, and three years of what its sides did."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, time

from django.conf import settings
from django.db import transaction

from entente.foundation.accounts import queries as account_queries
from entente.foundation.common.actors import SYSTEM, WORKING_ROLES, Actor, Capacity
from entente.foundation.common.errors import RuleBroken
from entente.record.plan import commands as plans
from entente.record.plan import queries as plan_queries
from entente.surfaces.intake.invented import invented_plan
from entente.surfaces.intake.load import load_package
from entente.surfaces.intake.packages import PlanPackage, read_package

from .activities import play_activities
from .assessments import play_assessments
from .calendars import play_calendars
from .candidates import play_candidates
from .change import play_change
from .joint import play_joint
from .reports import play_reports
from .signing import play_signing
from .staff import LogIn, open_desks
from .stage import Stage
from .steps import play_steps

JOINED: tuple[date, ...] = (date(2024, 1, 15), date(2024, 9, 2))
"""Since when the parties take part, in the order of the package."""
LAST_DAY = date(2026, 10, 15)
"""The last day of which the demonstration tells.  A clock before it sees the plan and its log-ins alone."""


def load_demonstration(scale: int, *, at: datetime, progress: Callable[[int, int], None] | None = None) -> list[LogIn]:
    """Load the invented plan (and, for a scale above 1, one of 26 x scale promises).  Returns the log-ins it made.

    Loading it again changes nothing and makes no log-ins.  Raises RuleBroken in a record that is not a demonstration.
    """
    if not settings.IS_DEMONSTRATION:
        raise RuleBroken(
            "This is a real record; start the demonstration in its own folder with `python3 start.py --demo`."
        )
    if scale < 1 or scale > 1000:
        raise RuleBroken(f"A demonstration has a scale of 1 to 1,000, not {scale}.")
    package = read_package(settings.PLANS_DIR / "demonstration")
    load_package(package, by=SYSTEM, at=at)
    load_package(read_package(settings.PLANS_DIR / "demonstration-successor"), by=SYSTEM, at=at)
    if scale > 1:
        load_package(invented_plan(scale), by=SYSTEM, at=at, progress=progress)
    return _play(package, at)


@transaction.atomic
def _play(package: PlanPackage, at: datetime) -> list[LogIn]:
    """Log-ins and everything that was done through them, or nothing when they are there."""
    if account_queries.has_accounts():
        return []
    cast = open_desks(package, at)
    _join(package, at)
    if at.date() >= LAST_DAY:
        stage = Stage(package.slug, cast, at)
        play_calendars(stage)
        play_activities(stage)
        play_reports(stage)
        play_steps(stage)
        play_candidates(stage)
        play_assessments(stage)
        play_joint(stage)
        play_signing(stage)
        play_change(stage)
    return cast.log_ins


def _join(package: PlanPackage, at: datetime) -> None:
    plan = plan_queries.get_row(SYSTEM, package.slug, as_of=at)
    for party, joined_on in zip(package.parties, JOINED, strict=True):
        voice = replace(Actor(Capacity.PARTY, owner=party.code), roles=WORKING_ROLES)
        noon = datetime.combine(joined_on, time(12), UTC)
        plans.join(plan, party.code, by=voice, at=noon, on_host=True)
