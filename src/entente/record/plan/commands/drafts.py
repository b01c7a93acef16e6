"""Drafts: a plan before it is adopted.  Working entries go to the private log of whoever owns the draft."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from django.db import IntegrityError, transaction
from django.db.models import F, Max

from entente.foundation.common.actors import Actor
from entente.foundation.common.decisions import require
from entente.foundation.common.errors import Conflict, RuleBroken
from entente.foundation.common.records import Tier
from entente.foundation.common.refs import numbered_ref
from entente.foundation.directory.models import Organisation, Party
from entente.foundation.ledger import commands as ledger
from entente.foundation.sources.models import Document
from entente.foundation.texts.commands import forget, note_states
from entente.foundation.texts.words import WordingStatus
from entente.record.plan import rules
from entente.record.plan.facts import CommitmentFacts, PillarFacts, PlanFacts
from entente.record.plan.models import AuthenticText, Commitment, Participation, Pillar, Plan
from entente.record.plan.queries import drafts
from entente.record.plan.words import ChangeStatus, TextField

from .rows import Builder, parties_by_code, targets_by_code

Progress = Callable[[int, int], None]


@transaction.atomic
def start_plan(facts: PlanFacts, *, by: Actor, keeper: Organisation, document: Document | None = None) -> Plan:
    """Start a draft.  Raises ActionDenied, RuleBroken (bad facts, unknown party, taken name)."""
    require(rules.can_start(by))
    rules.check_plan(facts)
    parties = parties_by_code(facts.parties)
    owner = by.owner or keeper.slug
    try:
        with transaction.atomic():
            plan = Plan.objects.create(
                slug=facts.slug,
                owner=owner,
                tier=Tier.OWN,
                title=facts.title or facts.titles,
                summary=facts.summary,
                languages=list(facts.languages),
                keeper=keeper,
                launched_on=facts.launched_on,
                text_titles=facts.text_titles,
                is_demonstration=facts.is_demonstration,
                document=document,
            )
    except IntegrityError as taken:
        raise RuleBroken(f"The name “{facts.slug}” is taken by another plan; choose another with --name.") from taken
    Participation.objects.bulk_create(
        Participation(plan=plan, party=parties[code], position=at) for at, code in enumerate(facts.parties)
    )
    builder = _builder(plan, parties, (), document)
    builder.word(plan.slug, title=facts.title, summary=facts.summary)
    builder.authentic(plan.slug, TextField.TITLE, facts.titles)
    builder.authentic(plan.slug, TextField.PREAMBLE, facts.preambles)
    _save(builder)
    ledger.record(by, "plan.start", plan.slug, parties=list(facts.parties), title=plan.title, keeper=keeper.slug)
    return plan


@transaction.atomic
def put_structure(
    plan: Plan,
    pillars: Sequence[PillarFacts],
    *,
    by: Actor,
    status: WordingStatus = WordingStatus.DRAFT,
    document: Document | None = None,
    only_if_empty: bool = False,
    progress: Progress | None = None,
) -> Plan:
    """Give a draft its pillars and promises, all at once, in place of those it has.  Raises ActionDenied, RuleBroken.

    document       where the authentic words come from; None: where the plan's own do
    only_if_empty  refuse when it holds a promise already: two that fill the same draft do not undo each other
    """
    plan = Plan.objects.select_for_update().get(pk=plan.pk)
    require(rules.can_edit(by, owner=plan.owner, status=plan.status))
    if only_if_empty and plan.commitments.exists():
        raise RuleBroken(
            f"The draft “{plan.slug}” received promises in the meantime; look at it before you import more."
        )
    parties = _parties_of(plan)
    rules.check_structure(pillars, parties)
    AuthenticText.objects.filter(plan=plan).exclude(subject=plan.slug).delete()
    plan.pillars.all().delete()
    forget(under=plan.slug)
    builder = _builder(plan, parties, pillars, document or plan.document, status)
    builder.word(plan.slug, title=plan.title, summary=plan.summary)
    total, position = sum(len(pillar.commitments) for pillar in pillars), 0
    for at, pillar_facts in enumerate(pillars):
        pillar = builder.pillar(pillar_facts, at)
        for facts in pillar_facts.commitments:
            builder.commitment(facts, pillar, position)
            position += 1
            if progress is not None:
                progress(position, total)
    _save(builder)
    ledger.record(by, "plan.draft", plan.slug, pillars=len(pillars), commitments=total)
    return plan


@transaction.atomic
def edit_plan(
    plan: Plan,
    *,
    by: Actor,
    title: dict[str, str],
    summary: dict[str, str],
    launched_on: str,
    titles: dict[str, str] | None = None,
    preambles: dict[str, str] | None = None,
    seen: str = "",
) -> Plan:
    """Change the title, summary and date of a draft, and its authentic title and preamble where given (None: as they are).

    seen: `queries.plan_seen` as it stood when it was opened; "": whatever stands.  Raises ActionDenied, Conflict, RuleBroken.
    """
    _hold(plan)
    _require_seen(seen, drafts.plan_seen(plan) if seen else "")
    require(rules.can_edit(by, owner=plan.owner, status=plan.status))
    if not any(title.values()):
        raise RuleBroken("The plan has no title; give it one in at least one language.")
    plan.title, plan.summary, plan.launched_on = title, summary, launched_on
    plan.save(update_fields=["title", "summary", "launched_on"])
    builder = _builder(plan, {}, (), plan.document)
    builder.word(plan.slug, title=title, summary=summary)
    for name, words in ((TextField.TITLE, titles), (TextField.PREAMBLE, preambles)):
        if words is not None:
            AuthenticText.objects.filter(plan=plan, subject=plan.slug, field=name).delete()
            builder.authentic(plan.slug, name, words)
    _save(builder)
    ledger.record(by, "plan.edit", plan.slug, title=title)
    return plan


@transaction.atomic
def add_pillar(plan: Plan, facts: PillarFacts, *, by: Actor) -> Pillar:
    """Add a pillar at the end of a draft, with any promises that the facts hold."""
    require(rules.can_edit(by, owner=plan.owner, status=plan.status))
    parties = _parties_of(plan)
    if Pillar.objects.filter(plan=plan, number=facts.number).exists():
        raise RuleBroken(f"There are two of pillar {facts.number}; give each pillar a number of its own.")
    rules.check_structure([facts], parties)
    builder = _builder(plan, parties, [facts], plan.document)
    last = plan.pillars.aggregate(last=Max("position"))["last"]
    pillar = builder.pillar(facts, 0 if last is None else last + 1)
    position = plan.commitments.count()
    for at, commitment in enumerate(facts.commitments):
        builder.commitment(commitment, pillar, position + at)
    _save(builder)
    ledger.record(by, "plan.pillar.add", numbered_ref(plan.slug, facts.number))
    return pillar


@transaction.atomic
def edit_pillar(pillar: Pillar, facts: PillarFacts, *, by: Actor, seen: str = "") -> Pillar:
    """Change the words of a pillar of a draft; its number and its promises stay.  seen: see `edit_plan`."""
    plan = pillar.plan
    _hold(plan)
    _require_seen(seen, drafts.pillar_seen(pillar) if seen else "")
    require(rules.can_edit(by, owner=plan.owner, status=plan.status))
    ref = numbered_ref(plan.slug, pillar.number)
    AuthenticText.objects.filter(plan=plan, subject=ref).delete()
    builder = _builder(plan, {}, (), plan.document)
    builder.pillar(replace(facts, number=pillar.number, commitments=()), pillar.position)
    pillar.title, pillar.summary = facts.title, facts.summary
    builder.rows.pillars.clear()
    pillar.save(update_fields=["title", "summary"])
    _save(builder)
    ledger.record(by, "plan.pillar.edit", ref)
    return pillar


@transaction.atomic
def remove_pillar(pillar: Pillar, *, by: Actor) -> None:
    """Take a pillar and its promises out of a draft."""
    plan = pillar.plan
    require(rules.can_edit(by, owner=plan.owner, status=plan.status))
    refs = [numbered_ref(plan.slug, pillar.number), *pillar.commitments.values_list("ref", flat=True)]
    AuthenticText.objects.filter(plan=plan, subject__in=refs).delete()
    pillar.delete()
    for ref in refs:
        forget(under=ref)
    _renumber_positions(plan)
    ledger.record(by, "plan.pillar.remove", refs[0], commitments=len(refs) - 1)


@transaction.atomic
def add_commitment(pillar: Pillar, facts: CommitmentFacts, *, by: Actor) -> Commitment:
    """Add a promise at the end of a pillar of a draft."""
    plan = pillar.plan
    require(rules.can_edit(by, owner=plan.owner, status=plan.status))
    parties = _parties_of(plan)
    _check_one(facts, parties)
    if Commitment.objects.filter(plan=plan, number=facts.number).exists():
        raise RuleBroken(f"There are two of commitment {facts.number}; give each commitment a number of its own.")
    last = Commitment.objects.filter(plan=plan, pillar__position__lte=pillar.position).aggregate(last=Max("position"))
    position = -1 if last["last"] is None else last["last"]
    Commitment.objects.filter(plan=plan, position__gt=position).update(position=F("position") + 1)
    builder = _builder(plan, parties, [_alone(facts)], plan.document)
    commitment = builder.commitment(facts, pillar, position + 1)
    _save(builder)
    ledger.record(by, "plan.commitment.add", commitment.ref, obligors=list(facts.obligors))
    return commitment


@transaction.atomic
def edit_commitment(commitment: Commitment, facts: CommitmentFacts, *, by: Actor, seen: str = "") -> Commitment:
    """Replace what a draft says of a promise; its number stays.  seen: see `edit_plan`."""
    plan = commitment.plan
    _hold(plan)
    _require_seen(seen, drafts.promise_seen(commitment) if seen else "")
    require(rules.can_edit(by, owner=plan.owner, status=plan.status))
    parties = _parties_of(plan)
    facts = replace(facts, number=commitment.number)
    _check_one(facts, parties)
    commitment.obligations.all().delete()
    commitment.clauses.all().delete()
    commitment.alignments.all().delete()
    AuthenticText.objects.filter(plan=plan, subject=commitment.ref).delete()
    forget(under=commitment.ref)
    builder = _builder(plan, parties, [_alone(facts)], plan.document)
    fresh = builder.commitment(facts, commitment.pillar, commitment.position, known=commitment)
    builder.rows.commitments.clear()
    fresh.save(force_update=True)
    _save(builder)
    ledger.record(by, "plan.commitment.edit", commitment.ref, obligors=list(facts.obligors))
    return fresh


@transaction.atomic
def remove_commitment(commitment: Commitment, *, by: Actor) -> None:
    """Take a promise out of a draft; the numbers of the others stay."""
    plan = commitment.plan
    require(rules.can_edit(by, owner=plan.owner, status=plan.status))
    AuthenticText.objects.filter(plan=plan, subject=commitment.ref).delete()
    commitment.delete()
    forget(under=commitment.ref)
    _renumber_positions(plan)
    ledger.record(by, "plan.commitment.remove", commitment.ref)


@transaction.atomic
def discard_draft(plan: Plan, *, by: Actor) -> None:
    """Throw a draft away.  Its entries stay in the private log of its owner."""
    require(rules.can_edit(by, owner=plan.owner, status=plan.status))
    if (origin := plan.origins.exclude(status=ChangeStatus.WITHDRAWN).first()) is not None:
        raise RuleBroken(
            f"A table of yours says that {origin.plan.slug} goes on in {plan.slug}; give it up or name another plan first."
        )
    plan.origins.all().delete()
    plan.delete()
    forget(under=plan.slug)
    ledger.record(by, "plan.discard", plan.slug)


def _hold(plan: Plan) -> None:
    """One at a time edits a draft."""
    Plan.objects.select_for_update().get(pk=plan.pk)


def _require_seen(seen: str, stands: str) -> None:
    if seen != stands:
        raise Conflict(
            "Somebody else changed this since you opened it; nothing was saved.", mine={}, theirs={}, revision=0
        )


def _parties_of(plan: Plan) -> dict[str, Party]:
    return {row.party.code: row.party for row in plan.participations.select_related("party")}


def _builder(
    plan: Plan,
    parties: dict[str, Party],
    pillars: Sequence[PillarFacts],
    document: Document | None,
    status: WordingStatus = WordingStatus.DRAFT,
) -> Builder:
    return Builder(plan, parties, targets_by_code(pillars), status, document)


def _save(builder: Builder) -> None:
    builder.rows.save()
    note_states(builder.rows.worded)


def _alone(facts: CommitmentFacts) -> PillarFacts:
    return PillarFacts("1", (facts,), {}, {}, {}, {})


def _check_one(facts: CommitmentFacts, parties: dict[str, Party]) -> None:
    rules.check_structure([_alone(facts)], parties)


def _renumber_positions(plan: Plan) -> None:
    """Positions dense again after a removal."""
    rows = list(plan.commitments.order_by("pillar__position", "position").only("id", "position"))
    for at, row in enumerate(rows):
        row.position = at
    Commitment.objects.bulk_update(rows, ["position"], batch_size=500)
