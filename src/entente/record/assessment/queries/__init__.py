"""Reads across the record: public evidence for each promise, and where each party says it stands."""

from entente.record.assessment.models import Status
from entente.record.assessment.rules import CHECKED_AS
from entente.record.assessment.views import ClauseEvidence, Column, Reports, StatusView
from entente.record.assessment.words import Checked, Completion, EvidenceState, ProofState, Reported

from .evidence import (
    SORTS,
    EvidenceCount,
    FindingView,
    ListFilter,
    PlanPicture,
    checked_on_plan,
    clause_evidence,
    evidence_counts,
    evidence_of,
    findings_on,
    findings_on_plan,
    get_finding,
    listed,
    picture,
    pictures,
    state_of,
    whole_list,
)
from .own_statuses import own_reasons
from .statuses import (
    columns,
    columns_of,
    reports_on_plan,
    status_rows,
    statuses_of_update,
    statuses_on,
    statuses_on_plan,
)
from .withheld import withheld_on

__all__ = [
    "CHECKED_AS",
    "SORTS",
    "Checked",
    "ClauseEvidence",
    "Column",
    "Completion",
    "EvidenceCount",
    "EvidenceState",
    "FindingView",
    "ListFilter",
    "PlanPicture",
    "ProofState",
    "Reported",
    "Reports",
    "Status",
    "StatusView",
    "checked_on_plan",
    "clause_evidence",
    "columns",
    "columns_of",
    "evidence_counts",
    "evidence_of",
    "findings_on",
    "findings_on_plan",
    "get_finding",
    "listed",
    "own_reasons",
    "picture",
    "pictures",
    "reports_on_plan",
    "state_of",
    "status_rows",
    "statuses_of_update",
    "statuses_on",
    "statuses_on_plan",
    "whole_list",
    "withheld_on",
]
