"""Writes of the words that parties agree, and of passages in which authentic texts differ."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction

from entente.foundation.common.actors import Actor
from entente.foundation.common.decisions import require
from entente.foundation.common.errors import Conflict, InvalidTransition, RuleBroken
from entente.foundation.common.languages import Wording
from entente.foundation.common.records import Tier
from entente.foundation.ledger import commands as ledger
from entente.foundation.texts import rules
from entente.foundation.texts.models import Divergence, DivergenceExplanation, Term, TermAgreement


@dataclass(frozen=True, slots=True)
class TermFacts:
    """A word in each language.  variants: language -> words that are not used for it; note: what it stands for."""

    names: Wording
    variants: dict[str, list[str]] = field(default_factory=dict)
    note: Wording = field(default_factory=dict)


@transaction.atomic
def propose_term(
    plan: str,
    facts: TermFacts,
    *,
    parties: Collection[str],
    by: Actor,
    at: datetime,
    owner: str = "",
    tier: Tier = Tier.PUBLIC,
) -> Term:
    """Propose a term for a plan.  parties: codes of the plan's parties, from the caller, who knows the plan.

    owner: in whose name, for the software alone.  Raises ActionDenied, RuleBroken (no words, a word that exists).
    """
    require(rules.can_propose_term(by, parties=parties))
    named = rules.sound_term(facts.names, facts.variants)
    if any(set(row.names.items()) & set(named.items()) for row in Term.objects.filter(plan=plan, withdrawn_at=None)):
        raise RuleBroken(f"“{' / '.join(named.values())}” is a term of {plan} already; change that one.")
    term = Term.objects.create(
        owner=by.owner or owner,
        tier=tier,
        made_at=at,
        plan=plan,
        parties=sorted(parties),
        names=named,
        variants=facts.variants,
        note=facts.note,
        post=by.post,
    )
    _note(by, "propose", term, at=at, names=named, variants=facts.variants, note=facts.note)
    return term


@transaction.atomic
def revise_term(term: Term, facts: TermFacts, *, by: Actor, at: datetime, revision: int) -> Term:
    """Change a term of one's own; whoever agreed, agreed to the earlier words.  Raises ActionDenied, Conflict, RuleBroken."""
    _locked(term)
    require(rules.can_change_term(by, owner=term.owner))
    _require_standing(term, revision)
    term.names, term.variants, term.note = rules.sound_term(facts.names, facts.variants), facts.variants, facts.note
    term.revision += 1
    term.save(update_fields=["names", "variants", "note", "revision"])
    _note(by, "revise", term, at=at, names=term.names, variants=term.variants, note=term.note)
    return term


@transaction.atomic
def agree_term(term: Term, *, by: Actor, at: datetime, revision: int) -> Term:
    """Agree to a term for one's own party, word for word.  Agreed twice changes nothing.

    Raises ActionDenied, Conflict (changed since it was read), InvalidTransition (withdrawn).
    """
    _locked(term)
    require(rules.can_agree_term(by, parties=term.parties))
    _require_standing(term, revision)
    facts = {"post": by.post, "agreed_at": at}
    _row, is_new = TermAgreement.objects.get_or_create(
        term=term, party=by.owner, revision=term.revision, defaults=facts
    )
    if is_new:
        _note(by, "agree", term, at=at, names=term.names, revision=term.revision)
    return term


@transaction.atomic
def withdraw_term(term: Term, *, by: Actor, at: datetime, reason: str) -> Term:
    """Take a term of one's own back; that it stood stays on record.  Raises ActionDenied, InvalidTransition, RuleBroken."""
    _locked(term)
    require(rules.can_change_term(by, owner=term.owner))
    _require_standing(term, term.revision)
    if not reason.strip():
        raise RuleBroken("Say in one sentence why the term is taken back.")
    term.withdrawn_at, term.reason = at, reason.strip()[:300]
    term.save(update_fields=["withdrawn_at", "reason"])
    _note(by, "withdraw", term, at=at, names=term.names, reason=term.reason)
    return term


@dataclass(frozen=True, slots=True)
class DivergenceFacts:
    """Words of authentic texts that say different things.  quotes: language -> the words; note: in what they differ."""

    subject: str
    field: str
    quotes: Wording
    note: Wording


@transaction.atomic
def note_divergence(
    plan: str, facts: DivergenceFacts, *, parties: Collection[str], by: Actor, at: datetime, tier: Tier
) -> Divergence:
    """Note that authentic texts differ.  The caller has seen that each quotation stands in its text.

    Raises ActionDenied, RuleBroken (fewer than two languages, no words of why).
    """
    require(rules.can_note_divergence(by, parties=parties))
    if len([words for words in facts.quotes.values() if words.strip()]) < 2:
        raise RuleBroken("Quote the words in two languages at least: that is where the texts differ.")
    if not any(words.strip() for words in facts.note.values()):
        raise RuleBroken("Say in one language at least in what the texts differ.")
    row = Divergence.objects.create(
        owner=by.owner,
        tier=tier,
        made_at=at,
        plan=plan,
        subject=facts.subject,
        field=facts.field,
        quotes={tag: words.strip() for tag, words in facts.quotes.items() if words.strip()},
        note={tag: words.strip() for tag, words in facts.note.items() if words.strip()},
        post=by.post,
    )
    is_public = tier == Tier.PUBLIC
    told = {"field": row.field, "quotes": row.quotes, "note": row.note}
    ledger.record(by, "texts.divergence.note", row.subject, at=at, public=is_public, **told)
    return row


@transaction.atomic
def explain_divergence(
    divergence: Divergence, text: Wording, *, parties: Collection[str], by: Actor, at: datetime
) -> DivergenceExplanation:
    """Say how one's own party reads the passage.  The texts stay as they are.  Raises ActionDenied, RuleBroken."""
    require(rules.can_explain_divergence(by, parties=parties))
    said = {tag: words.strip() for tag, words in text.items() if words.strip()}
    if not said:
        raise RuleBroken("Say how your side reads the passage, in one language at least.")
    row = DivergenceExplanation.objects.create(
        divergence=divergence, party=by.owner, text=said, post=by.post, explained_at=at
    )
    is_public = divergence.tier == Tier.PUBLIC
    ledger.record(by, "texts.divergence.explain", divergence.subject, at=at, public=is_public, text=said)
    return row


def _locked(term: Term) -> None:
    term.refresh_from_db(from_queryset=Term.objects.select_for_update())


def _require_standing(term: Term, revision: int) -> None:
    if term.withdrawn_at is not None:
        raise InvalidTransition(f"“{' / '.join(term.names.values())}” was taken back before.")
    if term.revision != revision:
        raise Conflict(
            f"Somebody changed “{' / '.join(term.names.values())}” after you read it; read it again.",
            mine={},
            theirs={"names": term.names},
            revision=term.revision,
        )


def _note(by: Actor, verb: str, term: Term, *, at: datetime, **content: object) -> None:
    is_public = term.tier == Tier.PUBLIC
    ledger.record(by, f"texts.term.{verb}", term.plan, at=at, public=is_public, **content)
