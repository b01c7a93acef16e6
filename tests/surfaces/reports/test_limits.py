"""A report that is too long is refused before anything is set; what needs too much memory ends its own process alone."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.utils import translation

from entente.foundation.common.errors import RuleBroken
from entente.surfaces.reports.forms import Form, as_file
from entente.surfaces.reports.limits import PAGES_MAX, pages_about
from entente.surfaces.reports.model import Block, Document, Paragraph, Section, words
from entente.surfaces.reports.writers import apart
from entente.surfaces.reports.writers.pdf import pdf_of
from entente.surfaces.web.sentences import in_language

from .pdf_parts import opened
from .sample import DOCUMENT, TABLE

SAID = "The working group met, agreed the text and sent it to both capitals for signature. " * 4


def long(sections: int) -> Document:
    """Each section half a page."""
    blocks: tuple[Block, ...] = (*(Paragraph(words(SAID)) for _number in range(4)), TABLE)
    more = tuple(Section(f"more-{number}", words(f"Area {number}"), blocks) for number in range(sections))
    return replace(DOCUMENT, sections=more)


def test_pages_are_counted_about_right_before_they_are_set() -> None:
    document = long(100)
    pages = len(opened(as_file(document, Form.PDF)).pages)
    assert 0.7 < pages_about(document) / pages < 1.4


@pytest.mark.parametrize("form", [Form.PDF, Form.WORD])
def test_a_report_of_three_thousand_pages_is_refused_in_one_sentence(form: Form) -> None:
    document = long(8_000)
    assert pages_about(document) > 3 * PAGES_MAX
    with translation.override("en"), pytest.raises(RuleBroken) as refused:
        as_file(document, form)
    assert refused.value.sentence == (
        f"This report would have some {pages_about(document)} pages; at most 1000 are made. "
        "Choose fewer areas or parts, or make a report for each area."
    )


def test_what_needs_more_memory_than_there_is_ends_its_own_process_and_says_so(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(apart, "MEMORY_MAX", 350 * 1024 * 1024)
    assert as_file(DOCUMENT, Form.PDF).startswith(b"%PDF")
    with pytest.raises(
        RuleBroken, match=r"^There was not memory or time enough to set this report of some 3\d\d pages\."
    ):
        as_file(long(800), Form.PDF)


def test_what_typst_refuses_is_one_sentence_in_the_language_of_who_asks() -> None:
    with pytest.raises(RuleBroken) as refused:
        pdf_of(DOCUMENT, logo=b"no picture")
    assert refused.value.sentence == (
        "This report could not be set as PDF (“unknown image format”); nothing is lost. Take away the logo or the part that "
        "you changed last, ask again, and show this sentence to whoever runs this server."
    )
    with translation.override("fr"):
        assert in_language(refused.value.sentence).startswith("Ce rapport n’a pas pu être composé en PDF («\xa0unknown")
