"""A draft in the schema that hand-marked plans are written in, so that the two can be compared."""

from __future__ import annotations

from typing import Any

from entente.record.plan.importers.draft import CommitmentDraft, PillarDraft, PlanDraft

INTRODUCTION_WORDS = 8


def as_scored(draft: PlanDraft) -> dict[str, Any]:
    """Title, parties and pillars as plain JSON values; an introduction is cut to its first eight words."""
    return {
        "title": draft.title,
        "parties": list(draft.parties),
        "pillars": [_pillar(pillar) for pillar in draft.pillars],
    }


def _pillar(pillar: PillarDraft) -> dict[str, Any]:
    return {
        "number": pillar.number,
        "title": pillar.title,
        "introduction": " ".join(pillar.introduction.split()[:INTRODUCTION_WORDS]),
        "commitments": [_commitment(commitment) for commitment in pillar.commitments],
    }


def _commitment(commitment: CommitmentDraft) -> dict[str, Any]:
    return {
        "ref": commitment.ref,
        "text": commitment.text,
        "obligors": list(commitment.obligors),
        "kind": commitment.kind,
        "strength": commitment.strength,
        "clauses": len(commitment.clauses),
    }
