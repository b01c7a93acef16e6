"""What the API says of the tables of the open data."""

from __future__ import annotations

from dataclasses import dataclass

from entente.foundation.common.languages import Wording


@dataclass(frozen=True, slots=True)
class DataColumn:
    """A column.  A column of type "wording" comes as one for each language: title_en, title_es.

    unit     what a number counts, "" for what is no number
    source   who says what stands in it, as a code of the data package
    licence  SPDX name, or a code of the data package
    """

    name: str
    type: str
    title: Wording
    unit: str
    source: str
    licence: str


@dataclass(frozen=True, slots=True)
class DataTable:
    """A table.  key: columns that name a row; is_of_plan: whether it can be asked for one plan alone."""

    name: str
    title: Wording
    about: Wording
    source: str
    key: list[str]
    is_of_plan: bool
    columns: list[DataColumn]


@dataclass(frozen=True, slots=True)
class DataTables:
    """All tables, in the order of a release."""

    items: list[DataTable]
