"""One thing that a side may release, and how its words become fields."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from entente.foundation.common.languages import Wording
from entente.foundation.sources.queries import Citation
from entente.record.verification.queries import CitedView


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that a side may release.

    ref         what the exemptions name it by; unique among the items
    originator  code of the side whose record it is
    on          the day of it, in the time of the record
    post        through which it was made, "" where the record does not say
    fields      its words by name, such as "done.en"
    """

    ref: str
    kind: str
    originator: str
    on: date
    post: str
    fields: Mapping[str, str]


Gathered = Iterable[Item]


def worded(name: str, wording: Wording) -> dict[str, str]:
    return {f"{name}.{tag}": text for tag, text in wording.items() if text}


def told(**values: Any) -> dict[str, str]:
    """The values that say something; an instant as in the log."""
    return {name: _text(value) for name, value in values.items() if value}


def source(one: CitedView) -> str:
    title = next(iter(one.title.values()), "")
    return "; ".join(filter(None, [title, one.address, one.place, one.quotation, one.sha256]))


def cited(citation: Citation | None) -> dict[str, str]:
    """Where a row says that it comes from."""
    if citation is None:
        return {}
    document = citation.document
    title = next(iter(document.title.values()), "")
    return told(source="; ".join(filter(None, [title, document.address, citation.place, citation.quotation])))


def _text(value: Any) -> str:
    return value.isoformat() if isinstance(value, date | datetime) else str(value)
