"""What the parties sign when a plan ends: the whole table, with the words by which people know each promise.  Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from entente.foundation.common.errors import RuleBroken
from entente.foundation.common.languages import Wording

from .facts import ResolutionFacts
from .words import ChangeKind, Fate


@dataclass(frozen=True, slots=True)
class SuccessionContent:
    """A table of succession.

    plan, successor  slugs; successor "" when the plan ends without one
    titles           number -> wording of each promise of the plan; heirs: the same of the successor, those named here
    new              numbers of the successor's promises that come from none of the plan
    """

    plan: str
    plan_title: Wording
    successor: str
    successor_title: Wording
    rows: tuple[ResolutionFacts, ...]
    titles: Mapping[str, Wording]
    heirs: Mapping[str, Wording]
    new: tuple[str, ...]

    @property
    def kind(self) -> ChangeKind:
        return ChangeKind.SUCCESSION if self.successor else ChangeKind.CLOSURE

    def to_json(self) -> dict[str, Any]:
        return {
            "plan": self.plan,
            "title": dict(self.plan_title),
            "successor": self.successor,
            "successor_title": dict(self.successor_title),
            "promises": [
                {
                    "number": row.number,
                    "title": dict(self.titles.get(row.number, {})),
                    "fate": str(row.fate),
                    "into": list(row.into),
                    "reason": dict(row.reason),
                }
                for row in self.rows
            ],
            "successor_promises": [{"number": number, "title": dict(title)} for number, title in self.heirs.items()],
            "new": list(self.new),
        }

    @classmethod
    def from_json(cls, content: Mapping[str, Any]) -> SuccessionContent:
        """Raises RuleBroken for content of another shape."""
        try:
            rows = tuple(
                ResolutionFacts(row["number"], Fate(row["fate"]), tuple(row["into"]), dict(row["reason"]))
                for row in content["promises"]
            )
            return cls(
                plan=content["plan"],
                plan_title=dict(content["title"]),
                successor=content["successor"],
                successor_title=dict(content["successor_title"]),
                rows=rows,
                titles={row["number"]: dict(row["title"]) for row in content["promises"]},
                heirs={row["number"]: dict(row["title"]) for row in content["successor_promises"]},
                new=tuple(content["new"]),
            )
        except (KeyError, TypeError, ValueError) as wrong:
            raise RuleBroken("This is no table of succession; propose it again from the desk.") from wrong
