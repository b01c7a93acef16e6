"""Choices of outside assessments."""

from django.db import models

from entente.foundation.common.transitions import Transitions


class AssessmentStatus(models.TextChoices):
    """How far one reading by an assessor has come."""

    CODING = "coding", "being coded"
    CONSOLIDATED = "consolidated", "consolidated"
    SENT = "sent", "sent for reply"
    PUBLISHED = "published", "published"


TRANSITIONS: Transitions = {
    AssessmentStatus.CODING: frozenset({AssessmentStatus.CONSOLIDATED}),
    AssessmentStatus.CONSOLIDATED: frozenset({AssessmentStatus.SENT, AssessmentStatus.CODING}),
    AssessmentStatus.SENT: frozenset({AssessmentStatus.PUBLISHED, AssessmentStatus.CONSOLIDATED}),
    AssessmentStatus.PUBLISHED: frozenset(),
}
"""Sent becomes published by the clock, at the deadline, or before it once everybody asked has replied.  What is published is
corrected by a new version."""


class ReplyState(models.TextChoices):
    """What came of a right of reply, derived from the deadline, never stored."""

    AWAITED = "awaited", "awaited"
    GIVEN = "given", "replied"
    NONE = "none", "no reply"


REPLY_DAYS_MIN = 7
"""Fewest days between sending a draft and the deadline for a reply."""
