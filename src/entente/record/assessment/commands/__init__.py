"""Writes of findings, of where parties stand, and of the calendars by which they report."""

from .calendars import CalendarFacts, accept_calendar, end_calendar, propose_calendar, withdraw_calendar
from .findings import FindingFacts, file_finding
from .reports import announce_reports, correct_report, publish_report, require_publishable
from .statuses import drop_status, set_status, translate_reason

__all__ = [
    "CalendarFacts",
    "FindingFacts",
    "accept_calendar",
    "announce_reports",
    "correct_report",
    "drop_status",
    "end_calendar",
    "file_finding",
    "propose_calendar",
    "publish_report",
    "require_publishable",
    "set_status",
    "translate_reason",
    "withdraw_calendar",
]
