from __future__ import annotations

from datetime import date

import pytest
from pytest_django import DjangoAssertNumQueries

from entente.foundation.common.actors import SYSTEM
from entente.foundation.common.errors import NotVisible
from entente.foundation.directory import commands, queries
from entente.foundation.directory.models import Organisation
from entente.foundation.directory.words import AliasKind, OrganisationKind, SuccessionKind
from tests import cast

pytestmark = pytest.mark.django_db

MARCH, APRIL, MAY = date(2026, 3, 1), date(2026, 4, 1), date(2026, 5, 1)


def body(slug: str, name: str = "") -> Organisation:
    return commands.register_organisation(
        slug=slug, name={"en": name or slug}, kind=OrganisationKind.NETWORK, by=SYSTEM
    )


def follow(predecessor: Organisation, successor: Organisation, on: str, kind: SuccessionKind) -> None:
    commands.record_succession(predecessor=predecessor, successor=successor, on=on, kind=kind, by=SYSTEM)


def slugs(organisations: list[Organisation]) -> list[str]:
    return [organisation.slug for organisation in organisations]


def test_alias_of_two_bodies_is_ambiguous() -> None:
    for slug in ("global-affairs", "advisory-council"):
        commands.add_alias(body(slug), language="en", text="GAC", kind=AliasKind.ACRONYM, by=SYSTEM)
    assert slugs(queries.resolve_alias("g.a.c.")) == ["advisory-council", "global-affairs"]


def test_alias_in_another_language_is_not_found_when_one_is_asked_for() -> None:
    commands.add_alias(body("affairs"), language="fr", text="AMC", kind=AliasKind.ACRONYM, by=SYSTEM)
    assert slugs(queries.resolve_alias("amc", "fr")) == ["affairs"]
    assert slugs(queries.resolve_alias("amc", "en")) == []
    assert slugs(queries.resolve_alias("amc")) == ["affairs"]


def test_own_name_is_found_without_case_and_accents() -> None:
    body("commission", "Comisión Nacional")
    assert slugs(queries.resolve_alias("COMISION NACIONAL")) == ["commission"]
    assert slugs(queries.resolve_alias("comisión nacional", "en")) == ["commission"]
    assert slugs(queries.resolve_alias("comisión nacional", "es")) == []


@pytest.mark.parametrize("text", ["", " ", "...", "nobody"])
def test_unknown_name_means_nothing(text: str) -> None:
    body("commission")
    assert queries.resolve_alias(text) == []


def test_alias_is_resolved_with_as_many_queries_for_many_bodies(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    for number in range(30):
        commands.add_alias(body(f"b{number}"), language="en", text="GAC", kind=AliasKind.ACRONYM, by=SYSTEM)
    with django_assert_num_queries(4):
        assert len(queries.resolve_alias("GAC")) == 30


def test_successor_counts_from_the_last_day_of_a_partial_date() -> None:
    old, new = body("old"), body("new")
    follow(old, new, "2025", SuccessionKind.SUCCEEDED)
    assert slugs(queries.successors_of(old, on=date(2025, 12, 30))) == []
    assert slugs(queries.successors_of(old, on=date(2025, 12, 31))) == ["new"]


def test_successors_of_a_split_are_the_ends_of_all_chains() -> None:
    old, left, right, heir = body("old"), body("left"), body("right"), body("heir")
    follow(old, left, "2020", SuccessionKind.SPLIT)
    follow(old, right, "2020", SuccessionKind.SPLIT)
    follow(left, heir, "2022", SuccessionKind.ABSORBED)
    assert slugs(queries.successors_of(old, on=date(2021, 6, 1))) == ["left", "right"]
    assert slugs(queries.successors_of(old, on=date(2023, 6, 1))) == ["heir", "right"]
    assert slugs(queries.successors_of(heir, on=date(2023, 6, 1))) == []


def test_successors_that_merge_again_are_named_once() -> None:
    old, left, right, heir = body("old"), body("left"), body("right"), body("heir")
    for middle in (left, right):
        follow(old, middle, "2020", SuccessionKind.SPLIT)
        follow(middle, heir, "2022", SuccessionKind.MERGED)
    assert slugs(queries.successors_of(old, on=date(2023, 1, 1))) == ["heir"]


def test_successions_are_read_from_both_ends_oldest_first() -> None:
    old, older, new = body("old"), body("older"), body("new")
    follow(old, new, "2022", SuccessionKind.MERGED)
    follow(older, new, "2020", SuccessionKind.MERGED)
    assert [row.predecessor for row in queries.followed(new)] == [older, old]
    assert [row.successor for row in queries.followed_by(old)] == [new]
    assert queries.followed(old) == []


def test_name_follows_renamings_both_ways_and_nothing_else() -> None:
    first, second, third = body("first", "First"), body("second", "Second"), body("third", "Third")
    follow(first, second, "2020", SuccessionKind.RENAMED)
    follow(second, third, "2024", SuccessionKind.MERGED)
    assert queries.name_at(first, on=date(2022, 1, 1), language="en") == ("Second", "en")
    assert queries.name_at(second, on=date(2019, 1, 1), language="en") == ("First", "en")
    assert queries.name_at(second, on=date(2026, 1, 1), language="en") == ("Second", "en")


def test_name_in_a_missing_language_says_which_it_is() -> None:
    assert queries.name_at(body("one", "One"), on=MARCH, language="es") == ("One", "en")


def test_acting_holder_wins_while_acting() -> None:
    desk, ana, bela = cast.desk(), cast.person("Ana"), cast.person("Bela")
    commands.appoint(desk, ana, from_on=MARCH, by=SYSTEM)
    acting = commands.appoint(desk, bela, from_on=APRIL, is_acting=True, by=SYSTEM)
    commands.end_appointment(acting, to_on=MAY, by=SYSTEM)
    holders = [queries.holder_of(desk, on=on) for on in (date(2026, 2, 28), MARCH, APRIL, date(2026, 4, 30), MAY)]
    assert holders == [None, ana, bela, bela, ana]
    assert queries.posts_held_by(ana, on=APRIL) == []
    assert queries.posts_held_by(ana, on=MAY) == [desk]
    assert queries.posts_held_by(bela, on=APRIL) == [desk]
    assert queries.posts_held_by(bela, on=MAY) == []
    assert [row.post for row in queries.appointments_of(ana, on=APRIL)] == [desk]


def test_posts_held_come_with_what_an_actor_needs_in_one_query(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    ana = cast.person("Ana")
    for number in range(5):
        commands.appoint(cast.desk(slug=f"desk-{number}"), ana, from_on=MARCH, by=SYSTEM)
    with django_assert_num_queries(1):
        assert {(post.owner, post.ref[:10]) for post in queries.posts_held_by(ana, on=MARCH)} == {("AAA", "ministry-a")}


def test_owners_of_counts_what_still_lasts_or_is_to_come() -> None:
    ana = cast.person("Ana")
    ended = commands.appoint(cast.keepers_desk(), ana, from_on=MARCH, by=SYSTEM)
    commands.appoint(cast.desk(), ana, from_on=MAY, by=SYSTEM)
    assert queries.owners_of(ana, on=MARCH) == {"observatory", "AAA"}
    commands.end_appointment(ended, to_on=APRIL, by=SYSTEM)
    assert queries.owners_of(ana, on=APRIL) == {"AAA"}


def test_what_is_not_on_record_is_not_visible() -> None:
    for read in (
        lambda: queries.get_party("ZZZ"),
        lambda: queries.get_organisation("nobody"),
        lambda: queries.get_post("nobody/nothing"),
        lambda: queries.get_post("nobody"),
    ):
        with pytest.raises(NotVisible):
            read()


def test_what_is_on_record_is_found_by_its_ref() -> None:
    desk = cast.desk()
    assert queries.get_post("ministry-a/desk") == desk
    assert queries.get_organisation("ministry-a") == desk.organisation
    assert queries.get_party("AAA") == desk.organisation.party
    assert list(queries.parties()) == [desk.organisation.party]


def test_organisations_are_listed_with_as_many_queries_for_many(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    body("one")
    for count in (1, 30):
        for number in range(count):
            commands.add_alias(body(f"b{number}"), language="en", text="B", kind=AliasKind.ACRONYM, by=SYSTEM)
        with django_assert_num_queries(2):
            assert len([len(row.aliases.all()) for row in queries.organisations()]) == count + 1
