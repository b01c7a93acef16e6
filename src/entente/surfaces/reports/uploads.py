"""What an author hands in: a house's own Word template, and a logo.  Both come from outside and are looked at with suspicion."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import dataclass

import docx
from django.utils.translation import gettext as _
from docx.opc.exceptions import PackageNotFoundError
from lxml import etree

from entente.foundation.common.errors import RuleBroken
from entente.record.plan.importers.draft import PlanUnreadable
from entente.record.plan.importers.readers.package import Package

TEMPLATE_BYTES_MAX = 5 * 1024 * 1024
LOGO_BYTES_MAX = 512 * 1024
PNG = b"\x89PNG\r\n\x1a\n"
SVG = "{http://www.w3.org/2000/svg}"
SHAPES = "svg g defs symbol title desc path rect circle ellipse line polyline polygon text tspan use"
TYPES = "[Content_Types].xml"
OF_TEMPLATE, OF_DOCUMENT = b"wordprocessingml.template.main+xml", b"wordprocessingml.document.main+xml"
RELATIONS = "{http://schemas.openxmlformats.org/package/2006/relationships}"
WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
FETCHING = re.compile(r"\b(DDE|DDEAUTO|INCLUDETEXT|INCLUDEPICTURE|IMPORT|LINK|DATABASE|RD)\b", re.IGNORECASE)
"""Fields by which Word takes in what lies elsewhere."""
PAINTS = "linearGradient radialGradient stop clipPath mask pattern"
DRAWS = frozenset(f"{SVG}{name}" for name in f"{SHAPES} {PAINTS}".split(" "))
"""What a logo may consist of.  Scripts, styles, pictures within the picture and foreign content are none of it."""


@dataclass(frozen=True, slots=True)
class Logo:
    data: bytes
    is_svg: bool


def checked_template(name: str, data: bytes) -> bytes:
    """A Word file or template (.dotx) whose styles, margins, head and foot a report takes over, as a Word file.

    Raises RuleBroken with one sentence.
    """
    if len(data) > TEMPLATE_BYTES_MAX:
        raise RuleBroken(
            _("“%(name)s” is larger than a template should be; save it without its pictures, below 5 MB.")
            % {"name": name}
        )
    try:
        package = Package(data, "Word template")
        for member in sorted(package.names):
            package.read(member)
    except PlanUnreadable as wrong:
        raise RuleBroken(
            _("“%(name)s” is no Word file that can be opened; save it in Word as .docx.") % {"name": name}
        ) from wrong
    _require_quiet(name, package)
    data = _as_document(data, package)
    try:
        docx.Document(io.BytesIO(data))
    except (KeyError, ValueError, PackageNotFoundError, etree.XMLSyntaxError, AttributeError) as wrong:
        raise RuleBroken(
            _("“%(name)s” is no Word file that can be opened; save it in Word as .docx.") % {"name": name}
        ) from wrong
    return data


def _as_document(data: bytes, package: Package) -> bytes:
    """A template says of itself that it is none to write in; it is the same otherwise."""
    types = package.read(TYPES) or b""
    if OF_TEMPLATE not in types:
        return data
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as written:
        for name in sorted(package.names):
            content = types.replace(OF_TEMPLATE, OF_DOCUMENT) if name == TYPES else package.read(name) or b""
            written.writestr(zipfile.ZipInfo(name), content)
    return out.getvalue()


def _require_quiet(name: str, package: Package) -> None:
    """Raises RuleBroken where a template runs, fetches or redefines something."""
    if any(member.lower().endswith(".bin") or "/embeddings/" in member.lower() for member in package.names):
        raise RuleBroken(
            _("“%(name)s” holds a program (macros or objects); save it as .docx without them.") % {"name": name}
        )
    written = [package.read(member) or b"" for member in sorted(package.names) if member.endswith((".xml", ".rels"))]
    if any(b"<!DOCTYPE" in content for content in written):
        raise RuleBroken(
            _("“%(name)s” defines entities of its own, which is not allowed; save it in Word again.") % {"name": name}
        )
    if any(_fetches(content) for content in written):
        raise RuleBroken(
            _(
                "“%(name)s” fetches something from outside (a linked template, picture or field); break its links in Word, then "
                "save it again."
            )
            % {"name": name}
        )


def _fetches(content: bytes) -> bool:
    """Whether a part of a Word file takes in what lies elsewhere as soon as it is opened.  A link to be followed does not."""
    try:
        root = etree.fromstring(content, etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False))
    except etree.XMLSyntaxError:
        return False  # told as a file that cannot be opened
    if root.tag == f"{RELATIONS}Relationships":
        outside = [one for one in root if one.get("TargetMode", "") == "External"]
        return any(not str(one.get("Type", "")).endswith("/hyperlink") for one in outside)
    codes = "".join(code.text or "" for code in root.iter(f"{WORD}instrText"))
    codes = " ".join((codes, *(str(field.get(f"{WORD}instr", "")) for field in root.iter(f"{WORD}fldSimple"))))
    return bool(FETCHING.search(codes))


def checked_logo(name: str, data: bytes) -> Logo:
    """A PNG, or an SVG that only draws.  Raises RuleBroken with one sentence."""
    if len(data) > LOGO_BYTES_MAX:
        raise RuleBroken(_("“%(name)s” is larger than a logo should be; make it smaller than 512 kB.") % {"name": name})
    if data.startswith(PNG):
        return Logo(data, is_svg=False)
    if b"<!DOCTYPE" in data or b"<!ENTITY" in data:
        raise RuleBroken(
            _("“%(name)s” defines entities of its own, which is not allowed; export it as plain SVG or PNG.")
            % {"name": name}
        )
    try:
        root = etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False))
    except etree.XMLSyntaxError as wrong:
        raise RuleBroken(
            _("“%(name)s” is neither a PNG nor an SVG picture; export it as one of them.") % {"name": name}
        ) from wrong
    for element in root.iter():
        if not isinstance(element.tag, str):
            continue
        if element.tag not in DRAWS or any(_acts(key, value) for key, value in element.attrib.items()):
            raise RuleBroken(
                _("“%(name)s” does more than draw (line %(line)d); export it as plain SVG or as PNG.")
                % {"name": name, "line": element.sourceline}
            )
    return Logo(data, is_svg=True)


def _acts(key: str | bytes, value: str | bytes) -> bool:
    """Whether an attribute runs or fetches something: an event, a style, an address outside the picture."""
    name, text = etree.QName(str(key)).localname.lower(), str(value)
    if name.startswith("on") or name == "style":
        return True
    if name == "href":
        return not text.startswith("#")
    return "url(" in text.replace(" ", "").lower() and "url(#" not in text.replace(" ", "").lower()
