"""Every table of a release, in its order.  A family is read together, plan by plan, and then let go."""

from __future__ import annotations

from . import assessors, change, directory, evidence, log, plan, reporting, said, work
from .table import Cell, Row, Table
from .view import View

__all__ = ["FAMILIES", "TABLES", "Cell", "Row", "Table", "View", "table_named"]

FAMILIES: tuple[tuple[Table, ...], ...] = (
    directory.TABLES,
    plan.TABLES,
    work.TABLES,
    said.TABLES,
    evidence.TABLES,
    assessors.TABLES,
    change.TABLES,
    reporting.TABLES,
    log.TABLES,
)

TABLES: tuple[Table, ...] = tuple(table for family in FAMILIES for table in family)

_BY_NAME = {table.name: table for table in TABLES}


def table_named(name: str) -> Table | None:
    return _BY_NAME.get(name)
