"""Who may write a plan, and what a plan must be.  Pure."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence

from entente.foundation.common.actors import Actor, Capacity
from entente.foundation.common.decisions import ALLOWED, Decision, Denied
from entente.foundation.common.errors import RuleBroken
from entente.foundation.common.languages import TAG
from entente.foundation.common.refs import NUMBER, SLUG, clause_letter, clause_ref, numbered_ref
from entente.foundation.common.rights import may
from entente.record.plan.facts import PillarFacts, PlanFacts
from entente.record.plan.words import Kind, PlanStatus, Standing, Strength

COMMITMENTS_MAX = 100_000


def can_start(by: Actor) -> Decision:
    """Keepers and parties start plans; a party that starts one keeps it."""
    return may(by, "plan.start")


def can_edit(by: Actor, *, owner: str, status: str) -> Decision:
    """A draft is edited by its owner's writers; an adopted text by nobody."""
    return _on_draft(by, "plan.edit", owner=owner, status=status)


def _on_draft(by: Actor, action: str, *, owner: str, status: str) -> Decision:
    if by.capacity is not Capacity.SYSTEM and by.owner != owner:
        return Denied("this draft belongs to somebody else; only its owner edits it")
    if status != PlanStatus.DRAFT:
        return Denied("this plan is adopted and its text is never edited; a change of the promise takes an amendment")
    return may(by, action)


def can_adopt(by: Actor, *, owner: str, status: str, commitments: int) -> Decision:
    """The owner adopts a draft that promises something."""
    decision = _on_draft(by, "plan.adopt", owner=owner, status=status)
    if not decision:
        return decision
    if commitments == 0:
        return Denied("this draft holds no commitment yet; add one before adopting it")
    return ALLOWED


def can_attach(by: Actor, *, owner: str) -> Decision:
    """The keeper puts authentic wording on record beside a plan that came without it."""
    if by.capacity is Capacity.SYSTEM or by.owner == owner:
        return may(by, "plan.edit")
    return Denied("only the keeper of this record puts authentic wording on it")


def can_set_standing(by: Actor, *, party: str) -> Decision:
    """A party speaks for itself alone."""
    if by.capacity is Capacity.PARTY and by.owner == party:
        return may(by, "standing.set")
    return Denied("only the party itself says whether it takes part")


NOT_TAKING_PART = (
    "your party does not take part in this record yet and only drafts; "
    "an approver of your side joins with its key, under “Taking part” of the plan"
)


def can_speak(by: Actor, standings: Mapping[str, str]) -> Decision:
    """Whoever has not joined may draft; publishing, accepting and signing for a party take that it takes part.

    standings: party code -> standing, of the plan's parties.  Keepers and assessors speak in their own name, always.
    """
    if by.capacity is Capacity.PARTY and standings.get(by.owner) == Standing.NOT_TAKING_PART:
        return Denied(NOT_TAKING_PART)
    return ALLOWED


def check_plan(facts: PlanFacts) -> None:
    """Raise RuleBroken for the first thing that is wrong with a plan's own facts."""
    if not SLUG.fullmatch(facts.slug) or len(facts.slug) > 80:
        raise RuleBroken(
            f"“{facts.slug}” cannot be the short name of a plan; use up to 80 small letters, figures and hyphens, "
            "like canada-mexico-2023."
        )
    if not facts.languages:
        raise RuleBroken("A plan is kept in at least one language; name it, for instance en.")
    for tag in facts.languages:
        if not TAG.fullmatch(tag):
            raise RuleBroken(f"“{tag}” is not a language tag; write for instance en, fr or es.")
    if len(facts.parties) < 2:
        raise RuleBroken("A plan is between two parties at least; name them, for instance --party AAA --party BBB.")
    if len(set(facts.parties)) != len(facts.parties):
        raise RuleBroken("A party is named twice; name each party of the plan once.")
    if not any(facts.title.values()) and not any(facts.titles.values()):
        raise RuleBroken("The plan has no title; give it one in at least one language.")


def check_structure(pillars: Sequence[PillarFacts], parties: Iterable[str]) -> None:
    """Raise RuleBroken for the first thing that is wrong with the pillars and promises, named by its number."""
    known = frozenset(parties)
    seen: set[str] = set()
    for pillar in pillars:
        _check_number(pillar.number, seen, "pillar")
    seen.clear()
    for pillar in pillars:
        for commitment in pillar.commitments:
            _check_number(commitment.number, seen, "commitment")
            check_promise(commitment.number, commitment.obligors, commitment.kind, commitment.strength, known)
            if not any((*commitment.texts.values(), *commitment.title.values(), *commitment.summary.values())):
                raise RuleBroken(
                    f"Commitment {commitment.number} has no words; write its text in at least one language."
                )
            for clause in commitment.clauses:
                check_promise(
                    commitment.number,
                    clause.obligors or commitment.obligors,
                    commitment.kind,
                    commitment.strength,
                    known,
                )
    if len(seen) > COMMITMENTS_MAX:
        raise RuleBroken(
            f"The plan has {len(seen):,} commitments; the most that one plan holds is {COMMITMENTS_MAX:,}."
        )


def _check_number(number: str, seen: set[str], what: str) -> None:
    if not NUMBER.fullmatch(number) or len(number) > 24:
        raise RuleBroken(f"“{number}” is not the number of a {what}; write for instance 6 or 6.4.")
    if number in seen:
        raise RuleBroken(f"There are two of {what} {number}; give each {what} a number of its own.")
    seen.add(number)


def check_promise(number: str, obligors: Sequence[str], kind: str, strength: str, parties: frozenset[str]) -> None:
    """Raise RuleBroken unless somebody of the plan owes the promise and its kind and strength are known words."""
    if not obligors:
        raise RuleBroken(f"Nobody owes commitment {number}; name at least one party of the plan.")
    for code in obligors:
        if code not in parties:
            raise RuleBroken(
                f"Commitment {number} is owed by “{code}”, which is no party of this plan; its parties are "
                f"{', '.join(sorted(parties))}."
            )
    if kind not in Kind.values:
        raise RuleBroken(f"“{kind}” is not a kind of promise (commitment {number}); use {', '.join(Kind.values)}.")
    if strength not in Strength.values:
        raise RuleBroken(f"“{strength}” is not a strength (commitment {number}); use {', '.join(Strength.values)}.")


def is_introductory(number: str) -> bool:
    """True for a promise that stands in a pillar's introduction, numbered 0 before the numbered ones: "1.0"."""
    return number.endswith(".0")


def fold(text: str) -> str:
    """Small letters without accents or doubled spaces: what a search compares."""
    bare = "".join(mark for mark in unicodedata.normalize("NFKD", text) if not unicodedata.combining(mark))
    return " ".join(bare.casefold().split())


def search_text(number: str, *wordings: Mapping[str, str]) -> str:
    """Everything a reader may search a promise by, folded, each wording once."""
    parts = dict.fromkeys(text for wording in wordings for text in wording.values() if text)
    return fold(" ".join([number, *parts]))


def same_words(one: str, other: str) -> bool:
    """True when two texts differ in white space only: a line broken elsewhere is not another promise."""
    return re.sub(r"\s+", " ", one).strip() == re.sub(r"\s+", " ", other).strip()


def refs_of(plan: str, pillars: Sequence[PillarFacts]) -> list[str]:
    """Every ref that a structure has, pillars, promises and clauses, in order."""
    refs = []
    for pillar in pillars:
        refs.append(numbered_ref(plan, pillar.number))
        for commitment in pillar.commitments:
            ref = numbered_ref(plan, commitment.number)
            refs.append(ref)
            refs.extend(clause_ref(ref, clause_letter(at)) for at in range(len(commitment.clauses)))
    return refs
