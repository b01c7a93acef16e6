"""A long list comes in pieces, of which one is held: they are the same rows, in the same order, as the list as a whole."""

from __future__ import annotations

from itertools import chain

import pytest

from entente.foundation.common.actors import PUBLIC
from entente.record.assessment.queries import Completion
from entente.record.delivery import queries as delivery
from entente.record.plan import queries as plans
from entente.record.verification import queries as verification
from entente.surfaces.opendata.reading import reading, rows_of, rows_of_all
from entente.surfaces.opendata.tables import TABLES, View
from entente.surfaces.opendata.words import Walk
from tests.surfaces.busy import AT, claimed, published
from tests.surfaces.web.stage import staged_plan

pytestmark = pytest.mark.django_db
PLAN = "tri-plan"


@pytest.fixture(autouse=True)
def _plan() -> None:
    """Promises with evidence and with what is said of them, more than fit into the pieces of these tests."""
    staged_plan()
    for number in ("2.1", "1.2", "1.1"):
        ref = f"{PLAN}/{number}"
        said = claimed(ref, f"memo-{number[0]}-{number[2]}")
        published(ref, "Half.", value=Completion.LIMITED, claims=(said,))


@pytest.mark.parametrize("size", [1, 2, 3, 100])
def test_pieces_are_the_list_as_a_whole(size: int) -> None:
    pairs = (
        (plans.commitment_pieces, plans.commitments),
        (verification.claim_pieces, verification.claims_on_plan),
        (delivery.version_pieces, delivery.versions_on_plan),
    )
    for some, whole in pairs:
        found = list(some(PUBLIC, PLAN, as_of=AT, size=size))
        listed = list(whole(PUBLIC, PLAN, as_of=AT))
        assert len(listed) >= 3
        assert list(chain.from_iterable(found)) == listed
        assert max(len(piece) for piece in found) <= size


def test_a_plan_without_any_row_is_one_piece_and_the_first() -> None:
    (plan,) = plans.visible_plans(PUBLIC, as_of=AT)
    for walk in (Walk.CLAIMS, Walk.UPDATES):
        pieces = list(View(AT.replace(year=2020), (plan,), plan).pieces(walk))
        assert [(piece.is_first, piece.claims, piece.updates) for piece in pieces] == [(True, (), ())]


def test_all_tables_together_have_the_rows_of_each_by_itself() -> None:
    of = reading(as_of=AT)
    together: dict[str, list[object]] = {table.name: [] for table in TABLES}
    firsts = 0
    for table, is_first, rows in rows_of_all(of):
        together[table.name] += rows
        firsts += is_first
    assert together == {table.name: list(rows_of(table, of)) for table in TABLES}
    assert firsts == len(TABLES)  # there is one plan
