"""What both sides say together: the agreement on the Lira is signed, and so it is joint; on the bulletins they differ."""

from __future__ import annotations

from datetime import date

from entente.record.assessment import commands as assessment
from entente.record.assessment.commands import JointFacts
from entente.record.assessment.queries import Completion
from entente.surfaces.intake import agreements

from .stage import Stage, words

PROPOSED_ON, SIGNED_ON = "2026-09-15", {"XNO": "2026-09-16", "XSU": "2026-09-22"}


def play_joint(stage: Stage) -> None:
    facts = JointFacts(
        subject=stage.ref("1.1#a"),
        value=Completion.COMPLETE,
        as_of_on=date(2026, 9, 15),
        reason=words(
            "Both governments signed the agreement on 4 October 2023.",
            "Les deux gouvernements ont signé l’entente le 4 octobre 2023.",
            "Los dos gobiernos firmaron el acuerdo el 4 de octubre de 2023.",
        ),
        claims=[f"XNO/{stage.plan}-norvania-lira"],
    )
    proposal = assessment.propose_joint(facts, by=stage.cast["XNO director"], at=stage.noon(PROPOSED_ON))
    for party, day in SIGNED_ON.items():
        director = stage.cast[f"{party} director"]
        agreements.sign_on_host(proposal, by=director, at=stage.noon(day), fresh=True, revision=1)
