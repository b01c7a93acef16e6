"""The dictionary of the data: what each column and each table means, in three languages (`dictionary.yaml`)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from entente.foundation.common.languages import Wording

from .words import Type

TONGUES = ("en", "es", "fr")
FILE = Path(__file__).with_name("dictionary.yaml")


@dataclass(frozen=True, slots=True)
class Licence:
    """name: of SPDX, "" where there is none; address: of its text, "" where there is none."""

    code: str
    name: str
    address: str
    label: Wording


@dataclass(frozen=True, slots=True)
class Source:
    """Who says it."""

    code: str
    label: Wording


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a column means in every table.

    unit    what a number counts, "" for what is no number
    source  None where it is said by whoever says the rest of its table
    to      (table, column) that a cell names a row of, None where it names none
    about   {} where the label says enough
    """

    name: str
    type: Type
    label: Wording
    about: Wording
    unit: str
    source: Source | None
    licence: Licence
    to: tuple[str, str] | None


@dataclass(frozen=True, slots=True)
class About:
    """What a table is about, and who says what stands in it."""

    label: Wording
    about: Wording
    source: Source


@dataclass(frozen=True, slots=True)
class Dictionary:
    columns: Mapping[str, Meaning] = field(default_factory=dict)
    tables: Mapping[str, About] = field(default_factory=dict)
    sources: Mapping[str, Source] = field(default_factory=dict)
    licences: Mapping[str, Licence] = field(default_factory=dict)
    families: tuple[Wording, ...] = ()


@cache
def dictionary() -> Dictionary:
    """Read once.  Raises KeyError for an entry that is not whole: a fault of the software, found by the first test."""
    found = yaml.load(FILE.read_text("utf-8"), Loader=yaml.CSafeLoader)  # the safe one, in C
    licences = {
        code: Licence(code, one["name"], one["address"], _wording(one)) for code, one in found["licences"].items()
    }
    sources = {code: Source(code, _wording(one)) for code, one in found["sources"].items()}
    return Dictionary(
        columns={name: _meaning(name, one, sources, licences) for name, one in found["columns"].items()},
        tables={
            name: About(_wording(one), _wording(one["about"]), sources[one["source"]])
            for name, one in found["tables"].items()
        },
        sources=sources,
        licences=licences,
        families=tuple(_wording(one) for one in found["families"]),
    )


def _meaning(
    name: str, one: Mapping[str, Any], sources: Mapping[str, Source], licences: Mapping[str, Licence]
) -> Meaning:
    table, _, column = one.get("to", "").partition(".")
    return Meaning(
        name=name,
        type=Type(one["type"]),
        label=_wording(one),
        about=_wording(one["about"]) if "about" in one else {},
        unit=one.get("unit", ""),
        source=sources[one["source"]] if "source" in one else None,
        licence=licences[one.get("licence", "record")],
        to=(table, column) if table else None,
    )


def _wording(one: Mapping[str, Any]) -> Wording:
    return {tag: str(one[tag]) for tag in TONGUES}
