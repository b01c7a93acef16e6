"""What the tests of following let the parties do."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from entente.foundation.common.actors import Actor
from entente.foundation.ledger import commands as ledger
from entente.record.assessment import commands as assessment
from entente.record.assessment.words import Completion
from entente.record.delivery import commands as delivery
from entente.record.delivery.commands import MilestoneFacts, UpdateFacts
from tests.cast import ANA

PROMISE = "tri-plan/2.1"
SECRET = "Not before its day."


def says(
    value: Completion = Completion.LIMITED,
    *,
    at: datetime,
    by: Actor = ANA,
    embargo_until: datetime | None = None,
    words: str = "The fair was held.",
) -> None:
    """A party says in a published update where it stands on 2.1."""
    both = {"en": words, "pt": words}
    draft = delivery.write_update(UpdateFacts(PROMISE, at.date(), done=both), by=by, at=at)
    assessment.set_status(draft, PROMISE, value, by=by, as_of_on=at.date(), reason=both, claims=())
    second = replace(by, user_id="second", post=f"{by.post}-two")
    delivery.submit(draft, by=second, at=at)
    delivery.approve(draft, by=second, at=at, revision=draft.revision)
    assessment.publish_report(draft, by=second, at=at, embargo_until=embargo_until)
    ledger.seal()


def plans_step(slug: str, due: str, *, at: datetime, by: Actor = ANA, subject: str = PROMISE) -> None:
    """A party plans a milestone."""
    title = {"en": f"Step {slug}", "pt": f"Passo {slug}"}
    delivery.plan_milestone(MilestoneFacts(subject, slug, title, due), by=by, at=at)
    ledger.seal()
