"""1.1: both say that the agreement is complete, with accepted proof; they differ on the bulletins."""

from __future__ import annotations

from entente.record.assessment.queries import Completion
from entente.record.verification.queries import Claim, Support, Verdict

from .reporting import Said, report
from .stage import Stage, words


def play_basin(stage: Stage) -> None:
    _norvania(stage)
    _sudria(stage)


def _proof_of_norvania(stage: Stage) -> tuple[Claim, Claim]:
    """The signature, which Sudria accepted, and the bulletins, which it disputes."""
    officer = stage.cast["XNO officer"]
    source = stage.cite(
        officer,
        "lira-statement",
        {"en": "Statement on the Lira agreement"},
        "2023-10-06",
        "foreign.norvania.example/statement",
    )
    signed = stage.claim(
        officer,
        "norvania-lira",
        "1.1#a",
        Support.ALL,
        words("Norvania signed the agreement.", "La Norvanie a signé l’entente.", "Norvania firmó el acuerdo."),
        happened="2023-10-04",
        source=source,
    )
    stage.check(signed, stage.cast["XSU verifier"], "2024-09-12")
    bulletins = stage.claim(
        officer,
        "norvania-bulletins",
        "1.1#b",
        Support.PART,
        words(
            "Norvania sent its gauges’ data for every bulletin of 2025.",
            "La Norvanie a transmis les données de ses jauges pour chaque bulletin de 2025.",
            "Norvania envió los datos de sus medidores para cada boletín de 2025.",
        ),
        happened="2025-12",
        source=source,
    )
    stage.check(
        bulletins,
        stage.cast["XSU verifier"],
        "2026-02-10",
        Verdict.DISPUTED,
        words(
            "The page names nine bulletins, not twelve.",
            "La page mentionne neuf bulletins, et non douze.",
            "La página nombra nueve boletines, no doce.",
        ),
    )
    return signed, bulletins


def _norvania(stage: Stage) -> None:
    signed, bulletins = _proof_of_norvania(stage)
    report(
        stage,
        "XNO",
        "1.1",
        "2026-03-02",
        words(
            "The agreement is in force. Levels were published every month of 2025.",
            "L’entente est en vigueur. Les niveaux ont été publiés chaque mois de 2025.",
            "El acuerdo está en vigor. Los niveles se publicaron cada mes de 2025.",
        ),
        words(
            "Talks on the renewal begin in the autumn.",
            "Les discussions sur le renouvellement commencent à l’automne.",
            "Las conversaciones sobre la renovación empiezan en otoño.",
        ),
        statuses=(
            Said("1.1#a", Completion.COMPLETE, words("It is signed.", "Elle est signée.", "Está firmado."), (signed,)),
            Said(
                "1.1#b",
                Completion.SUBSTANTIAL,
                words("Bulletins appear.", "Les bulletins paraissent.", "Los boletines aparecen."),
                (bulletins,),
            ),
        ),
    )


def _sudria(stage: Stage) -> None:
    other = stage.cast["XSU officer"]
    page = stage.cite(
        other, "lira-pagina", {"es": "Página del acuerdo"}, "2024-09-20", "cancilleria.sudria.example/lira"
    )
    firmado = stage.claim(
        other,
        "sudria-lira",
        "1.1#a",
        Support.ALL,
        words("Sudria signed the agreement.", "La Sudrie a signé l’entente.", "Sudria firmó el acuerdo."),
        happened="2023-10-04",
        source=page,
    )
    stage.check(firmado, stage.cast["XSU verifier"], "2024-09-25")
    report(
        stage,
        "XSU",
        "1.1",
        "2026-04-14",
        words(
            "The agreement is in force; three bulletins of 2025 are missing.",
            "L’entente est en vigueur; trois bulletins de 2025 manquent.",
            "El acuerdo está en vigor; faltan tres boletines de 2025.",
        ),
        statuses=(
            Said("1.1#a", Completion.COMPLETE, words("Signed.", "Signée.", "Firmado."), (firmado,)),
            Said(
                "1.1#b",
                Completion.LIMITED,
                words("Three months are missing.", "Trois mois manquent.", "Faltan tres meses."),
            ),
        ),
    )
