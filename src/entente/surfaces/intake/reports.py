"""An update with the values that travel with it: words, proof and standing in one transaction."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.conf import settings
from django.db import transaction

from entente.foundation.common.actors import Actor, Capacity
from entente.foundation.common.languages import Wording
from entente.foundation.common.records import Tier
from entente.foundation.sources import commands as sources
from entente.foundation.sources.commands import DocumentFacts
from entente.foundation.sources.queries import Showing, Side
from entente.record.assessment import commands as assessment
from entente.record.assessment import queries as assessments
from entente.record.assessment.queries import Completion
from entente.record.delivery import commands as delivery
from entente.record.delivery.commands import UpdateFacts
from entente.record.delivery.queries import Update, UpdateStatus, Urgency
from entente.record.verification import queries as verification
from entente.record.verification.queries import Claim

from .evidence import Copy


@dataclass(frozen=True, slots=True)
class StandingFacts:
    """Where a side says it stands with a commitment or a clause.  claims: "owner/slug" of the evidence that proves it."""

    subject: str
    value: Completion
    reason: Wording
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ReportFacts:
    """An update as an officer writes it.  standings: every value that it says; one left out is taken out of the draft."""

    words: UpdateFacts
    claims: tuple[str, ...] = ()
    standings: tuple[StandingFacts, ...] = ()


@dataclass(frozen=True, slots=True)
class PaperApproval:
    """An approval that a signed form or a mail gave.  copy: of the paper, kept inside its own side; None: only cited."""

    given_by: str
    given_on: date
    file_number: str
    copy: Copy | None


@transaction.atomic
def save_report(
    facts: ReportFacts, *, by: Actor, at: datetime, update: Update | None = None, revision: int = 0, sends: bool = False
) -> Update:
    """Begin an update, or change a draft of this revision, with its values; `sends` it to the approvers as well.

    Raises ActionDenied, Conflict, NotVisible, RuleBroken; then nothing of it is saved.
    """
    claims = _rows(facts.claims, by=by, at=at)
    if update is None:
        saved = delivery.write_update(facts.words, by=by, at=at, claims=claims)
    else:
        saved = delivery.revise_update(update, facts.words, by=by, at=at, revision=revision, claims=claims)
    _put_standings(saved, facts.standings, facts.words, by=by, at=at)
    return delivery.submit(saved, by=by, at=at) if sends else saved


@transaction.atomic
def begin_correction(
    update: Update,
    facts: ReportFacts,
    correction: Wording,
    *,
    by: Actor,
    at: datetime,
    urgent_for: Urgency | None = None,
) -> Update:
    """Begin a new version of a published update, a draft with words, proof and values of its own.

    urgent_for: why it cannot wait: it goes to the approvers in the same act and stands first before them.  One of them who did
    not write it approves and publishes it in one more; no check is left out.
    Raises ActionDenied, InvalidTransition (a correction is on its way), NotVisible, RuleBroken.
    """
    claims = _rows(facts.claims, by=by, at=at)
    version = delivery.correct(
        update, facts.words, by=by, at=at, correction=correction, claims=claims, urgent_for=urgent_for
    )
    _put_standings(version, facts.standings, facts.words, by=by, at=at)
    return delivery.submit(version, by=by, at=at) if urgent_for else version


@transaction.atomic
def approve_and_publish(
    update: Update, *, by: Actor, at: datetime, revision: int, embargo_until: datetime | None, tier: Tier
) -> Update:
    """Publish an update through the proof gate, approving it first where nobody has.

    Raises ActionDenied, Conflict, InvalidTransition, RuleBroken; then it is neither approved nor published.
    """
    if update.status != UpdateStatus.APPROVED:
        delivery.approve(update, by=by, at=at, revision=revision)
    return assessment.publish_report(update, by=by, at=at, embargo_until=embargo_until, tier=tier)


@transaction.atomic
def approve_by_paper(
    update: Update, paper: PaperApproval, *, by: Actor, at: datetime, revision: int, title: Wording
) -> None:
    """Record an approval given elsewhere; its paper becomes a source that only its own side reads.

    title: of that source.  Raises ActionDenied, Conflict, InvalidTransition, RuleBroken.
    """
    proof = None
    if paper.copy is not None:
        facts = DocumentFacts(
            slug=f"approval-{update.pk}-{at:%Y%m%d%H%M%S}",
            title=title,
            side=Side.PARTY if by.capacity is Capacity.PARTY else Side.THIRD,
            party=by.owner if by.capacity is Capacity.PARTY else "",
        )
        document = sources.add_document(facts, by=by, owner=by.owner, tier=Tier.OWN, at=at)
        proof = sources.archive_upload(
            document,
            paper.copy.file_name,
            paper.copy.content,
            by=by,
            at=at,
            showing=Showing.REFERENCE,
            bytes_max=settings.UPLOAD_BYTES_MAX,
        )
    delivery.record_approval_elsewhere(
        update,
        by=by,
        at=at,
        given_by=paper.given_by,
        given_on=paper.given_on,
        file_number=paper.file_number,
        proof=proof,
        revision=revision,
    )


def _put_standings(
    update: Update, standings: Sequence[StandingFacts], words: UpdateFacts, *, by: Actor, at: datetime
) -> None:
    kept = {one.subject for one in standings}
    for known in assessments.statuses_of_update(by, update.pk, as_of=at):
        if known.subject not in kept:
            assessment.drop_status(update, known.subject, by=by)
    for one in standings:
        claims = _rows(one.claims, by=by, at=at)
        assessment.set_status(
            update, one.subject, one.value, by=by, as_of_on=words.as_of_on, reason=one.reason, claims=claims
        )


def _rows(keys: Sequence[str], *, by: Actor, at: datetime) -> list[Claim]:
    pairs = [key.partition("/") for key in keys]
    return [verification.get_claim_row(by, owner, slug, as_of=at) for owner, _, slug in pairs]
