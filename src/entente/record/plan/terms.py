"""What is agreed of a promise, as one thing: words, parts, kind, strength, who owes it, what was agreed beside it.  Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from entente.foundation.common.canonical import canonical_bytes, sha256_hex
from entente.foundation.common.errors import RuleBroken
from entente.foundation.common.languages import Wording

from .words import Kind, Strength, TermKind


@dataclass(frozen=True, slots=True)
class ClauseTerms:
    """A part of a promise.  letter: "" for one that is new; obligors: () where the whole promise's owe it."""

    letter: str
    text: Wording
    obligors: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class AgreedTerm:
    """Something all parties agreed beside the words.  due: partial date of a milestone, "" otherwise."""

    kind: TermKind
    text: Wording
    due: str = ""


@dataclass(frozen=True, slots=True)
class PromiseTerms:
    """All that takes an amendment.  texts: authentic words by language, {} when they are not on record."""

    kind: Kind
    strength: Strength
    obligors: tuple[str, ...]
    texts: Wording
    clauses: tuple[ClauseTerms, ...] = ()
    agreed: tuple[AgreedTerm, ...] = field(default=())

    @property
    def sha256(self) -> str:
        """Name of exactly these terms."""
        return sha256_hex(canonical_bytes(self.to_json()))

    def to_json(self) -> dict[str, Any]:
        return {
            "kind": str(self.kind),
            "strength": str(self.strength),
            "obligors": sorted(self.obligors),
            "texts": dict(self.texts),
            "clauses": [
                {"letter": one.letter, "text": dict(one.text), "obligors": sorted(one.obligors)} for one in self.clauses
            ],
            "agreed": [{"kind": str(one.kind), "text": dict(one.text), "due": one.due} for one in self.agreed],
        }

    @classmethod
    def from_json(cls, values: Mapping[str, Any]) -> PromiseTerms:
        """Raises RuleBroken for anything of another shape."""
        try:
            return cls(
                kind=Kind(values["kind"]),
                strength=Strength(values["strength"]),
                obligors=tuple(values["obligors"]),
                texts=dict(values["texts"]),
                clauses=tuple(
                    ClauseTerms(one["letter"], dict(one["text"]), tuple(one["obligors"])) for one in values["clauses"]
                ),
                agreed=tuple(
                    AgreedTerm(TermKind(one["kind"]), dict(one["text"]), one["due"]) for one in values["agreed"]
                ),
            )
        except (KeyError, TypeError, ValueError) as wrong:
            raise RuleBroken("These are no terms of a promise; write the amendment on the desk again.") from wrong


@dataclass(frozen=True, slots=True)
class AmendmentContent:
    """What the parties sign: the promise as it was, as it is to be, and why.

    promise  its number; base: number of the amendment on which it rests, 0 for the original
    in_force_from  the day from which it is in force; None: from the last signature on
    """

    plan: str
    promise: str
    title: Wording
    base: int
    before: PromiseTerms
    after: PromiseTerms
    reason: Wording
    in_force_from: date | None = None

    def to_json(self) -> dict[str, Any]:
        """Without a day of its own it has no member for one: what was signed before days could be named stays the same."""
        day = {"in_force_from": self.in_force_from.isoformat()} if self.in_force_from else {}
        return {
            "plan": self.plan,
            "promise": self.promise,
            "title": dict(self.title),
            "base": self.base,
            "base_sha256": self.before.sha256,
            "before": self.before.to_json(),
            "after": self.after.to_json(),
            "reason": dict(self.reason),
            **day,
        }

    @classmethod
    def from_json(cls, values: Mapping[str, Any]) -> AmendmentContent:
        """Raises RuleBroken for anything of another shape."""
        try:
            return cls(
                plan=values["plan"],
                promise=values["promise"],
                title=dict(values["title"]),
                base=int(values["base"]),
                before=PromiseTerms.from_json(values["before"]),
                after=PromiseTerms.from_json(values["after"]),
                reason=dict(values["reason"]),
                in_force_from=date.fromisoformat(values["in_force_from"]) if "in_force_from" in values else None,
            )
        except (KeyError, TypeError, ValueError) as wrong:
            raise RuleBroken("This is no amendment of a promise; propose it again from the desk.") from wrong
