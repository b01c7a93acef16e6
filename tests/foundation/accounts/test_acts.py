"""Posts and log-ins take two administrators: what one proposes does not happen before another one confirms it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import NamedTuple

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from entente.foundation.accounts import commands, queries
from entente.foundation.accounts.facts import (
    KINDS,
    Appoint,
    EndAppointment,
    GiveLogIn,
    OpenPost,
    RecoverLogIn,
    StaffFacts,
    from_json,
    kind_of,
)
from entente.foundation.accounts.models import TwoPersonAct, User
from entente.foundation.accounts.words import ActKind
from entente.foundation.common.actors import SYSTEM, Actor, Role
from entente.foundation.common.errors import ActionDenied, InvalidTransition, NotVisible, RuleBroken
from entente.foundation.directory import commands as directory
from entente.foundation.directory.models import Appointment, Person, Post
from entente.foundation.directory.words import PostCapacity
from entente.foundation.ledger.models import Entry
from tests import cast

pytestmark = pytest.mark.django_db

NOW = timezone.now()
TODAY = timezone.localdate(NOW)


class Side(NamedTuple):
    """Two administrators of one side, a desk with its holder, and somebody of it without a log-in."""

    ana: Actor
    ada: Actor
    holder: User
    newcomer: Person


def administrator(code: str, slug: str, name: str) -> Actor:
    ministry = cast.ministry(cast.party(code))
    post = directory.open_post(
        ministry,
        slug=slug,
        title={"en": "Administrator"},
        capacity=PostCapacity.PARTY,
        by=SYSTEM,
        roles=[Role.ADMINISTRATOR],
    )
    return queries.actor_for(cast.holder(post, name=name), None, on=TODAY)


@pytest.fixture
def side() -> Side:
    newcomer = cast.person("Nel")
    directory.appoint(cast.desk(slug="empty-soon"), newcomer, from_on=cast.LONG_AGO, by=SYSTEM)
    return Side(
        administrator("AAA", "admin-1", "Ana"),
        administrator("AAA", "admin-2", "Ada"),
        cast.holder(cast.desk(), name="Hal"),
        newcomer,
    )


def _open(_side: Side) -> OpenPost:
    return OpenPost("ministry-a", "auditor", {"en": "Auditor"}, (Role.AUDITOR.value,))


def _appoint(side: Side) -> Appoint:
    directory.open_post(
        cast.ministry(cast.party()), slug="free", title={"en": "Free"}, capacity=PostCapacity.PARTY, by=SYSTEM
    )
    return Appoint("ministry-a/free", TODAY.isoformat(), name="Somebody New")


def _end(side: Side) -> EndAppointment:
    held = Appointment.objects.get(person=side.newcomer)
    return EndAppointment(str(held.pk), "ministry-a/empty-soon", TODAY.isoformat())


ACTS: dict[ActKind, Callable[[Side], StaffFacts]] = {
    ActKind.OPEN_POST: _open,
    ActKind.APPOINT: _appoint,
    ActKind.END: _end,
    ActKind.GIVE_LOG_IN: lambda side: GiveLogIn(str(side.newcomer.pk), "nel@example.org"),
    ActKind.RECOVER_LOG_IN: lambda side: RecoverLogIn("hal@example.org"),
}


def picture() -> tuple[object, ...]:
    """All that an act could change."""
    return (
        list(Post.objects.order_by("pk").values_list("pk", "roles")),
        list(Appointment.objects.order_by("pk").values_list("pk", "person", "to_on")),
        list(User.objects.order_by("pk").values_list("pk", "password", "email")),
        Person.objects.count(),
    )


@pytest.mark.parametrize("kind", list(ActKind))
def test_nothing_happens_before_another_administrator_confirms(side: Side, kind: ActKind) -> None:
    facts = ACTS[kind](side)
    before = picture()
    act = commands.propose(facts, by=side.ana, at=NOW)
    with pytest.raises(ActionDenied):
        commands.confirm(act.pk, by=side.ana, at=NOW)
    assert picture() == before
    done = commands.confirm(act.pk, by=side.ada, at=NOW)
    assert picture() != before
    assert bool(done.password) is (kind in (ActKind.GIVE_LOG_IN, ActKind.RECOVER_LOG_IN))
    with pytest.raises(InvalidTransition):
        commands.confirm(act.pk, by=side.ada, at=NOW)


@pytest.mark.parametrize("kind", list(ActKind))
def test_facts_of_every_kind_come_back_from_storage(side: Side, kind: ActKind) -> None:
    facts = ACTS[kind](side)
    act = commands.propose(facts, by=side.ana, at=NOW)
    act.refresh_from_db()
    again = from_json(act.kind, act.facts)
    assert (kind_of(facts), type(again)) == (kind, KINDS[kind])
    assert kind is ActKind.OPEN_POST or again == facts


def test_given_log_in_tells_its_password_to_the_second_person_alone(side: Side) -> None:
    act = commands.propose(ACTS[ActKind.GIVE_LOG_IN](side), by=side.ana, at=NOW)
    done = commands.confirm(act.pk, by=side.ada, at=NOW)
    user = User.objects.get(email="nel@example.org")
    assert (user.check_password(done.password), user.must_change_password) == (True, True)
    assert done.password not in f"{TwoPersonAct.objects.values()}"
    for entry in Entry.objects.select_related("opening"):
        assert done.password not in bytes(entry.opening.payload).decode()


def test_entries_are_private_and_name_both_posts(side: Side) -> None:
    act = commands.propose(ACTS[ActKind.APPOINT](side), by=side.ana, at=NOW)
    commands.confirm(act.pk, by=side.ada, at=NOW)
    rows = Entry.objects.filter(action__startswith="accounts.act.").order_by("pk")
    assert list(rows.values_list("log", "action", "post")) == [
        ("AAA", "accounts.act.propose", "ministry-a/admin-1"),
        ("AAA", "accounts.act.confirm", "ministry-a/admin-2"),
    ]
    begun = Entry.objects.filter(action="directory.appointment.begin").latest("pk")
    assert (begun.log, begun.post) == ("AAA", "ministry-a/admin-1")
    assert b'"seconded_by":"ministry-a/admin-2"' in bytes(begun.opening.payload)


def _no_longer_administrator(side: Side) -> None:
    Post.objects.filter(slug="admin-1").update(roles=[Role.CONTRIBUTOR])


def _proposer_left(side: Side) -> None:
    held = Appointment.objects.get(post__slug="admin-1")
    directory.end_appointment(held, to_on=TODAY, by=SYSTEM)


@pytest.mark.parametrize("loses", [_no_longer_administrator, _proposer_left])
def test_proposal_of_somebody_who_no_longer_may_is_not_carried_out(side: Side, loses: Callable[[Side], None]) -> None:
    act = commands.propose(_open(side), by=side.ana, at=NOW)
    loses(side)
    with pytest.raises(ActionDenied):
        commands.confirm(act.pk, by=side.ada, at=NOW)
    assert not Post.objects.filter(slug="auditor").exists()


def test_proposal_lapses_after_fourteen_days(side: Side) -> None:
    act = commands.propose(_open(side), by=side.ana, at=NOW)
    last, late = NOW + timedelta(days=14, seconds=-1), NOW + timedelta(days=14)
    assert [len(queries.acts_waiting(side.ada, as_of=when)) for when in (last, late)] == [1, 0]
    with pytest.raises(InvalidTransition) as refusal:
        commands.confirm(act.pk, by=side.ada, at=late)
    assert str(refusal.value) == (
        "This proposal is lapsed: nobody confirmed it in time; propose it again if it is still wanted."
    )
    commands.confirm(act.pk, by=side.ada, at=last)


def test_proposal_may_be_taken_back_and_is_then_gone(side: Side) -> None:
    act = commands.propose(_open(side), by=side.ana, at=NOW)
    commands.withdraw(act.pk, by=side.ana, at=NOW)
    with pytest.raises(InvalidTransition):
        commands.confirm(act.pk, by=side.ada, at=NOW)
    assert queries.acts_waiting(side.ada, as_of=NOW) == []


def test_who_sees_and_confirms_a_proposal(side: Side) -> None:
    act = commands.propose(_open(side), by=side.ana, at=NOW)
    other = administrator("BBB", "admin-1", "Bela")
    worker = queries.actor_for(side.holder, None, on=TODAY)
    seen = {
        "proposer": [bool(one.may_confirm) for one in queries.acts_waiting(side.ana, as_of=NOW)],
        "second": [bool(one.may_confirm) for one in queries.acts_waiting(side.ada, as_of=NOW)],
        "worker": [bool(one.may_confirm) for one in queries.acts_waiting(worker, as_of=NOW)],
        "other side": [bool(one.may_confirm) for one in queries.acts_waiting(other, as_of=NOW)],
    }
    assert seen == {"proposer": [False], "second": [True], "worker": [], "other side": []}
    for by, refusal in ((other, NotVisible), (worker, ActionDenied), (cast.DANA, NotVisible)):
        with pytest.raises(refusal):
            commands.confirm(act.pk, by=by, at=NOW)
    with pytest.raises(NotVisible):
        queries.get_act(other, act.pk, as_of=NOW)


@pytest.mark.parametrize(
    ("facts", "refusal"),
    [
        (OpenPost("ministry-b", "desk", {"en": "X"}, ()), NotVisible),
        (OpenPost("ministry-a", "De sk", {"en": "X"}, ()), RuleBroken),
        (OpenPost("ministry-a", "desk", {}, ()), RuleBroken),
        (OpenPost("ministry-a", "desk", {"en": "X"}, (Role.SECRETARIAT.value,)), RuleBroken),
        (Appoint("ministry-b/desk", "2026-01-01", name="X"), NotVisible),
        (Appoint("ministry-a/desk", "2026-01-01"), RuleBroken),
        (Appoint("ministry-a/desk", "2026-01-01", person="nobody"), NotVisible),
        (EndAppointment("no key", "ministry-a/desk", "2026-01-01"), NotVisible),
        (GiveLogIn("no key", "x@example.org"), NotVisible),
        (RecoverLogIn("bela@example.org"), NotVisible),
    ],
)
def test_what_is_not_of_ones_own_side_or_can_never_be_is_refused_at_once(
    side: Side, facts: StaffFacts, refusal: type[Exception]
) -> None:
    administrator("BBB", "admin-1", "Bela")
    with pytest.raises(refusal):
        commands.propose(facts, by=side.ana, at=NOW)
    assert TwoPersonAct.objects.count() == 0


def test_only_administrators_propose_and_the_operator_does_not(side: Side) -> None:
    worker = queries.actor_for(side.holder, None, on=TODAY)
    for by in (worker, cast.DANA, replace(side.ana, roles=frozenset({Role.AUDITOR})), SYSTEM):
        with pytest.raises(ActionDenied):
            commands.propose(_open(side) if by is not SYSTEM else RecoverLogIn("hal@example.org"), by=by, at=NOW)


def test_database_itself_refuses_one_person_in_both_parts(side: Side) -> None:
    act = commands.propose(_open(side), by=side.ana, at=NOW)
    with pytest.raises(IntegrityError), transaction.atomic():
        TwoPersonAct.objects.filter(pk=act.pk).update(confirmed_by=act.proposed_by, confirmed_at=NOW)


def test_appointment_given_for_a_later_day_is_not_in_force_before_it(side: Side) -> None:
    facts = replace(_appoint(side), from_on=(TODAY + timedelta(days=1)).isoformat())
    commands.confirm(commands.propose(facts, by=side.ana, at=NOW).pk, by=side.ada, at=NOW)
    assert Appointment.objects.get(post__slug="free").from_on == date.fromisoformat(facts.from_on)


@pytest.mark.django_db(transaction=True)
def test_confirmation_whose_entry_fails_changes_nothing(side: Side) -> None:
    act = commands.propose(_open(side), by=side.ana, at=NOW)
    before = picture()
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE ledger_entry RENAME TO ledger_entry_away")
    try:
        with pytest.raises(Exception, match="ledger_entry"):
            commands.confirm(act.pk, by=side.ada, at=NOW)
    finally:
        with connection.cursor() as cursor:
            cursor.execute("ALTER TABLE ledger_entry_away RENAME TO ledger_entry")
    assert picture() == before
    assert TwoPersonAct.objects.get().confirmed_at is None
