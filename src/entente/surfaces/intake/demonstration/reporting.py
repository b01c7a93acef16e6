"""How a report of the demonstration goes public: the officer writes, the director approves and publishes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from entente.foundation.common.languages import Wording
from entente.foundation.common.records import Tier, Withheld
from entente.record.assessment import commands as assessment
from entente.record.assessment.queries import Completion
from entente.record.delivery import commands as delivery
from entente.record.delivery.commands import UpdateFacts
from entente.record.delivery.queries import Update
from entente.record.verification.queries import Claim

from .stage import Stage


@dataclass(frozen=True, slots=True)
class Said:
    """What a side says of where it stands.  subject "2.1" or "1.1#a"."""

    subject: str
    value: Completion
    reason: Wording
    claims: Sequence[Claim] = ()


def report(
    stage: Stage,
    party: str,
    commitment: str,
    day: str,
    done: Wording,
    next_step: Wording | None = None,
    *,
    statuses: Sequence[Said] = (),
    withheld: Withheld = Withheld.SILENT,
) -> Update:
    """The officer writes, the director approves and publishes on the day after."""
    officer, director = stage.cast[f"{party} officer"], stage.cast[f"{party} director"]
    at, on = stage.noon(day), date.fromisoformat(day)
    claims = [claim for said in statuses for claim in said.claims]
    facts = UpdateFacts(stage.ref(commitment), on, done, next_step or {})
    update = delivery.write_update(facts, by=officer, at=at, claims=claims)
    for said in statuses:
        assessment.set_status(
            update,
            stage.ref(said.subject),
            said.value,
            by=officer,
            as_of_on=on,
            reason=said.reason,
            claims=said.claims,
            at=at,
        )
    update = delivery.submit(update, by=officer, at=at)
    later = at + timedelta(days=1)
    delivery.approve(update, by=director, at=later, revision=update.revision)
    tier = Tier.PUBLIC if withheld == Withheld.SILENT else Tier.PARTIES
    return assessment.publish_report(update, by=director, at=later, tier=tier, withheld_for=withheld)
