"""What was promised: plans, pillars, promises, their parts, and the words of all of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from entente.foundation.common.actors import PUBLIC
from entente.foundation.common.languages import Wording
from entente.foundation.common.refs import numbered_ref
from entente.foundation.texts import queries as texts
from entente.foundation.texts.queries import WordingStatus
from entente.record.assessment import queries as assessment
from entente.record.assessment.queries import EvidenceState
from entente.record.plan import queries as plans
from entente.record.plan.queries import Kind, PlanStatus, Strength, TextField, TextView
from entente.surfaces.opendata.words import Walk

from .table import Row, Table
from .view import View


def _plans(view: View) -> Iterable[Row]:
    plan = view.plan
    yield {
        "plan": plan.slug,
        "title": plan.title,
        "summary": plan.summary,
        "status": plan.status,
        "keeper": plan.keeper_slug,
        "languages": plan.languages,
        "launched_on": plan.launched_on,
        "adopted_at": plan.adopted_at,
        "closed_at": plan.closed_at if plan.closed_at and plan.closed_at <= view.as_of else None,
        "source_address": plan.source_address,
        "is_demonstration": plan.is_demonstration,
    }


def _pillars(view: View) -> Iterable[Row]:
    for pillar in view.pillars:
        yield {
            "pillar": pillar.ref,
            "plan": view.slug,
            "number": pillar.number,
            "title": pillar.title or {tag: text.text for tag, text in pillar.titles.items()},
            "summary": pillar.summary,
        }


def _commitments(view: View) -> Iterable[Row]:
    counts = assessment.evidence_counts(PUBLIC, view.slug, as_of=view.as_of, refs=view.refs)
    for promise in view.promises:
        count = counts.get(promise.ref)
        yield {
            "commitment": promise.ref,
            "plan": view.slug,
            "pillar": numbered_ref(view.slug, promise.pillar),
            "number": promise.number,
            "parent": numbered_ref(view.slug, promise.parent) if promise.parent else None,
            "position": promise.position,
            "title": promise.title,
            "summary": promise.summary,
            "kind": promise.kind,
            "strength": promise.strength,
            "evidence": count.state if count else EvidenceState.NOT_LOOKED,
            "claims": count.claims if count else 0,
            "findings": count.findings if count else 0,
            "evidence_on": count.latest_on if count else None,
        }


def _clauses(view: View) -> Iterable[Row]:
    for promise in view.promises:
        for clause in promise.clauses:
            yield {
                "clause": clause.ref,
                "commitment": promise.ref,
                "plan": view.slug,
                "letter": clause.letter,
                "text": clause.text,
            }


def _obligations(view: View) -> Iterable[Row]:
    for promise in view.promises:
        owed = [(promise.ref, promise.obligors), *((clause.ref, clause.obligors) for clause in promise.clauses)]
        for subject, obligors in owed:
            for party in obligors:
                yield {"subject": subject, "party": party, "commitment": promise.ref, "plan": view.slug}


def _authentic_texts(view: View) -> Iterable[Row]:
    if view.is_first:
        for name, by_language in sorted(plans.plan_texts(view.slug).items()):
            yield from _authentic(view.slug, view.slug, name, by_language)
        for pillar in view.pillars:
            yield from _authentic(view.slug, pillar.ref, TextField.TITLE, pillar.titles)
            yield from _authentic(view.slug, pillar.ref, TextField.INTRODUCTION, pillar.introductions)
    for promise in view.promises:
        yield from _authentic(view.slug, promise.ref, TextField.TEXT, promise.texts)


def _authentic(plan: str, subject: str, name: str, by_language: Mapping[str, TextView]) -> Iterable[Row]:
    for tag in sorted(by_language):
        text = by_language[tag]
        yield {
            "subject": subject,
            "field": str(name),
            "language": tag,
            "plan": plan,
            "authentic_words": text.text,
            "sha256": text.sha256,
            "source_address": text.source_address,
            "amendment": text.amendment,
            "in_force_at": text.since_at,
        }


def _wordings(view: View) -> Iterable[Row]:
    """Of the plan, its pillars, promises and parts: what lies under them has states of its own, told with it."""
    worded = list(_worded(view))
    states = texts.states_of(subject for subject, _fields in worded)
    for subject, fields in worded:
        for name, by_language in fields.items():
            for tag in sorted(tag for tag, text in by_language.items() if text):
                state = states.get((subject, name), {}).get(tag)
                yield {
                    "subject": subject,
                    "field": name,
                    "language": tag,
                    "plan": view.slug,
                    "words": by_language[tag],
                    "state": state.status if state else WordingStatus.MISSING,
                    "is_stale": bool(state and state.is_stale),
                }


def _worded(view: View) -> Iterable[tuple[str, dict[str, Wording]]]:
    if view.is_first:
        yield view.slug, {"title": view.plan.title, "summary": view.plan.summary}
        for pillar in view.pillars:
            yield pillar.ref, {"title": pillar.title, "summary": pillar.summary}
    for promise in view.promises:
        yield promise.ref, {"title": promise.title, "summary": promise.summary}
        for clause in promise.clauses:
            yield clause.ref, {"text": clause.text}


def _alignments(view: View) -> Iterable[Row]:
    for promise in view.promises:
        for target in promise.targets:
            yield {
                "commitment": promise.ref,
                "framework": target.framework,
                "target": target.code,
                "plan": view.slug,
                "title": target.title,
            }


TABLES = (
    Table(
        "plans",
        (
            "plan", "title", "summary", "status", "keeper", "languages", "launched_on", "adopted_at", "closed_at",
            "source_address", "is_demonstration",
        ),
        ("plan",),
        _plans,
        {"status": PlanStatus},
    ),
    Table("pillars", ("pillar", "plan", "number", "title", "summary"), ("pillar",), _pillars),
    Table(
        "commitments",
        (
            "commitment", "plan", "pillar", "number", "parent", "position", "title", "summary", "kind", "strength",
            "evidence", "claims", "findings", "evidence_on",
        ),
        ("commitment",),
        _commitments,
        {"kind": Kind, "strength": Strength, "evidence": EvidenceState},
        walk=Walk.PROMISES,
    ),
    Table("clauses", ("clause", "commitment", "plan", "letter", "text"), ("clause",), _clauses, walk=Walk.PROMISES),
    Table(
        "obligations",
        ("subject", "party", "commitment", "plan"),
        ("subject", "party"),
        _obligations,
        walk=Walk.PROMISES,
    ),
    Table(
        "authentic_texts",
        (
            "subject", "field", "language", "plan", "authentic_words", "sha256", "source_address", "amendment",
            "in_force_at",
        ),
        ("subject", "field", "language"),
        _authentic_texts,
        {"field": TextField},
        walk=Walk.PROMISES,
    ),
    Table(
        "wordings",
        ("subject", "field", "language", "plan", "words", "state", "is_stale"),
        ("subject", "field", "language"),
        _wordings,
        {"state": WordingStatus},
        walk=Walk.PROMISES,
    ),
    Table(
        "alignments",
        ("commitment", "framework", "target", "plan", "title"),
        ("commitment", "framework", "target"),
        _alignments,
        walk=Walk.PROMISES,
    ),
)  # fmt: skip
