"""Refusals of documents that a plan is read from: the file, its format, a row of a table.

They are raised where nobody's language is known; whoever chose the file reads them on the desk.
"""

from __future__ import annotations

from django.utils.translation import gettext_noop

PATTERNS = (
    gettext_noop(
        "The file has %(number)s paragraphs and items, and at most %(most)s are read: import the part that promises."
    ),
    gettext_noop("Plans in the language “%(language)s” are not read yet: use one of %(known)s."),
    gettext_noop(
        "The party code “%(code)s” is not an ISO 3166 alpha-3 code: correct it, or give its name as %(other)s=Name."
    ),
    gettext_noop("The party “%(name)s” is not understood: write an ISO 3166 code such as KEN, or CODE=Name."),
    gettext_noop("%(name)s has the ending “%(ending)s”, which is not read: save it as one of %(known)s."),
    gettext_noop("Line %(line)s cannot be read as a row (%(why)s): look for a quotation mark that is not closed."),
    gettext_noop("The file ends in .pdf but is not a PDF: give it its true ending, or save it as a PDF."),
    gettext_noop("The file ends in .docx but holds no Word document: save it again as .docx."),
    gettext_noop("The file ends in .xlsx but holds no workbook: save it again as .xlsx."),
    gettext_noop("The file ends in %(ending)s but holds %(what)s: give it its true ending, or save it as %(other)s."),
    gettext_noop("The file ends in %(ending)s but is not %(what)s: save it again as %(other)s."),
    gettext_noop("The file has %(number)s MB, and at most %(most)s MB are read: split it, or save its text alone."),
    gettext_noop(
        "The file is protected by a password or is of an older format: save it without a password as %(ending)s."
    ),
    gettext_noop(
        "The text is damaged or mixes encodings: line %(line)s is not valid %(encoding)s; "
        "open it, correct that line and save all of it as UTF-8."
    ),
    gettext_noop("The %(what)s defines entities of its own, which is not allowed: save it again."),
    gettext_noop("The %(what)s is damaged and cannot be opened: open it, and save it again."),
    gettext_noop(
        "The %(what)s unpacks to far more than its size (over %(most)s MB): save its text alone in a new file."
    ),
    gettext_noop(
        "The PDF holds no text, only pictures of pages: have it recognised (OCR), or import its text as .txt or .docx."
    ),
    gettext_noop("The PDF is damaged and cannot be opened: save it again, or import its text as .docx or .txt."),
    gettext_noop("The PDF took more than %(number)s seconds to open: save its text as .docx or .txt."),
    gettext_noop("The %(what)s is protected by a password: save it without one."),
    gettext_noop(
        "No column for the commitment's text was found in %(where)s (columns read: %(known)s): name one of them “%(name)s”."
    ),
    gettext_noop("In %(where)s, the party “%(name)s” is not one of %(known)s: correct the cell or name the party."),
    gettext_noop(
        "In %(where)s, the %(column)s “%(name)s” is not known: write one of %(known)s, or leave the cell empty."
    ),
)

PLAIN = (
    gettext_noop("The file holds no text to read: choose the file with the plan's text."),
    gettext_noop("The Word document holds no text: choose the document with the plan's text."),
    gettext_noop("The web page cannot be read: save it again as a complete page, or save its text as .txt."),
    gettext_noop("The web page holds no text of its own: save the page after it has loaded, or save its text as .txt."),
    gettext_noop("The file holds binary data, not text: choose the plan's text, or save it as .txt in UTF-8."),
    gettext_noop("The file is empty: choose the file that holds the plan's text."),
    gettext_noop("The workbook holds no filled cells: choose the workbook with the plan's rows."),
    gettext_noop("a Word document"),
    gettext_noop("an Excel workbook"),
    gettext_noop("a PDF"),
    gettext_noop("a zipped file such as a Word document or an Excel workbook"),
    gettext_noop("an old Office file or one protected by a password"),
    gettext_noop("a picture"),
    gettext_noop("a compressed file"),
    gettext_noop("a rich-text file"),
    gettext_noop("workbook"),
    gettext_noop("Word document"),
)
"""Sentences and words that name nothing."""
