"""Words that the parties of a plan agree, and where its authentic texts differ: who the parties are, the plan says."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction

from entente.foundation.common.actors import Actor
from entente.foundation.common.languages import Wording
from entente.foundation.common.reading import remembered
from entente.foundation.common.records import Tier
from entente.foundation.texts import commands, queries
from entente.foundation.texts.commands import DivergenceFacts, TermFacts
from entente.foundation.texts.queries import DivergenceView, TermView
from entente.record.plan import commands as plans_commands
from entente.record.plan import queries as plans

__all__ = ["DivergenceFacts", "TermFacts", "TermView", "differences", "terms"]


def terms(by: Actor, plan: str, *, as_of: datetime) -> list[TermView]:
    """The terms of a plan that stand.  Two queries."""
    return queries.terms_of(by, plan, as_of=as_of)


@remembered
def differences(by: Actor, plan: str, *, as_of: datetime, subject: str = "") -> list[DivergenceView]:
    """Where authentic texts of a plan differ, or of one promise of it.  Three queries."""
    parties = sorted(plans.party_codes(plan))
    return queries.divergences_on(by, plan, parties=parties, as_of=as_of, subjects=[subject] if subject else None)


@transaction.atomic
def propose(plan: str, facts: TermFacts, *, by: Actor, at: datetime, owner: str = "") -> None:
    """Propose a term, public where its plan is.  Raises ActionDenied, NotVisible, RuleBroken."""
    row = plans.get_row(by, plan, as_of=at)
    parties = plans.party_codes(plan)
    commands.propose_term(plan, facts, parties=parties, by=by, at=at, owner=owner, tier=Tier(row.tier))


def revise(key: UUID, facts: TermFacts, *, by: Actor, at: datetime, revision: int) -> None:
    commands.revise_term(queries.get_term_row(by, key, as_of=at), facts, by=by, at=at, revision=revision)


def agree(key: UUID, *, by: Actor, at: datetime, revision: int) -> None:
    commands.agree_term(queries.get_term_row(by, key, as_of=at), by=by, at=at, revision=revision)


def withdraw(key: UUID, *, by: Actor, at: datetime, reason: str) -> None:
    commands.withdraw_term(queries.get_term_row(by, key, as_of=at), by=by, at=at, reason=reason)


def note(plan: str, facts: DivergenceFacts, *, by: Actor, at: datetime) -> None:
    plans_commands.note_differing_texts(plans.get_row(by, plan, as_of=at), facts, by=by, at=at)


def explain(key: UUID, text: Wording, *, by: Actor, at: datetime) -> None:
    row = queries.get_divergence_row(by, key, as_of=at)
    commands.explain_divergence(row, text, parties=plans.party_codes(row.plan), by=by, at=at)


@transaction.atomic
def put_shipped(plan: str, shipped: list[TermFacts], *, by: Actor, at: datetime, owner: str) -> int:
    """Bring the terms that a package ships up to date, in the keeper's name: proposed, agreed by nobody yet.

    Returns how many are new or changed.  A term that somebody took back stays so.
    """
    known = {tuple(sorted(view.names.items())): view for view in terms(by, plan, as_of=at)}
    changed = 0
    for facts in shipped:
        names = tuple(sorted(facts.names.items()))
        if (view := known.get(names)) is None:
            propose(plan, facts, by=by, at=at, owner=owner)
        elif view.owner == owner and (dict(view.variants), view.note) != (facts.variants, facts.note):
            revise(view.key, facts, by=by, at=at, revision=view.revision)
        else:
            continue
        changed += 1
    return changed
