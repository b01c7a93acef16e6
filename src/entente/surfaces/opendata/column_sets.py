"""Column sets of others: the same facts under the headings that analysts of other trackers know.

Where a heading of theirs asks for what this record does not hold, its column is empty; nothing is filled in.
docs/open-data.md says of each heading where its cell comes from.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from entente.foundation.common.actors import PUBLIC
from entente.foundation.common.languages import Wording, pick
from entente.record.assessment import queries as assessment
from entente.record.assessment.queries import Completion, assessors
from entente.record.delivery import queries as delivery
from entente.record.delivery.queries import LeadRole
from entente.record.verification import queries as verification

from .tables import View
from .tables.table import Cell
from .words import Walk


@dataclass(frozen=True, slots=True)
class ColumnSet:
    """file: its name in a release; headings: as their source spells them; rows: of a piece of a plan, walked by `walk`."""

    file: str
    headings: tuple[str, ...]
    walk: Walk
    rows: Callable[[View], Iterable[Sequence[Cell]]]


# --- the Independent Reporting Mechanism of the Open Government Partnership --------------------------------------------

OGP_COMPLETION = {
    Completion.NOT_STARTED: "Not Started",
    Completion.LIMITED: "Limited",
    Completion.SUBSTANTIAL: "Substantial",
    Completion.COMPLETE: "Complete",
}
"""As the IRM spells them; the two ends of our scale are not on theirs."""

METHODS = {
    "ogp-irm-completion": "Completion",
    "ogp-irm-verifiability": "Verifiable",
    "ogp-irm-potential": "Potential for Results",
}
OGP_HEADINGS = (
    "CaseNo", "Country", "Commitment Title", "Responsible Institution", "Supporting Institution", "Completion",
    "Verifiable", "Potential for Results", "entente_said_by_the_party",
)  # fmt: skip
"""The last is ours: what a party says of itself is never put under the heading of an assessor."""


def _ogp(piece: View) -> Iterable[Sequence[Cell]]:
    """A row for each promise and party that owes it."""
    names = _names(piece)
    bodies, coded = _bodies(piece), _coded(piece)
    for promise in piece.promises:
        for party in promise.obligors:
            status = piece.reports.statuses.get((promise.ref, party))
            yield [
                promise.ref,
                names.get(party, party),
                pick(promise.title, "en", piece.plan.languages)[0],
                "; ".join(bodies.get((promise.ref, party, LeadRole.LEAD), ())) or None,
                "; ".join(bodies.get((promise.ref, party, LeadRole.SUPPORTING), ())) or None,
                *(coded.get((promise.ref, party, method)) for method in METHODS),
                OGP_COMPLETION.get(status.value) if status else None,
            ]


def _coded(piece: View) -> dict[tuple[str, str, str], str]:
    """(commitment, party, method) -> what an assessor says of the promises of a piece, in English."""
    return {
        (one.commitment, party, one.method.code): str(one.value.label.get("en", one.value.code))
        for one in assessors.published_on_promises(piece.refs, as_of=piece.as_of)
        for party in ([one.party] if one.party else [party.code for party in piece.plan.parties])
        if one.value is not None and not one.clause
    }


def _names(view: View) -> dict[str, str]:
    """Code of a party -> its name in English, else in a language of its own."""
    return {party.code: pick(party.name, "en", party.languages)[0] for party in view.plan.parties}


def _bodies(piece: View) -> dict[tuple[str, str, str], dict[str, None]]:
    """(commitment, party, role) -> the names of the bodies whose time is not over, each once, of the promises of a piece."""
    found: dict[tuple[str, str, str], dict[str, None]] = {}
    for lead in delivery.leads_on_promises(PUBLIC, piece.refs, as_of=piece.as_of):
        if not lead.is_over:
            found.setdefault((lead.commitment, lead.party, lead.role), {})[pick(lead.name, "en", ())[0]] = None
    return found


# --- the tracker of a national action plan on open government (`nap6`, see docs/open-data.md) --------------------------

TRACKER_STATUS = {
    Completion.NOT_STARTED: "NS",
    Completion.LIMITED: "LP",
    Completion.SUBSTANTIAL: "SP",
    Completion.COMPLETE: "C",
}
NO_INDICATORS = (None,) * 6
"""Theirs is a row for each indicator of a milestone; the record has none yet."""
TRACKER_HEADINGS = (
    "reporting_period", "commitments", "milestones", "indicators", "indicator_en", "indicator_fr",
    "indicator_deadline_en", "indicator_deadline_fr", "indicator_lead_dept", "status", "progress_en", "progress_fr",
    "evidence_en", "evidence_fr", "challenges", "challenges_other_en", "challenges_other_fr", "owner_org",
    "owner_org_title",
)  # fmt: skip


def _tracker(piece: View) -> Iterable[Sequence[Cell]]:
    """A row for each published update that stands: the reporting period is the month that it speaks of."""
    names = _names(piece)
    standing = [one for one in piece.updates if one.is_current]
    refs = {one.commitment for one in standing}
    said = {
        (one.update, one.version, one.subject): one.value
        for one in assessment.said_on_promises(PUBLIC, refs, as_of=piece.as_of)
    }
    steps = _steps(refs, piece.as_of)
    named = {name for one in standing for name in one.claims}
    claims = verification.claims_named(PUBLIC, piece.slug, named, as_of=piece.as_of)
    for one in standing:
        value = said.get((one.ref, one.version, one.commitment))
        proofs = [claims[name].statement for name in one.claims if name in claims]
        yield [
            f"{one.as_of_on:%Y-%m}",
            one.commitment,
            "; ".join(steps.get((one.commitment, one.owner), ())) or None,
            *NO_INDICATORS,
            TRACKER_STATUS.get(value) if value else None,
            one.done.get("en") or ("NIL" if one.is_no_change else None),
            one.done.get("fr") or ("NUL" if one.is_no_change else None),
            _statements(proofs, "en"),
            _statements(proofs, "fr"),
            "OT" if any(one.challenges.values()) else None,
            one.challenges.get("en") or None,
            one.challenges.get("fr") or None,
            one.owner,
            names.get(one.owner, one.owner),
        ]


def _steps(refs: Collection[str], as_of: datetime) -> dict[tuple[str, str], list[str]]:
    """(commitment, owner) -> its milestones on these promises, next due first."""
    found: dict[tuple[str, str], list[str]] = {}
    for step in delivery.milestones_on_promises(PUBLIC, refs, as_of=as_of):
        found.setdefault((step.commitment, step.owner), []).append(step.ref)
    return found


def _statements(proofs: Iterable[Wording], language: str) -> str | None:
    return "; ".join(text for proof in proofs if (text := proof.get(language))) or None


COLUMN_SETS = (
    ColumnSet("ogp-commitments.csv", OGP_HEADINGS, Walk.PROMISES, _ogp),
    ColumnSet("nap-tracker.csv", TRACKER_HEADINGS, Walk.UPDATES, _tracker),
)
