"""What PDF/UA-1 asks of a tagged PDF, as far as a program can tell, looked up with pypdf: `faults_of` names what is wrong.

Numbers in comments are those of the Matterhorn Protocol 1.1, in which the field lists the failure conditions of PDF/UA-1.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import chain, pairwise
from typing import Any

from pypdf import PdfReader
from pypdf.generic import BooleanObject, ContentStream

from .pdf_parts import catalogue, elements

STANDARD = re.compile(
    "Document|Part|Art|Sect|Div|BlockQuote|Caption|TOCI?|Index|NonStruct|Private|P|H[1-6]?|L|LI|Lbl|LBody|Table|T[RHD]|THead|"
    "TBody|TFoot|Span|Quote|Note|Reference|BibEntry|Code|Link|Annot|Ruby|Warichu|Figure|Formula|Form"
)
"""The roles that every reader knows."""
WITHIN = {
    "TR": {"Table", "THead", "TBody", "TFoot"},
    "TH": {"TR"},
    "TD": {"TR"},
    "THead": {"Table"},
    "TBody": {"Table"},
    "LI": {"L"},
    "LBody": {"LI"},
    "TOCI": {"TOC"},
}
"""Element -> where it may stand."""
DRAWS = {b"Tj", b"TJ", b"'", b'"', b"f", b"F", b"f*", b"B", b"B*", b"b", b"b*", b"S", b"s", b"sh", b"Do", b"EI"}
"""Operators that put something on a page."""
BESIDE = {
    "/OCProperties": "layers",  # 20
    "/EmbeddedFiles": "other files",  # 21
    "/AcroForm": "a form",  # 24, 25, 28-005
    "/OpenAction": "an act of its own",  # 29
    "/Threads": "threads",  # 22
}
LANGUAGE = re.compile("[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")


def faults_of(reader: PdfReader) -> list[str]:
    """One line for each thing that is wrong, [] for nothing."""
    return [
        *_of_the_file(reader),
        *_of_what_asks_for_more(reader),
        *chain.from_iterable(_of_page(page, number) for number, page in enumerate(reader.pages, 1)),
        *_of_content(reader),
        *_of_elements(reader),
        *_of_headings(reader),
        *_of_tables(reader),
        *_of_links(reader),
        *_of_fonts(reader),
    ]


def role(reader: PdfReader, element: dict[str, Any]) -> str:
    """The standard role of an element."""
    roles = catalogue(reader)["/StructTreeRoot"].get_object().get("/RoleMap", {})
    name = str(element["/S"])
    return str(roles.get(name, name))[1:]


def kids(element: Any) -> list[Any]:
    found = element.get("/K", [])
    return [kid.get_object() for kid in (found if isinstance(found, list) else [found])]


def attribute(element: dict[str, Any], name: str) -> str:
    found = element.get("/A", [])
    for one in found if isinstance(found, list) else [found]:
        if name in one.get_object():
            return str(one.get_object()[name])
    return ""


def says(given: Any, name: str) -> bool:
    """Whether a dictionary says yes; a "no" of the library counts as true where it is not asked for its value."""
    said = given.get_object().get(name) if given is not None else None
    return isinstance(said, BooleanObject) and bool(said.value)


def _of_the_file(reader: PdfReader) -> Iterator[str]:
    whole = catalogue(reader)
    if not says(whole.get("/MarkInfo"), "/Marked"):  # 06-002
        yield "the file does not say that it is tagged"
    if "/StructTreeRoot" not in whole:
        yield "there is no structure"
    if not LANGUAGE.fullmatch(str(whole.get("/Lang", ""))):  # 11-006
        yield "the file has no language"
    if not says(whole.get("/ViewerPreferences"), "/DisplayDocTitle"):  # 07-001
        yield "the title is not shown"
    told = whole["/Metadata"].get_object().get_data() if "/Metadata" in whole else b""
    if b"<pdfuaid:part>1</pdfuaid:part>" not in told:  # 06-003
        yield "the file does not say that it is PDF/UA-1"
    if not re.search(rb"<dc:title>.*?<rdf:li[^>]*>[^<]+</rdf:li>", told, re.DOTALL):  # 06-004
        yield "the file has no title"
    if not reader.outline:
        yield "there are no bookmarks"


def _of_what_asks_for_more(reader: PdfReader) -> Iterator[str]:
    """What no report holds, and would have to be made accessible by itself."""
    whole = catalogue(reader)
    if reader.is_encrypted:  # 26
        yield "the file is locked"
    if says(whole.get("/MarkInfo"), "/Suspects"):  # 01-007
        yield "the file doubts its own tags"
    held = {key: kind for key, kind in BESIDE.items() if key in whole or key in whole.get("/Names", {})}
    yield from (f"the file holds {kind}" for kind in held.values())
    roles = whole["/StructTreeRoot"].get_object().get("/RoleMap", {}) if "/StructTreeRoot" in whole else {}
    for name, meant in roles.items():
        if STANDARD.fullmatch(name[1:]):  # 02-004
            yield f"{name[1:]}, a role that every reader knows, is said to be {meant[1:]}"
        elif meant in roles:  # 02-003 asks for an end; a single step has one
            yield f"{name[1:]} is told by another role that is told by another"


def _of_page(page: Any, number: int) -> Iterator[str]:
    if page.get("/Tabs") != "/S":  # 28-018
        yield f"page {number}: the tabulator does not follow the structure"
    if "/StructParents" not in page:
        yield f"page {number} has no place in the structure"
    if page.get("/AA"):  # 29
        yield f"page {number} acts by itself"
    yield from (f"page {number}: {fault}" for fault in _nested(page))
    loose = Counter(operator for operator, is_told in drawn(page) if not is_told)
    if loose:  # 01-005
        yield f"page {number}: neither tagged nor artifact: {dict(loose)}"


def drawn(page: Any) -> Iterator[tuple[bytes, bool]]:
    """Each operator that draws, and whether what it draws is tagged or an artifact."""
    stack: list[bool] = []
    for operands, operator in ContentStream(page.get_contents(), page.pdf).operations:
        if operator in {b"BDC", b"BMC"}:
            stack.append(operands[0] == "/Artifact" or (operator == b"BDC" and "/MCID" in _given(page, operands[1])))
        elif operator == b"EMC":
            stack.pop()
        elif operator in DRAWS:
            yield operator, any(stack)


def _nested(page: Any) -> Iterator[str]:
    """What is content lies in no artifact, and no artifact in it; what only tells a language is neither."""
    stack: list[str] = []
    for operands, operator in ContentStream(page.get_contents(), page.pdf).operations:
        if operator in {b"BDC", b"BMC"}:
            is_content = operator == b"BDC" and "/MCID" in _given(page, operands[1])
            kind = "artifact" if operands[0] == "/Artifact" else "content" if is_content else ""
            if kind == "artifact" and "content" in stack:  # 01-003
                yield "an artifact in content"
            if kind == "content" and "artifact" in stack:  # 01-004
                yield "content in an artifact"
            stack.append(kind)
        elif operator == b"EMC":
            stack.pop()


def _given(page: Any, operand: Any) -> Any:
    return operand if isinstance(operand, dict) else page["/Resources"]["/Properties"][operand].get_object()


def _of_content(reader: PdfReader) -> Iterator[str]:
    """Every piece of content stands in the structure, once."""
    if "/StructTreeRoot" not in catalogue(reader):
        return
    pages = {page.indirect_reference.idnum: number for number, page in enumerate(reader.pages, 1)}  # type: ignore[union-attr]
    told: Counter[tuple[int, int]] = Counter()
    for element in elements(reader):
        for kid in kids(element):
            at = kid if isinstance(kid, dict) and kid.get("/Type") == "/MCR" else element
            number = kid["/MCID"] if at is kid and at is not element else kid
            if isinstance(number, int):
                told[pages[(at if "/Pg" in at else element).raw_get("/Pg").idnum], number] += 1  # type: ignore[attr-defined]
    there = {(number, one) for number, page in enumerate(reader.pages, 1) for one in _marked(page)}
    if lost := there - set(told):
        yield f"content that is in no element: {sorted(lost)[:5]}"
    if twice := {key for key, count in told.items() if count > 1}:
        yield f"content that is in two elements: {sorted(twice)[:5]}"
    if empty := set(told) - there:
        yield f"elements of content that is not there: {sorted(empty)[:5]}"


def _marked(page: Any) -> Iterator[int]:
    return (int(given["/MCID"]) for given in properties(page) if "/MCID" in given)


def properties(page: Any) -> Iterator[Any]:
    """What is said of each piece of content that is no artifact."""
    for operands, operator in ContentStream(page.get_contents(), page.pdf).operations:
        if operator == b"BDC" and operands[0] != "/Artifact":
            yield _given(page, operands[1])


def _of_elements(reader: PdfReader) -> Iterator[str]:
    if "/StructTreeRoot" not in catalogue(reader):
        return
    for element in elements(reader):
        name = role(reader, element)
        if not STANDARD.fullmatch(name):  # 02-001
            yield f"{name} is no role that a reader knows"
        above = element["/P"].get_object()
        if name in WITHIN and "/S" in above and role(reader, above) not in WITHIN[name]:  # 09-004
            yield f"{name} stands in {role(reader, above)}"
        if name == "Figure" and not str(element.get("/Alt", "")).strip():  # 13-004
            yield "a figure without words"
        if "/Lang" in element and not LANGUAGE.fullmatch(str(element["/Lang"])):
            yield f"“{element['/Lang']}” is no language"


def _of_headings(reader: PdfReader) -> Iterator[str]:
    if "/StructTreeRoot" not in catalogue(reader):
        return
    names = [role(reader, element) for element in elements(reader)]
    levels = [int(name[1]) for name in names if re.fullmatch("H[1-6]", name)]
    if levels.count(1) != 1 or levels[0] != 1:  # 14-002
        yield f"{levels.count(1)} headings of the first level, where one begins the text"
    if jumps := [pair for pair in pairwise(levels) if pair[1] > pair[0] + 1]:  # 14-003
        yield f"headings that jump: {jumps}"


def _of_tables(reader: PdfReader) -> Iterator[str]:
    if "/StructTreeRoot" not in catalogue(reader):
        return
    for table in (element for element in elements(reader) if role(reader, element) == "Table"):
        parts = [part for part in kids(table) if role(reader, part) != "Caption"]
        rows = [row for part in parts for row in (kids(part) if role(reader, part) != "TR" else [part])]
        widths = {sum(int(attribute(cell, "/ColSpan") or 1) for cell in kids(row)) for row in rows}
        if len(widths) != 1:  # 15-003 asks for headings; a grid without holes makes them findable
            yield f"a table whose rows have {sorted(widths)} cells"
        heads = [cell for row in rows for cell in kids(row) if role(reader, cell) == "TH"]
        if not heads or any(role(reader, cell) != "TH" for cell in kids(rows[0])):
            yield "a table whose first row has no headings"
        if any(attribute(cell, "/Scope") not in {"/Row", "/Column"} for cell in heads):
            yield "a heading of a table that does not say of what"
        if any(sum(role(reader, cell) == "TH" for cell in kids(row)) != 1 for row in rows[1:]):
            yield "a row of a table that is not named"


def _of_links(reader: PdfReader) -> Iterator[str]:
    held = set()
    for element in elements(reader) if "/StructTreeRoot" in catalogue(reader) else ():
        for kid in kids(element):
            if isinstance(kid, dict) and kid.get("/Type") == "/OBJR":
                held.add((role(reader, element), kid.raw_get("/Obj").idnum))  # type: ignore[attr-defined]
    for number, page in enumerate(reader.pages, 1):
        for one in page.get("/Annots", []):
            annotation = one.get_object()
            if annotation["/Subtype"] != "/Link" or ("Link", one.idnum) not in held:  # 28-002, 28-011
                yield f"page {number}: a link that stands in no link of the structure"
            if not str(annotation.get("/Contents", "")).strip():  # 28-012
                yield f"page {number}: a link without words"
            if "/StructParent" not in annotation:
                yield f"page {number}: a link that does not lead back to the structure"


def _of_fonts(reader: PdfReader) -> Iterator[str]:
    fonts = {one.idnum: one.get_object() for page in reader.pages for one in _fonts(page)}
    for font in fonts.values():
        below = font["/DescendantFonts"][0].get_object() if "/DescendantFonts" in font else font
        if not any(str(key).startswith("/FontFile") for key in below["/FontDescriptor"].get_object()):  # 31-009
            yield f"{font['/BaseFont']} is not inside"
        if below["/Subtype"] == "/CIDFontType2" and "/CIDToGIDMap" not in below:  # 31-011
            yield f"{font['/BaseFont']} does not say which drawing is which letter's"
        if "/ToUnicode" not in font:  # 10-001
            yield f"{font['/BaseFont']} does not say which letters it draws"


def _fonts(drawing: Any) -> Iterator[Any]:
    """Of a page or a picture in it, and of the pictures in that."""
    resources = drawing.get("/Resources", {})
    yield from resources.get("/Font", {}).values()
    for one in resources.get("/XObject", {}).values():
        yield from _fonts(one.get_object())
