"""Where no line may break: by the rules of the language that a text is in."""

from __future__ import annotations

from dataclasses import replace

from entente.surfaces.reports.model import Manner, Paragraph, Run, Section, plain, words
from entente.surfaces.reports.typography import bound, levelled

from .sample import DOCUMENT

SAID = "Fait : « oui » ; 40 % ! A:B"
FRENCH = "Fait\u00a0: «\u00a0oui\u00a0»\u202f; 40\u00a0%\u202f! A:B"


def test_in_french_the_high_signs_stay_with_their_word() -> None:
    section = Section(
        "one", words(SAID), (Paragraph((Run(SAID), Run(SAID, "en"))), Paragraph(words(SAID), Manner.QUOTE))
    )
    (made,) = bound(replace(DOCUMENT, language="fr", sections=(section,))).sections
    english = SAID.replace("40 %", "40\u00a0%")
    assert plain(made.heading) == FRENCH
    assert [plain(block.runs) for block in made.blocks if isinstance(block, Paragraph)] == [FRENCH + english, SAID]
    assert levelled(FRENCH) == SAID


def test_in_other_languages_the_per_cent_alone_is_bound() -> None:
    spanish = bound(replace(DOCUMENT, language="es", title=SAID))
    assert spanish.title == SAID.replace("40 %", "40\u00a0%")
    assert bound(bound(spanish)) == bound(spanish)
