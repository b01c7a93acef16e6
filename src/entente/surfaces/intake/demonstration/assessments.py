"""An outside assessment by an invented institute: two readers, two parties, one reply and one silence; and one in work."""

from __future__ import annotations

from datetime import date

from entente.foundation.common.languages import Wording
from entente.record.assessment.commands import assessments, methods, replies
from entente.record.assessment.commands.assessments import OpeningFacts, ScoreFacts
from entente.record.assessment.commands.methods import GuidelineFacts
from entente.record.assessment.queries.methods import Guideline
from entente.record.verification.queries import Claim, Support

from .stage import Stage, words

METHOD = "g20-compliance/1"
WINDOW = (date(2024, 1, 1), date(2026, 6, 30))


def play_assessments(stage: Stage) -> None:
    proof = _proof(stage)
    guideline = _guideline(
        stage,
        "2.1",
        words(
            "One crossing is open when lorries pass it at night after a single check.",
            "Un poste est ouvert quand des camions le franchissent la nuit après un seul contrôle.",
            "Un cruce está abierto cuando los camiones lo pasan de noche tras una sola revisión.",
        ),
    )
    first = words(
        "The hall was built; night service runs on weekends only.",
        "Le hall est construit; le service de nuit ne fonctionne que la fin de semaine.",
        "La nave se construyó; el servicio nocturno solo funciona los fines de semana.",
    )
    second = words(
        "Its customs service checks together with the neighbour’s, by day and by night.",
        "Son service des douanes contrôle avec celui du voisin, de jour comme de nuit.",
        "Su aduana revisa junto con la del vecino, de día y de noche.",
    )
    _published(stage, guideline, "XNO", "0", first, proof, other="-1")
    _published(stage, guideline, "XSU", "+1", second, proof, other="+1")
    assessments.announce_assessments(at=stage.at)
    in_work = _guideline(
        stage,
        "1.3",
        words(
            "A study is a text that anybody can read.",
            "Une étude est un texte que tous peuvent lire.",
            "Un estudio es un texto que cualquiera puede leer.",
        ),
    )
    row = assessments.open_assessment(
        in_work, OpeningFacts(*WINDOW, "XNO", "final"), by=stage.cast["first-reader"], at=stage.noon("2026-10-01")
    )
    note = words("No study is public.", "Aucune étude n’est publique.", "Ningún estudio es público.")
    assessments.code(row, ScoreFacts("-1", note), by=stage.cast["first-reader"], at=stage.noon("2026-10-02"))


def _guideline(stage: Stage, subject: str, definitions: Wording) -> Guideline:
    facts = GuidelineFacts(
        METHOD,
        stage.ref(subject),
        definitions,
        {
            "-1": words("Nothing of it is there.", "Rien n’en existe.", "No hay nada de ello."),
            "0": words("A part of it is there.", "Une partie existe.", "Hay una parte de ello."),
            "+1": words("All of it is there.", "Tout existe.", "Está todo."),
        },
    )
    draft = methods.write_guideline(facts, by=stage.cast["first-reader"], at=stage.noon("2026-06-01"))
    return methods.publish_guideline(draft, by=stage.cast["research-director"], at=stage.noon("2026-06-08"))


def _proof(stage: Stage) -> Claim:
    reader = stage.cast["first-reader"]
    title = {"en": "Isthmus Lorry Monthly (invented)"}
    source = stage.cite(reader, "lorry-monthly", title, "2026-03", "lorry-monthly.example.org/crossing")
    seen = words(
        "Lorries were seen to pass the crossing at night on weekends.",
        "Des camions ont été vus franchir le poste la nuit, en fin de semaine.",
        "Se vio a camiones pasar el cruce de noche en fin de semana.",
    )
    return stage.claim(reader, "lorries-at-night", "2.1", Support.PART, seen, happened="2026-03-14", source=source)


def _published(
    stage: Stage, guideline: Guideline, party: str, value: str, why: Wording, proof: Claim, *, other: str
) -> None:
    """Two readers, of whom the second reads `other`; the director consolidates and sends it; XNO replies, XSU does not."""
    reader, second, director = (stage.cast[part] for part in ("first-reader", "second-reader", "research-director"))
    opening = OpeningFacts(*WINDOW, party, "final")
    row = assessments.open_assessment(guideline, opening, by=reader, at=stage.noon("2026-07-06"))
    assessments.code(row, ScoreFacts(value, why, [proof]), by=reader, at=stage.noon("2026-07-13"))
    assessments.code(row, ScoreFacts(other, why, [proof]), by=second, at=stage.noon("2026-07-20"))
    assessments.consolidate(row, ScoreFacts(value, why, [proof]), by=director, at=stage.noon("2026-08-03"))
    assessments.send_for_reply(row, date(2026, 9, 4), by=director, at=stage.noon("2026-08-10"))
    if party == "XNO":
        reply = words(
            "Night service on weekdays begins when the second bridge opens.",
            "Le service de nuit en semaine commencera à l’ouverture du second pont.",
            "El servicio nocturno entre semana comenzará cuando abra el segundo puente.",
        )
        replies.write_reply(row, reply, by=stage.cast["XNO officer"], at=stage.noon("2026-08-20"))
        replies.approve_reply(row, by=stage.cast["XNO director"], at=stage.noon("2026-08-24"))
