"""The tables of assessment, a module per noun."""

from .assessors import Assessment, AssessmentEvidence, Code, CodeEvidence, Guideline, OwnMethod, Reply
from .calendars import Acceptance, Calendar, CalendarDate, CalendarPromise
from .statuses import Finding, Status, StatusProof

__all__ = [
    "Acceptance",
    "Assessment",
    "AssessmentEvidence",
    "Calendar",
    "CalendarDate",
    "CalendarPromise",
    "Code",
    "CodeEvidence",
    "Finding",
    "Guideline",
    "OwnMethod",
    "Reply",
    "Status",
    "StatusProof",
]
