"""The working layer of an adopted plan: titles and summaries that the record words for itself, beside the promised text."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction

from entente.foundation.common.actors import Actor
from entente.foundation.common.decisions import require
from entente.foundation.common.records import Tier
from entente.foundation.common.refs import clause_letter, clause_ref, numbered_ref
from entente.foundation.ledger import commands as ledger
from entente.foundation.texts.commands import Worded, note_states
from entente.foundation.texts.words import WordingStatus
from entente.record.plan import rules
from entente.record.plan.facts import PillarFacts
from entente.record.plan.models import Clause, Commitment, Pillar, Plan


@transaction.atomic
def revise_wording(plan: Plan, pillars: Sequence[PillarFacts], *, by: Actor, status: WordingStatus) -> int:
    """Bring titles, summaries and clause wordings up to date where the caller's differ.  Returns how many rows changed.

    The structure is not touched: what the facts number and the plan does not have is left alone.
    """
    require(rules.can_attach(by, owner=plan.owner))
    known_pillars = {row.number: row for row in plan.pillars.all()}
    known = {row.number: row for row in plan.commitments.prefetch_related("clauses")}
    worded: list[Worded] = []
    for facts in pillars:
        _revise(
            known_pillars.get(facts.number),
            numbered_ref(plan.slug, facts.number),
            facts.title,
            facts.summary,
            worded,
            status,
        )
        for promise in facts.commitments:
            ref = numbered_ref(plan.slug, promise.number)
            row = known.get(promise.number)
            _revise(row, ref, promise.title, promise.summary, worded, status)
            clauses = {clause.letter: clause for clause in row.clauses.all()} if row else {}
            for at, clause_facts in enumerate(promise.clauses):
                clause = clauses.get(clause_letter(at))
                if clause is not None and clause.text != clause_facts.text:
                    _word_clause(clause, clause_ref(ref, clause.letter), clause_facts.text, worded, status)
    note_states(worded)
    if worded:
        ledger.record(by, "plan.wording.revise", plan.slug, public=plan.tier == Tier.PUBLIC, subjects=len(worded))
    return len(worded)


def _revise(
    row: Pillar | Commitment | None,
    ref: str,
    title: dict[str, str],
    summary: dict[str, str],
    worded: list[Worded],
    status: WordingStatus,
) -> None:
    if row is None or (row.title == title and row.summary == summary):
        return
    row.title, row.summary = title, summary
    row.save(update_fields=["title", "summary"])
    worded += [Worded(ref, "title", title, status), Worded(ref, "summary", summary, status)]


def _word_clause(clause: Clause, ref: str, text: dict[str, str], worded: list[Worded], status: WordingStatus) -> None:
    clause.text = text
    clause.save(update_fields=["text"])
    worded.append(Worded(ref, "text", text, status))


@transaction.atomic
def note_content(plan: Plan, sha256: str, *, by: Actor) -> None:
    """Remember which version of a package the record was last brought up to date with."""
    require(rules.can_attach(by, owner=plan.owner))
    Plan.objects.filter(pk=plan.pk).update(content_sha256=sha256)
