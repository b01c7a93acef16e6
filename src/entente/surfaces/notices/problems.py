"""Problems that readers report: taken in from anybody, seen and answered by whose page it is.

They lie here, below the pages, because the desk's first list and the digest count them.
"""

from __future__ import annotations

import smtplib
from dataclasses import dataclass
from datetime import datetime

import structlog
from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import override

from entente.foundation.common.actors import Actor, Capacity
from entente.foundation.common.decisions import ALLOWED, Decision, Denied, require
from entente.foundation.common.encryption import box_for
from entente.foundation.common.errors import InvalidTransition, NotVisible, RuleBroken
from entente.foundation.common.rights import may
from entente.foundation.ledger import commands as ledger
from entente.record.plan import queries as plans

from .models import Problem
from .words import ProblemState

__all__ = ["Problem", "ProblemFacts", "answer", "can_answer", "close", "get_problem", "problems", "report", "waiting"]

log = structlog.get_logger("entente.notices")

PURPOSE = "entente reader"
WORDS_MAX = 10_000
"""Characters of a report, and of an answer."""


@dataclass(frozen=True, slots=True)
class ProblemFacts:
    """What a reader says.  page: address within the site; reply: address for the answer, "" for none."""

    page: str
    plan: str
    number: str
    language: str
    words: str
    reply: str


@transaction.atomic
def report(facts: ProblemFacts, *, at: datetime) -> Problem:
    """Take in what anybody says of a page.  Raises RuleBroken for no words, and for more than 10,000 characters."""
    _require_words(facts.words)
    reply = box_for(PURPOSE).encrypt(facts.reply.encode()).decode() if facts.reply else ""
    return Problem.objects.create(
        page=facts.page[:500],
        plan=facts.plan,
        number=facts.number,
        language=facts.language,
        words=facts.words,
        reply=reply,
        made_at=at,
    )


def problems(by: Actor, *, as_of: datetime) -> QuerySet[Problem]:
    """What was reported on pages that are an actor's to mend, latest first; none for a post that answers nothing.

    A page of a plan is its keeper's and its parties' to mend, one of no plan every keeper's.
    """
    if not may(by, "problem.answer"):
        return Problem.objects.none()
    known = plans.visible_plans(by, as_of=as_of)
    if by.capacity is Capacity.SYSTEM:
        mine = Q()
    elif by.capacity is Capacity.KEEPER:
        mine = Q(plan__in=[one.slug for one in known if one.keeper_slug == by.owner]) | Q(plan="")
    else:
        mine = Q(plan__in=[one.slug for one in known if by.owner in {party.code for party in one.parties}])
    return Problem.objects.filter(mine).order_by("-made_at", "-pk")


def waiting(by: Actor, *, as_of: datetime) -> QuerySet[Problem]:
    """Those that nobody has answered or closed, oldest first."""
    return problems(by, as_of=as_of).filter(state=ProblemState.OPEN).order_by("made_at", "pk")


def get_problem(by: Actor, key: str, *, as_of: datetime) -> Problem:
    """Raises NotVisible."""
    found = problems(by, as_of=as_of).filter(pk=key).first()
    if found is None:
        raise NotVisible("There is no such report here.")
    return found


def can_answer(by: Actor, problem: Problem) -> Decision:
    """Whose page it is answers, once."""
    right = may(by, "problem.answer")
    if not right:
        return right
    return ALLOWED if problem.state == ProblemState.OPEN else Denied("this report was answered or closed already")


@transaction.atomic
def answer(key: str, words: str, *, by: Actor, at: datetime) -> Problem:
    """Say what became of it; to a reader who gave an address the worker sends these words, and then forgets the address.

    Raises ActionDenied, NotVisible, RuleBroken, InvalidTransition for one that was answered or closed meanwhile.
    """
    _require_words(words)
    return _decide(key, ProblemState.ANSWERED, by, at, answer=words)


@transaction.atomic
def close(key: str, *, by: Actor, at: datetime) -> Problem:
    """Without an answer: spam, or the same as another.  The reader's address goes at once.  Raises as `answer`."""
    return _decide(key, ProblemState.CLOSED, by, at, reply="")


def _decide(key: str, state: ProblemState, by: Actor, at: datetime, **facts: str) -> Problem:
    require(may(by, "problem.answer"))
    problem = get_problem(by, key, as_of=at)
    changed = Problem.objects.filter(pk=problem.pk, state=ProblemState.OPEN).update(
        state=state, decided_at=at, decided_by=by.post, decided_for=by.owner, **facts
    )
    if not changed:
        raise InvalidTransition("this report was answered or closed already")
    subject = f"{problem.plan}/{problem.number}" if problem.plan and problem.number else problem.plan or by.owner
    ledger.record(by, f"notices.problem.{state}", subject, at=at, page=problem.page)
    problem.refresh_from_db()
    return problem


def send_answers(*, at: datetime, origin: str) -> int:
    """Send the answers to readers who gave an address, and forget it.  How many mails.  A duty of the worker.

    Sent first and forgotten afterwards: a kill in between sends one twice and loses none.
    """
    if not settings.MAIL_IS_ON:
        return 0
    sent = 0
    for problem in Problem.objects.filter(state=ProblemState.ANSWERED).exclude(reply="").order_by("decided_at", "pk"):
        try:
            _letter(problem, origin).send()
        except smtplib.SMTPRecipientsRefused as error:
            log.warning("problem.answer_refused", error=type(error).__name__)
        except (smtplib.SMTPException, OSError) as error:
            log.warning("mail.refused", error=type(error).__name__)
            continue
        else:
            sent += 1
        Problem.objects.filter(pk=problem.pk).update(reply="")
    return sent


def _letter(problem: Problem, origin: str) -> EmailMessage:
    with override(problem.language):
        lines = [
            _("You reported a problem on this page:"),
            f"{origin.rstrip('/')}{problem.page}",
            "",
            _("The answer:"),
            "",
            problem.answer,
            "",
            _("Your address is erased now; this mail cannot be answered."),
        ]
        to = box_for(PURPOSE).decrypt(problem.reply.encode()).decode()
        headers = {"Auto-Submitted": "auto-generated"}
        subject = _("Entente: the problem you reported")
        return EmailMessage(subject, "\n".join(lines), to=[to], headers=headers)


def _require_words(words: str) -> None:
    if not words.strip():
        raise RuleBroken("Say what is wrong, in a sentence or two.")
    if len(words) > WORDS_MAX:
        raise RuleBroken("This is longer than 10,000 characters; shorten it, or name a page that holds the rest.")
