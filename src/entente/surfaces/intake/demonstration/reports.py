"""Updates of both sides with what they say of themselves: proven, disputed, corrected, unchanged, withheld."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from entente.foundation.common.languages import Wording
from entente.foundation.common.records import Tier, Withheld
from entente.record.assessment import commands as assessment
from entente.record.assessment.queries import Completion
from entente.record.delivery import commands as delivery
from entente.record.delivery.commands import UpdateFacts
from entente.record.delivery.queries import Update
from entente.record.verification.queries import Claim, Support, Verdict

from .stage import Stage, words


@dataclass(frozen=True, slots=True)
class Said:
    """What a side says of where it stands.  subject "2.1" or "1.1#a"."""

    subject: str
    value: Completion
    reason: Wording
    claims: Sequence[Claim] = ()


def play_reports(stage: Stage) -> None:
    _basin(stage)
    _crossing(stage)
    _recruiters(stage)
    _tests(stage)
    _training(stage)
    _hotline(stage)
    _shelters(stage)


def _report(
    stage: Stage,
    party: str,
    commitment: str,
    day: str,
    done: Wording,
    next_step: Wording | None = None,
    *,
    statuses: Sequence[Said] = (),
    withheld: Withheld = Withheld.SILENT,
) -> Update:
    """The officer writes, the director approves and publishes on the day after."""
    officer, director = stage.cast[f"{party} officer"], stage.cast[f"{party} director"]
    at, on = stage.noon(day), date.fromisoformat(day)
    claims = [claim for said in statuses for claim in said.claims]
    facts = UpdateFacts(stage.ref(commitment), on, done, next_step or {})
    update = delivery.write_update(facts, by=officer, at=at, claims=claims)
    for said in statuses:
        assessment.set_status(
            update,
            stage.ref(said.subject),
            said.value,
            by=officer,
            as_of_on=on,
            reason=said.reason,
            claims=said.claims,
            at=at,
        )
    update = delivery.submit(update, by=officer, at=at)
    later = at + timedelta(days=1)
    delivery.approve(update, by=director, at=later, revision=update.revision)
    tier = Tier.PUBLIC if withheld == Withheld.SILENT else Tier.PARTIES
    return assessment.publish_report(update, by=director, at=later, tier=tier, withheld_for=withheld)


def _basin(stage: Stage) -> None:
    """1.1: both say that the agreement is complete, with accepted proof; they differ on the bulletins."""
    officer, other = stage.cast["XNO officer"], stage.cast["XSU officer"]
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
        "2023-10-04",
        source,
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
        "2025-12",
        source,
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
    _report(
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
    page = stage.cite(
        other, "lira-pagina", {"es": "Página del acuerdo"}, "2024-09-20", "cancilleria.sudria.example/lira"
    )
    firmado = stage.claim(
        other,
        "sudria-lira",
        "1.1#a",
        Support.ALL,
        words("Sudria signed the agreement.", "La Sudrie a signé l’entente.", "Sudria firmó el acuerdo."),
        "2023-10-04",
        page,
    )
    stage.check(firmado, stage.cast["XSU verifier"], "2024-09-25")
    _report(
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
        "2024-05-20",
        source,
    )
    stage.check(joint, stage.cast["XSU verifier"], "2024-09-18")
    _report(
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
        "2026-05-11",
        source,
    )
    reading = words(
        "The page shows the register. It says nothing of complaints.",
        "La page montre le registre. Elle ne dit rien des plaintes.",
        "La página muestra el registro. Nada dice de las quejas.",
    )
    stage.check(kept, stage.cast["keeper verifier"], "2026-05-20", Verdict.IN_PART, reading, ("a",))


def _tests(stage: Stage) -> None:
    """2.3: an update, and later only that nothing changed."""
    _report(
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
        "2024-11-29",
        source,
    )
    _report(
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
    first = _report(
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
    _report(
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
        _report(
            stage,
            "XNO",
            "4.3",
            day,
            words("Addresses of shelters.", "Adresses de refuges.", "Direcciones de refugios."),
            withheld=withheld,
        )
