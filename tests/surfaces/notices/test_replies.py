"""A draft assessment that lies before a party waits on its desk and is told by mail, with the day until which it may reply."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from django.core import mail
from django.test import Client

from entente.foundation.common.actors import Actor
from entente.record.assessment.commands import assessments, replies
from entente.record.assessment.models import Assessment
from entente.surfaces.notices import digests, wishes
from entente.surfaces.notices.attention import Queue, attention
from entente.surfaces.notices.items import REPLY, REPLY_WRITTEN
from entente.surfaces.notices.wishes import WishFacts
from entente.surfaces.notices.words import Rhythm
from entente.surfaces.web.desk.views.notices import absolute
from tests.cast import ANA, BELA, CHRIS, DANA, ERIN
from tests.record.assessment.assessing import DUE_ON, GWEN, opened, sent
from tests.record.builders import NOW

pytestmark = pytest.mark.django_db

ADA = replace(ANA, user_id="ada", post="ministry-a/director")
REPLY_TEXT = {"en": "We held two fairs.", "pt": "Fizemos duas feiras."}


@pytest.fixture
def draft(ada: tuple[Client, Actor]) -> Assessment:
    return sent(opened())


def waiting(by: Actor, at: datetime = NOW) -> list[tuple[str, str]]:
    return [(item.kind, item.due) for item in attention(by, Queue.WAITING, as_of=at, limit=5).items]


def test_draft_waits_for_the_party_it_speaks_of_and_for_nobody_else(draft: Assessment) -> None:
    told = {by.post: waiting(by) for by in (ANA, BELA, CHRIS, DANA, ERIN, GWEN)}
    assert told == {by.post: [] for by in (ANA, BELA, CHRIS, DANA, ERIN, GWEN)} | {
        ANA.post: [(REPLY, DUE_ON.isoformat())]
    }


def test_reply_waits_for_who_gives_it_and_then_for_nobody(draft: Assessment) -> None:
    replies.write_reply(draft, REPLY_TEXT, by=ANA, at=NOW)
    assert waiting(ADA) == [(REPLY_WRITTEN, DUE_ON.isoformat())]
    replies.approve_reply(draft, by=ADA, at=NOW)
    assert waiting(ADA) == []


def test_nothing_waits_once_the_day_is_over_or_the_draft_taken_back(draft: Assessment) -> None:
    assert waiting(ANA, NOW + timedelta(days=30)) == []
    assessments.recall(draft, by=GWEN, at=NOW)
    assert waiting(ANA) == []


def test_mail_names_the_day_and_is_sent_once_for_each_sending(draft: Assessment, ada: tuple[Client, Actor]) -> None:
    wishes.set_wish(str(ada[1].user_id), WishFacts(Rhythm.OFF, has_singles=True, language="fr"))
    later = NOW + timedelta(minutes=1)
    assert [digests.send_singles(at=at, address=absolute) for at in (later, later)] == [1, 0]
    [message] = mail.outbox
    assert message.subject == "Entente : un projet d’évaluation est soumis à votre partie, qui peut y répondre"
    assert f"jusqu’au {DUE_ON.isoformat()}" in message.body
    assert f"/fr/bureau/plans/tri-plan/engagements/2.1/travail/evaluations/{draft.pk}/" in message.body
    assert "The guideline says so." not in message.body
    assessments.recall(draft, by=GWEN, at=later)
    assessments.send_for_reply(draft, DUE_ON, by=GWEN, at=later)
    assert digests.send_singles(at=later, address=absolute) == 1
