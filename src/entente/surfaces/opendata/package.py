"""`datapackage.json`: what a release says of itself (Frictionless Data Package 1), column by column, in three languages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from .dictionary import dictionary
from .tables import Table
from .tables.table import Column
from .words import Type

PROFILE = "tabular-data-package"
RESOURCE_PROFILE = "tabular-data-resource"
FORMATS = {
    ".csv": ("csv", "text/csv"),
    ".xlsx": ("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    ".parquet": ("parquet", "application/vnd.apache.parquet"),
}
TYPES = {
    Type.WHOLE: "integer",
    Type.MONEY: "number",
    Type.YES_NO: "boolean",
    Type.DAY: "date",
    Type.INSTANT: "datetime",
}
"""Type -> of a table schema; every other is a string."""


@dataclass(frozen=True, slots=True)
class Basis:
    """What a release stands on: a record, an instant, and the public log as it was then.

    as_of   of a release its instant, of the tables in a published copy that of the newest fact in them
    record  name of the record, "" before it was given one
    size    entries of the log; None for the tables in a published copy, which carries the log itself
    root    Merkle root of the log's first `size` entries, in hexadecimal; "" for an empty log
    """

    as_of: datetime
    record: str
    size: int | None
    root: str
    plans: tuple[str, ...]
    languages: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class File:
    """A file of a release.  rows: None for what is no table."""

    path: str
    size_bytes: int
    sha256: str
    rows: int | None = None

    @property
    def ending(self) -> str:
        return "." + self.path.rpartition(".")[2]


TITLES = {
    "en": "The record of action plans between governments: open data",
    "es": "El registro de los planes de acción entre gobiernos: datos abiertos",
    "fr": "Le registre des plans d’action entre gouvernements : données ouvertes",
}
ABOUT = {
    "en": "What they promised, what each says it did, what proves it, and what all sign.",
    "es": "Lo que prometieron, lo que cada uno dice que hizo, qué lo prueba y qué firman todos.",
    "fr": "Ce qu’ils ont promis, ce que chacun dit avoir fait, ce qui le prouve et ce que tous signent.",
}


def data_package(basis: Basis, tables: Sequence[Table], files: Mapping[str, Sequence[File]]) -> dict[str, Any]:
    """files: name of a table -> its files, CSV first; "" -> those of the whole release."""
    record = dictionary().licences["record"]
    return {
        "profile": PROFILE,
        "name": f"entente-{basis.as_of.astimezone(UTC):%Y-%m-%dt%H%M%Sz}",
        "id": f"{basis.record or 'entente'}/{instant(basis.as_of)}",
        "title": TITLES["en"],
        "titles": TITLES,
        "description": ABOUT["en"],
        "descriptions": ABOUT,
        "version": f"{basis.as_of.astimezone(UTC):%Y.%-m.%-d}",
        "created": instant(basis.as_of),
        "licenses": [{"name": record.name, "path": record.address, "title": record.label["en"]}],
        "record": _record(basis),
        "plans": list(basis.plans),
        "languages": list(basis.languages),
        "columnSources": {source.code: source.label for source in dictionary().sources.values()},
        "columnLicences": {
            one.name or one.code: {**one.label, "path": one.address or None} for one in dictionary().licences.values()
        },
        "files": [_file(one) for one in files.get("", ())],
        "resources": [_resource(table, basis, files[table.name]) for table in tables],
    }


def _record(basis: Basis) -> dict[str, Any]:
    if basis.size is None:
        found = {"newest_at": instant(basis.as_of), "copy": "../../publication.json", "log": "../../ledger/"}
        return {"name": basis.record, **found}
    return {"name": basis.record, "as_of": instant(basis.as_of), "log_size": basis.size, "log_root": basis.root}


def instant(at: datetime) -> str:
    return f"{at.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"


def _resource(table: Table, basis: Basis, files: Sequence[File]) -> dict[str, Any]:
    about = dictionary().tables[table.name]
    first, others = files[0], files[1:]
    return {
        "profile": RESOURCE_PROFILE,
        "name": table.name.replace("_", "-"),
        "path": first.path,
        "title": about.label["en"],
        "titles": about.label,
        "description": about.about["en"],
        "descriptions": about.about,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": first.size_bytes,
        "hash": f"sha256:{first.sha256}",
        "rows": first.rows,
        "dialect": {"delimiter": ",", "lineTerminator": "\r\n", "quoteChar": '"', "doubleQuote": True, "header": True},
        "files": [_file(one) for one in others],
        "schema": schema(table, basis.languages),
    }


def _file(one: File) -> dict[str, Any]:
    kind = FORMATS.get(one.ending)
    said = {"path": one.path, "bytes": one.size_bytes, "hash": f"sha256:{one.sha256}"}
    return {**said, "format": kind[0], "mediatype": kind[1]} if kind else said


def schema(table: Table, languages: Sequence[str]) -> dict[str, Any]:
    """The table schema: columns, key, and the rows of other tables that they name."""
    found: dict[str, Any] = {
        "fields": [_field(column) for column in table.columns_in(languages)],
        "missingValues": [""],
    }
    if table.key:
        found["primaryKey"] = list(table.key)
    if links := table.links_of():
        found["foreignKeys"] = [
            {
                "fields": _one_or_many(columns),
                "reference": {
                    "resource": "" if there == table.name else there.replace("_", "-"),
                    "fields": _one_or_many(named),
                },
            }
            for columns, there, named in links
        ]
    return found


def _one_or_many(names: Sequence[str]) -> str | list[str]:
    return names[0] if len(names) == 1 else list(names)


def _field(column: Column) -> dict[str, Any]:
    meaning = column.meaning
    labels = {tag: f"{label} ({column.language})" if column.language else label for tag, label in meaning.label.items()}
    constraints: dict[str, Any] = {}
    if column.is_required:
        constraints["required"] = True
    if column.choices:
        constraints["enum"] = list(column.choices)
    found = {
        "name": column.name,
        "type": TYPES.get(column.type, "string"),
        "title": labels["en"],
        "titles": labels,
        "unit": meaning.unit or None,
        "kind": str(meaning.type),
        "source": column.source.code,
        "licence": meaning.licence.name or meaning.licence.code,
    }
    if meaning.about:
        found |= {"description": meaning.about["en"], "descriptions": meaning.about}
    if column.language:
        found["language"] = column.language
    if constraints:
        found["constraints"] = constraints
    return found
