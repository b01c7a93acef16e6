"""A document in the form that is asked for."""

from __future__ import annotations

from enum import StrEnum

from django.utils.translation import gettext as _

from entente.foundation.common.errors import RuleBroken

from .model import Document
from .uploads import Logo
from .writers.page import page_of
from .writers.pdf import pdf_of
from .writers.word import word_of


class Form(StrEnum):
    """The three forms; the value is the ending of the file."""

    PDF = "pdf"
    WORD = "docx"
    PAGE = "html"

    @classmethod
    def of(cls, ending: str) -> Form:
        """The form of an ending.  Raises RuleBroken."""
        try:
            return cls(ending.lower())
        except ValueError as wrong:
            raise RuleBroken(
                _("“%(ending)s” is no form of a report; choose pdf, docx or html.") % {"ending": ending}
            ) from wrong


MEDIA_TYPES = {
    Form.PDF: "application/pdf",
    Form.WORD: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    Form.PAGE: "text/html; charset=utf-8",
}


def as_file(document: Document, form: Form, *, template: bytes = b"", logo: Logo | None = None) -> bytes:
    """The same document gives the same bytes.  template: a Word file that `uploads.checked_template` let in."""
    if form is Form.PDF:
        return pdf_of(document, logo=logo.data if logo else b"")
    if form is Form.WORD:
        return word_of(document, template=template, logo=logo)
    return page_of(document)
