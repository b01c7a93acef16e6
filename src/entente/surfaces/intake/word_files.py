"""What every Word file that leaves here has in common: the language of each text, no person’s name, the same bytes each time."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from datetime import datetime

import docx
from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from entente.foundation.common.languages import direction

STYLES_OF_2010 = "http://schemas.microsoft.com/office/2007/relationships/stylesWithEffects"


def describe(document: Document, *, title: str, language: str, author: str = "", at: datetime) -> None:
    """What the file says of itself.  author: an office, never a person; at: the only instant in it.

    Its styles stand in it once: Word 2010 kept them a second time for itself, and what differs there Word may call damaged.
    """
    for key in [key for key, one in document.part.rels.items() if one.reltype == STYLES_OF_2010]:
        document.part.rels.pop(key)
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
    written = io.BytesIO()
    document.save(written)
    with zipfile.ZipFile(written) as dated:
        return _zipped(b"", {member.filename: dated.read(member) for member in dated.infolist()})


class Paper:
    """One document on which many files are written in turn, all in one language: what they have in common is packed once.

    Not for two writers at a time.
    """

    def __init__(self) -> None:
        self.document = docx.Document()
        package = self.document.part.package
        assert package is not None  # it was just opened
        self._own = (self.document.part, package.part_related_by(RELATIONSHIP_TYPE.CORE_PROPERTIES))
        self._common = b""

    def clear(self) -> None:
        """Take the words of the last file away."""
        self.document.element.body.clear_content()

    def file(self) -> bytes:
        """As `undated` gives it, but for the order of the members.  In the same language as before."""
        own = {part.partname.membername: part.blob for part in self._own}
        if not self._common:
            with zipfile.ZipFile(io.BytesIO(undated(self.document))) as whole:
                self._common = _zipped(b"", {name: whole.read(name) for name in whole.namelist() if name not in own})
        return _zipped(self._common, own)


def _zipped(begun: bytes, members: Mapping[str, bytes]) -> bytes:
    """An archive with more members, in their order."""
    out = io.BytesIO(begun)
    with zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return out.getvalue()
