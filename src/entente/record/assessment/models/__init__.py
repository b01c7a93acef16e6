"""The tables of assessment, a module per noun."""

from .assessors import Assessment, AssessmentEvidence, Code, CodeEvidence, Guideline, OwnMethod, Reply
from .calendars import Acceptance, Calendar, CalendarDate, CalendarPromise
from .inquiries import Inquiry
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
    "Inquiry",
    "OwnMethod",
    "Reply",
    "Status",
    "StatusProof",
]
