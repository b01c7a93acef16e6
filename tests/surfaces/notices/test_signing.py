"""What waits for a signature stands on the desk; whoever had signed is told, by mail too, that the words changed."""

from __future__ import annotations

import pytest
from django.core import mail
from django.test import Client

from entente.foundation.accord import commands as accord
from entente.foundation.common.actors import Actor
from entente.surfaces.notices import digests, wishes
from entente.surfaces.notices.attention import Queue, attention
from entente.surfaces.notices.items import SIGN, TAKEN_BACK, VOID
from entente.surfaces.notices.wishes import WishFacts
from entente.surfaces.notices.words import Rhythm
from entente.surfaces.web.desk.views.notices import absolute
from tests.cast import ANA, BELA, CHRIS
from tests.foundation.accord.signing import OTHER_WORDS, both_signed, later, proposed, public_key

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _keys(ada: tuple[Client, Actor]) -> None:
    for by in (ANA, BELA):
        accord.register_key(by.owner, public_key(by.owner), by=by, at=later(0))


def waiting(by: Actor, minutes: int) -> list[str]:
    found = attention(by, Queue.WAITING, as_of=later(minutes), limit=5)
    return [item.kind for item in found.items]


def test_a_proposal_waits_for_each_that_signs_and_for_nobody_else() -> None:
    one = proposed()
    assert [waiting(by, 1) for by in (ANA, BELA, CHRIS)] == [[SIGN], [SIGN], []]
    both_signed(one, at=later(2))
    assert [waiting(by, 3) for by in (ANA, BELA)] == [[], []]


def test_a_change_waits_again_for_those_who_had_signed_under_another_key() -> None:
    one = both_signed(proposed())
    accord.revise(one, OTHER_WORDS, by=ANA, at=later(1), revision=1)
    assert [waiting(by, 2) for by in (ANA, BELA)] == [[VOID], [VOID]]
    keys = {item.key for item in attention(BELA, Queue.WAITING, as_of=later(2), limit=5).items}
    assert keys == {f"sign:{one.pk}:2"}


def test_the_list_goes_on_page_by_page() -> None:
    for at in range(3):
        proposed(subject=f"tri-plan/1.{at}")
    pages = [attention(ANA, Queue.WAITING, as_of=later(1), limit=2, offset=offset) for offset in (0, 2, 4)]
    assert [(page.total, len(page.items)) for page in pages] == [(3, 2), (3, 1), (3, 0)]


def test_who_had_signed_is_told_by_mail_that_the_words_changed(ada: tuple[Client, Actor]) -> None:
    wishes.set_wish(str(ada[1].user_id), WishFacts(Rhythm.OFF, has_singles=True, language="fr"))
    one = both_signed(proposed())
    accord.revise(one, OTHER_WORDS, by=BELA, at=later(1), revision=1)
    assert [digests.send_singles(at=later(minute), address=absolute) for minute in (2, 3)] == [1, 0]
    [message] = mail.outbox
    assert (
        message.subject == "Entente : le texte que votre partie avait signé a été modifié : sa signature est sans effet"
    )
    assert f"http://localhost:8000/fr/bureau/propositions/{one.pk}/" in message.body
    assert "The workshop was held." not in message.body


def test_who_stands_by_words_is_told_by_mail_that_another_took_back_or_gave_up(ada: tuple[Client, Actor]) -> None:
    wishes.set_wish(str(ada[1].user_id), WishFacts(Rhythm.OFF, has_singles=True, language="es"))
    one = both_signed(proposed(by=BELA))
    accord.withdraw(one, by=BELA, at=later(1), reason="The minister changed.")
    assert [digests.send_singles(at=later(minute), address=absolute) for minute in (2, 3)] == [1, 0]
    accord.give_up(one, by=BELA, at=later(4), reason="It will never be signed.")
    assert [digests.send_singles(at=later(minute), address=absolute) for minute in (5, 6)] == [1, 0]
    assert [message.subject for message in mail.outbox] == [
        "Entente: otra parte retiró lo que había dicho de un texto que la suya firmó",
        "Entente: quien propuso el texto que su parte había firmado renunció a él",
    ]
    assert all(f"/es/escritorio/propuestas/{one.pk}/" in message.body for message in mail.outbox)
    assert "The minister changed." not in mail.outbox[0].body


def test_it_stands_among_what_others_changed_until_it_was_looked_at(ada: tuple[Client, Actor]) -> None:
    ana = ada[1]
    one = both_signed(proposed())
    accord.withdraw(one, by=BELA, at=later(1), reason="The minister changed.")
    accord.give_up(one, by=ANA, at=later(2), reason="Then not.")
    pages = [attention(ana, Queue.CHANGED, as_of=later(3), limit=1, offset=at) for at in (0, 1)]
    assert [(page.total, [item.kind for item in page.items]) for page in pages] == [(1, [TAKEN_BACK]), (1, [])]
    wishes.note_look(str(ana.user_id), "AAA", at=later(3))
    assert attention(ana, Queue.CHANGED, as_of=later(4), limit=5).total == 0
