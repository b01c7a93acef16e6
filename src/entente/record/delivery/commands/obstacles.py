"""Writes of obstacles: raised, taken higher, cleared."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction

from entente.foundation.common.actors import Actor
from entente.foundation.common.decisions import Denied, require
from entente.foundation.common.errors import InvalidTransition, RuleBroken
from entente.foundation.common.languages import Wording
from entente.foundation.common.records import Tier
from entente.foundation.directory import queries as directory
from entente.foundation.ledger import commands as ledger
from entente.record.delivery import rules
from entente.record.delivery.models import Obstacle
from entente.record.delivery.words import Level
from entente.record.plan.commands import hold_open

from .wording import promise, put_on_record


@dataclass(frozen=True, slots=True)
class ObstacleFacts:
    """Something in the way of a promise.  carried_by: ref of the post of one's own side that has to move it, "" for none."""

    commitment: str
    text: Wording
    level: Level = Level.WORKING
    carried_by: str = ""


@transaction.atomic
def raise_obstacle(facts: ObstacleFacts, *, by: Actor, on: date, at: datetime, tier: Tier = Tier.OWN) -> Obstacle:
    """Note what stands in the way, for one's own side unless it is shared.  Raises ActionDenied, NotVisible, RuleBroken."""
    require(rules.can_raise_obstacle(by))
    commitment = promise(facts.commitment, by=by, at=at)
    _require_carrier(facts.carried_by, by=by)
    obstacle = Obstacle.objects.create(
        owner=by.owner,
        tier=tier,
        plan=commitment.plan.slug,
        commitment=commitment.ref,
        text=facts.text,
        level=facts.level,
        carried_by=facts.carried_by,
        raised_on=on,
        post=by.post,
        made_at=at,
    )
    _put_words(obstacle, {"text": facts.text}, by=by)
    _note(by, "raise", obstacle, at=at, text=facts.text, level=str(facts.level), carried_by=facts.carried_by)
    return obstacle


@transaction.atomic
def escalate_obstacle(
    obstacle: Obstacle, level: Level, *, by: Actor, at: datetime, carried_by: str | None = None
) -> Obstacle:
    """Take an obstacle higher, or hand it to another post on its level.  carried_by None: the post stays.

    Raises ActionDenied, InvalidTransition (it is cleared), RuleBroken (down instead of up).
    """
    _require_open(obstacle, by=by)
    if isinstance(denied := rules.can_escalate(Level(obstacle.level), level), Denied):
        raise RuleBroken(denied.reason)
    obstacle.level = level
    if carried_by is not None:
        _require_carrier(carried_by, by=by)
        obstacle.carried_by = carried_by
    obstacle.save(update_fields=["level", "carried_by"])
    _note(by, "escalate", obstacle, at=at, level=str(level), carried_by=obstacle.carried_by)
    return obstacle


@transaction.atomic
def clear_obstacle(obstacle: Obstacle, *, by: Actor, on: date, at: datetime, outcome: Wording) -> Obstacle:
    """Say that an obstacle is out of the way, since when and how.  Raises ActionDenied, InvalidTransition, RuleBroken."""
    _require_open(obstacle, by=by)
    if on < obstacle.raised_on:
        raise RuleBroken(f"It was raised on {obstacle.raised_on} and cannot have been cleared before that day.")
    obstacle.cleared_on, obstacle.outcome = on, outcome
    _put_words(obstacle, {"outcome": outcome}, by=by)
    obstacle.save(update_fields=["cleared_on", "outcome"])
    _note(by, "clear", obstacle, at=at, on=on.isoformat(), outcome=outcome)
    return obstacle


def _require_open(obstacle: Obstacle, *, by: Actor) -> None:
    hold_open(obstacle.plan)
    obstacle.refresh_from_db(from_queryset=Obstacle.objects.select_for_update())
    require(rules.can_move_obstacle(by, obstacle))
    if obstacle.cleared_on is not None:
        raise InvalidTransition(f"This obstacle was cleared on {obstacle.cleared_on}; raise another if it came back.")


def _require_carrier(post: str, *, by: Actor) -> None:
    if post and directory.get_post(post).owner != by.owner:
        raise RuleBroken(f"{post} does not speak for {by.owner}; an obstacle is carried by a post of its own side.")


def _put_words(obstacle: Obstacle, words: dict[str, Wording], *, by: Actor) -> None:
    """Among one's own side any language will do; what others read is owed in the side's languages."""
    if obstacle.tier != Tier.OWN:
        put_on_record(f"obstacle:{obstacle.pk}", words, by=by, what="The obstacle")
    elif not all(any(wording.values()) for wording in words.values()):
        raise RuleBroken("The obstacle has no words; write some in one language at least.")


def _note(by: Actor, verb: str, obstacle: Obstacle, *, at: datetime, **content: Any) -> None:
    ledger.record(
        by,
        f"delivery.obstacle.{verb}",
        obstacle.commitment,
        at=at,
        public=obstacle.tier == Tier.PUBLIC,
        raised_on=obstacle.raised_on.isoformat(),
        **content,
    )
