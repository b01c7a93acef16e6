"""The tables of assessment, a module per noun."""

from .assessors import Assessment, AssessmentEvidence, Code, CodeEvidence, Guideline, OwnMethod, Reply
from .statuses import Finding, Status, StatusProof

__all__ = [
    "Assessment",
    "AssessmentEvidence",
    "Code",
    "CodeEvidence",
    "Finding",
    "Guideline",
    "OwnMethod",
    "Reply",
    "Status",
    "StatusProof",
]
