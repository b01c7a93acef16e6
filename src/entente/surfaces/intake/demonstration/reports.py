"""Updates of both sides with what they say of themselves: proven, disputed, corrected, unchanged, withheld."""

from __future__ import annotations

from datetime import date

from entente.foundation.common.records import Withheld
from entente.record.assessment import commands as assessment
from entente.record.assessment.queries import Completion
from entente.record.delivery import commands as delivery
from entente.record.delivery.commands import UpdateFacts
from entente.record.verification.queries import Support, Verdict

from .basin import play_basin
from .reporting import Said, report
from .stage import Stage, words


def play_reports(stage: Stage) -> None:
    play_basin(stage)
    _crossing(stage)
    _recruiters(stage)
    _tests(stage)
    _training(stage)
    _hotline(stage)
    _shelters(stage)


def _crossing(stage: Stage) -> None:
    """2.1: complete, with proof that the other side accepted."""
    officer = stage.cast["XNO officer"]
    source = stage.cite(
        officer, "crossing-order", {"en": "Order on joint checks"}, "2024-05-20", "customs.norvania.example/order"
    )
    joint = stage.claim(
        officer,
        "joint-checks",
        "2.1",
        Support.ALL,
        words("Joint checks began.", "Les contrôles conjoints ont commencé.", "Empezaron las revisiones conjuntas."),
        happened="2024-05-20",
        source=source,
    )
    stage.check(joint, stage.cast["XSU verifier"], "2024-09-18")
    report(
        stage,
        "XNO",
        "2.1",
        "2025-06-16",
        words(
            "Lorries are checked once. Waiting fell from nine hours to two.",
            "Les camions sont contrôlés une seule fois. L’attente est passée de neuf heures à deux.",
            "Los camiones se revisan una sola vez. La espera bajó de nueve horas a dos.",
        ),
        statuses=(
            Said(
                "2.1",
                Completion.SUBSTANTIAL,
                words(
                    "The night service is still missing.",
                    "Le service de nuit manque encore.",
                    "Aún falta el servicio nocturno.",
                ),
                (joint,),
            ),
        ),
    )


def _recruiters(stage: Stage) -> None:
    """2.2: the public evidence supports the register and not the complaints; the keeper's second person checked it."""
    keeper = stage.cast["keeper"]
    source = stage.cite(
        keeper,
        "register-visit",
        {"es": "Visita al registro de reclutadores"},
        "2026-05-11",
        "observatorio.example/registro",
    )
    kept = stage.claim(
        keeper,
        "register-kept",
        "2.2",
        Support.ALL,
        words(
            "The register is kept up and complaints are acted on.",
            "Le registre est tenu et les plaintes reçoivent une suite.",
            "El registro se mantiene y las quejas se atienden.",
        ),
        happened="2026-05-11",
        source=source,
    )
    reading = words(
        "The page shows the register. It says nothing of complaints.",
        "La page montre le registre. Elle ne dit rien des plaintes.",
        "La página muestra el registro. Nada dice de las quejas.",
    )
    stage.check(kept, stage.cast["keeper verifier"], "2026-05-20", Verdict.IN_PART, reading, ("a",))


def _tests(stage: Stage) -> None:
    """2.3: an update, and later only that nothing changed."""
    report(
        stage,
        "XNO",
        "2.3",
        "2024-10-07",
        words(
            "A list of tests was sent to Sudria.",
            "Une liste d’essais a été transmise à la Sudrie.",
            "Se envió a Sudria una lista de pruebas.",
        ),
        statuses=(
            Said(
                "2.3",
                Completion.LIMITED,
                words("No answer came yet.", "Aucune réponse n’est venue.", "Aún no hay respuesta."),
            ),
        ),
    )
    delivery.note_no_change(stage.ref("2.3"), by=stage.cast["XNO officer"], at=stage.noon("2026-09-14"))


def _training(stage: Stage) -> None:
    """2.4: nobody checked the proof in time; Norvania publishes all the same, and pages say so."""
    officer = stage.cast["XNO officer"]
    source = stage.cite(
        officer, "training-roll", {"en": "Roll of the customs school"}, "2025-01-20", "customs.norvania.example/roll"
    )
    roll = stage.claim(
        officer,
        "roll",
        "2.4",
        Support.PART,
        words("Sixty officers passed.", "Soixante douaniers ont réussi.", "Sesenta agentes aprobaron."),
        happened="2024-11-29",
        source=source,
    )
    report(
        stage,
        "XNO",
        "2.4",
        "2025-02-03",
        words(
            "Sixty of one hundred are trained.", "Soixante sur cent sont formés.", "Sesenta de cien están capacitados."
        ),
        statuses=(
            Said(
                "2.4",
                Completion.SUBSTANTIAL,
                words("Three fifths are done.", "Les trois cinquièmes sont faits.", "Van tres quintas partes."),
                (roll,),
            ),
        ),
    )


def _hotline(stage: Stage) -> None:
    """4.1: an update that was corrected, with a visible note."""
    first = report(
        stage,
        "XNO",
        "4.1",
        "2025-03-10",
        words(
            "The line is tested every week with twelve offices.",
            "La ligne est mise à l’essai chaque semaine avec douze bureaux.",
            "La línea se prueba cada semana con doce oficinas.",
        ),
        statuses=(
            Said(
                "4.1",
                Completion.LIMITED,
                words("Tests only.", "Des essais seulement.", "Solo pruebas."),
            ),
        ),
    )
    officer, director = stage.cast["XNO officer"], stage.cast["XNO director"]
    facts = UpdateFacts(
        stage.ref("4.1"),
        date(2025, 3, 10),
        words(
            "The line is tested every month with two offices.",
            "La ligne est mise à l’essai chaque mois avec deux bureaux.",
            "La línea se prueba cada mes con dos oficinas.",
        ),
    )
    note = words(
        "The figures were those of another line.",
        "Les chiffres étaient ceux d’une autre ligne.",
        "Las cifras eran de otra línea.",
    )
    at = stage.noon("2025-04-07")
    version = assessment.correct_report(first, facts, by=officer, at=at, correction=note)
    version = delivery.submit(version, by=officer, at=at)
    delivery.approve(version, by=director, at=at, revision=version.revision)
    assessment.publish_report(version, by=director, at=at)


def _shelters(stage: Stage) -> None:
    """4.3: a public update, and two that the other party alone reads; the public is told why."""
    report(
        stage,
        "XNO",
        "4.3",
        "2025-10-06",
        words(
            "The first course was paid for and held.",
            "La première formation a été payée et donnée.",
            "Se pagó e impartió el primer curso.",
        ),
    )
    for day, withheld in (("2025-11-03", Withheld.SECURITY), ("2026-02-02", Withheld.PRIVACY)):
        report(
            stage,
            "XNO",
            "4.3",
            day,
            words("Addresses of shelters.", "Adresses de refuges.", "Direcciones de refugios."),
            withheld=withheld,
        )
