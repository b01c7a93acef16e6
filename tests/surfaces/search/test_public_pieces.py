"""What everybody may find, read in pieces: the same documents as of a plan read whole, kept or not."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from random import Random

import pytest

from entente.foundation.common.actors import PUBLIC
from entente.foundation.common.records import Tier
from entente.record.plan.queries import Plan
from entente.record.verification.models import Claim
from entente.surfaces.publish.kept_parts import SCHEMA, KeptParts
from entente.surfaces.search.building import bridge_of
from entente.surfaces.search.documents import SearchDocument
from entente.surfaces.search.gathering import of_plan
from entente.surfaces.search.public_pieces import Gathered
from entente.surfaces.search.words import Kind
from tests.record.assessment.calendar_acts import reporting_plan
from tests.surfaces.publish.test_changed import ACTS, BEGIN

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan(db: None) -> Plan:
    """With something of each kind that lies under a promise."""
    plan, random = reporting_plan(), Random(0)
    for act in ACTS:
        act(random, BEGIN)
    return plan


@pytest.fixture
def notes() -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(":memory:")) as opened:
        opened.executescript(SCHEMA)
        yield opened


def whole() -> list[SearchDocument]:
    """The oldest first."""
    found = list(of_plan(PUBLIC, "tri-plan", as_of=BEGIN))
    return sorted(found, key=lambda one: one.place, reverse=True)


def documents(gathered: Gathered) -> list[SearchDocument]:
    return [gathered.document(one) for one in gathered.found]


def test_pieces_hold_what_the_plan_holds(plan: Plan) -> None:
    assert documents(Gathered(as_of=BEGIN)) == whole()
    assert len({one.kind for one in whole()}) > 6


def test_what_was_kept_says_the_same_and_teaches_the_same(plan: Plan, notes: sqlite3.Connection) -> None:
    for _time in range(3):
        with KeptParts(notes, BEGIN, frozenset()).of("search"):
            gathered = Gathered(as_of=BEGIN)
            assert gathered.bridge() == bridge_of(whole())
            assert documents(gathered) == whole()


def test_what_is_hidden_is_in_no_piece(plan: Plan) -> None:
    evidence = [one.ref for one in documents(Gathered(as_of=BEGIN)) if one.kind is Kind.EVIDENCE]
    assert evidence
    Claim.objects.update(tier=Tier.PARTIES)
    assert not {one.ref for one in documents(Gathered(as_of=BEGIN))} & set(evidence)
