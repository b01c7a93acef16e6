"""Writes of findings and of where parties stand."""

from .findings import FindingFacts, file_finding
from .reports import announce_reports, correct_report, publish_report, require_publishable
from .statuses import drop_status, set_status, translate_reason

__all__ = [
    "FindingFacts",
    "announce_reports",
    "correct_report",
    "drop_status",
    "file_finding",
    "publish_report",
    "require_publishable",
    "set_status",
    "translate_reason",
]
