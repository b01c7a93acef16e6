"""The officers of a side, each in a browser of their own, and what they send."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.test import Client

from entente.foundation.common.actors import SYSTEM, Actor, Capacity, Role
from entente.foundation.directory import commands as directory
from entente.foundation.directory import queries as directories
from entente.foundation.directory.words import OrganisationKind, PostCapacity
from entente.record.plan import commands as plans
from entente.record.plan.queries import Plan, Standing
from tests import cast
from tests.record.builders import adopted_plan

WORK = "/en/desk/plans/tri-plan/commitments/2.1/work/"


def officer(code: str, slug: str, *roles: Role, name: str) -> tuple[Client, Actor]:
    """Somebody signed in at a post of a party, and the actor they are."""
    organisation = f"ministry-{code[0].lower()}"
    known = directories.organisations().filter(slug=organisation).first()
    ministry = known or directory.register_organisation(
        slug=organisation,
        name={"en": f"Ministry of {code}"},
        kind=OrganisationKind.MINISTRY,
        party=directories.get_party(code),
        by=SYSTEM,
    )
    post = directory.open_post(
        ministry, slug=slug, title={"en": slug.title()}, capacity=PostCapacity.PARTY, by=SYSTEM, roles=list(roles)
    )
    user = cast.holder(post, name=name)
    client = Client()
    cast.sign_in(client, user)
    actor = Actor(Capacity.PARTY, owner=code, post=post.ref, user_id=str(user.pk), roles=frozenset(roles))
    return client, actor


def shared_plan() -> Plan:
    """The builders' plan, in which A and B take part."""
    plan = adopted_plan()
    for by in (cast.ANA, cast.BELA):
        plans.set_standing(plan, by.owner, Standing.TAKING_PART, by=by, on=date(2026, 1, 1))
    return plan


def words(**changes: Any) -> dict[str, Any]:
    """What the editor of an update sends."""
    return {"as_of_on": "2026-11-20", "done_en": "The fair was held in May.", "revision": "0", **changes}
