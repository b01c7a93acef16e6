"""Writes of the right of reply: a party writes, somebody else of it approves, and the clock waits for neither."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from entente.foundation.common.actors import Actor
from entente.foundation.common.decisions import require
from entente.foundation.common.errors import NotVisible, RuleBroken
from entente.foundation.common.languages import Wording
from entente.foundation.directory import queries as directory
from entente.foundation.ledger import commands as ledger
from entente.record.assessment.assessing_words import AssessmentStatus
from entente.record.assessment.models import Assessment, Reply
from entente.record.assessment.rules import assessors as rules


@transaction.atomic
def write_reply(assessment: Assessment, text: Wording, *, by: Actor, at: datetime) -> Reply:
    """Write or change one's own party's reply; what was approved before waits for approval again.

    Raises ActionDenied, NotVisible (nothing was sent to this party), RuleBroken.
    """
    reply, is_open = _locked(assessment, by, at)
    require(rules.can_reply(by, party=reply.party, is_open=is_open))
    said = {tag: words.strip() for tag, words in text.items() if words.strip()}
    if not said:
        raise RuleBroken("Write the reply in at least one language.")
    reply.text, reply.written_by, reply.written_at = said, by.user_id or "", at
    reply.approved_by, reply.approved_at = "", None
    reply.save()
    _record(by, "assessment.reply.write", reply, at=at)
    return reply


@transaction.atomic
def approve_reply(assessment: Assessment, *, by: Actor, at: datetime) -> Reply:
    """Give the reply of one's own party: it is published with the assessment.  Raises ActionDenied, NotVisible, RuleBroken."""
    reply, is_open = _locked(assessment, by, at)
    require(rules.can_approve_reply(by, party=reply.party, is_open=is_open, written_by=reply.written_by))
    if not reply.text:
        raise RuleBroken("There is no reply to approve yet; write one first.")
    rules.require_languages(directory.get_party(reply.party).languages, reply.text)
    reply.approved_by, reply.approved_at = by.post, at
    reply.save(update_fields=["approved_by", "approved_at"])
    _record(by, "assessment.reply.approve", reply, at=at)
    return reply


def _locked(assessment: Assessment, by: Actor, at: datetime) -> tuple[Reply, bool]:
    """The reply of the actor's party, and whether its time still runs."""
    row = Assessment.objects.select_for_update().get(pk=assessment.pk)
    reply = Reply.objects.select_related("assessment").filter(assessment=row, party=by.owner).first()
    if reply is None or row.sent_at is None:
        raise NotVisible("There is no assessment here to which your side could reply.")
    is_open = row.status == AssessmentStatus.SENT and row.embargo_until is not None and at < row.embargo_until
    return reply, is_open


def _record(by: Actor, action: str, reply: Reply, *, at: datetime) -> None:
    """In the party's own working log; the public log gets the words when they are published."""
    row = reply.assessment
    ledger.record(by, action, row.subject, at=at, assessor=row.owner, method=row.method, text=reply.text)
