"""Who there is: parties and bodies."""

from __future__ import annotations

from collections.abc import Iterable

from entente.record.plan.queries import Standing
from entente.surfaces.opendata.words import Walk

from .table import Row, Table, wording
from .view import View


def _parties(view: View) -> Iterable[Row]:
    """Of public plans alone: a government is told of with the first plan that names it."""
    found = {party.code: party for plan in view.plans for party in plan.parties}
    for code in sorted(found):
        party = found[code]
        yield {"party": code, "name": party.name, "languages": party.languages, "time_zone": party.time_zone}


def _organisations(view: View) -> Iterable[Row]:
    named = {party.code for plan in view.plans for party in plan.parties}
    for row in view.organisations:
        yield {
            "organisation": row.slug,
            "name": wording(row.name),
            "kind": row.kind,
            "party": row.party.code if row.party and row.party.code in named else None,
            "from_on": row.from_on,
            "to_on": row.to_on,
            "source_address": row.source_address,
        }


def _participations(view: View) -> Iterable[Row]:
    for plan in view.plans:
        for party in plan.parties:
            yield {"plan": plan.slug, "party": party.code, "standing": party.standing, "since_on": party.since_on}


TABLES = (
    Table("parties", ("party", "name", "languages", "time_zone"), ("party",), _parties, is_of_plan=False),
    Table(
        "organisations",
        ("organisation", "name", "kind", "party", "from_on", "to_on", "source_address"),
        ("organisation",),
        _organisations,
        is_of_plan=False,
        walk=Walk.ORGANISATIONS,
    ),
    Table(
        "participations",
        ("plan", "party", "standing", "since_on"),
        ("plan", "party"),
        _participations,
        {"standing": Standing},
        is_of_plan=False,
    ),
)
