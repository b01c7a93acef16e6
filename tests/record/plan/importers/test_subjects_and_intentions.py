"""Bodies stand for their country, labels are no subject, groups mean their members, and intentions promise in every language."""

from __future__ import annotations

import pytest

from entente.record.plan.importers import CommitmentDraft, read_plan


def first(sentence: str, parties: tuple[str, ...], language: str) -> CommitmentDraft | None:
    """The promise read from a sentence that stands as the first bullet of a small plan; None when it was left out."""
    further = {
        "en": "The parties will continue to talk.",
        "fr": "Les parties continueront à travailler.",
        "es": "Las partes seguirán trabajando juntas.",
    }[language]
    draft = read_plan(
        "plan.txt", f"Plan\n1. One\n- {sentence}\n- {further}\n".encode(), parties=parties, language=language
    )
    return next((one for one in draft.commitments if one.text == sentence), None)


@pytest.mark.parametrize(
    ("sentence", "parties", "obligors"),
    [
        ("USAID will provide training to 40 judges.", ("KEN", "USA"), ("USA",)),
        ("The Department of Justice will open an office.", ("KEN", "USA"), ("USA",)),
        ("Global Affairs Canada will fund a clinic.", ("CAN", "KEN"), ("CAN",)),
        ("Kenya Coast Unit: The Department of State will support patrols.", ("KEN", "USA"), ("USA",)),
        (
            "U.S.-Kenya Programme: The Department of Energy, alongside Kenya, will test a pump.",
            ("KEN", "USA"),
            ("USA",),
        ),
        ("Kenya: The ministry will publish a map.", ("KEN", "USA"), ("KEN",)),
        ("Quad partners will launch a fellowship.", ("AUS", "IND", "JPN", "USA"), ("AUS", "IND", "JPN", "USA")),
        ("Member States of the Benelux will open a school.", ("BEL", "LUX", "NLD", "USA"), ("BEL", "LUX", "NLD")),
        (
            "Member States of the Benelux and the United States will open a school.",
            ("BEL", "LUX", "NLD", "USA"),
            ("BEL", "LUX", "NLD", "USA"),
        ),
    ],
)
def test_obligors_are_whoever_the_subject_stands_for(sentence, parties, obligors):
    found = first(sentence, parties, "en")
    assert found is not None
    assert found.obligors == obligors


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("fr", "Nous avons pour intention d’élargir les échanges scolaires."),
        ("fr", "Nous avons l’intention d’ouvrir un bureau."),
        ("fr", "Nous prévoyons de tenir un sommet."),
        ("fr", "Nous comptons publier une carte."),
        ("fr", "Nous avons également pour intention, dans le respect du droit, d’améliorer le partage."),
        ("es", "Tenemos la intención de recibir a más estudiantes."),
        ("es", "Nos proponemos abrir una oficina."),
        ("es", "Buscamos ampliar los intercambios escolares."),
        ("en", "The two countries intend to open an office."),
        ("en", "The countries are committed to working closely with Congress to lend two ships."),
    ],
)
def test_an_intention_promises_best_efforts(language, sentence):
    found = first(sentence, ("CAN", "MEX"), language)
    assert found is not None
    assert found.strength == "best_efforts"


@pytest.mark.parametrize(
    "sentence",
    [
        "The leaders committed their governments to promoting ferry safety.",
        "The presidents directed both sides to prepare a timetable.",
        "The leaders called on their administrations to extend the agreement.",
    ],
)
def test_an_instruction_to_ones_own_side_is_a_promise(sentence):
    assert first(sentence, ("CAN", "MEX"), "en") is not None


def test_a_heading_that_begins_with_initials_is_not_numbered():
    text = "Plan\n\n**U.S.-Mexico Trade**\n\n- The United States will open a bridge.\n\n**Water**\n\n- Mexico will open a dam.\n"
    draft = read_plan("plan.md", text.encode(), parties=("MEX", "USA"), language="en")
    assert [(pillar.number, pillar.title) for pillar in draft.pillars] == [("1", "U.S.-Mexico Trade"), ("2", "Water")]
