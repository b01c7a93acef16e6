"""A long list comes in pieces, of which one is held: they are the same rows, in the same order, as the list as a whole."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from itertools import chain
from typing import Any

import pytest
from django.db import transaction
from django.test import override_settings
from pytest_django.plugin import DjangoDbBlocker

from entente.foundation.common.actors import PUBLIC
from entente.record.assessment import queries as assessment
from entente.record.assessment.assessing_views import AssessmentView
from entente.record.assessment.queries import assessors
from entente.record.delivery import queries as delivery
from entente.record.delivery.queries import MilestoneFilter, MilestoneView
from entente.record.plan import queries as plans
from entente.record.verification import queries as verification
from entente.record.verification.cited import cited_pieces
from entente.surfaces.intake.demonstration import load_demonstration
from entente.surfaces.opendata.reading import reading, rows_of, rows_of_all
from entente.surfaces.opendata.tables import TABLES, View
from entente.surfaces.opendata.words import Walk

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_demonstration")]
AT = datetime(2026, 11, 29, 12, tzinfo=UTC)


@pytest.fixture(scope="module")
def _demonstration(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """A record with several of everything, once for this file: no test of it writes."""
    with django_db_blocker.unblock(), transaction.atomic(), override_settings(IS_DEMONSTRATION=True):
        load_demonstration(1, at=AT)
        yield
        transaction.set_rollback(True)


def _milestones(by: Any, plan: str, *, as_of: datetime) -> list[MilestoneView]:
    return delivery.milestones(by, MilestoneFilter(plan=plan), as_of=as_of)[1]


def _published_pieces(_by: Any, plan: str, *, as_of: datetime, size: int) -> Iterator[list[AssessmentView]]:
    return assessors.published_pieces(plan, as_of=as_of, size=size)


def _published(_by: Any, plan: str, *, as_of: datetime) -> list[AssessmentView]:
    return assessors.published_on_plan(plan, as_of=as_of)


PAIRS: tuple[tuple[Callable[..., Any], Callable[..., Any]], ...] = (
    (plans.commitment_pieces, plans.commitments),
    (verification.claim_pieces, verification.claims_on_plan),
    (delivery.version_pieces, delivery.versions_on_plan),
    (delivery.activity_pieces, delivery.activities_on_plan),
    (delivery.lead_pieces, delivery.leads_on_plan),
    (delivery.milestone_pieces, _milestones),
    (delivery.obstacle_pieces, delivery.obstacles_on_plan),
    (assessment.finding_pieces, assessment.findings_on_plan),
    (assessment.said_pieces, assessment.said_on_plan),
    (_published_pieces, _published),
)
"""(in pieces, as a whole) of every list of which the demonstration has several."""


@pytest.mark.parametrize(("pieces", "whole"), PAIRS)
@pytest.mark.parametrize("size", [1, 2, 100])
def test_pieces_are_the_list_as_a_whole(pieces: Callable[..., Any], whole: Callable[..., Any], size: int) -> None:
    there = 0
    for plan in plans.visible_plans(PUBLIC, as_of=AT):
        listed = list(whole(PUBLIC, plan.slug, as_of=AT))
        found = list(pieces(PUBLIC, plan.slug, as_of=AT, size=size))
        assert list(chain.from_iterable(found)) == listed
        there = max(there, len(listed))
    assert there >= 2


@pytest.mark.parametrize("size", [1, 2, 100])
def test_each_document_that_claims_cite_comes_once_in_the_order_in_which_it_came_on_record(size: int) -> None:
    slugs = [plan.slug for plan in plans.visible_plans(PUBLIC, as_of=AT)]
    claims = chain.from_iterable(verification.claims_on_plan(PUBLIC, slug, as_of=AT) for slug in slugs)
    cited = {one.document_key for claim in claims for one in claim.sources}
    found = chain.from_iterable(cited_pieces(PUBLIC, slugs, as_of=AT, size=size))
    assert [one.pk for one in found] == sorted(cited)
    assert len(cited) >= 2


@pytest.mark.parametrize("size", [1, 2, 100])
def test_candidates_come_promise_by_promise(size: int) -> None:
    for plan in plans.visible_plans(PUBLIC, as_of=AT):
        listed = delivery.candidates_on_plan(PUBLIC, plan.slug, as_of=AT)
        found = chain.from_iterable(delivery.candidate_pieces(PUBLIC, plan.slug, as_of=AT, size=size))
        assert sorted(one.ref for one in found) == sorted(one.ref for one in listed)


def test_a_plan_without_any_row_is_one_piece_and_the_first() -> None:
    plan = plans.visible_plans(PUBLIC, as_of=AT)[0]
    for walk in (walk for walk in Walk if walk not in (Walk.WHOLE, Walk.PROMISES)):
        pieces = list(View(AT.replace(year=2000), (plan,), plan).pieces(walk))
        assert [(piece.is_first, getattr(piece, walk)) for piece in pieces] == [(True, ())]


def test_all_tables_together_have_the_rows_of_each_by_itself() -> None:
    of = reading(as_of=AT)
    together: dict[str, list[object]] = {table.name: [] for table in TABLES}
    firsts = 0
    for table, is_first, rows in rows_of_all(of):
        together[table.name] += rows
        firsts += is_first
    assert together == {table.name: list(rows_of(table, of)) for table in TABLES}
    assert firsts == sum(len(of.plans) if table.is_of_plan else 1 for table in TABLES)
