"""What both sides are to sign: the renewal of an agreement, signed by one side on the host and waiting for the other."""

from __future__ import annotations

from entente.record.delivery import commands as delivery
from entente.record.delivery import queries
from entente.surfaces.intake import agreements

from .stage import Stage, words

PROPOSED_ON, CHANGED_ON, SIGNED_ON = "2026-10-02", "2026-10-05", "2026-10-06"


def play_signing(stage: Stage) -> None:
    """Norvania's director puts the renewal to both; Sudria mends a word, which voids a signature; Norvania signs anew."""
    north, south = stage.cast["XNO director"], stage.cast["XSU director"]
    agreement = queries.get_activity_row(north, stage.plan, "lira-agreement", as_of=stage.noon(PROPOSED_ON))
    note = words(
        "Renewed for three years, with monthly bulletins.",
        "Reconduite pour trois ans, avec des bulletins mensuels.",
        "Renovado por tres años, con boletines mensuales.",
    )
    one = delivery.propose_stage(
        agreement, "renewed", by=north, happened="2026-10-01", at=stage.noon(PROPOSED_ON), note=note
    )
    agreements.sign_on_host(one, by=north, at=stage.noon(PROPOSED_ON), fresh=True, revision=1)
    mended = words(
        "Renewed for three years, with weekly bulletins in the flood season.",
        "Reconduite pour trois ans, avec des bulletins hebdomadaires pendant les crues.",
        "Renovado por tres años, con boletines semanales en la temporada de crecidas.",
    )
    delivery.propose_stage(
        agreement, "renewed", by=south, happened="2026-10-01", at=stage.noon(CHANGED_ON), note=mended
    )
    agreements.sign_on_host(one, by=north, at=stage.noon(SIGNED_ON), fresh=True, revision=2)
