"""The rows of tables, read plan by plan, together or in pieces: as many queries for thirty promises as for one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from entente.foundation.common.actors import PUBLIC
from entente.foundation.common.canonical import sha256_hex
from entente.record.plan import queries as plans
from entente.record.plan.queries import PlanView

from .dictionary import TONGUES
from .tables import FAMILIES, TABLES, Cell, Table, View
from .words import Walk


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
    for whole in _views(of, table):
        for view in whole.pieces(table.walk):
            yield from table.rows(view, of.languages)


def rows_of_all(of: Reading, tables: Sequence[Table] = TABLES) -> Iterator[tuple[Table, bool, Iterator[list[Cell]]]]:
    """All rows of these tables: a table comes again for each piece, and its rows are taken before the next comes.

    Whether it is the first piece of the table's plan comes with them.
    """
    for plan in (None, *of.plans):
        here = [table for table in tables if table.is_of_plan is (plan is not None)]
        for family in FAMILIES:
            view = View(of.as_of, of.plans, plan)
            for table in here:
                if table in family and table.walk is Walk.WHOLE:
                    yield table, True, iter(table.rows(view, of.languages))
        for _walk, together, piece in _pieces(of, plan, here):
            for table in together:
                yield table, piece.is_first, iter(table.rows(piece, of.languages))


def parts_of_all(of: Reading, tables: Sequence[Table]) -> Iterator[tuple[str, Sequence[Table], View]]:
    """The same rows in parts, each of which can be read by itself: its name, its tables, and what they are read from.

    A part of the same name is of the same rows of the database.
    """
    basis = sha256_hex(repr((of.plans, of.languages)).encode())
    for plan in (None, *of.plans):
        here = [table for table in tables if table.is_of_plan is (plan is not None)]
        for table in here:
            if table.walk is Walk.WHOLE:
                yield _named(basis, plan, table.name), [table], View(of.as_of, of.plans, plan)
        for walk, together, piece in _pieces(of, plan, here):
            yield _named(basis, plan, walk, piece.is_first, piece.keys), together, piece


def _pieces(of: Reading, plan: PlanView | None, here: Sequence[Table]) -> Iterator[tuple[Walk, Sequence[Table], View]]:
    """The tables that are read piece by piece, with those that share the pieces, and each piece of theirs."""
    for walk in Walk:
        together = [table for table in here if table.walk is walk and walk is not Walk.WHOLE]
        for piece in View(of.as_of, of.plans, plan).pieces(walk) if together else ():
            yield walk, together, piece


def _named(basis: str, plan: PlanView | None, *told: object) -> str:
    """basis: the plans and languages, by their hash."""
    slug = plan.slug if plan else ""
    return " ".join(("rows", slug, str(told[0]), sha256_hex(repr((basis, slug, told)).encode())))


def _views(of: Reading, table: Table) -> Sequence[View]:
    return [View(of.as_of, of.plans, plan) for plan in (of.plans if table.is_of_plan else (None,))]
