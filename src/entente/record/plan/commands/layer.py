"""The working layer of an adopted plan: titles and summaries that the record words for itself, beside the promised text."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from django.db import transaction

from entente.foundation.common.actors import Actor
from entente.foundation.common.decisions import require
from entente.foundation.common.languages import Wording
from entente.foundation.common.records import Tier
from entente.foundation.common.refs import clause_letter, clause_ref, numbered_ref
from entente.foundation.ledger import commands as ledger
from entente.foundation.texts.commands import Worded, note_changed
from entente.foundation.texts.queries import Home, translated_under
from entente.foundation.texts.words import WordingStatus
from entente.record.plan import rules
from entente.record.plan.facts import PillarFacts
from entente.record.plan.models import Clause, Commitment, Pillar, Plan

from .rows import home_of


@transaction.atomic
def revise_wording(plan: Plan, pillars: Sequence[PillarFacts], *, by: Actor, status: WordingStatus) -> int:
    """Bring titles, summaries and clause wordings up to date where the caller's differ.  Returns how many rows changed.

    The structure is not touched: what the facts number and the plan does not have is left alone.  What was translated
    here into a language that the caller does not have stays, and turns stale beside a changed source.
    """
    require(rules.can_attach(by, owner=plan.owner))
    known_pillars = {row.number: row for row in plan.pillars.all()}
    known = {row.number: row for row in plan.commitments.prefetch_related("clauses")}
    amended = set(plan.amendments.filter(number__isnull=False).values_list("commitment_id", flat=True))
    layer = _Layer(home_of(plan), status, translated_under(plan.slug))
    for facts in pillars:
        if (pillar := known_pillars.get(facts.number)) is not None:
            layer.put(numbered_ref(plan.slug, facts.number), pillar, title=facts.title, summary=facts.summary)
        for promise in facts.commitments:
            if (row := known.get(promise.number)) is None:
                continue
            layer.put(row.ref, row, title=promise.title, summary=promise.summary)
            if row.pk in amended:  # its parts are words that all have signed: no longer the record's to word
                continue
            clauses = {clause.letter: clause for clause in row.clauses.all()}
            for at, clause_facts in enumerate(promise.clauses):
                if (clause := clauses.get(clause_letter(at))) is not None:
                    layer.put(clause_ref(row.ref, clause.letter), clause, text=clause_facts.text)
    note_changed(layer.worded)
    if layer.changed:
        ledger.record(by, "plan.wording.revise", plan.slug, public=plan.tier == Tier.PUBLIC, subjects=layer.changed)
    return layer.changed


@dataclass(slots=True)
class _Layer:
    """The working layer while it is brought up to date.  translated: (ref, field) -> languages into which it was translated."""

    home: Home
    status: WordingStatus
    translated: Mapping[tuple[str, str], Collection[str]]
    worded: list[Worded] = field(default_factory=list)
    changed: int = 0

    def put(self, ref: str, row: Pillar | Commitment | Clause, **wordings: Wording) -> None:
        """Give a row these wordings where they differ from what stands, and what was translated from it."""
        texts: dict[str, Wording] = {}
        for name, wording in wordings.items():
            stands: Wording = getattr(row, name)
            kept = {tag: stands[tag] for tag in self.translated.get((ref, name), ()) if tag in stands}
            texts[name] = {**kept, **wording}
            if stands != texts[name]:
                gone = {tag: "" for tag in stands if tag not in texts[name]}
                self.worded.append(Worded(ref, name, texts[name], self.status, home=self.home))
                self.worded.append(Worded(ref, name, gone, WordingStatus.MISSING, home=self.home))
        if all(getattr(row, name) == wording for name, wording in texts.items()):
            return
        for name, wording in texts.items():
            setattr(row, name, wording)
        row.save(update_fields=list(texts))
        self.changed += 1


@transaction.atomic
def note_content(plan: Plan, sha256: str, *, by: Actor) -> None:
    """Remember which version of a package the record was last brought up to date with."""
    require(rules.can_attach(by, owner=plan.owner))
    Plan.objects.filter(pk=plan.pk).update(content_sha256=sha256)
