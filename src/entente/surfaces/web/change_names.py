"""What the entries of the public log leave out, since it can be read elsewhere: the names of what they are about."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from entente.foundation.common.actors import PUBLIC
from entente.foundation.common.languages import Wording
from entente.foundation.common.refs import Ref
from entente.foundation.directory import queries as directory
from entente.foundation.ledger.queries import LoggedEntry
from entente.record.delivery import queries as delivery
from entente.record.plan import queries as plans


@dataclass(frozen=True, slots=True)
class Names:
    """Slug -> name of a body, slug -> title of an activity, number -> title of a promise."""

    bodies: Mapping[str, Wording]
    activities: Mapping[str, Wording] = field(default_factory=dict)
    promises: Mapping[str, Wording] = field(default_factory=dict)


def bodies_in(entries: Sequence[LoggedEntry]) -> Mapping[str, Wording]:
    slugs = {entry.content["organisation"] for entry in entries if entry.content and "organisation" in entry.content}
    return directory.names_of(slugs)


def names_in(entries: Sequence[LoggedEntry], plan: str, *, as_of: datetime) -> Names:
    """The names that entries about a plan need, as the public reads them.  At most three queries."""
    refs = [Ref.parse(entry.subject) for entry in entries]
    return Names(
        bodies_in(entries),
        delivery.activity_titles(PUBLIC, plan, as_of=as_of) if any(ref.activity for ref in refs) else {},
        plans.promise_titles(PUBLIC, plan, as_of=as_of) if any(ref.number for ref in refs) else {},
    )
