"""3.3: three events were proposed as the exhibition that was promised; one is accepted, one splits the sides."""

from __future__ import annotations

from entente.record.delivery import commands as delivery
from entente.record.delivery.commands import CandidateFacts
from entente.record.delivery.queries import Candidate, CandidateAnswer, Stance

from .stage import Stage, words


def play_candidates(stage: Stage) -> None:
    _exhibition(stage)
    _regatta(stage)
    _museum_night(stage)


def _propose(stage: Stage, slug: str, title: dict[str, str], happened: str) -> Candidate:
    facts = CandidateFacts(stage.ref("3.3"), slug, title, happened)
    return delivery.propose_candidate(facts, by=stage.cast["keeper"], at=stage.noon("2026-01-20"))


def _argue(stage: Stage, candidate: Candidate, part: str, stance: Stance, text: dict[str, str]) -> None:
    delivery.argue(candidate, stance, text, by=stage.cast[part], at=stage.noon("2026-02-03"))


def _decide(stage: Stage, candidate: Candidate, part: str, answer: CandidateAnswer, reason: dict[str, str]) -> None:
    delivery.decide_candidate(candidate, answer, reason, by=stage.cast[part], at=stage.noon("2026-03-16"))


def _exhibition(stage: Stage) -> None:
    title = words(
        "Two centuries of peace in pictures", "Deux siècles de paix en images", "Dos siglos de paz en imágenes"
    )
    shown = _propose(stage, "two-centuries", title, "2025-03/2025-10")
    _argue(
        stage,
        shown,
        "XNO officer",
        Stance.FOR,
        words(
            "Both national museums made it together, and it toured both countries.",
            "Les deux musées nationaux l’ont conçue ensemble et elle a circulé dans les deux pays.",
            "Los dos museos nacionales la hicieron juntos y recorrió ambos países.",
        ),
    )
    _argue(
        stage,
        shown,
        "XSU officer",
        Stance.AGAINST,
        words(
            "Its catalogue appeared in one language only.",
            "Son catalogue n’a paru que dans une langue.",
            "Su catálogo apareció en un solo idioma.",
        ),
    )
    reason = words("It is what was promised.", "C’est ce qui avait été promis.", "Es lo que se prometió.")
    _decide(stage, shown, "XNO director", CandidateAnswer.ACCEPT, reason)
    catalogue = words(
        "The catalogue has since appeared in both languages.",
        "Le catalogue a depuis paru dans les deux langues.",
        "El catálogo ya apareció en ambos idiomas.",
    )
    _decide(stage, shown, "XSU director", CandidateAnswer.ACCEPT, catalogue)


def _regatta(stage: Stage) -> None:
    title = words("Bicentenary regatta", "Régate du bicentenaire", "Regata del bicentenario")
    regatta = _propose(stage, "regatta", title, "2025-07-12")
    _argue(
        stage,
        regatta,
        "XSU officer",
        Stance.FOR,
        words(
            "It marked the same day with people of both countries.",
            "Elle a marqué la même journée avec des gens des deux pays.",
            "Celebró la misma fecha con gente de ambos países.",
        ),
    )
    yes = words("It reached more people.", "Elle a touché plus de monde.", "Llegó a más personas.")
    _decide(stage, regatta, "XSU director", CandidateAnswer.ACCEPT, yes)
    no = words(
        "A regatta is not an exhibition.", "Une régate n’est pas une exposition.", "Una regata no es una exposición."
    )
    _decide(stage, regatta, "XNO director", CandidateAnswer.DECLINE, no)


def _museum_night(stage: Stage) -> None:
    title = words("Night of museums", "Nuit des musées", "Noche de museos")
    night = _propose(stage, "museum-night", title, "2025-05-17")
    _argue(
        stage,
        night,
        "keeper",
        Stance.FOR,
        words(
            "A newspaper called it part of the bicentenary.",
            "Un journal l’a rattachée au bicentenaire.",
            "Un periódico la llamó parte del bicentenario.",
        ),
    )
