"""What refuses an officer about posts, log-ins, copies and agreed words is told in every language of the pages."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.utils import translation

import entente
from entente.surfaces.web.sentences import in_language
from entente.surfaces.web.sentences_of_people import PATTERNS, PLAIN

from .test_sentences import PLACE, raised
from .test_sentences_of_work import refusals

FOLDERS = [
    Path(entente.__file__).parent / "foundation" / name for name in ("directory", "accounts", "sources", "texts")
]
NO_PAGE_SAYS = {
    "There is a working group “zq” already; choose another name.",
    "zq has no date; a year is enough.",
    "zq is a ministry without a party; name the party whose ministry it is.",
    "zq needs two sides at least, each named once, such as AAA and BBB.",
    "zq would make zq its own successor; check which one came first.",
    "zq: “zq” is not a date; write 2023, 2023-05, 2023-05-02 or 2023-05-02/2023-05-03.",
    "“zq” cannot be an alias of zq; write 1 to 255 letters or digits.",
    "the operator needs no second person and proposes nothing",
    "The text in “zq” is zq; there is nothing to review.",
    "“zq” is not a language tag; write for instance fr.",
}
"""Said to programs and on the command line alone: the forms offer nothing that would lead to it."""

WITHIN_ANOTHER = "the text in “zq”"
"""What a gate says of a language: the second half of another sentence, which `test_sentences` holds."""


@pytest.mark.parametrize("language", ["es", "fr"])
def test_every_refusal_about_people_and_sources_is_told_in_the_language_of_the_page(language: str) -> None:
    sentences = {one for one in refusals(FOLDERS) if not one.startswith(WITHIN_ANOTHER)} - NO_PAGE_SAYS
    assert len(sentences) > 60
    with translation.override(language):
        untold = sorted(one for one in sentences if in_language(one) == one)
    assert not untold, f"Name each in surfaces/web/sentences_of_people.py and translate it: {untold}"


@pytest.mark.parametrize("sentence", [*PATTERNS, *PLAIN])
def test_every_sentence_is_one_that_the_record_says(sentence: str) -> None:
    assert PLACE.sub("\0", sentence) in raised()
