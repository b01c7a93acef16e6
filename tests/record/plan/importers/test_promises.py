"""Single sentences: whether they promise, how strongly, of what kind, how much, and by whom."""

from __future__ import annotations

import pytest

from entente.record.plan.importers.classify import Judgement, Setting, holds_promise, judge, read_unit
from entente.record.plan.importers.lexicons import lexicon_for
from entente.record.plan.importers.obligors import cast_for
from entente.record.plan.importers.parties import names_for
from entente.record.plan.importers.promises import Voice

BOTH = ("FRA", "IND")


def judged(text: str, language: str) -> Judgement | None:
    voice = Voice(lexicon_for(language), names_for(BOTH))
    said = read_unit(text, "", voice)
    if not holds_promise(said):
        return None
    return judge(said, Setting(cast_for(BOTH, voice.names, voice.lexicon), voice))


PROMISES = [
    ("en", "India and France agree to deepen cooperation on cyber security.", BOTH, "standing", "firm", 1),
    ("en", "France will provide €10 million to the International Solar Alliance.", ("FRA",), "deliverable", "firm", 1),
    (
        "en",
        "The two sides will explore the possibility of setting up a joint campus.",
        BOTH,
        "deliverable",
        "exploratory",
        1,
    ),
    ("en", "A Joint Committee will be established to oversee the Roadmap.", BOTH, "deliverable", "firm", 1),
    ("en", "They aim to double bilateral trade by 2030.", BOTH, "time_bound", "best_efforts", 1),
    ("en", "India undertakes to ratify the convention.", ("IND",), "deliverable", "firm", 1),
    ("en", "We will continue to implement the Roadmap.", BOTH, "standing", "firm", 1),
    ("en", "We reaffirm our commitment to strengthening the rules-based order.", BOTH, "standing", "firm", 1),
    ("en", "We commit to halving food loss by 2030.", BOTH, "time_bound", "firm", 1),
    ("en", "We task our Energy Ministers to prepare a plan by October.", BOTH, "deliverable", "firm", 1),
    ("en", "Publish an annual report on beneficial ownership.", BOTH, "deliverable", "firm", 1),
    ("en", "Establishment of a joint research centre in Pune", BOTH, "deliverable", "firm", 1),
    ("en", "Combatting trafficking, including by convening a summit.", BOTH, "deliverable", "firm", 2),
    (
        "en",
        "Both countries will strengthen surveillance and share information on vessels.",
        BOTH,
        "standing",
        "firm",
        2,
    ),
    ("en", "In partnership with France, India will host a forum.", ("IND",), "deliverable", "firm", 1),
    ("en", "The Indian Space Research Organisation will launch the satellite.", ("IND",), "deliverable", "firm", 1),
    ("en", "France expects to welcome 4,000 students in 2026.", ("FRA",), "deliverable", "best_efforts", 1),
    ("fr", "Les deux pays conviennent de renforcer leur coopération.", BOTH, "standing", "firm", 1),
    ("fr", "La France versera 10 millions d’euros à l’Alliance.", ("FRA",), "deliverable", "firm", 1),
    ("fr", "Un comité conjoint sera créé pour suivre la feuille de route.", BOTH, "deliverable", "firm", 1),
    ("fr", "Les deux parties s’emploieront à simplifier les procédures.", BOTH, "standing", "best_efforts", 1),
    ("fr", "Mise en place d’un groupe de travail conjoint.", BOTH, "deliverable", "firm", 1),
    ("es", "Ambos países acordaron fortalecer la cooperación.", BOTH, "standing", "firm", 1),
    ("es", "Se creará un grupo de trabajo conjunto.", BOTH, "deliverable", "firm", 1),
    ("es", "Francia aportará 10 millones de euros al fondo.", ("FRA",), "deliverable", "firm", 1),
    ("es", "La India buscará ampliar la protección de los migrantes.", ("IND",), "standing", "best_efforts", 1),
]
OTHERS = [
    ("en", "The two leaders welcomed the signing of the agreement on mobility."),
    ("en", "France supports the candidacy of India to the Council."),
    ("en", "France has supported the initiative since 2018."),
    ("en", "We reaffirm our commitment to multilateralism."),
    ("en", "We call on all countries to ratify the treaty."),
    ("en", "We look forward to the next meeting."),
    ("en", "The programme aims to reach 500 schools."),
    ("en", "Both leaders agreed on the importance of open markets."),
    ("en", "Last month, the two countries launched a portal."),
    ("en", "Capacity building for officials"),
    ("en", "Work on the corridor is under way."),
    ("fr", "Les deux dirigeants se sont félicités de la signature de l’accord."),
    ("fr", "La France soutient la candidature de l’Inde."),
    ("es", "Los mandatarios celebraron la firma del acuerdo."),
    ("es", "El comercio bilateral creció en 2023."),
]


@pytest.mark.parametrize(("language", "text", "obligors", "kind", "strength", "clauses"), PROMISES)
def test_sentence_that_promises(
    language: str, text: str, obligors: tuple[str, ...], kind: str, strength: str, clauses: int
) -> None:
    found = judged(text, language)
    assert found is not None
    assert (found.obligors, found.kind, found.strength, len(found.clauses)) == (obligors, kind, strength, clauses)


@pytest.mark.parametrize(("language", "text"), OTHERS)
def test_sentence_that_promises_nothing(language: str, text: str) -> None:
    assert judged(text, language) is None


def test_reasons_quote_the_text() -> None:
    found = judged("In partnership with France, India will seek to host a forum.", "en")
    assert found is not None
    assert [(reason.axis, reason.value, reason.words) for reason in found.reasons] == [
        ("obligors", "IND", "India"),
        ("kind", "deliverable", "host a forum"),
        ("strength", "best_efforts", "will seek to"),
        ("clauses", "1", "host"),
    ]
