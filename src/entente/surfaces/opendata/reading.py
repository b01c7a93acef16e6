"""The rows of tables, read family by family and plan by plan: as many queries for thirty promises as for one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from entente.foundation.common.actors import PUBLIC
from entente.record.plan import queries as plans
from entente.record.plan.queries import PlanView

from .dictionary import TONGUES
from .tables import FAMILIES, TABLES, Cell, Table, View


@dataclass(frozen=True, slots=True)
class Reading:
    """One instant of the public record, before any table is read.

    languages  of wordings, in which each has a column: those of the public plans, and of the dictionary where there is none
    """

    as_of: datetime
    plans: tuple[PlanView, ...]
    languages: tuple[str, ...]


def reading(*, as_of: datetime, plan: str = "") -> Reading:
    """plan: only this one, "" for all.  An unknown one is no plan.  Two queries."""
    seen = tuple(plans.visible_plans(PUBLIC, as_of=as_of))
    chosen = tuple(one for one in seen if not plan or one.slug == plan)
    spoken = {tag for one in chosen for tag in one.languages} | {
        tag for one in chosen for party in one.parties for tag in party.languages
    }
    return Reading(as_of, chosen, tuple(sorted(spoken)) or TONGUES)


def rows_of(table: Table, of: Reading) -> Iterator[list[Cell]]:
    """All rows of one table."""
    for view in _views(of, table):
        yield from table.rows(view, of.languages)


def rows_of_all(of: Reading, tables: Sequence[Table] = TABLES) -> Iterator[tuple[Table, Iterator[list[Cell]]]]:
    """All rows of these tables: a table comes again for each plan, and its rows are taken before the next comes."""
    for family in FAMILIES:
        for plan in (None, *of.plans):
            view = View(of.as_of, of.plans, plan)
            for table in family:
                if table in tables and table.is_of_plan is (plan is not None):
                    yield table, iter(table.rows(view, of.languages))


def _views(of: Reading, table: Table) -> Sequence[View]:
    return [View(of.as_of, of.plans, plan) for plan in (of.plans if table.is_of_plan else (None,))]
