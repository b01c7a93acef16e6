# ruff: noqa: E501 - names in rows read better whole
"""Rows under a header: which column holds what, whatever the language of the header."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from entente.record.plan.importers.blocks import Row
from entente.record.plan.importers.draft import LeftOut, PlanUnreadable

HEADER_WITHIN = 20
COLUMNS = {
    "text": (
        "commitment", "commitments", "commitment text", "commitment title", "commitment description", "text", "promise", "pledge", "pledge text",
        "pledge description", "action", "actions", "action item", "measure", "deliverable", "deliverables", "description", "short description",
        "engagement", "engagements", "texte", "texte de l'engagement", "promesse", "mesure", "mesures", "action prevue", "libelle", "description de l'engagement",
        "compromiso", "compromisos", "texto", "texto del compromiso", "promesa", "accion", "acciones", "medida", "medidas", "descripcion", "descripcion del compromiso",
        "what", "commitment name", "title of commitment", "titulo del compromiso", "intitule",
    ),
    "ref": ("ref", "reference", "number", "no", "no.", "n", "nr", "id", "#", "numero", "commitment number", "commitment id", "code", "numero d'engagement", "numero de compromiso"),
    "pillar": (
        "pillar", "theme", "thematic area", "area", "policy area", "priority", "priority area", "section", "chapter", "goal", "sector", "objective",
        "pilier", "thematique", "domaine", "axe", "priorite", "objectif", "pilar", "tema", "eje", "area tematica", "prioridad", "objetivo", "capitulo", "policy areas",
    ),
    "party": (
        "party", "parties", "who", "who owes it", "country", "countries", "state", "obligor", "obligors", "owed by", "submitted by",
        "partie", "qui", "pays", "etat", "parte", "partes", "quien", "pais", "paises", "estado",
    ),
    "lead": (
        "lead", "leads", "lead party", "responsible", "responsible party", "owner", "lead institution", "lead agency", "lead implementing agency",
        "lead ministry", "lead department", "implementing agency", "responsible institution", "institution", "entity", "government",
        "responsable", "chef de file", "institution responsable", "entidad responsable", "institucion responsable",
    ),
    "kind": ("kind", "nature", "tipo de compromiso", "type d'engagement", "commitment kind"),
    "strength": ("strength", "force", "fuerza", "commitment strength"),
}  # fmt: skip
PRIORITY_OF_TEXT = {name: rank for rank, name in enumerate(COLUMNS["text"])}
FULLER_TEXT = re.compile(r"text|description|descripcion|texte|texto")
REQUIRED = "commitment"


@dataclass(frozen=True, slots=True)
class Table:
    """A sheet or table: places and cells, empty rows gone."""

    name: str
    grid: tuple[tuple[str, list[str]], ...]


def heading_key(cell: str) -> str:
    """A header cell without case, accents, or what stands in brackets."""
    plain = unicodedata.normalize("NFKD", cell.split("(", maxsplit=1)[0][:60]).encode("ascii", "ignore").decode()
    return " ".join(plain.replace("_", " ").replace("’", "'").casefold().split()).strip(" :*.")


def _columns(cells: list[str]) -> dict[str, int]:
    """What each column holds; the first that fits wins, and a column of full text beats one of titles."""
    found: dict[str, int] = {}
    keys = [heading_key(cell) for cell in cells]
    for role, names in COLUMNS.items():
        fitting = [at for at, key in enumerate(keys) if key and key in names and at not in found.values()]
        if role == "text" and len(fitting) > 1:
            fitting.sort(key=lambda at: (FULLER_TEXT.search(keys[at]) is None, PRIORITY_OF_TEXT[keys[at]]))
        if fitting:
            found[role] = fitting[0]
    return found


def rows_of(tables: Sequence[Table]) -> tuple[list[Row], list[LeftOut]]:
    """The commitments of all tables that have a header; rows without a text are left out and said."""
    rows: list[Row] = []
    left_out: list[LeftOut] = []
    for table in tables:
        header = _header(table)
        if header is None:
            continue
        at, columns = header
        carried = ""
        for place, cells in table.grid[at + 1 :]:
            values = {role: cells[index] if index < len(cells) else "" for role, index in columns.items()}
            carried = values.get("pillar", "") or carried
            if not values["text"]:
                left_out.append(
                    LeftOut(" | ".join(cell for cell in cells if cell), "row without a commitment's text", place)
                )
                continue
            rows.append(
                Row(
                    place,
                    values["text"],
                    ref=values.get("ref", ""),
                    pillar=carried,
                    party=values.get("party", ""),
                    lead=values.get("lead", ""),
                    kind=values.get("kind", ""),
                    strength=values.get("strength", ""),
                )
            )
    return rows, left_out


def _header(table: Table) -> tuple[int, dict[str, int]] | None:
    for at, (_, cells) in enumerate(table.grid[:HEADER_WITHIN]):
        columns = _columns(cells)
        if "text" in columns and (len(columns) > 1 or len([cell for cell in cells if cell]) == 1):
            return at, columns
    return None


def missing_columns(table: Table) -> PlanUnreadable:
    """The sentence for a table in which no column holds the commitments."""
    place, cells = table.grid[0] if table.grid else ("row 1", [])
    read = ", ".join(f"{_letter(at)} “{cell[:30]}”" for at, cell in enumerate(cells[:8]) if cell) or "none"
    where = place if table.name == "the file" or place.startswith("sheet") else f"{table.name}, {place}"
    return PlanUnreadable(
        f"No column for the commitment's text was found in {where} (columns read: {read}): name one of them “{REQUIRED}”."
    )


def _letter(at: int) -> str:
    return chr(ord("A") + at) if at < 26 else f"column {at + 1}"
