"""Who proposed something takes it off the table, with a reason; those who had signed it learn why."""

from __future__ import annotations

import pytest

from entente.foundation.accord import commands as accord
from entente.foundation.accord import queries
from entente.foundation.accord.queries import Outcome
from entente.foundation.common.actors import Actor
from entente.foundation.common.errors import ActionDenied, RuleBroken
from entente.foundation.ledger.models import Entry
from tests.cast import ANA, BELA, CHRIS

from .signing import AT, OTHER_WORDS, SUBJECT, both_signed, hand_in, keyed, later, proposed, seen, signed_file

pytestmark = pytest.mark.django_db

WHY = "The other side will never sign this."
GIVEN_UP = "this was taken off the table"


@pytest.fixture(autouse=True)
def _keys(db: None) -> None:
    keyed()


def told(by: Actor, minutes: int) -> list[tuple[str, str, bool]]:
    found = queries.turned_for(by, since=AT, as_of=later(minutes))
    return [(turn.by, turn.reason, turn.is_end) for turn in found]


def test_what_is_given_up_waits_for_nobody_and_who_had_signed_is_told_why() -> None:
    one = proposed()
    hand_in(one, BELA)
    accord.give_up(one, by=ANA, at=later(1), reason=f" {WHY} ")
    view = seen(one, at=later(2))
    assert (view.outcome, view.given_up_at, view.given_up_reason) == (Outcome.GIVEN_UP, later(1), WHY)
    assert [queries.waiting_for(by, as_of=later(2)) for by in (ANA, BELA)] == [[], []]
    assert (told(BELA, 2), told(ANA, 2)) == ([("AAA", WHY, True)], [])
    assert seen(one).outcome is Outcome.OPEN


def test_it_stands_in_the_log_of_its_own_side_unless_a_dissent_from_it_was_published() -> None:
    quiet, loud = proposed(), proposed(subject="tri-plan/1.1")
    accord.dissent(loud, {"en": "No."}, True, by=BELA, at=AT, revision=1)
    for one in (quiet, loud):
        accord.give_up(one, by=ANA, at=later(1), reason=WHY)
        accord.give_up(one, by=ANA, at=later(2), reason="Again.")
    entries = Entry.objects.filter(action="accord.proposal.give-up").order_by("pk")
    assert [(entry.log, entry.subject) for entry in entries] == [("AAA", SUBJECT), ("public", "tri-plan/1.1")]
    assert queries.public_dissents("joint-status", ["tri-plan/1.1"], as_of=later(3)) == {}


@pytest.mark.parametrize("by", [BELA, CHRIS])
def test_only_the_side_that_proposed_it_gives_it_up(by: Actor) -> None:
    with pytest.raises(ActionDenied, match="only the side that proposed this gives it up"):
        accord.give_up(proposed(), by=by, at=AT, reason=WHY)


def test_a_reason_is_asked_for() -> None:
    with pytest.raises(RuleBroken, match="Say why your side gives it up"):
        accord.give_up(proposed(), by=ANA, at=AT, reason=" ")


def test_what_all_have_signed_is_withdrawn_and_not_given_up() -> None:
    with pytest.raises(ActionDenied, match="takes its own signature back"):
        accord.give_up(both_signed(proposed()), by=ANA, at=AT, reason=WHY)


def test_nothing_more_is_said_of_it() -> None:
    one = proposed()
    file = signed_file(one, "BBB")
    hand_in(one, ANA)
    accord.give_up(one, by=ANA, at=AT, reason=WHY)
    acts = [
        lambda: accord.receive_signature(file, by=BELA, at=AT),
        lambda: accord.agree_ad_referendum(one, by=BELA, at=AT, revision=1),
        lambda: accord.dissent(one, {"en": "No."}, True, by=BELA, at=AT, revision=1),
        lambda: accord.withdraw(one, by=ANA, at=AT, reason="Not yet."),
        lambda: accord.revise(one, OTHER_WORDS, by=ANA, at=AT, revision=1),
    ]
    for act in acts:
        with pytest.raises(ActionDenied, match=GIVEN_UP):
            act()


def test_who_stands_by_words_is_told_when_another_takes_its_signature_back() -> None:
    one = both_signed(proposed())
    accord.withdraw(one, by=BELA, at=later(1), reason="The minister changed.")
    assert told(ANA, 2) == [("BBB", "The minister changed.", False)]
    assert (told(BELA, 2), told(CHRIS, 2)) == ([], [])


def test_who_had_taken_its_own_back_before_is_told_nothing() -> None:
    one = both_signed(proposed())
    accord.withdraw(one, by=ANA, at=later(1), reason="Too early.")
    accord.withdraw(one, by=BELA, at=later(2), reason="Then we too.")
    assert (told(ANA, 3), told(BELA, 3)) == ([], [("AAA", "Too early.", False)])


def test_the_end_of_a_plan_takes_all_off_the_table_that_not_all_have_signed() -> None:
    first, second = proposed(), both_signed(proposed(subject="tri-plan/1.1"))
    hand_in(first, BELA)
    accord.give_up_all("tri-plan", by=CHRIS, at=later(1), reason="Closed.")
    assert seen(first, at=later(2)).outcome is Outcome.OPEN  # it is none of the keeper's proposals
    accord.give_up_all("tri-plan", by=ANA, at=later(1), reason="Closed.")
    assert [seen(one, at=later(2)).outcome for one in (first, second)] == [Outcome.GIVEN_UP, Outcome.AGREED]


@pytest.mark.parametrize("number", [1, 30])
def test_the_queries_do_not_grow(number: int, django_assert_num_queries: object) -> None:
    for at in range(number):
        accord.withdraw(both_signed(proposed(subject=f"tri-plan/{at}")), by=BELA, at=later(1), reason="No.")
    with django_assert_num_queries(5):  # type: ignore[operator]  # a fixture of pytest-django without a type
        assert len(queries.turned_for(ANA, since=AT, as_of=later(2))) == number
