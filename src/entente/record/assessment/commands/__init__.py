"""Writes of findings, of where parties stand, and of the calendars by which they report."""

from .calendars import CalendarFacts, accept_calendar, end_calendar, propose_calendar, withdraw_calendar
from .findings import FindingFacts, file_finding
from .joint import JointFacts, propose_joint, stand
from .reports import announce_reports, correct_report, publish_report, require_publishable
from .statuses import drop_status, set_status, translate_reason

__all__ = [
    "CalendarFacts",
    "FindingFacts",
    "JointFacts",
    "accept_calendar",
    "announce_reports",
    "correct_report",
    "drop_status",
    "end_calendar",
    "file_finding",
    "propose_calendar",
    "propose_joint",
    "publish_report",
    "require_publishable",
    "set_status",
    "stand",
    "translate_reason",
    "withdraw_calendar",
]
