"""Translators of a side, and what they translate."""

from __future__ import annotations

from dataclasses import replace

from entente.foundation.common.actors import Actor, Role
from entente.surfaces.intake.wordings import opening
from entente.surfaces.intake.wordings.opening import Held, Owed, Translation, Wish
from tests.cast import ANA, BELA, CHRIS
from tests.record.builders import NOW

TIA = replace(ANA, user_id="tia", roles=frozenset({Role.TRANSLATOR}))
"""A translator of Ana's side."""
TOM = replace(BELA, user_id="tom", roles=frozenset({Role.TRANSLATOR}))
"""A translator of Bela's side."""
CARLA = replace(CHRIS, user_id="carla")
"""A second keeper."""


def owed(by: Actor, **wish: str) -> list[Owed]:
    return [line.owed for line in opening.owed_page(by, Wish(**wish), as_of=NOW, limit=500).lines]


def owed_keys(by: Actor, **wish: str) -> list[tuple[str, str, str]]:
    """(field, language, state) of what is owed."""
    return [
        (row.field, row.language, "stale" if row.state.is_stale else row.state.status.value) for row in owed(by, **wish)
    ]


def held_of(by: Actor, subject: str, field: str) -> Held:
    return opening.get_visible(by, subject, field, as_of=NOW)


def put(held: Held, into: str, text: str, *, by: Actor, made_from: str = "en", seen: str | None = None) -> None:
    made = Translation(held.field, into, text, made_from, held.wording[made_from], seen=seen)
    opening.translate(held, made, by=by, at=NOW)
