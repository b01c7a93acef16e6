"""Translations as XLIFF 2.1: a unit for each wording, a segment for each sentence, notes, state and agreed terms.

Read as if a stranger had sent it: no entity, no document type, nothing fetched; what is no text is refused.
"""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from entente.foundation.texts.queries import WordingStatus
from entente.foundation.texts.sentences import paired, sentences
from entente.record.plan.importers.draft import PlanUnreadable
from entente.record.plan.importers.readers.opening import check_bytes

from .units import CameBack, Leaving, Origin, Returned, TextsUnreadable, Unit, key_of
from .words import say

XLIFF = "urn:oasis:names:tc:xliff:document:2.0"
GLOSSARY = "urn:oasis:names:tc:xliff:glossary:2.0"
VERSIONS = ("2.0", "2.1")
STATES = {
    WordingStatus.MISSING: "initial",
    WordingStatus.DRAFT: "translated",
    WordingStatus.MACHINE: "translated",
    WordingStatus.PROJECT: "reviewed",
    WordingStatus.REVIEWED: "reviewed",
    WordingStatus.AUTHENTIC: "final",
}
TEXT_INSIDE = frozenset({f"{{{XLIFF}}}mrk", f"{{{XLIFF}}}pc"})
"""Inline elements that only mark the words they hold; every other one stands for something that is no text."""

NAMESPACES: dict[str | None, str] = {None: XLIFF, "gls": GLOSSARY}

UNITS_MAX = 5_000


def xliff_of(leaving: Leaving) -> bytes:
    """The file, UTF-8."""
    root = etree.Element(
        _name("xliff"),
        {"version": "2.1", "srcLang": leaving.made_from, "trgLang": leaving.into},
        nsmap=NAMESPACES,  # type: ignore[arg-type]  # None names the default, which the stubs forget
    )
    file = etree.SubElement(root, _name("file"), {"id": "f1", "original": leaving.origin})
    for number, unit in enumerate(leaving.units, start=1):
        _write_unit(file, f"u{number}", unit, leaving)
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=False))


def read_xliff(name: str, data: bytes) -> Returned:
    """The units of a file that came back.  Raises TextsUnreadable with one sentence."""
    root = _opened(name, data)
    if root.tag != _name("xliff") or root.get("version") not in VERSIONS:
        raise TextsUnreadable(say("not_xliff_2", name=name))
    files = root.findall(_name("file"))
    origin = Origin.read(files[0].get("original", "")) if len(files) == 1 else None
    if origin is None:
        raise TextsUnreadable(say("not_ours", name=name))
    found = (root.get("srcLang", ""), root.get("trgLang", ""))
    if found != (origin.made_from, origin.into):
        given = {"found": " → ".join(found), "left": f"{origin.made_from} → {origin.into}"}
        raise TextsUnreadable(say("other_language", name=name, **given))
    units = list(files[0].iter(_name("unit")))
    if len(units) > UNITS_MAX:
        raise TextsUnreadable(say("too_many", name=name, most=UNITS_MAX))
    return Returned(origin, tuple(_came_back(name, unit) for unit in units))


def _name(tag: str) -> str:
    return f"{{{XLIFF}}}{tag}"


def _write_unit(file: etree._Element, key: str, unit: Unit, leaving: Leaving) -> None:
    element = etree.SubElement(file, _name("unit"), {"id": key, "name": unit.key})
    if unit.terms:
        glossary = etree.SubElement(element, f"{{{GLOSSARY}}}glossary")
        for term in unit.terms:
            entry = etree.SubElement(glossary, f"{{{GLOSSARY}}}glossEntry")
            etree.SubElement(entry, f"{{{GLOSSARY}}}term").text = term.source
            etree.SubElement(entry, f"{{{GLOSSARY}}}translation").text = term.target
    notes = etree.SubElement(element, _name("notes"))
    for category, words in (("about", unit.about), ("ref", unit.ref)):
        etree.SubElement(notes, _name("note"), {"category": category}).text = words
    if unit.state.is_stale:
        etree.SubElement(notes, _name("note"), {"category": "state"}).text = say("stale_note")
    parts = sentences(unit.source, leaving.made_from)
    texts = paired(parts, sentences(unit.target, leaving.into) if unit.target else ())
    state = "initial" if unit.state.is_stale else STATES[unit.state.status]
    for number, (part, text) in enumerate(zip(parts, texts, strict=True), start=1):
        segment = etree.SubElement(
            element, _name("segment"), {"id": f"s{number}", "state": state if text else "initial"}
        )
        etree.SubElement(segment, _name("source")).text = part.text
        if text:
            etree.SubElement(segment, _name("target")).text = text
        if part.gap:
            gap = etree.SubElement(etree.SubElement(element, _name("ignorable")), _name("source"))
            gap.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
            gap.text = part.gap


def _opened(name: str, data: bytes) -> etree._Element:
    try:
        check_bytes(".xlf", data)
    except PlanUnreadable as wrong:
        raise TextsUnreadable(say("unreadable", name=name, why=str(wrong))) from wrong
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise TextsUnreadable(say("broken_xml", name=name, line=getattr(error, "lineno", None) or 1)) from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise TextsUnreadable(say("entities", name=name))
    return root


def _came_back(name: str, unit: etree._Element) -> CameBack:
    key = key_of(unit.get("name", ""))
    place = unit.get("id", "") or "?"
    if key is None:
        raise TextsUnreadable(say("no_key", name=name, place=place))
    sources, targets, is_broken = [], [], False
    for part in unit:
        if part.tag not in (_name("segment"), _name("ignorable")):
            continue
        source, target = part.find(_name("source")), part.find(_name("target"))
        words = _text(source)
        gap = words if part.tag == _name("ignorable") else ""
        sources.append(words)
        is_broken |= target is not None and any(child.tag not in TEXT_INSIDE for child in target.iterdescendants())
        targets.append((_text(target), gap))
    return CameBack(place, *key, "".join(sources), _joined(targets), is_broken)


def _text(element: etree._Element | None) -> str:
    return "".join(str(part) for part in element.itertext()) if element is not None else ""


def _joined(parts: list[tuple[str, str]]) -> str:
    """Translated segments with the gaps of the source between those that have words."""
    return "".join(_kept(parts)).strip()


def _kept(parts: list[tuple[str, str]]) -> Iterator[str]:
    has_words = False
    for text, gap in parts:
        if text.strip():
            yield text
            has_words = True
        elif gap and has_words:
            yield gap
            has_words = False
