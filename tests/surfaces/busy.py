"""What sides do for one promise of a staged plan, as much of each kind as a test wants."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from decimal import Decimal

from entente.foundation.common.actors import Actor
from entente.foundation.common.records import Tier
from entente.foundation.directory import queries as directory
from entente.foundation.ledger import commands as ledger
from entente.foundation.sources import commands as sources
from entente.foundation.sources.commands import DocumentFacts
from entente.foundation.sources.queries import Citation, Side
from entente.foundation.texts.queries import WordingStatus
from entente.record.assessment import commands as assessment
from entente.record.assessment.queries import Completion
from entente.record.delivery import commands as delivery
from entente.record.delivery.commands import (
    ActivityFacts,
    BasisFacts,
    CandidateFacts,
    MilestoneFacts,
    MoneyFacts,
    ObstacleFacts,
    RhythmFacts,
    SessionFacts,
    UpdateFacts,
)
from entente.record.delivery.queries import (
    CandidateAnswer,
    MoneyKind,
    PartRole,
    SessionKind,
    Stance,
    Update,
    Weight,
)
from entente.record.plan import queries as plans
from entente.record.plan.queries import Standing
from entente.record.verification import commands as verification
from entente.record.verification.commands import ClaimFacts
from entente.record.verification.queries import Claim, Support, Verdict
from tests.cast import ANA, BELA, CHRIS
from tests.record.builders import taking_part

ADA = replace(ANA, user_id="ada", post="ministry-a/director")
AT = datetime(2026, 6, 2, 12, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Work:
    """What was made last.  update: its name in an address."""

    update: str
    activity: str


def speaking(plan: str) -> None:
    """A and B take part in a plan: without that they would only draft."""
    row = plans.get_row(ANA, plan, as_of=AT)
    standings = dict(row.participations.values_list("party__code", "standing"))
    taking_part(row, *(by for by in (ANA, BELA) if standings.get(by.owner) == Standing.NOT_TAKING_PART))


def cited(by: Actor, slug: str) -> Citation:
    facts = DocumentFacts(
        slug=slug,
        title={"en": f"Page {slug}"},
        side=Side.PARTY,
        party="AAA",
        language="en",
        publisher_name="Ministry",
        address=f"https://ministry.example/{slug}",
    )
    return sources.cite(sources.add_document(facts, by=by, owner=by.owner, tier=Tier.PUBLIC, at=AT), by=by)


def claimed(subject: str, slug: str, by: Actor = ANA, *, at: datetime = AT) -> Claim:
    speaking(subject.partition("/")[0])
    facts = ClaimFacts(slug, subject, Support.ALL, {"en": f"Done: {slug}."}, happened="2026-05-01")
    citation = cited(by, slug)
    return verification.make_claim(facts, [citation], by=by, owner=by.owner, at=at, status=WordingStatus.REVIEWED)


def published(
    promise: str, words: str, *, value: Completion | None = None, claims: tuple[Claim, ...] = (), subject: str = ""
) -> Update:
    """An update of party A, written by Ana, approved and published by Ada."""
    speaking(promise.partition("/")[0])
    facts = UpdateFacts(promise, date(2026, 6, 1), {"en": words}, {"en": "Go on."}, {"en": "Rain."})
    update = delivery.write_update(facts, by=ANA, at=AT, claims=claims)
    if value is not None:
        assessment.set_status(
            update,
            subject or promise,
            value,
            by=ANA,
            as_of_on=date(2026, 6, 1),
            reason={"en": "So it is."},
            claims=claims,
            at=AT,
        )
    return approved(update)


def approved(update: Update) -> Update:
    update = delivery.submit(update, by=ANA, at=AT)
    delivery.approve(update, by=ADA, at=AT, revision=update.revision)
    return assessment.publish_report(update, by=ADA, at=AT)


def work_on(promise: str, count: int) -> Work:
    """`count` of everything on a promise, sealed: updates, checked evidence, milestones, activities, candidates, obstacles."""
    plan = promise.partition("/")[0]
    speaking(plan)
    citation = cited(CHRIS, "basis")
    for at in range(count):
        update = published(promise, f"Step {at}.", value=Completion.COMPLETE, claims=(_checked(promise, at),))
        _milestone(promise, at)
        _activity(plan, promise, at)
        _candidate(promise, at)
        facts = ObstacleFacts(promise, {"en": f"Obstacle {at}."})
        delivery.raise_obstacle(facts, by=ANA, on=date(2026, 5, 1), at=AT, tier=Tier.PUBLIC)
        basis = BasisFacts(promise, {"en": f"Act {at}."}, f"{2020 + at % 6}-0{1 + at // 6}")
        delivery.note_basis_change(basis, citation, by=CHRIS, at=AT)
    rhythm = RhythmFacts(promise, 30, 60, {"en": "Monthly."}, date(2026, 1, 1))
    delivery.set_rhythm(rhythm, by=CHRIS, owner="observatory", at=AT)
    ledger.seal()
    return Work(f"AAA-{update.number}", f"memo-{count - 1}")


def _checked(promise: str, at: int) -> Claim:
    claim = claimed(promise, f"proof-{at}")
    verification.check(claim, Verdict.ACCEPTED, by=BELA, at=AT)
    return claim


def _milestone(promise: str, at: int) -> None:
    facts = MilestoneFacts(promise, f"step-{at}", {"en": f"Step {at}"}, "2026-05")
    milestone = delivery.plan_milestone(facts, by=ANA, at=AT)
    delivery.report_milestone(milestone, by=ANA, on=date(2026, 5, 20), done={"en": "Done."}, at=AT)


def _activity(plan: str, promise: str, at: int) -> None:
    facts = ActivityFacts(plan, f"memo-{at}", "instrument", {"en": f"Memorandum {at}"}, parties=("AAA", "BBB"))
    activity = delivery.add_activity(facts, by=ANA, owner="AAA", at=AT)
    delivery.serve(activity, promise, Weight.PART, by=ANA, at=AT)
    delivery.mark_stage(activity, "mandate", by=ADA, happened="2026-05-02", at=AT)
    delivery.mark_stage(activity, "draft", by=ADA, happened="2026-05-03", at=AT)
    delivery.mark_stage(activity, "signed", by=ADA, happened="2026-05-04", at=AT)
    delivery.add_text(activity, "en", cited(ANA, f"memo-text-{at}"), by=ANA, at=AT, is_authentic=True)
    delivery.add_part(activity, directory.get_organisation("fair-office"), PartRole.OWNER, by=ANA, at=AT)
    delivery.add_money(activity, MoneyFacts(MoneyKind.BUDGET, Decimal("100"), "EUR", date(2026, 1, 1)), by=ANA, at=AT)
    delivery.set_term(activity, "2026-01-01/2026-12-31", by=ANA, at=AT, renewal_days=400)
    session = SessionFacts("first", SessionKind.SESSION, {"en": "First talks"}, "2026-05-05")
    delivery.add_session(activity, session, by=ANA, at=AT)


def _candidate(promise: str, at: int) -> None:
    facts = CandidateFacts(promise, f"fair-{at}", {"en": f"Fair {at}"}, "2026-05-06")
    candidate = delivery.propose_candidate(facts, by=CHRIS, at=AT)
    delivery.argue(candidate, Stance.FOR, {"en": "It was a fair."}, by=ANA, at=AT)
    delivery.argue(candidate, Stance.AGAINST, {"en": "It was small."}, by=BELA, at=AT)
    delivery.decide_candidate(candidate, CandidateAnswer.ACCEPT, {"en": "Yes."}, by=ADA, at=AT)
