"""The letters as .docx: headings that a screen reader finds, every text marked with the language that it is in."""

from __future__ import annotations

from datetime import UTC, datetime
from threading import local

from django.utils.translation import override
from docx.document import Document
from docx.shared import Cm, Pt
from docx.text.paragraph import Paragraph

from entente.foundation.common.days import written
from entente.foundation.common.languages import Wording, pick
from entente.foundation.common.periods import Period
from entente.surfaces.intake.word_files import Paper, describe, in_language, styled

from .facts import Letter, Question
from .words import TITLES, asked, line

PAPERS = local()
"""Language -> what letters in it are written on."""
BLANK = "____________________"
SHAPES = {
    "en": {4: "y", 7: "MMMM y", 10: "d MMMM y"},
    "es": {4: "y", 7: "MMMM 'de' y", 10: "'el' d 'de' MMMM 'de' y"},
    "fr": {4: "y", 7: "MMMM y", 10: "'le' d MMMM y"},
}
"""Length of a partial date -> how it is written after "since"."""


def letter_of(letter: Letter, question: Question, language: str, *, address: str) -> bytes:
    """A letter in one language.  The same content gives the same bytes.

    address  of the finding on the public page
    """
    with override(language):
        paper = _paper(language)
        written = _Written(paper.document, question, language)
        written.opening(letter)
        written.promise()
        written.search()
        written.questions(letter)
        written.signature(letter, address)
        return paper.file()


def _paper(language: str) -> Paper:
    """The paper of this thread for letters in a language, empty."""
    papers: dict[str, Paper] = vars(PAPERS)
    if language not in papers:
        papers[language] = Paper()
    papers[language].clear()
    return papers[language]


class _Written:
    """A letter while it is being written."""

    def __init__(self, document: Document, question: Question, language: str) -> None:
        self.document, self.question, self.language = document, question, language
        section = document.sections[0]
        section.left_margin = section.right_margin = Cm(2.5)
        document.styles["Normal"].font.size = Pt(11)

    def opening(self, letter: Letter) -> None:
        title = str(TITLES[letter])
        number, words = self.question.number, self._said(self.question.title)[0]
        at = datetime(2000, 1, 1, tzinfo=UTC)
        whole = line("title", letter=title, promise=f"{number} {words}")
        describe(self.document, title=whole, language=self.language, at=at)
        styled(self.document.add_paragraph(title), "Heading1")
        asking = self.question.asking
        to = {
            Letter.ACCESS: (asking.office, "any_office"),
            Letter.QUESTION: (asking.chamber, "any_chamber"),
            Letter.REPLY: ({}, "reply_to"),
        }[letter]
        self._labelled("to", *self._or(*to))
        if letter is Letter.ACCESS:
            self._labelled("under", *self._or(asking.law, "any_law"))
        self._labelled("party", *self._said(self.question.party.name))
        self._labelled("about", *self._said(self.question.plan.title))

    def promise(self) -> None:
        question = self.question
        styled(self.document.add_paragraph(line("promised")), "Heading2")
        title, tag = self._said(question.title)
        self._paragraph(f"{question.number} {title}", tag, is_bold=True)
        self._paragraph(*self._said(question.summary))
        if question.authentic:
            self._paragraph(line("authentic"), self.language)
            self._paragraph(*self._said(question.authentic), style="Quote")
        if question.part:
            self._labelled("part", *self._said(question.part))

    def search(self) -> None:
        question = self.question
        styled(self.document.add_paragraph(line("looked")), "Heading2")
        who, _tag = self._said(question.searcher)
        day = written(question.looked_on, "long", self.language)
        sentence = line("search", who=who, day=day) if who else line("search_by_nobody", day=day)
        self._paragraph(sentence, self.language)
        self._paragraph(line("where"), self.language)
        self._paragraph(*self._said(question.looked_where))
        if question.note:
            self._paragraph(*self._said(question.note))
        self._paragraph(line("fairness"), self.language)

    def questions(self, letter: Letter) -> None:
        styled(self.document.add_paragraph(line("asked")), "Heading2")
        for sentence in asked(letter, launched=_since(self.question.plan.launched_on, self.language)):
            self._paragraph(sentence, self.language, style="ListNumber")

    def signature(self, letter: Letter, address: str) -> None:
        styled(self.document.add_paragraph(line("signature")), "Heading2")
        if letter is Letter.REPLY:
            self._labelled("answer_by", BLANK, self.language)
        for code in ("name", "address", "date"):
            self._labelled(code, BLANK, self.language)
        self._paragraph(line("source", address=address), self.language)

    def _said(self, wording: Wording) -> tuple[str, str]:
        return pick(wording, self.language, self.question.plan.languages)

    def _or(self, wording: Wording, code: str) -> tuple[str, str]:
        """What is known, else a word that fits everywhere."""
        return self._said(wording) if wording else (line(code), self.language)

    def _labelled(self, code: str, text: str, tag: str) -> None:
        paragraph = self.document.add_paragraph()
        paragraph.add_run(f"{line(code)} ").bold = True
        _run(paragraph, text, "" if tag == self.language else tag)

    def _paragraph(self, text: str, tag: str, *, style: str = "", is_bold: bool = False) -> None:
        if text:
            paragraph = styled(self.document.add_paragraph(), style)
            _run(paragraph, text, "" if tag == self.language else tag, is_bold=is_bold)


def _run(paragraph: Paragraph, text: str, tag: str, *, is_bold: bool = False) -> None:
    """A text; tag: the language it is in where that is not the letter's."""
    run = paragraph.add_run(text)
    run.bold = is_bold
    in_language(run, tag)


def _since(text: str, language: str) -> str:
    """What "since" is followed by: a partial date in words, and nothing is rounded to a day that it does not name."""
    if not text:
        return line("launch")
    shapes = SHAPES.get(language, SHAPES["en"])
    return written(Period.parse(text).first_on, shapes[len(text.partition("/")[0])], language)
