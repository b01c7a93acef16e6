"""The demonstration: invented parties with years of history, and log-ins for them.  Never in a real record."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from django.conf import settings
from django.db import transaction

from entente.foundation.accounts import commands as accounts
from entente.foundation.accounts import queries as account_queries
from entente.foundation.common.actors import SYSTEM, WORKING_ROLES, Actor, Capacity
from entente.foundation.common.errors import RuleBroken
from entente.foundation.common.languages import Wording
from entente.foundation.directory import commands as directory
from entente.foundation.directory import queries as directories
from entente.foundation.directory.queries import Organisation, OrganisationKind, Post, PostCapacity
from entente.record.plan import commands as plans
from entente.record.plan import queries as plan_queries
from entente.record.plan.queries import Standing

from .invented import invented_plan
from .load import DEFAULT_KEEPER, load_package
from .packages import PlanPackage, read_package

JOINED_ON = date(2024, 1, 15)
OFFICER: Wording = {"en": "Desk officer", "fr": "Agent responsable", "es": "Responsable de despacho"}
KEEPER: Wording = {"en": "Keeper of the record", "fr": "Responsable du registre", "es": "Responsable del registro"}


@dataclass(frozen=True, slots=True)
class LogIn:
    """A log-in of the demonstration; the password is a one-time one, told here only."""

    post: str
    email: str
    password: str


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
    if scale > 1:
        load_package(invented_plan(scale), by=SYSTEM, at=at, progress=progress)
    return _log_ins(package, at)


@transaction.atomic
def _log_ins(package: PlanPackage, at: datetime) -> list[LogIn]:
    if account_queries.has_accounts():
        return []
    keeper = directories.get_organisation(DEFAULT_KEEPER)
    made = [_log_in(_post(keeper, "keeper", KEEPER, PostCapacity.KEEPER), "keeper@example.org", at)]
    for party in package.parties:
        ministry = (
            directories.organisations()
            .filter(party__code=party.code, kind=OrganisationKind.MINISTRY)
            .order_by("slug")[0]
        )
        post = _post(ministry, "desk", OFFICER, PostCapacity.PARTY)
        made.append(_log_in(post, f"officer.{party.code.lower()}@example.org", at))
    _join(package, at)
    return made


def _post(organisation: Organisation, slug: str, title: Wording, capacity: PostCapacity) -> Post:
    return directory.open_post(organisation, slug=slug, title=title, capacity=capacity, by=SYSTEM)


def _log_in(post: Post, email: str, at: datetime) -> LogIn:
    person = directory.add_person(name=email.partition("@")[0], by=SYSTEM)
    directory.appoint(post, person, from_on=min(JOINED_ON, at.date()), by=SYSTEM)
    _, password = accounts.create_account(person, email, by=SYSTEM)
    return LogIn(post.ref, email, password)


def _join(package: PlanPackage, at: datetime) -> None:
    """The first party takes part since 2024; the second does not yet, so that both can be seen."""
    code = package.parties[0].code
    plan = plan_queries.get_row(SYSTEM, package.slug, as_of=at)
    plans.set_standing(
        plan, code, Standing.TAKING_PART, by=Actor(Capacity.PARTY, owner=code, roles=WORKING_ROLES), on=JOINED_ON
    )
