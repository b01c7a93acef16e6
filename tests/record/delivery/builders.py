"""A second and a third pair of eyes per side, and updates at every point of their way."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from entente.foundation.common.actors import Actor, Capacity, Role
from entente.foundation.common.languages import Wording
from entente.record.delivery import commands
from entente.record.delivery.commands import UpdateFacts
from entente.record.delivery.queries import Update
from tests.cast import ANA, BELA, CHRIS
from tests.record.builders import NOW

ADA = replace(ANA, user_id="ada", post="ministry-a/director")
BORIS = replace(BELA, user_id="boris", post="ministry-b/director")
CARLA = replace(CHRIS, user_id="carla", post="observatory/second-keeper")
ANA_ELSEWHERE = replace(ANA, post="ministry-a/director")
"""The same Ana through another post."""
AUDITOR = Actor(Capacity.PARTY, "AAA", "ministry-a/audit", "alf", frozenset({Role.AUDITOR}))

PROMISE = "tri-plan/1.1"


def facts(done: str | Wording = "The fair was held.", **changes: object) -> UpdateFacts:
    words = {"en": done} if isinstance(done, str) else done
    values: dict[str, object] = {"commitment": PROMISE, "as_of_on": date(2026, 11, 20), "done": words}
    return UpdateFacts(**{**values, **changes})  # type: ignore[arg-type]


def draft(by: Actor = ANA, **changes: object) -> Update:
    return commands.write_update(facts(**changes), by=by, at=NOW)


def submitted(by: Actor = ANA, **changes: object) -> Update:
    return commands.submit(draft(by, **changes), by=by, at=NOW)


def approved(by: Actor = ANA, approver: Actor = ADA, **changes: object) -> Update:
    update = submitted(by, **changes)
    commands.approve(update, by=approver, at=NOW, revision=update.revision)
    return update


def published(by: Actor = ANA, approver: Actor = ADA, **changes: object) -> Update:
    return commands.publish(approved(by, approver, **changes), by=approver, at=NOW)
