"""By when both sides report: dates that the keeper proposed and each side accepted for itself."""

from __future__ import annotations

from datetime import date

from entente.record.assessment import commands as assessment
from entente.record.assessment.commands import CalendarFacts
from entente.record.assessment.rules import every

from .stage import Stage, words

PROPOSED_ON, ACCEPTED_ON = "2024-11-20", {"XNO": "2024-12-10", "XSU": "2025-03-01"}


def play_calendars(stage: Stage) -> None:
    """Half-yearly reports since 2025; Sudria reports on the Lira basin alone."""
    facts = CalendarFacts(
        plan=stage.plan,
        slug="half-yearly-reports",
        title=words("Half-yearly reports", "Comptes rendus semestriels", "Informes semestrales"),
        letter=words(
            "Please say where each promise stands, what comes next and what stands in the way. Evidence is welcome with it.",
            "Veuillez dire où en est chaque promesse, ce qui vient ensuite et ce qui fait obstacle. Les preuves sont bienvenues.",
            "Digan en qué punto está cada promesa, qué sigue y qué lo impide. Las pruebas son bienvenidas.",
        ),
        dates=every(6, from_on=date(2025, 1, 1), count=6, due_days=45),
        promises={"XSU": [stage.ref("1.1"), stage.ref("1.2")]},
    )
    calendar = assessment.propose_calendar(facts, by=stage.cast["keeper"], at=stage.noon(PROPOSED_ON))
    for party, day in ACCEPTED_ON.items():
        assessment.accept_calendar(calendar, by=stage.cast[f"{party} director"], at=stage.noon(day))
