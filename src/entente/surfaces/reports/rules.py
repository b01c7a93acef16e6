"""Who makes and publishes reports.  Pure."""

from __future__ import annotations

from entente.foundation.common.actors import Actor
from entente.foundation.common.decisions import ALLOWED, Decision, Denied
from entente.foundation.common.rights import may

from .models import Issue
from .words import IssueStatus, Reach


def can_make(by: Actor) -> Decision:
    return may(by, "report.make")


def can_publish(by: Actor, issue: Issue) -> Decision:
    """Only what everybody may read, by somebody of the same side who neither typed its words nor asked for it."""
    allowed = may(by, "report.publish")
    if isinstance(allowed, Denied):
        return allowed
    refusals = {
        "only the side that made a report publishes it": by.owner != issue.report.owner,
        "this report is restricted; make a public one to publish it": issue.report.reach != Reach.PUBLIC,
        "this issue is not ready yet": issue.status != IssueStatus.READY,
        "this issue was published before": issue.published_at is not None,
        "nobody publishes their own words; another approver of your side does": bool(by.user_id)
        and by.user_id in (issue.asked_by, issue.report.changed_by),
    }
    return next((Denied(why) for why, is_so in refusals.items() if is_so), ALLOWED)


def can_withdraw(by: Actor, issue: Issue) -> Decision:
    allowed = may(by, "report.publish")
    if isinstance(allowed, Denied):
        return allowed
    if by.owner != issue.report.owner:
        return Denied("only the side that made a report takes it back")
    if issue.published_at is None or issue.withdrawn_at is not None:
        return Denied("this issue is not public")
    return ALLOWED
