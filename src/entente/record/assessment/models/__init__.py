"""The tables of assessment, a module per noun."""

from .calendars import Acceptance, Calendar, CalendarDate, CalendarPromise
from .statuses import Finding, Status, StatusProof

__all__ = ["Acceptance", "Calendar", "CalendarDate", "CalendarPromise", "Finding", "Status", "StatusProof"]
