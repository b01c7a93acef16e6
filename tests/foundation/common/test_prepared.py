"""A question that was put together once answers every later one as if it had been put together anew."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from uuid import UUID

import pytest
from django.db import connection
from django.db.models import Q, QuerySet
from django.test.utils import CaptureQueriesContext

from entente.foundation.common.actors import PUBLIC, SYSTEM, Actor
from entente.foundation.common.prepared import grouped, prepared
from entente.foundation.common.records import Tier, readable
from entente.foundation.sources.models import Document
from entente.record.assessment.models import Finding
from tests.record.builders import NOW

pytestmark = pytest.mark.django_db

HOUR, TODAY = timedelta(hours=1), NOW.date()


class Built:
    """How often a question was put together."""

    def __init__(self) -> None:
        self.times = 0


@pytest.fixture
def built() -> Built:
    return Built()


def add(slug: str, owner: str = "AAA", *, tier: Tier = Tier.PUBLIC, at: datetime = NOW, on: date = TODAY) -> UUID:
    return Finding.objects.create(owner=owner, slug=slug, tier=tier, made_at=at, looked_on=on).pk


def test_values_differ_and_the_question_is_put_together_once(built: Built) -> None:
    @prepared
    def slugs(by: Actor, of: Q, owner: str, as_of: datetime) -> QuerySet[Finding, str]:
        built.times += 1
        rows = Finding.objects.filter(readable(by, as_of=as_of), of, owner=owner, made_at__lte=as_of)
        return rows.order_by("slug").values_list("slug", flat=True)

    keys = [add("a"), add("b", on=date(2026, 5, 1)), add("c", "BBB"), add("d", tier=Tier.OWN), add("e", at=NOW + HOUR)]
    asked = [
        (PUBLIC, Q(looked_on=TODAY), "AAA", NOW),
        (PUBLIC, Q(looked_on=TODAY), "BBB", NOW),
        (PUBLIC, Q(looked_on=TODAY), "AAA", NOW + HOUR),
        (PUBLIC, Q(looked_on=date(2026, 5, 1)), "AAA", NOW),
        (PUBLIC, Q(looked_on=date(2026, 5, 2)), "AAA", NOW),
        (SYSTEM, Q(looked_on=TODAY), "AAA", NOW),
        (PUBLIC, Q(pk__in=keys[:2]) | ~Q(slug__in=["a", "b"]), "AAA", NOW + HOUR),
        (PUBLIC, Q(pk__in=keys[3:]) | ~Q(slug__in=["a", "e"]), "AAA", NOW + HOUR),
    ]
    shapes = 3
    found = [slugs(*one) for one in asked]
    assert found == [["a"], ["c"], ["a", "e"], ["b"], [], ["a", "d"], ["a", "b", "e"], ["b", "e"]]
    assert (built.times, [slugs(*one) for one in asked]) == (2 * shapes, found)


def test_a_value_made_of_others_is_no_shape(built: Built) -> None:
    """Put together each time, so that it is never that of another question."""

    @prepared
    def within_an_hour(as_of: datetime) -> QuerySet[Finding]:
        built.times += 1
        return Finding.objects.filter(made_at__lte=as_of + HOUR).order_by("slug")

    @prepared
    def under(begin: str) -> QuerySet[Finding]:
        return Finding.objects.filter(slug__startswith=begin).order_by("slug")

    @prepared
    def of_key(key: str) -> QuerySet[Finding]:
        return Finding.objects.filter(pk=key)

    first, second = add("a", at=NOW + HOUR), add("b", at=NOW + 2 * HOUR)
    assert [row.slug for key in (first, second) for row in of_key(str(key))] == ["a", "b"]
    for _again in range(2):
        assert [row.slug for row in within_an_hour(NOW)] == ["a"]
        assert [row.slug for row in within_an_hour(NOW + HOUR)] == ["a", "b"]
        assert ([row.slug for row in under("a")], [row.slug for row in under("b")]) == (["a"], ["b"])
    assert built.times == 2 + 4


def test_what_belongs_to_rows_is_of_the_day_that_is_asked_for() -> None:
    Document.objects.create(owner="AAA", slug="a", side="third")

    @prepared
    def whole(slugs: list[str]) -> QuerySet[Document]:
        return Document.objects.filter(slug__in=slugs).prefetch_related("snapshots")

    for slugs, asked in ((["a"], 2), (["a"], 2), (["b"], 1), ([], 0)):
        with CaptureQueriesContext(connection) as captured:
            found = [(row.slug, list(row.snapshots.all())) for row in whole(slugs)]
        assert (found, len(captured)) == ([("a", [])] if slugs == ["a"] else [], asked)


def test_a_list_has_each_member_once_and_none_asks_nothing() -> None:
    add("a"), add("b")

    @prepared
    def named(slugs: list[str]) -> QuerySet[Finding, str]:
        return Finding.objects.filter(slug__in=slugs).order_by("slug").values_list("slug", flat=True)

    assert [named(["a", "a", "b"]), named(["b", "a"]), named(["a", "a"])] == [["a", "b"], ["a", "b"], ["a"]]
    with CaptureQueriesContext(connection) as captured:
        assert (named([]), named([])) == ([], [])
    assert len(captured) == 0
    assert named([str(at) for at in range(200)] + ["a"]) == ["a"]


def test_rows_grouped_keep_their_order() -> None:
    assert grouped([3, 1, 2, 5], lambda one: one % 2) == {1: [3, 1, 5], 0: [2]}
