"""An index for each circle of readers, and which of them somebody may ask.

Shared statistics leak: how often a word occurs in what a reader may not read must not move what that reader finds.
"""

from __future__ import annotations

from collections.abc import Iterable

from entente.foundation.common.actors import PUBLIC, Actor, Capacity, Role
from entente.foundation.common.records import Tier

EVERYBODY = str(Tier.PUBLIC)
PARTIES = str(Tier.PARTIES)
NOBODY = "-"
"""An owner that has no record: whoever acts for it reads what is shared, and nothing of its own."""


def of_group(slug: str) -> str:
    return f"{Tier.GROUP}-{slug}"


def of_owner(code: str) -> str:
    return f"{Tier.OWN}-{code}"


def circles(owners: Iterable[str], groups: Iterable[str]) -> dict[str, Actor]:
    """Name of an index -> the reader for whom it is made, everybody first.  The others leave out what everybody reads."""
    found = {EVERYBODY: PUBLIC, PARTIES: Actor(Capacity.PARTY, owner=NOBODY)}
    found |= {of_group(one): Actor(Capacity.KEEPER, owner=NOBODY, groups=frozenset({one})) for one in sorted(groups)}
    return found | {of_owner(one): Actor(Capacity.KEEPER, owner=one) for one in sorted(owners)}


def open_to(by: Actor, names: Iterable[str]) -> list[str]:
    """Those of these indexes that an actor may ask: what `records.readable` says, for indexes."""
    if by.capacity is Capacity.SYSTEM:
        return list(names)
    mine = {EVERYBODY}
    if by.reads_records:
        mine.add(of_owner(by.owner))
        mine |= {of_group(one) for one in by.groups}
        if by.capacity is Capacity.PARTY or Role.SECRETARIAT in by.roles:
            mine.add(PARTIES)
    return [name for name in names if name in mine]


def tier_of(name: str) -> Tier:
    """The tier of an index, for the mark beside what was found in it."""
    return Tier(name.partition("-")[0])
