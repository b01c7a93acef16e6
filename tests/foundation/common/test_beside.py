"""What is asked about several at once is answered to each as if it had been asked alone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import timedelta
from random import Random
from typing import Any
from uuid import UUID

import pytest
from django.db import connection
from django.db.models import Count, QuerySet
from django.test.utils import CaptureQueriesContext

from entente.foundation.common import notes
from entente.foundation.common.beside import lie_beside, nothing_lies
from entente.foundation.common.prepared import prepared_along
from entente.foundation.common.reading import one_instant
from entente.record.assessment.models import Finding, Inquiry
from tests.record.builders import NOW

pytestmark = pytest.mark.django_db

REFS = tuple(f"plan/{number}" for number in range(9))
Told = list[tuple[str, list[Any], list[tuple[Any, ...]]]]


@prepared_along("commitment", names="{slug}")
def findings(commitments: list[str]) -> QuerySet[Finding]:
    return Finding.objects.filter(commitment__in=commitments, made_at__lte=NOW).order_by("looked_where", "slug")


@prepared_along("finding_id")
def inquiries(found: list[UUID]) -> QuerySet[Inquiry]:
    return Inquiry.objects.filter(finding__in=found).select_related("finding").order_by("-party", "pk")


@prepared_along("commitment")
def counted(commitment: str) -> QuerySet[Finding, Any]:
    rows = Finding.objects.filter(commitment=commitment).values_list("commitment", "owner", named=True)
    return rows.annotate(many=Count("pk")).order_by("owner")


@prepared_along("slug")
def named(names: list[str]) -> QuerySet[Finding, Any]:
    return Finding.objects.filter(slug__in=names).order_by("slug").values_list("slug", "made_at")


@prepared_along("commitment")
def latest(commitment: str) -> QuerySet[Finding]:
    return Finding.objects.filter(commitment=commitment).order_by("-slug")[:1]


@prepared_along("commitment")
def slugs(commitment: str) -> QuerySet[Finding, str]:
    return Finding.objects.filter(commitment=commitment).order_by("slug").values_list("slug", flat=True)


@pytest.fixture
def record() -> Iterator[None]:
    """Several findings of most promises, and several inquiries of most findings."""
    random = Random(7)
    for number in range(40):
        row = Finding.objects.create(
            owner=random.choice(("AAA", "BBB")),
            slug=f"looked-{number:02}",
            commitment=random.choice(REFS[1:]),
            looked_where={"en": random.choice("abc")},
            tier="public",
            made_at=NOW,
            looked_on=NOW.date(),
        )
        for days in range(random.randrange(4)):
            on = NOW.date() - timedelta(days=days)
            Inquiry.objects.create(
                finding=row, party=random.choice(("AAA", "BBB")), asked_on=on, due_on=on, made_at=NOW
            )
    yield
    nothing_lies()


def answers(order: Sequence[str]) -> tuple[list[Any], Told]:
    """What each is told and what is noted of it, of promises asked about one after the other."""
    noted: Told = []
    found: list[Any] = []
    with notes.telling(lambda sql, given, rows: noted.append((sql, list(given), list(rows)))), notes.noting():
        for at, ref in enumerate(order):
            mine = findings([ref])
            asked = inquiries([row.pk for row in mine])
            both = findings([ref, order[at - 1]])
            told = [(row.pk, row.slug) for row in mine], [(row.pk, row.finding.slug, row.party) for row in asked]
            found.append((*told, [row.slug for row in both], counted(ref), [row.pk for row in latest(ref)], slugs(ref)))
    return found, noted


@pytest.mark.parametrize("many", [1, 3, 9])
def test_each_is_answered_as_if_asked_alone(record: None, many: int) -> None:
    order = Random(many).sample(REFS, len(REFS))
    alone, _ = answers(order)
    together: list[Any] = []
    with one_instant():
        for begin in range(0, len(order), many):
            lie_beside(order[begin : begin + many])
            found, noted = answers(order[begin : begin + many])
            together += [(*one[:2], *one[3:]) for one in found]
            for sql, given, rows in noted:
                with connection.cursor() as cursor:
                    cursor.execute(sql, given)
                    assert cursor.fetchall() == rows
            assert bool(noted) == (many > 1)
    assert together == [(*one[:2], *one[3:]) for one in alone]
    assert sum(len(one[0]) > 1 for one in alone) > 5 < sum(len(one[1]) > 1 for one in alone)


def test_several_are_answered_in_the_order_of_their_own_question(record: None) -> None:
    alone = [[row.slug for row in findings([ref, REFS[-1]])] for ref in REFS]
    with one_instant():
        lie_beside(REFS)
        with CaptureQueriesContext(connection) as captured:
            assert [[row.slug for row in findings([ref, REFS[-1]])] for ref in REFS] == alone
        assert len(captured) == 1
    assert any(one != sorted(one) for one in alone)


def test_questions_are_asked_once_for_all_and_what_lies_elsewhere_on_its_own(record: None) -> None:
    with one_instant():
        lie_beside(REFS[:4])
        with CaptureQueriesContext(connection) as captured:
            rows = [row for ref in REFS[:4] for row in findings([ref])]
            assert len(captured) == 1
            for row in rows:
                inquiries([row.pk])
            assert len(captured) == 2
            findings([REFS[0], REFS[8]])
            findings([REFS[8]])
            assert len(captured) == 4
            latest(REFS[1]), latest(REFS[2])
            assert len(captured) == 6
            lie_beside(REFS[4:])
            findings([REFS[1]])
            assert len(captured) == 7
    with CaptureQueriesContext(connection) as captured:
        findings([REFS[5]]), findings([REFS[6]])
    assert len(captured) == 2


def test_names_of_rows_lie_beside_each_other(record: None) -> None:
    with one_instant():
        lie_beside(REFS)
        rows = findings([REFS[1]])
        with CaptureQueriesContext(connection) as captured:
            assert [named([row.slug]) for row in rows] == [[(row.slug, row.made_at)] for row in rows]
        assert (len(captured), len(rows) > 1) == (1, True)
