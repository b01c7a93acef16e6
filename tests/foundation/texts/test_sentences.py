"""Texts cut into sentences, in the languages of the pages; and put together to the very same text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from entente.foundation.texts.sentences import Sentence, joined, paired, sentences


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "The fair was held. Mr. Bell opened it.", ["The fair was held.", "Mr. Bell opened it."]),
        ("en", "See art. 5 and No. 12. It applies.", ["See art. 5 and No. 12.", "It applies."]),
        ("en", "The U.S. Department agreed, e.g. Canada did. Done?", ["The U.S. Department agreed, e.g. Canada did.", "Done?"]),
        ("en", "J. R. Smith spoke. “We agree.” Then all left.", ["J. R. Smith spoke.", "“We agree.”", "Then all left."]),
        ("en", "It grew by 3.5 percent. 12 people came.", ["It grew by 3.5 percent.", "12 people came."]),
        ("en", "1. First point. Second point.", ["1. First point.", "Second point."]),
        ("en", "Wait… what? Yes!", ["Wait… what?", "Yes!"]),
        ("es", "La Sra. Ruiz abrió la feria. ¿Quién asistió? ¡Todos!",
         ["La Sra. Ruiz abrió la feria.", "¿Quién asistió?", "¡Todos!"]),
        ("es", "Véase el art. 5 y la pág. 3. Aplica a EE. UU. Y a otros.",
         ["Véase el art. 5 y la pág. 3.", "Aplica a EE. UU. Y a otros."]),
        ("es", "Se firmó el núm. 12. Élites y pueblos asistieron.", ["Se firmó el núm. 12.", "Élites y pueblos asistieron."]),
        ("fr", "M. Roy a ouvert la foire. Elle a duré trois jours.", ["M. Roy a ouvert la foire.", "Elle a duré trois jours."]),
        ("fr", "Il dit : « Nous signons. » Puis il part.", ["Il dit : « Nous signons. »", "Puis il part."]),
        ("fr", "Voir l’art. 5, p. ex. Le texte. École ouverte.", ["Voir l’art. 5, p. ex. Le texte.", "École ouverte."]),
        ("fr", "Les parties (c.-à-d. Deux pays) signent. À suivre.", ["Les parties (c.-à-d. Deux pays) signent.", "À suivre."]),
        ("de", "Am 5. Mai war die Messe. Sie endete.", ["Am 5. Mai war die Messe.", "Sie endete."]),
        ("en", "First paragraph.\n\nSecond one. With two.", ["First paragraph.", "Second one.", "With two."]),
        ("en", "no stop at all", ["no stop at all"]),
        ("en", "", [""]),
    ],
)  # fmt: skip
def test_sentences_ends_where_a_reader_would(language, text, expected):
    assert [part.text for part in sentences(text, language)] == expected


@given(st.text(alphabet="Ab. \n?!…«»é5", max_size=60), st.sampled_from(["en", "es", "fr", "yua"]))
def test_joined_gives_the_very_text_back(text, language):
    assert (
        joined(sentences(text, language)) == "".join(part.text + part.gap for part in sentences(text, language)).strip()
    )
    whole = "".join(part.text + part.gap for part in sentences(text, language))
    assert whole == text.strip()


def test_joined_leaves_out_a_sentence_without_words():
    assert joined([Sentence("One.", " "), Sentence(" ", " "), Sentence("Three.", "\n\n")]) == "One. Three."


@pytest.mark.parametrize(
    ("target", "expected"),
    [
        ("Uno. Dos.\n\nTres.", ("Uno.", "Dos.", "Tres.")),
        ("Uno y dos.\n\nTres. Cuatro.", ("Uno y dos.", "", "Tres. Cuatro.")),
        ("Todo junto.", ("Todo junto.", "", "")),
        ("", ("", "", "")),
    ],
)
def test_paired_lays_a_translation_beside_its_source(target, expected):
    source = sentences("One. Two.\n\nThree.", "en")
    assert paired(source, sentences(target, "es") if target else ()) == expected
