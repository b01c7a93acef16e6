"""Translations leave as XLIFF and as Word documents and come back: previewed, mended, applied, taken back."""

from __future__ import annotations

import io
import re
from collections.abc import Callable

import docx
import pytest
from lxml import etree

from entente.foundation.common.errors import ActionDenied, InvalidTransition, NotVisible, RuleBroken
from entente.foundation.ledger.commands import name_record
from entente.foundation.texts import queries as texts
from entente.foundation.texts.commands import TermFacts
from entente.record.delivery import commands as delivery
from entente.record.delivery.commands import MilestoneFacts
from entente.record.delivery.models import Milestone, Update
from entente.record.delivery.rules import states_subject
from entente.surfaces.intake import agreed
from entente.surfaces.intake.sheets.compare import Verdict
from entente.surfaces.intake.sheets.receipts import receipt_of
from entente.surfaces.intake.wordings import batches
from entente.surfaces.intake.wordings.leaving import WRITERS, leaving_of
from entente.surfaces.intake.wordings.opening import Wish
from entente.surfaces.intake.wordings.xliff import XLIFF
from tests.cast import ANA
from tests.record.builders import NOW, adopted_plan
from tests.record.delivery.builders import AUDITOR, PROMISE, draft, facts

from .builders import TIA, TOM, held_of, owed_keys, put

pytestmark = pytest.mark.django_db
NS = {"x": XLIFF}
WORDS = "The fair was held. Mr. Bell opened it.\n\nIt lasted three days."
TRANSLATED = "A feira foi realizada. O Sr. Bell abriu-a.\n\nDurou três dias."


@pytest.fixture(autouse=True)
def plan(settings: object, tmp_path: object) -> None:
    settings.MEDIA_ROOT = tmp_path  # type: ignore[attr-defined]
    adopted_plan()
    name_record()


@pytest.fixture
def update() -> Update:
    return draft(done=WORDS)


def exported(suffix: str, into: str = "pt", by: object = TIA) -> bytes:
    leaving = leaving_of(by, Wish(language=into), as_of=NOW, about=lambda line: line.owed.field)  # type: ignore[arg-type]
    return WRITERS[suffix](leaving)


def in_xliff(data: bytes, *targets: str) -> bytes:
    """Put these words into the segments, as a translation program does."""
    root = etree.fromstring(data)
    for segment, words in zip(root.iterfind(".//x:segment", NS), targets, strict=True):
        target = segment.find("x:target", NS)
        if target is None:
            target = etree.SubElement(segment, f"{{{XLIFF}}}target")
        target.text = words
        segment.set("state", "translated")
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8")


def in_document(data: bytes, *texts_: str) -> bytes:
    """Write these words into the right column."""
    document = docx.Document(io.BytesIO(data))
    for row, words in zip(document.tables[0].rows[1:], texts_, strict=True):
        row.cells[1].text = words
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def dropped(name: str, data: bytes, by: object = TIA) -> batches.SheetBatch:
    return batches.submit(name, data, by=by, at=NOW)[0]  # type: ignore[arg-type]


def looked(batch: batches.SheetBatch) -> list[tuple[str, str, str]]:
    preview = batches.look(batch, by=TIA, as_of=NOW)
    return [(line.verdict.value, line.after, line.reason) for line in preview.lines]


def test_an_xliff_file_has_a_unit_for_each_wording_and_a_segment_for_each_sentence(update: Update) -> None:
    root = etree.fromstring(exported(".xlf"))
    assert (root.tag, dict(root.attrib)) == (
        f"{{{XLIFF}}}xliff", {"version": "2.1", "srcLang": "en", "trgLang": "pt"},
    )  # fmt: skip
    [unit] = root.findall("x:file/x:unit", NS)
    assert [etree.QName(part).localname for part in unit] == [
        "notes", "segment", "ignorable", "segment", "ignorable", "segment",
    ]  # fmt: skip
    assert [part.text for part in unit.iterfind(".//x:source", NS)] == [
        "The fair was held.", " ", "Mr. Bell opened it.", "\n\n", "It lasted three days.",
    ]  # fmt: skip
    assert {segment.get("state") for segment in unit.iterfind("x:segment", NS)} == {"initial"}
    assert [note.text for note in unit.iterfind("x:notes/x:note", NS)] == [
        "done", f"{PROMISE}/updates/AAA-{update.number}",
    ]  # fmt: skip


SCHEMA: dict[str, tuple[set[str], set[str], str]] = {
    "xliff": ({"version", "srcLang"}, {"trgLang"}, r"(file )+"),
    "file": ({"id"}, {"original"}, r"(notes )?(unit )+"),
    "unit": ({"id"}, {"name"}, r"(glossary )*(notes )?((segment |ignorable )+)"),
    "notes": (set(), set(), r"(note )+"),
    "note": (set(), {"id", "category", "priority", "appliesTo"}, r""),
    "segment": (set(), {"id", "state", "subState", "canResegment"}, r"source (target )?"),
    "ignorable": (set(), {"id"}, r"source (target )?"),
    "source": (set(), {"space", "lang"}, r""),
    "target": (set(), {"space", "lang", "order"}, r""),
    "glossary": (set(), set(), r"(glossEntry )+"),
    "glossEntry": (set(), {"id", "ref"}, r"term (translation )*(definition )?"),
    "term": (set(), {"source"}, r""),
    "translation": (set(), {"id", "ref", "source"}, r""),
}
"""What the standard's schemas (core and glossary module) say of the elements used: required and further attributes, children."""

IDENTIFIER = re.compile(r"[\w.:-]+")
STATES = {"initial", "translated", "reviewed", "final"}


def test_an_xliff_file_keeps_the_rules_of_the_standards_schemas(update: Update) -> None:
    names = TermFacts({"en": "fair", "pt": "feira"})
    agreed.propose("tri-plan", names, by=ANA, at=NOW)
    put(held_of(TIA, states_subject(update), "done"), "pt", "A feira.", by=TIA)
    root = etree.fromstring(exported(".xlf"))
    assert [term.text for term in root.iter("{urn:oasis:names:tc:xliff:glossary:2.0}translation")] == ["feira"]
    for element in root.iter():
        required, further, children = SCHEMA[etree.QName(element).localname]
        given = {etree.QName(name).localname for name in element.attrib}
        assert required <= given <= required | further
        assert re.fullmatch(children, "".join(f"{etree.QName(child).localname} " for child in element))
        assert IDENTIFIER.fullmatch(element.get("id", "x"))
        assert element.get("state", "initial") in STATES
    for unit in root.iter(f"{{{XLIFF}}}unit"):
        keys = [part.get("id") for part in unit if part.get("id")]
        assert len(keys) == len(set(keys))


BOTH = pytest.mark.parametrize(
    ("name", "filled"),
    [
        ("pt.xlf", lambda: in_xliff(exported(".xlf"), "A feira foi realizada.", "O Sr. Bell abriu-a.", "Durou três dias.")),
        ("pt.docx", lambda: in_document(exported(".docx"), TRANSLATED)),
    ],
)  # fmt: skip


@BOTH
def test_a_file_comes_back_and_is_applied_as_one_batch(update: Update, name: str, filled: Callable[[], bytes]) -> None:
    batch = dropped(name, filled())
    assert looked(batch) == [("added", TRANSLATED, "")]
    update.refresh_from_db()
    assert update.done == {"en": WORDS}
    applied = batches.apply(batch, by=TIA, at=NOW)
    update.refresh_from_db()
    assert update.done == {"en": WORDS, "pt": TRANSLATED}
    assert owed_keys(TIA, language="pt") == [("done", "pt", "draft")]
    receipt = receipt_of(applied)
    assert (receipt.status, receipt.counts, [cell.after for cell in receipt.cells]) == (
        "applied",
        {"added": 1},
        [TRANSLATED],
    )
    with pytest.raises(InvalidTransition):
        batches.apply(batch, by=TIA, at=NOW)


@BOTH
def test_a_batch_is_taken_back(update: Update, name: str, filled: Callable[[], bytes]) -> None:
    batch = batches.apply(dropped(name, filled()), by=TIA, at=NOW)
    batches.take_back(batch, by=TIA, at=NOW)
    update.refresh_from_db()
    assert update.done == {"en": WORDS}
    assert owed_keys(TIA, language="pt") == [("done", "pt", "missing")]
    with pytest.raises(InvalidTransition):
        batches.take_back(batch, by=TIA, at=NOW)


def test_what_was_worked_on_since_is_not_taken_back(update: Update) -> None:
    batch = batches.apply(dropped("pt.docx", in_document(exported(".docx"), TRANSLATED)), by=TIA, at=NOW)
    put(held_of(ANA, states_subject(update), "done"), "pt", "De Ana.", by=ANA)
    with pytest.raises(RuleBroken) as refused:
        batches.take_back(batch, by=TIA, at=NOW)
    assert str(refused.value) == "It cannot be taken back: what it wrote was worked on since, in unit 1."


def test_a_batch_taken_back_restores_the_earlier_translation_and_what_it_was_made_from() -> None:
    step = delivery.plan_milestone(MilestoneFacts(PROMISE, "list", {"en": "First list"}, "2027"), by=ANA, at=NOW)
    subject = f"milestone:{step.pk}"
    put(held_of(TIA, subject, "title"), "pt", "Primeira lista", by=TIA)
    batch = batches.apply(dropped("pt.docx", in_document(exported(".docx"), "Lista primeira")), by=TIA, at=NOW)
    assert Milestone.objects.get().title["pt"] == "Lista primeira"
    batches.take_back(batch, by=TIA, at=NOW)
    assert Milestone.objects.get().title == {"en": "First list", "pt": "Primeira lista"}
    origin = texts.origins_of(TIA, [subject])[subject, "title", "pt"]
    assert (origin.made_from, origin.source, origin.state.status) == ("en", "First list", "draft")


def test_the_same_bytes_again_are_one_batch(update: Update) -> None:
    data = in_document(exported(".docx"), TRANSLATED)
    first, is_new = batches.submit("pt.docx", data, by=TIA, at=NOW)
    again, is_new_again = batches.submit("other.docx", data, by=ANA, at=NOW)
    assert (first.pk, is_new, is_new_again) == (again.pk, True, False)


def test_a_file_that_says_nothing_new_changes_nothing(update: Update) -> None:
    batch = dropped("pt.xlf", exported(".xlf"))
    assert (looked(batch), batches.look(batch, by=TIA, as_of=NOW).counts) == ([], {Verdict.UNCHANGED: 1})
    with pytest.raises(RuleBroken):
        batches.apply(batch, by=TIA, at=NOW)


@BOTH
def test_a_source_that_changed_meanwhile_is_shown_and_both_are_kept(
    update: Update, name: str, filled: Callable[[], bytes]
) -> None:
    data = filled()
    delivery.revise_update(update, facts("The fair was held twice."), by=ANA, at=NOW, revision=1)
    batch = dropped(name, data)
    [line] = batches.look(batch, by=TIA, as_of=NOW).lines
    assert (line.verdict, line.is_stale, line.source) == (Verdict.ADDED, True, WORDS)
    batches.apply(batch, by=TIA, at=NOW)
    update.refresh_from_db()
    assert update.done == {"en": "The fair was held twice.", "pt": TRANSLATED}
    subject = states_subject(update)
    origin = texts.origins_of(TIA, [subject])[subject, "done", "pt"]
    assert (origin.source, origin.state.is_stale) == (WORDS, True)


def test_a_text_that_somebody_else_changed_is_chosen_between(update: Update) -> None:
    data = in_document(exported(".docx"), TRANSLATED)
    put(held_of(ANA, states_subject(update), "done"), "pt", "De Ana.", by=ANA)
    batch = dropped("pt.docx", data)
    preview = batches.look(batch, by=TIA, as_of=NOW)
    [line] = preview.lines
    assert (line.verdict, line.before, line.after) == (Verdict.CONFLICT, "De Ana.", TRANSLATED)
    with pytest.raises(RuleBroken):
        batches.apply(batch, by=TIA, at=NOW)
    batches.fix(batch, {line.name: "De ambas."}, preview, by=TIA)
    batch.refresh_from_db()
    batches.apply(batch, by=TIA, at=NOW)
    update.refresh_from_db()
    assert update.done["pt"] == "De ambas."


def test_words_that_may_not_change_any_more_are_refused_with_the_reason(update: Update) -> None:
    data = in_document(exported(".docx"), TRANSLATED)
    delivery.withdraw_update(update, by=ANA, at=NOW)
    assert [verdict for verdict, _after, _reason in looked(dropped("pt.docx", data))] == ["rejected"]


# --- rights ----------------------------------------------------------------------------------------------------------


def test_nobody_takes_out_or_brings_in_another_sides_words(update: Update) -> None:
    data = in_document(exported(".docx"), TRANSLATED)
    with pytest.raises(RuleBroken):
        exported(".docx", by=TOM)
    with pytest.raises(ActionDenied):
        exported(".docx", by=AUDITOR)
    with pytest.raises(RuleBroken) as refused:
        dropped("pt.docx", data, by=TOM)
    assert str(refused.value) == "“pt.docx” was made for AAA and you act for BBB; download your own file."
    forged = data_with(data, "AAA", "BBB")
    batch = dropped("pt.docx", forged, by=TOM)
    [line] = batches.look(batch, by=TOM, as_of=NOW).lines
    assert (line.verdict, line.before, line.held) == (Verdict.REJECTED, "", None)
    for by in (TIA, AUDITOR):
        with pytest.raises(NotVisible):
            batches.get_batch(by, batch.pk)


def data_with(data: bytes, old: str, new: str) -> bytes:
    """A document in which some text is another one."""
    document = docx.Document(io.BytesIO(data))
    for element in document.element.body.iter("{http://schemas.openxmlformats.org/wordprocessingml/2006/main}t"):
        element.text = (element.text or "").replace(old, new)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


# --- files that should not be taken ----------------------------------------------------------------------------------

LAUGHS = b"""<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>
<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" version="2.1" srcLang="en" trgLang="pt">&b;</xliff>"""
OUTSIDE = LAUGHS.replace(b'<!ENTITY a "ha">', b'<!ENTITY a SYSTEM "file:///etc/passwd">')
ENTITIES = "“{name}” defines entities or a document type of its own, which is not allowed; export it again."


def replaced(old: bytes, new: bytes) -> Callable[[], bytes]:
    return lambda: exported(".xlf").replace(old, new)


HOSTILE: dict[str, tuple[str, Callable[[], bytes], str]] = {
    "entity bomb": ("a.xlf", lambda: LAUGHS, ENTITIES),
    "external entity": ("a.xlf", lambda: OUTSIDE, ENTITIES),
    "external entity in UTF-16": (
        "a.xlf",
        lambda: OUTSIDE.decode().replace('"1.0"', '"1.0" encoding="utf-16"').encode("utf-16"),
        ENTITIES,
    ),
    "cut off": (
        "a.xlf",
        lambda: exported(".xlf")[:-40],
        "“{name}” is no whole XML at line 4; take the file from your translation program again.",
    ),
    "empty": (
        "a.xlf",
        lambda: b"",
        "“{name}” cannot be read: The file is empty: choose the file that holds the plan's text.",
    ),
    "old version": (
        "a.xlf",
        replaced(b'version="2.1"', b'version="1.2"'),
        "“{name}” is not XLIFF 2.0 or 2.1; export it in the version in which it left.",
    ),
    "another program's": (
        "a.xlf",
        lambda: (
            b'<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" version="2.0" srcLang="en"><file id="f"/></xliff>'
        ),
        "“{name}” did not leave here; drop the file that was downloaded here, filled in.",
    ),
    "wrong language": (
        "a.xlf",
        replaced(b'trgLang="pt"', b'trgLang="es"'),
        "“{name}” left for en → pt and says en → es; put the languages back, or download the file for the other one.",
    ),
    "key lost": (
        "a.xlf",
        replaced(b" name=", b" x-name="),
        "“{name}”, unit u1, has lost its key; download the file again and copy your words into it.",
    ),
    "another record's": (
        "a.docx",
        lambda: data_with(exported(".docx"), "entente-texts-1:entente-", "entente-texts-1:other-"),
        "“{name}” left another record (other-{record}); drop it there.",
    ),
    "no document": (
        "a.docx",
        lambda: b"%PDF-1.7",
        "“{name}” cannot be read: The file ends in .docx but holds a PDF: give it its true ending, or save it as .docx.",
    ),
    "empty document": (
        "a.docx",
        lambda: saved(docx.Document()),
        "“{name}” did not leave here; drop the file that was downloaded here, filled in.",
    ),
    "another ending": (
        "a.pdf",
        lambda: b"%PDF-1.7",
        "“{name}” is no file of translations; choose the .xlf or .docx file that left here.",
    ),
}


def saved(document: object) -> bytes:
    out = io.BytesIO()
    document.save(out)  # type: ignore[attr-defined]
    return out.getvalue()


@pytest.mark.parametrize("case", HOSTILE)
def test_a_file_that_should_not_be_taken_is_one_sentence_and_nothing_is_kept(update: Update, case: str) -> None:
    name, content, sentence = HOSTILE[case]
    with pytest.raises(RuleBroken) as refused:
        dropped(name, content())
    given = {"name": name, "record": name_record().removeprefix("entente-")}
    assert str(refused.value) == sentence.format(**given)
    assert batches.SheetBatch.objects.count() == 0


def test_a_file_of_more_than_the_limit_is_not_read(update: Update, settings: object) -> None:
    settings.UPLOAD_BYTES_MAX = 1024  # type: ignore[attr-defined]
    with pytest.raises(RuleBroken) as refused:
        dropped("a.xlf", b" " * 2048)
    assert str(refused.value) == "“a.xlf” has more than 0 MB; take out what is not a text of it."


def test_codes_that_are_no_text_are_refused_one_by_one_and_may_be_mended(update: Update) -> None:
    data = in_xliff(exported(".xlf"), "Um.", "Dois.", "Três.").replace(b"Um.", b'Um<ph id="1"/>.')
    batch = dropped("a.xlf", data)
    assert looked(batch) == [
        ("rejected", "Um. Dois.\n\nTrês.", "The text holds codes that the source does not have; write plain words.")
    ]
    batches.fix(batch, {"unit:u1": "Um. Dois."}, batches.look(batch, by=TIA, as_of=NOW), by=TIA)
    batch.refresh_from_db()
    assert looked(batch) == [("added", "Um. Dois.", "")]


def test_a_source_changed_in_the_file_and_on_record_is_refused(update: Update) -> None:
    data = in_xliff(exported(".xlf"), "Um.", "Dois.", "Três.").replace(b"The fair was held.", b"The fair was off.")
    assert looked(dropped("a.xlf", data)) == [("added", "Um. Dois.\n\nTrês.", "")]
    delivery.revise_update(update, facts("The fair was held twice."), by=ANA, at=NOW, revision=1)
    batch = batches.SheetBatch.objects.get()
    assert looked(batch) == [
        (
            "rejected",
            "Um. Dois.\n\nTrês.",
            "The source was changed in the file; put its words back, or translate on the page.",
        )
    ]
