"""Milestones, an obstacle, a basis that changed, and what the public is told it does not see."""

from __future__ import annotations

from datetime import date

from entente.foundation.common.languages import Wording
from entente.foundation.common.records import Tier
from entente.record.delivery import commands as delivery
from entente.record.delivery.commands import BasisFacts, MilestoneFacts, ObstacleFacts
from entente.record.delivery.queries import Level, Milestone

from .stage import Stage, words


def play_steps(stage: Stage) -> None:
    _crossing(stage)
    _training(stage)
    _obstacle(stage)
    _basis(stage)


def _planned(stage: Stage, part: str, subject: str, slug: str, title: Wording, due: str) -> Milestone:
    facts = MilestoneFacts(stage.ref(subject), slug, title, due)
    return delivery.plan_milestone(facts, by=stage.cast[part], at=stage.noon("2024-01-22"))


def _report(stage: Stage, milestone: Milestone, part: str, day: str, done: Wording) -> None:
    delivery.report_milestone(milestone, by=stage.cast[part], on=date.fromisoformat(day), done=done, at=stage.noon(day))


def _accept(stage: Stage, milestone: Milestone, part: str, day: str) -> None:
    delivery.accept_milestone(milestone, by=stage.cast[part], on=date.fromisoformat(day), at=stage.noon(day))


def _crossing(stage: Stage) -> None:
    """2.1: three steps, two accepted by the other side, one returned."""
    site = _planned(
        stage, "XNO officer", "2.1", "site", words("Hall built", "Hall construit", "Nave construida"), "2024-04"
    )
    built = words("The hall stands.", "Le hall est construit.", "La nave está construida.")
    _report(stage, site, "XNO officer", "2024-04-26", built)
    _accept(stage, site, "XSU director", "2024-09-12")
    title = words("One check instead of two", "Un contrôle au lieu de deux", "Una revisión en lugar de dos")
    one = _planned(stage, "XSU officer", "2.1", "one-check", title, "2024-06-30")
    running = words(
        "Both services check together since 20 May.",
        "Les deux services contrôlent ensemble depuis le 20 mai.",
        "Las dos aduanas revisan juntas desde el 20 de mayo.",
    )
    _report(stage, one, "XSU officer", "2024-09-16", running)
    _accept(stage, one, "XNO director", "2024-09-23")
    title = words("Night service", "Service de nuit", "Servicio nocturno")
    night = _planned(stage, "XNO officer", "2.1", "night-service", title, "2026-06")
    weekends = words("Open on weekends.", "Ouvert la fin de semaine.", "Abierto los fines de semana.")
    _report(stage, night, "XNO officer", "2026-06-22", weekends)
    reason = words(
        "Weekends are not every night.",
        "La fin de semaine n’est pas chaque nuit.",
        "El fin de semana no es cada noche.",
    )
    delivery.return_milestone(
        night, by=stage.cast["XSU director"], on=date(2026, 7, 1), reason=reason, at=stage.noon("2026-07-01")
    )


def _training(stage: Stage) -> None:
    """2.4: sixty officers accepted by Sudria, the last forty overdue."""
    title = words("Sixty officers trained", "Soixante douaniers formés", "Sesenta agentes capacitados")
    sixty = _planned(stage, "XNO officer", "2.4", "sixty", title, "2024-12")
    done = words("Sixty officers passed.", "Soixante douaniers ont réussi.", "Sesenta agentes aprobaron.")
    _report(stage, sixty, "XNO officer", "2024-11-30", done)
    _accept(stage, sixty, "XSU director", "2024-12-16")
    title = words("One hundred officers trained", "Cent douaniers formés", "Cien agentes capacitados")
    _planned(stage, "XNO officer", "2.4", "hundred", title, "2026-03-31")


def _obstacle(stage: Stage) -> None:
    """4.1: one obstacle still in the way, one cleared."""
    officer = stage.cast["XNO officer"]
    text = words(
        "The supervisors may not exchange names of suspects under present law.",
        "La loi actuelle interdit aux autorités d’échanger des noms de suspects.",
        "La ley vigente no permite a los supervisores intercambiar nombres de sospechosos.",
    )
    facts = ObstacleFacts(stage.ref("4.1"), text, Level.MINISTERIAL)
    delivery.raise_obstacle(facts, by=officer, on=date(2025, 5, 6), at=stage.noon("2025-05-06"), tier=Tier.PUBLIC)
    text = words("No line was rented.", "Aucune ligne n’était louée.", "No se había contratado ninguna línea.")
    line = delivery.raise_obstacle(
        ObstacleFacts(stage.ref("4.1"), text),
        by=officer,
        on=date(2024, 10, 7),
        at=stage.noon("2024-10-07"),
        tier=Tier.PUBLIC,
    )
    outcome = words("A line was rented.", "Une ligne a été louée.", "Se contrató una línea.")
    delivery.clear_obstacle(line, by=officer, on=date(2025, 2, 3), at=stage.noon("2025-02-03"), outcome=outcome)


def _basis(stage: Stage) -> None:
    """2.2: the act on which seasonal permits rested has lapsed."""
    keeper = stage.cast["keeper"]
    source = stage.cite(
        keeper,
        "permits-act",
        {"en": "Gazette on the Seasonal Permits Act"},
        "2026-04-01",
        "gazette.norvania.example/permits",
    )
    facts = BasisFacts(
        stage.ref("2.2"),
        words(
            "Seasonal Permits Act of 2011",
            "Loi de 2011 sur les permis saisonniers",
            "Ley de Permisos de Temporada de 2011",
        ),
        "2026-03-31",
        words(
            "It lapsed without a successor; the promise itself stands.",
            "Elle a expiré sans être remplacée; la promesse elle-même demeure.",
            "Expiró sin sustituto; la promesa misma sigue en pie.",
        ),
    )
    delivery.note_basis_change(facts, source, by=keeper, at=stage.noon("2026-04-02"))
