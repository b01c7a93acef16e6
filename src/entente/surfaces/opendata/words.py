"""Words of the data, and what a release refuses."""

from __future__ import annotations

from enum import StrEnum

from entente.foundation.common.errors import RuleBroken


class Type(StrEnum):
    """What the cells of a column hold."""

    REF = "ref"
    CODE = "code"
    TEXT = "text"
    WORDING = "wording"
    WHOLE = "whole"
    MONEY = "money"
    YES_NO = "yes_no"
    DAY = "day"
    INSTANT = "instant"
    PERIOD = "period"
    ADDRESS = "address"


class Walk(StrEnum):
    """By what the rows of a table come: of a long list some are read, written and let go before the next."""

    WHOLE = "whole"
    PROMISES = "promises"
    CLAIMS = "claims"
    UPDATES = "updates"
    ACTIVITIES = "activities"
    CANDIDATES = "candidates"
    ASSESSMENTS = "assessments"
    DOCUMENTS = "documents"
    LEADS = "leads"
    MILESTONES = "milestones"
    OBSTACLES = "obstacles"
    FINDINGS = "findings"
    INQUIRIES = "inquiries"
    STATUSES = "statuses"
    CALENDARS = "calendars"
    DUES = "dues"
    AMENDMENTS = "amendments"
    RESOLUTIONS = "resolutions"
    ORGANISATIONS = "organisations"


class ReleaseRefused(RuleBroken):
    """A release cannot be written where it was asked for.  Everything written before stays as it was."""

    code = "release_refused"
