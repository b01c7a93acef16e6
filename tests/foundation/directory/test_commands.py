from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction

from entente.foundation.common.actors import SYSTEM, WORKING_ROLES, Actor, Role
from entente.foundation.common.errors import ActionDenied, InvalidTransition, RuleBroken
from entente.foundation.directory import commands
from entente.foundation.directory.models import Alias, Appointment, Organisation, Party, Person, Post, Succession
from entente.foundation.directory.words import AliasKind, OrganisationKind, PostCapacity, SuccessionKind
from entente.foundation.ledger.models import Entry
from tests import cast
from tests.cast import ADA, ANA, BELA, CHRIS, DANA

pytestmark = pytest.mark.django_db


def entries() -> list[tuple[str, str, str]]:
    return list(Entry.objects.order_by("id").values_list("log", "action", "subject"))


def last_payload() -> dict[str, Any]:
    payload = Entry.objects.order_by("id").last().opening.payload  # type: ignore[union-attr]
    parsed: dict[str, Any] = json.loads(bytes(payload))
    return parsed


def register_a(**changes: Any) -> Party:
    fields: dict[str, Any] = {"name": {"en": "Arcadia"}, "languages": ["en"], "time_zone": "UTC", "by": SYSTEM}
    return commands.register_party(code="AAA", **{**fields, **changes})


def test_party_registered_twice_alike_changes_nothing() -> None:
    first = register_a()
    second = register_a()
    assert first == second
    assert entries() == [("public", "directory.party.register", "AAA")]


def test_party_registered_otherwise_is_updated_with_an_entry() -> None:
    register_a()
    register_a(name={"en": "Arcadia", "fr": "Arcadie"}, by=CHRIS)
    assert Party.objects.get().name == {"en": "Arcadia", "fr": "Arcadie"}
    assert [action for _, action, _ in entries()] == ["directory.party.register", "directory.party.update"]
    assert last_payload()["content"] == {
        "name": {"en": "Arcadia", "fr": "Arcadie"},
        "languages": ["en"],
        "time_zone": "UTC",
    }
    assert last_payload()["post"] == "observatory/record-keeper"


def test_organisation_is_registered_once_and_updated() -> None:
    commands.register_organisation(
        slug="trust", name={"en": "Trust"}, kind=OrganisationKind.CIVIL_SOCIETY, from_on="2019", by=SYSTEM
    )
    commands.register_organisation(
        slug="trust", name={"en": "Trust"}, kind=OrganisationKind.CIVIL_SOCIETY, from_on="2019", by=SYSTEM
    )
    commands.register_organisation(
        slug="trust", name={"en": "Trust"}, kind=OrganisationKind.CIVIL_SOCIETY, from_on="2019-05", by=SYSTEM
    )
    assert Organisation.objects.get().from_on == "2019-05"
    assert entries() == [
        ("public", "directory.organisation.register", "trust"),
        ("public", "directory.organisation.update", "trust"),
    ]


def test_organisation_moves_to_a_party() -> None:
    commands.register_organisation(slug="trust", name={"en": "T"}, kind=OrganisationKind.AGENCY, by=SYSTEM)
    party = register_a()
    commands.register_organisation(slug="trust", name={"en": "T"}, kind=OrganisationKind.AGENCY, party=party, by=SYSTEM)
    assert Organisation.objects.get().party == party
    assert last_payload()["content"]["party"] == "AAA"


def test_alias_is_added_once_and_two_bodies_may_share_it() -> None:
    one, other = cast.observatory(), cast.ministry(cast.party())
    for organisation in (one, one, other):
        commands.add_alias(organisation, language="en", text="G.A.C.", kind=AliasKind.ACRONYM, by=SYSTEM)
    assert list(Alias.objects.order_by("organisation__slug").values_list("organisation__slug", "folded")) == [
        ("ministry-a", "gac"),
        ("observatory", "gac"),
    ]
    assert [row for row in entries() if row[1] == "directory.alias.add"] == [
        ("public", "directory.alias.add", "observatory"),
        ("public", "directory.alias.add", "ministry-a"),
    ]


@pytest.mark.parametrize("text", ["", "...", "x" * 256])
def test_alias_without_letters_or_too_long_is_refused(text: str) -> None:
    with pytest.raises(RuleBroken):
        commands.add_alias(cast.observatory(), language="en", text=text, kind=AliasKind.NAME, by=SYSTEM)


def test_succession_is_recorded_once_and_corrected() -> None:
    old, new = cast.observatory(), cast.ministry(cast.party())
    for on in ("2023", "2023", "2023-07"):
        commands.record_succession(predecessor=old, successor=new, kind=SuccessionKind.RENAMED, on=on, by=SYSTEM)
    assert Succession.objects.get().on == "2023-07"
    assert len([row for row in entries() if row[1] == "directory.succession.record"]) == 2


def test_succession_in_a_circle_is_refused() -> None:
    old, new = cast.observatory(), cast.ministry(cast.party())
    commands.record_succession(predecessor=old, successor=new, kind=SuccessionKind.SUCCEEDED, on="2023", by=SYSTEM)
    for predecessor, successor in ((new, old), (old, old)):
        with pytest.raises(RuleBroken):
            commands.record_succession(
                predecessor=predecessor, successor=successor, kind=SuccessionKind.MERGED, on="2024", by=SYSTEM
            )


def test_succession_without_a_date_is_refused() -> None:
    with pytest.raises(RuleBroken) as refusal:
        commands.record_succession(
            predecessor=cast.observatory(),
            successor=cast.ministry(cast.party()),
            kind=SuccessionKind.MERGED,
            on="",
            by=SYSTEM,
        )
    assert str(refusal.value) == "Succession of observatory by ministry-a has no date; a year is enough."


def test_person_enters_the_log_without_a_name() -> None:
    person = commands.add_person(name="  Ana Alvarado ", by=ANA)
    assert person.name == "Ana Alvarado"
    assert entries() == [("AAA", "directory.person.add", f"person/{person.pk}")]
    assert last_payload()["content"] == {}


def test_person_without_a_name_is_refused() -> None:
    with pytest.raises(RuleBroken):
        commands.add_person(name=" ", by=SYSTEM)


def test_post_opened_twice_alike_changes_nothing_and_a_new_title_is_entered() -> None:
    ministry = cast.ministry(cast.party())
    for title in ("Desk", "Desk", "River desk"):
        commands.open_post(ministry, slug="desk", title={"en": title}, capacity=PostCapacity.PARTY, by=ANA, second=ADA)
    assert Post.objects.get().title == {"en": "River desk"}
    assert [row for row in entries() if ".post." in row[1]] == [
        ("public", "directory.post.open", "ministry-a/desk"),
        ("public", "directory.post.update", "ministry-a/desk"),
    ]


def test_post_keeps_its_capacity() -> None:
    desk = cast.desk()
    with pytest.raises(RuleBroken) as refusal:
        commands.open_post(
            desk.organisation, slug="desk", title={"en": "Desk"}, capacity=PostCapacity.KEEPER, by=SYSTEM
        )
    assert str(refusal.value) == "Post ministry-a/desk is open as “party”; open another post for “keeper”."


def test_post_acts_for_its_party_or_for_its_organisation() -> None:
    assert cast.desk().owner == "AAA"
    assert cast.keepers_desk().owner == "observatory"
    ministry = cast.ministry(cast.party())
    reader = commands.open_post(
        ministry, slug="reader", title={"en": "Reader"}, capacity=PostCapacity.ASSESSOR, by=SYSTEM
    )
    assert reader.owner == "ministry-a"


def test_appointment_is_entered_privately_without_a_name() -> None:
    desk, ana = cast.desk(), cast.person("Ana")
    commands.appoint(desk, ana, from_on=date(2026, 1, 1), by=ANA, second=ADA)
    assert entries()[-1] == ("AAA", "directory.appointment.begin", "ministry-a/desk")
    assert last_payload()["content"] == {
        "person": str(ana.pk),
        "is_acting": False,
        "from_on": "2026-01-01",
        "seconded_by": "ministry-a/director",
    }


def test_taken_post_is_free_from_the_ending_day() -> None:
    desk, ana, bela = cast.desk(), cast.person("Ana"), cast.person("Bela")
    first = commands.appoint(desk, ana, from_on=date(2026, 1, 1), by=SYSTEM)
    with pytest.raises(RuleBroken) as refusal:
        commands.appoint(desk, bela, from_on=date(2026, 2, 1), by=SYSTEM)
    assert str(refusal.value) == ("ministry-a/desk is taken from 2026-01-01 with no end; end that appointment first.")
    commands.end_appointment(first, to_on=date(2026, 2, 1), by=SYSTEM)
    commands.appoint(desk, bela, from_on=date(2026, 2, 1), by=SYSTEM)
    assert Appointment.objects.filter(post=desk).count() == 2


def test_acting_holder_may_stand_beside_the_holder() -> None:
    desk = cast.desk()
    commands.appoint(desk, cast.person("Ana"), from_on=date(2026, 1, 1), by=SYSTEM)
    commands.appoint(desk, cast.person("Bela"), from_on=date(2026, 2, 1), is_acting=True, by=SYSTEM)
    assert Appointment.objects.filter(post=desk, to_on=None).count() == 2


def test_appointment_ends_once_and_not_before_it_begins() -> None:
    held = commands.appoint(cast.desk(), cast.person(), from_on=date(2026, 1, 2), by=SYSTEM)
    with pytest.raises(RuleBroken):
        commands.end_appointment(held, to_on=date(2026, 1, 1), by=SYSTEM)
    commands.end_appointment(held, to_on=date(2026, 3, 1), by=SYSTEM)
    with pytest.raises(InvalidTransition):
        commands.end_appointment(held, to_on=date(2026, 4, 1), by=SYSTEM)
    assert Appointment.objects.get().to_on == date(2026, 3, 1)


def _commands(by: Actor, second: Actor | None = None) -> dict[str, Callable[[], object]]:
    """Every write of the directory, on a record that has what it needs."""
    desk, ana = cast.desk(), cast.person()
    ministry, other = desk.organisation, cast.observatory()
    held = commands.appoint(cast.desk(slug="held"), ana, from_on=date(2026, 1, 1), by=SYSTEM)
    return {
        "register_party": lambda: register_a(name={"en": "New"}, by=by),
        "register_organisation": lambda: commands.register_organisation(
            slug="new", name={"en": "New"}, kind=OrganisationKind.NETWORK, by=by
        ),
        "add_alias": lambda: commands.add_alias(ministry, language="en", text="M", kind=AliasKind.ACRONYM, by=by),
        "record_succession": lambda: commands.record_succession(
            predecessor=ministry, successor=other, kind=SuccessionKind.MERGED, on="2025", by=by
        ),
        "add_person": lambda: commands.add_person(name="New", by=by),
        "open_post": lambda: commands.open_post(
            ministry, slug="new", title={"en": "New"}, capacity=PostCapacity.PARTY, by=by, second=second
        ),
        "appoint": lambda: commands.appoint(desk, ana, from_on=date(2026, 1, 1), by=by, second=second),
        "end_appointment": lambda: commands.end_appointment(held, to_on=date(2026, 2, 1), by=by, second=second),
    }


KEEPING = {"register_party", "register_organisation", "add_alias", "record_succession"}
STAFFING = {"open_post", "appoint", "end_appointment"}
ALLOWED = [
    ("SYSTEM", SYSTEM, None, KEEPING | STAFFING | {"add_person"}),
    ("CHRIS", CHRIS, None, KEEPING | {"add_person"}),
    ("ANA alone", ANA, None, {"add_person"}),
    ("ANA with herself", ANA, replace(ANA, post="ministry-a/director"), {"add_person"}),
    ("ANA with another", ANA, ADA, STAFFING | {"add_person"}),
    ("ANA with one who may not", ANA, replace(ADA, roles=WORKING_ROLES), {"add_person"}),
    ("ANA with the other side", ANA, BELA, {"add_person"}),
    ("BELA", BELA, replace(BELA, user_id="bo"), {"add_person"}),
    ("auditor", replace(ANA, roles=frozenset({Role.AUDITOR})), ADA, set()),
    ("DANA", DANA, ADA, set()),
]


@pytest.mark.parametrize(("by", "second", "allowed"), [row[1:] for row in ALLOWED], ids=[row[0] for row in ALLOWED])
def test_who_may_write_what(by: Actor, second: Actor | None, allowed: set[str]) -> None:
    done = set()
    for name, command in _commands(by, second).items():
        before = len(entries())
        try:
            command()
        except ActionDenied:
            assert len(entries()) == before
        else:
            assert len(entries()) == before + 1
            done.add(name)
    assert done == allowed


@pytest.mark.django_db(transaction=True)
def test_write_whose_entry_fails_leaves_no_row() -> None:
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE ledger_entry RENAME TO ledger_entry_away")
    try:
        with pytest.raises(Exception, match="ledger_entry"):
            commands.add_person(name="Ana", by=SYSTEM)
    finally:
        with connection.cursor() as cursor:
            cursor.execute("ALTER TABLE ledger_entry_away RENAME TO ledger_entry")
    assert Person.objects.count() == 0


@pytest.mark.parametrize(
    "broken",
    [
        lambda: Organisation.objects.create(slug="x", name={"en": "X"}, kind=OrganisationKind.MINISTRY),
        lambda: Appointment.objects.create(
            post=cast.desk(), person=cast.person(), from_on=date(2026, 1, 2), to_on=date(2026, 1, 1)
        ),
        lambda: Succession.objects.create(
            predecessor=cast.observatory(), successor=cast.observatory(), kind=SuccessionKind.SPLIT, on="2023"
        ),
        lambda: Succession.objects.create(
            predecessor=cast.observatory(), successor=cast.ministry(cast.party()), kind=SuccessionKind.SPLIT, on=""
        ),
    ],
    ids=["ministry without party", "ends before it begins", "succeeds itself", "undated succession"],
)
def test_database_refuses_broken_pairs(broken: Callable[[], object]) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        broken()
