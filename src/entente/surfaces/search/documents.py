"""What an index holds: one document for each thing that can be found, with its words in every language."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date
from functools import cached_property

from entente.foundation.common.canonical import canonical_bytes, sha256_hex
from entente.foundation.common.languages import Wording
from entente.foundation.common.refs import Ref, activity_ref

from .codes import codes_of
from .order import place_of
from .words import Kind

OF_PLAN = frozenset({Kind.PLAN, Kind.PILLAR, Kind.TERM, Kind.AMENDMENT})
"""Kinds that change by acts on the plan alone."""


@dataclass(frozen=True)
class SearchDocument:
    """Something that can be found.

    part     slug of its plan
    ref      what it is: the ref of a promise, "owner/slug" of a claim or a finding, a key
    subject  ref of what it speaks of
    pillar   number of the pillar, "" for none
    parties  codes of those whose word or duty it is
    states   codes of where it stands
    clauses  letters of its clauses, for a commitment
    sessions  slugs of what takes place within it, for an activity
    sources  keys of what it rests on, for evidence
    on       the day of which it speaks, None for none
    title, said  wordings
    """

    kind: Kind
    part: str
    ref: str
    subject: str
    title: Wording
    said: tuple[Wording, ...]
    pillar: str = ""
    parties: tuple[str, ...] = ()
    states: tuple[str, ...] = ()
    clauses: tuple[str, ...] = ()
    sessions: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    on: date | None = None

    @property
    def key(self) -> str:
        """Its name in an index: a source that two plans cite stands there twice."""
        return f"{self.part} {self.kind} {self.ref}"

    @property
    def number(self) -> str:
        """Number of the promise or pillar that it is or speaks of, "" for none."""
        return Ref.parse(self.subject).number if self.subject else ""

    @property
    def home(self) -> str:
        """With what it is gathered anew: ref of a commitment or an activity, else its plan; sources have a home of their own."""
        if self.kind is Kind.SOURCE:
            return f"{self.part} sources"
        return self.part if self.kind in OF_PLAN else home_of(self.subject)

    @property
    def codes(self) -> tuple[str, ...]:
        """Under what it is found, as pages show it."""
        return codes_of(self.kind, self.ref, self.pillar, self.clauses or self.sessions)

    @property
    def place(self) -> int:
        """Where it stands among those that answer as well: see `order`."""
        return place_of(self.kind, self.on, self.number, self.key)

    @cached_property
    def digest(self) -> str:
        """Two documents with the same one say the same."""
        return sha256_hex(canonical_bytes({**asdict(self), "on": self.on.isoformat() if self.on else ""}))

    @cached_property
    def text(self) -> Wording:
        """All that is said as one text in each language; what several wordings say alike is said once."""
        tags = sorted({tag for wording in self.said for tag in wording})
        texts = {tag: dict.fromkeys(wording[tag].strip() for wording in self.said if wording.get(tag)) for tag in tags}
        return {tag: "\n".join(parts) for tag, parts in texts.items() if parts}

    def languages(self) -> list[str]:
        return sorted({tag for wording in (self.title, self.text) for tag, said in wording.items() if said})


def home_of(subject: str) -> str:
    """Ref of the commitment or the activity at the head of a ref, else of the plan."""
    ref = Ref.parse(subject)
    return ref.commitment or (activity_ref(ref.plan, ref.activity) if ref.activity else ref.plan)
