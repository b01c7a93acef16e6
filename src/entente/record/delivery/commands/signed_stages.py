"""A stage that needs all parties, carried by their signatures instead of by each side's word for itself."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from entente.foundation.accord import commands as accord
from entente.foundation.accord import queries as accords
from entente.foundation.accord.commands import ProposalFacts
from entente.foundation.accord.queries import Agreed, Outcome, Proposal
from entente.foundation.common.actors import Actor
from entente.foundation.common.decisions import ALLOWED, Denied, require
from entente.foundation.common.errors import RuleBroken
from entente.foundation.common.languages import Wording
from entente.foundation.common.periods import Period
from entente.foundation.common.records import Tier
from entente.foundation.common.refs import Ref, stage_ref
from entente.foundation.directory import queries as directory
from entente.foundation.ledger import commands as ledger
from entente.foundation.texts.rules import can_sign_words
from entente.record.delivery import rules
from entente.record.delivery.kinds import KINDS
from entente.record.delivery.models import Activity, StageMark
from entente.record.delivery.queries.stages import marks_on, ref_of, sides_of
from entente.record.delivery.words import SIGNED_STAGE
from entente.record.plan.commands import hold_open


@transaction.atomic
def propose_stage(
    activity: Activity, stage: str, *, by: Actor, happened: str, at: datetime, note: Wording | None = None
) -> Proposal:
    """Put before all whose word a stage needs that it is reached; with the last signature it counts as the word of each.

    One that is still open has its words changed instead, and what was signed of it is void.
    Raises ActionDenied, RuleBroken (a stage for one side alone, an activity that is not public, a day to come).
    """
    kind = KINDS[activity.kind]
    row = kind.find(stage)
    if row is None:
        raise RuleBroken(f"There is no stage “{stage}” of the kind “{kind.code}”; see docs/kinds.md.")
    hold_open(activity.plan)
    marks = marks_on(by, [activity], as_of=at).get(activity.pk, [])
    require(rules.can_mark(by, kind, row, sides_of(activity), marks, owner=by.owner))
    signatories = sides_of(activity).movers(row.mover)
    if not row.needs_all or len(signatories) < 2:
        raise RuleBroken(f"“{row.label}” is not for all to say; say it for your side alone.")
    if activity.tier != Tier.PUBLIC or activity.embargo_until is not None:
        raise RuleBroken("What all sign is public, and this activity is not; share it with everybody first.")
    period = rules.require_period(happened, f"The day of “{row.label}”")
    rules.require_past(period.first_on, at.date(), f"“{row.label}”")
    _require_words(activity, note or {}, signatories)
    content = {"activity": activity.title, "stage": stage, "happened": str(period), "note": note or {}}
    subject = stage_ref(ref_of(activity), stage)
    before = _open(by, subject, at)
    if before is not None:
        return accord.revise(before, content, by=by, at=at, revision=before.revision)
    return accord.propose(
        ProposalFacts(SIGNED_STAGE, subject, activity.plan, content, signatories, concludes=True), by=by, at=at
    )


@transaction.atomic
def mark_signed_stage(proposal: Proposal, agreed: Agreed, *, by: Actor, at: datetime) -> None:
    """What comes of a signed stage: it counts as the mark of each signatory, each by the post that handed its signature in.

    A party's earlier word on the stage gives way to what it signed.  Raises RuleBroken when the activity is not there any more.
    """
    ref = Ref.parse(agreed.subject)
    activity = Activity.objects.select_for_update().filter(plan=ref.plan, slug=ref.activity).first()
    if activity is None:
        raise RuleBroken(f"There is no activity “{ref.activity}” in {ref.plan} any more; propose the stage of another.")
    if proposal.concluded_at is not None:
        return
    hold_open(activity.plan)
    period = Period.parse(str(agreed.content["happened"]))
    StageMark.objects.filter(
        activity=activity, stage=ref.stage, owner__in=agreed.signatories, withdrawn_at=None
    ).update(withdrawn_at=at)
    StageMark.objects.bulk_create(
        StageMark(
            owner=signature.party,
            tier=activity.tier,
            group=activity.group,
            made_at=at,
            activity=activity,
            stage=ref.stage,
            party=signature.party,
            happened=str(period),
            first_on=period.first_on,
            last_on=period.last_on,
            note=agreed.content.get("note", {}),
            post=signature.post,
        )
        for signature in agreed.signatures
    )
    ledger.record(
        by,
        "delivery.stage.sign",
        agreed.subject,
        at=at,
        public=True,
        happened=str(period),
        parties=list(agreed.signatories),
        proposal=str(agreed.key),
    )
    accord.conclude(proposal, by=by, at=at)


def _require_words(activity: Activity, note: Wording, signatories: Sequence[str]) -> None:
    """Who signs, signs over all official wordings: the name of the activity and the note have those of every signatory."""
    rows = directory.parties().filter(code__in=signatories)
    official = [tag for languages in rows.values_list("languages", flat=True) for tag in languages]
    for what, wording in (("The name of the activity", activity.title), ("The note", note)):
        verdict = can_sign_words(official, wording) if wording else ALLOWED
        if isinstance(verdict, Denied):
            raise RuleBroken(f"{what}: {verdict.reason}.")


def _open(by: Actor, subject: str, at: datetime) -> Proposal | None:
    """The proposal on this stage that is not carried out yet."""
    found = accords.proposals(by, kind=SIGNED_STAGE, subject=subject, as_of=at)
    view = next((one for one in found if one.outcome not in (Outcome.CONCLUDED, Outcome.GIVEN_UP)), None)
    return None if view is None else accords.get_row(by, view.key, as_of=at)
