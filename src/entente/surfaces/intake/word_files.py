"""What every Word file that leaves here has in common: the language of each text, no person’s name, the same bytes each time."""

from __future__ import annotations

import io
import zipfile
from datetime import datetime

from docx.document import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from entente.foundation.common.languages import direction


def describe(document: Document, *, title: str, language: str, author: str = "", at: datetime) -> None:
    """What the file says of itself.  author: an office, never a person; at: the only instant in it."""
    for style in document.styles.element.iter(qn("w:lang")):
        style.set(qn("w:val"), language)
    properties = document.core_properties
    properties.title, properties.language, properties.author = title[:255], language, author[:255]
    properties.comments, properties.last_modified_by, properties.revision = "", "", 1
    properties.created = properties.modified = at


def styled(paragraph: Paragraph, style: str) -> Paragraph:
    """Give a paragraph a style by its id ("ListNumber"): by its name, all styles of the file are gone through each time."""
    if style:
        paragraph._p.style = style
    return paragraph


def in_language(run: Run, tag: str) -> None:
    """Mark the language that some words are in, and that they run from right to left where they do."""
    if not tag:
        return
    properties, mark = run._r.get_or_add_rPr(), OxmlElement("w:lang")
    if direction(tag) == "rtl":
        properties.append(OxmlElement("w:rtl"))
        mark.set(qn("w:bidi"), tag)
    else:
        mark.set(qn("w:val"), tag)
    properties.append(mark)


def undated(document: Document) -> bytes:
    """The file without the instant of its making in each member: it can be hashed and made again."""
    written, out = io.BytesIO(), io.BytesIO()
    document.save(written)
    with zipfile.ZipFile(written) as dated, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as anew:
        for member in dated.infolist():
            anew.writestr(zipfile.ZipInfo(member.filename), dated.read(member), zipfile.ZIP_DEFLATED)
    return out.getvalue()
