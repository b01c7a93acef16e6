"""What somebody puts on an invented record, each by a process of its own: `python -m tests.benchmarks.changes ACT [SCALE]`.

load     so many times 26 promises, on which both sides take part
others   a name of KINDS: one change, on promises that differ; a status and an update are written, submitted, approved, published
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

import django

django.setup()

from django.core.management import call_command  # noqa: E402
from django.utils import timezone  # noqa: E402

from entente.foundation.common.actors import SYSTEM, Actor, Capacity  # noqa: E402
from entente.foundation.common.records import Tier  # noqa: E402
from entente.foundation.ledger import commands as ledger  # noqa: E402
from entente.foundation.sources import commands as sources  # noqa: E402
from entente.foundation.sources.commands import DocumentFacts  # noqa: E402
from entente.foundation.sources.queries import Side  # noqa: E402
from entente.foundation.texts.queries import WordingStatus  # noqa: E402
from entente.record.assessment import commands as assessment  # noqa: E402
from entente.record.assessment.words import Completion  # noqa: E402
from entente.record.delivery import commands as delivery  # noqa: E402
from entente.record.delivery.commands import UpdateFacts  # noqa: E402
from entente.record.plan import commands as plans  # noqa: E402
from entente.record.plan.models import Commitment, Plan  # noqa: E402
from entente.record.plan.words import Standing  # noqa: E402
from entente.record.verification import commands as verification  # noqa: E402
from entente.record.verification.commands import ClaimFacts, make_claim  # noqa: E402
from entente.record.verification.models import Claim  # noqa: E402
from entente.record.verification.words import Support, Verdict  # noqa: E402
from entente.surfaces.intake.invented import SLUG, invented_plan  # noqa: E402
from entente.surfaces.intake.load import load_package  # noqa: E402
from tests.cast import ALL_WORK  # noqa: E402

WRITER = Actor(Capacity.PARTY, owner="XNA", post="ministry-xna/desk", user_id="writer", roles=ALL_WORK)
APPROVER = replace(WRITER, user_id="approver")
OTHER_SIDE = replace(WRITER, owner="XWE", post="ministry-xwe/desk", user_id="other")
WORDS = {"en": "The forum was held.", "fr": "Le forum a eu lieu.", "es": "Se celebró el foro."}


def load(scale: int) -> None:
    call_command("migrate", verbosity=0)
    call_command("collectstatic", verbosity=0, interactive=False)
    load_package(invented_plan(scale), by=SYSTEM, at=timezone.now())
    for by in (WRITER, OTHER_SIDE):
        plan = Plan.objects.get(slug=SLUG)
        plans.set_standing(plan, by.owner, Standing.TAKING_PART, by=by, on=timezone.now().date())


def _promise(at: int) -> str:
    """By its place in the plan, from 0: two of four have two pieces of evidence, the third has one, the fourth none."""
    return str(Commitment.objects.order_by("position")[at].ref)


def _says(place: int, status: Completion | None, at: datetime) -> None:
    promise = _promise(place)
    facts = UpdateFacts(commitment=promise, as_of_on=at.date(), done=WORDS)
    update = delivery.write_update(facts, by=WRITER, at=at)
    if status is not None:
        assessment.set_status(update, promise, status, by=WRITER, as_of_on=at.date(), reason=WORDS, claims=())
    update = delivery.submit(update, by=WRITER, at=at)
    delivery.approve(update, by=APPROVER, at=at, revision=update.revision)
    assessment.publish_report(update, by=APPROVER, at=at)


def _evidence(place: int, at: datetime) -> None:
    promise = _promise(place)
    slug = f"seen-{promise.rpartition('/')[2].replace('.', '-')}"
    facts = DocumentFacts(slug=slug, title={"en": "A page"}, side=Side.THIRD, address="https://example.org/")
    cited = sources.cite(sources.add_document(facts, by=SYSTEM, owner="observer", tier=Tier.PUBLIC), by=SYSTEM)
    said = ClaimFacts(slug, promise, Support.ALL, {"en": "It was done."}, "2026-05-02")
    make_claim(said, [cited], by=SYSTEM, owner="observer", at=at, status=WordingStatus.REVIEWED)


def _reading(at: datetime) -> None:
    claim = Claim.objects.filter(commitment=_promise(1)).earliest("slug")
    verification.check(claim, Verdict.ACCEPTED, by=WRITER, at=at, reading={})


KINDS: dict[str, Callable[[datetime], None]] = {
    "first status of a side": lambda at: _says(1, Completion.LIMITED, at),
    "second status of a side": lambda at: _says(5, Completion.LIMITED, at),
    "update without a status": lambda at: _says(8, None, at),
    "evidence on a promise that had none": lambda at: _evidence(3, at),
    "evidence on a promise that had some": lambda at: _evidence(0, at),
    "a reading of evidence": _reading,
    "nothing": lambda _at: None,
}
"""In this order, one after the other on the same record."""


if __name__ == "__main__":
    if sys.argv[1] == "load":
        load(int(sys.argv[2]))
    else:
        KINDS[sys.argv[1]](timezone.now())
    ledger.seal()
