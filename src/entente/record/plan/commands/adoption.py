"""Adoption: a draft becomes the record, public and immutable.  Authentic wording may join later, never change."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from entente.foundation.common.actors import Actor
from entente.foundation.common.decisions import require
from entente.foundation.common.errors import RuleBroken
from entente.foundation.common.records import Tier
from entente.foundation.common.transitions import require_transition
from entente.foundation.ledger import commands as ledger
from entente.foundation.ledger.commands import EntryRow
from entente.foundation.sources.models import Document
from entente.foundation.texts.rules import revision_of
from entente.record.plan import rules
from entente.record.plan.models import AuthenticText, Clause, Commitment, Participation, Pillar, Plan
from entente.record.plan.words import TRANSITIONS, PlanStatus, Standing, TextField

from .rows import BATCH


@dataclass(frozen=True, slots=True)
class TextFacts:
    """Authentic words for one subject, field and language."""

    subject: str
    field: TextField
    language: str
    text: str


@transaction.atomic
def adopt(plan: Plan, *, by: Actor, at: datetime) -> Plan:
    """Adopt a draft: everything in it becomes public, each promise an entry of the public log, and its words immutable."""
    plan = Plan.objects.select_for_update().get(pk=plan.pk)
    require_transition(TRANSITIONS, plan.status, PlanStatus.ADOPTED, f"The plan {plan.slug}")
    commitments = list(plan.commitments.order_by("position").prefetch_related("obligations__party", "clauses"))
    require(rules.can_adopt(by, owner=plan.owner, status=plan.status, commitments=len(commitments)))
    plan.status, plan.adopted_at, plan.tier = PlanStatus.ADOPTED, at, Tier.PUBLIC
    plan.save(update_fields=["status", "adopted_at", "tier"])
    for rows in (
        Pillar.objects.filter(plan=plan),
        Commitment.objects.filter(plan=plan),
        Clause.objects.filter(commitment__plan=plan),
        AuthenticText.objects.filter(plan=plan),
    ):
        rows.update(tier=Tier.PUBLIC)
    parties = list(plan.participations.order_by("position").values_list("party__code", flat=True))
    texts = list(AuthenticText.objects.filter(plan=plan).order_by("subject", "field", "language"))
    ledger.record(
        by,
        "plan.adopt",
        plan.slug,
        at=at,
        public=True,
        title=plan.title,
        parties=parties,
        keeper=plan.keeper.slug,
        commitments=len(commitments),
    )
    ledger.record_many(by, [_commitment_entry(row, at) for row in commitments], public=True)
    ledger.record_many(by, [_text_entry(row, at) for row in texts], public=True)
    return plan


@transaction.atomic
def attach_texts(
    plan: Plan, texts: Sequence[TextFacts], *, by: Actor, at: datetime, document: Document | None
) -> list[AuthenticText]:
    """Put authentic wording on record beside what is there.  The same words again change nothing.

    Raises RuleBroken when a subject already has other words in that language: changing them takes an amendment.
    """
    plan = Plan.objects.select_for_update().get(pk=plan.pk)
    require(rules.can_attach(by, owner=plan.owner))
    originals = AuthenticText.objects.filter(plan=plan, amendment=None)
    known = {(row.subject, row.field, row.language): row.text for row in originals.iterator()}
    fresh = []
    for facts in texts:
        old = known.get((facts.subject, facts.field, facts.language))
        if old is None:
            fresh.append(_text_row(plan, facts, document))
        elif not rules.same_words(old, facts.text):
            raise RuleBroken(
                f"The words of {facts.subject} in “{facts.language}” differ from those on record; "
                "a changed promise takes an amendment that every party signs."
            )
    AuthenticText.objects.bulk_create(fresh, batch_size=BATCH)
    ledger.record_many(by, [_text_entry(row, at) for row in fresh], public=plan.tier == Tier.PUBLIC)
    _search_again(plan, fresh)
    return fresh


@transaction.atomic
def set_standing(plan: Plan, party: str, standing: Standing, *, by: Actor, on: date | None) -> Participation:
    """A party starts or stops taking part.  Only the party itself says so."""
    require(rules.can_set_standing(by, party=party))
    row = Participation.objects.select_related("party").filter(plan=plan, party__code=party).first()
    if row is None:
        raise RuleBroken(f"“{party}” is no party of {plan.slug}.")
    row.standing, row.since_on = standing, on if standing == Standing.TAKING_PART else None
    row.save(update_fields=["standing", "since_on"])
    ledger.record(by, "plan.standing.set", plan.slug, public=True, party=party, standing=str(standing))
    return row


def _commitment_entry(row: Commitment, at: datetime) -> EntryRow:
    whole = [owes.party.code for owes in row.obligations.all() if owes.clause_id is None]
    return EntryRow(
        "plan.commitment",
        row.ref,
        {
            "number": row.number,
            "title": row.title,
            "summary": row.summary,
            "kind": row.kind,
            "strength": row.strength,
            "obligors": sorted(whole),
            "clauses": {clause.letter: clause.text for clause in row.clauses.all()},
        },
        at,
    )


def _text_entry(row: AuthenticText, at: datetime) -> EntryRow:
    content = {"field": row.field, "language": row.language, "text": row.text, "sha256": row.sha256}
    return EntryRow("plan.text", row.subject, content, at)


def _text_row(plan: Plan, facts: TextFacts, document: Document | None) -> AuthenticText:
    return AuthenticText(
        plan=plan,
        owner=plan.owner,
        tier=plan.tier,
        subject=facts.subject,
        field=facts.field,
        language=facts.language,
        text=facts.text,
        sha256=revision_of(facts.text),
        document=document,
    )


def _search_again(plan: Plan, fresh: Sequence[AuthenticText]) -> None:
    """New words are found by the list's search too."""
    words: dict[str, list[str]] = {}
    for row in fresh:
        words.setdefault(row.subject, []).append(row.text)
    promises = list(Commitment.objects.filter(plan=plan, ref__in=words).only("id", "ref", "search_text"))
    for promise in promises:
        promise.search_text = f"{promise.search_text} {rules.fold(' '.join(words[promise.ref]))}"
    Commitment.objects.bulk_update(promises, ["search_text"], batch_size=500)
