"""What a table is: its columns by the names of the dictionary, its key, and how its rows are read."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db.models import TextChoices

from entente.foundation.common.languages import Wording
from entente.surfaces.opendata.dictionary import Meaning, Source, dictionary
from entente.surfaces.opendata.words import Type, Walk

from .view import View

Cell = str | int | Decimal | bool | date | datetime | None
"""What stands in a file; None for nothing."""

Row = Mapping[str, Any]
"""Column -> what a query answers: a cell, a wording, a choice, a key."""

Choices = type[TextChoices] | Sequence[str]


@dataclass(frozen=True, slots=True)
class Column:
    """A column of one table as files have it.

    language  tag where it holds one language of a wording, else ""
    choices   the codes that a cell may hold, () for anything
    """

    name: str
    meaning: Meaning
    type: Type
    language: str
    choices: tuple[str, ...]
    is_required: bool
    source: Source


@dataclass(frozen=True, slots=True)
class Table:
    """A table.

    columns  names of the dictionary; key: those that name a row
    read     the rows of one plan, or of a piece of it by `walk`; or of the whole record, where `is_of_plan` is False
    links    columns -> table, for keys of several columns; those of one column stand in the dictionary
    """

    name: str
    columns: tuple[str, ...]
    key: tuple[str, ...]
    read: Callable[[View], Iterable[Row]]
    choices: Mapping[str, Choices] = field(default_factory=dict)
    links: Mapping[tuple[str, ...], str] = field(default_factory=dict)
    is_of_plan: bool = True
    walk: Walk = Walk.WHOLE

    def columns_in(self, languages: Sequence[str]) -> tuple[Column, ...]:
        """Its columns in a release with wordings in these languages: one of each wording for each language."""
        return tuple(column for name in self.columns for column in self._columns(name, languages))

    def rows(self, view: View, languages: Sequence[str]) -> Iterable[list[Cell]]:
        """The rows as files have them."""
        plain = [(name, dictionary().columns[name].type is Type.WORDING) for name in self.columns]
        for row in self.read(view):
            cells: list[Cell] = []
            for name, is_wording in plain:
                value = row[name]
                if is_wording:
                    cells += [value.get(tag) or None for tag in languages]
                else:
                    cells.append(_cell(value))
            yield cells

    def links_of(self) -> list[tuple[tuple[str, ...], str, tuple[str, ...]]]:
        """(columns, table, columns there) of every reference to a row of a table."""
        found = [((name,), *_target(name)) for name in self.columns if self._refers(name)]
        return [*found, *((columns, table, columns) for columns, table in self.links.items())]

    def _refers(self, name: str) -> bool:
        target = dictionary().columns[name].to
        return target is not None and target != (self.name, name)

    def _columns(self, name: str, languages: Sequence[str]) -> Iterable[Column]:
        meaning = dictionary().columns[name]
        source = meaning.source or dictionary().tables[self.name].source
        if meaning.type is Type.WORDING:
            return [
                Column(f"{name}_{tag.replace('-', '_')}", meaning, Type.TEXT, tag, (), False, source)
                for tag in languages
            ]
        return [Column(name, meaning, meaning.type, "", self._codes(name), name in self.key, source)]

    def _codes(self, name: str) -> tuple[str, ...]:
        choices = self.choices.get(name, ())
        if isinstance(choices, type):
            return tuple(str(one) for one in choices.values if one)
        return tuple(choices)


def _target(name: str) -> tuple[str, tuple[str, ...]]:
    target = dictionary().columns[name].to
    assert target is not None  # asked by the caller
    return target[0], (target[1],)


def _cell(value: Any) -> Cell:
    """As files have it: no empty text, no fraction of a second."""
    if value is None or value == "":
        return None
    if isinstance(value, datetime):
        return value.replace(microsecond=0)
    if isinstance(value, (bool, int, Decimal, date)):
        return value
    if isinstance(value, (tuple, list)):
        return " ".join(str(one) for one in value) or None
    return str(value)


def wording(texts: Mapping[str, str] | None) -> Wording:
    """{} for none."""
    return dict(texts or {})


def name_of(key: UUID | str | None) -> str | None:
    return str(key) if key else None
