"""An earlier instant shows nothing that was put on record later: every table, and every query that the public may ask.

A record on which everything was written answers, for an instant before all of it, as one on which nothing ever was.
"""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.db import transaction
from django.db.models import QuerySet

from entente.foundation.common.actors import PUBLIC
from entente.foundation.common.errors import Refusal
from entente.foundation.sources import queries as sources
from entente.record.assessment import queries as assessment
from entente.record.assessment.queries import assessors
from entente.record.delivery import queries as delivery
from entente.record.plan import commands as plans_acts
from entente.record.plan import queries as plans
from entente.record.plan.queries import Standing
from entente.record.verification import queries as verification
from entente.surfaces.opendata.reading import reading, rows_of
from entente.surfaces.opendata.tables import TABLES
from tests.cast import ANA, BELA
from tests.record.builders import adopted_plan, draft_plan
from tests.surfaces.walked_agreements import every_text
from tests.surfaces.walked_world import world

pytestmark = pytest.mark.django_db

NOT_ASKED = {"next_turns", "public_turns", "next_lapse"}
"""They look at what is to come."""
EARLIER = datetime(2020, 1, 1, tzinfo=UTC)
PROMISES = ("tri-plan/1.1", "tri-plan/2.1")
PARTS = (sources, plans, verification, delivery, assessment, assessors)
GIVEN: dict[str, tuple[Any, ...]] = {
    "by": (PUBLIC,),
    "actor": (PUBLIC,),
    "plan": ("tri-plan",),
    "slug": ("tri-plan",),
    "plans": (["tri-plan"],),
    "ref": PROMISES,
    "commitment": PROMISES,
    "subject": PROMISES,
    "refs": (list(PROMISES),),
    "commitments": (list(PROMISES),),
    "party": ("AAA",),
    "owner": ("AAA", "observatory"),
}
"""What a query is asked about, by the name of its parameter; one that asks for more is not asked."""


def queries() -> Iterator[tuple[str, Callable[..., Any], list[str]]]:
    """Every query of the record that takes an instant, with the names of what else it has to be given."""
    for part in PARTS:
        for name in sorted(name for name in vars(part) if not name.startswith("_")):
            query = getattr(part, name)
            if inspect.isfunction(query):
                asked = inspect.signature(query).parameters
                needs = [one for one, how in asked.items() if how.default is how.empty and one != "as_of"]
                if name not in NOT_ASKED and "as_of" in asked and all(_can_be_given(asked[one]) for one in needs):
                    yield f"{part.__name__}.{name}", query, needs


def _can_be_given(one: inspect.Parameter) -> bool:
    """Texts for texts, lists of texts for those: a query that takes a row is asked by whoever has the row already."""
    kinds = {str: "str", list: "[str]"}
    return one.name in GIVEN and kinds.get(type(GIVEN[one.name][0]), "Actor") in str(one.annotation)


def ways(needs: list[str]) -> Iterator[dict[str, Any]]:
    for turn in range(max([1, *(len(GIVEN[one]) for one in needs)])):
        yield {one: GIVEN[one][turn % len(GIVEN[one])] for one in needs}


def plainly(answer: object) -> str:
    """An answer as text, whatever keys and instants the rows of this very run got."""
    told = list(answer) if isinstance(answer, QuerySet | Iterator) else answer
    return re.sub(r"[0-9a-f]{8}-[0-9a-f-]{27}|[0-9a-f]{64}|datetime\.datetime\([^)]*\)+", "…", repr(told))


def answers() -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for name, query, needs in queries():
        for given in ways(needs):
            try:
                told = plainly(query(**given, as_of=EARLIER))
            except Refusal as refused:
                told = type(refused).__name__
            found.setdefault(name, []).append(told)
    of = reading(as_of=EARLIER)
    return found | {f"table {table.name}": [plainly(list(rows_of(table, of)))] for table in TABLES}


def on_record(begin: Callable[[], Any]) -> Mapping[str, list[str]]:
    with transaction.atomic():
        begin()
        found = answers()
        transaction.set_rollback(True)
    return found


def bare() -> None:
    """The plan, its words and who takes part: what stands without a history of its own."""
    plan = adopted_plan()
    draft_plan("draft-plan")
    for by in (ANA, BELA):
        plans_acts.set_standing(plan, by.owner, Standing.TAKING_PART, by=by, on=date(2026, 1, 1))
    every_text()


def test_what_was_made_later_is_in_no_answer_of_an_earlier_instant() -> None:
    nothing, everything = on_record(bare), on_record(world)
    assert len(nothing) > 60 + len(TABLES)
    assert {name: told for name, told in everything.items() if told != nothing[name]} == {}
