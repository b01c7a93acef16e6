"""A party joins the record of a plan with its own key, and leaves it.  Both are its own word alone."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from entente.foundation.accord import commands as accord
from entente.foundation.accord.queries import standing_key
from entente.foundation.common.actors import Actor
from entente.foundation.common.decisions import require
from entente.foundation.common.errors import RuleBroken
from entente.record.plan import rules
from entente.record.plan.models import Participation, Plan
from entente.record.plan.words import Standing

from .adoption import set_standing


@transaction.atomic
def join(
    plan: Plan, party: str, *, by: Actor, at: datetime, public_key: bytes | None = None, on_host: bool = False
) -> Participation:
    """A party takes part from now on: its columns turn to "nothing reported yet", and only it writes in them.

    public_key  of the key that it made on its own machine; on_host: one is made and kept here instead
    A party that joined another record here has its key already and names none.

    Raises ActionDenied, RuleBroken (no key, no party of the plan), InvalidTransition (another key is on record).
    """
    require(rules.can_set_standing(by, party=party))
    if public_key is None and not on_host and standing_key(party) is None:
        raise RuleBroken(
            "A party joins with a key of its own: hand over the .pub file that `entente accord key` wrote, "
            "or have a key kept on this host."
        )
    if public_key is not None or (on_host and standing_key(party) is None):
        accord.register_key(party, public_key, by=by, at=at)
    return set_standing(plan, party, Standing.TAKING_PART, by=by, on=at.date())


@transaction.atomic
def leave(plan: Plan, party: str, *, by: Actor, at: datetime) -> Participation:
    """A party stops taking part.  What it published and signed stays; from now on it drafts, and speaks again once it joins."""
    return set_standing(plan, party, Standing.NOT_TAKING_PART, by=by, on=None)
