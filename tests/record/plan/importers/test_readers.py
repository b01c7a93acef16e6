# ruff: noqa: E501 - sentences stand whole
"""Every format gives the same plan; what cannot be read gives one sentence."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import docx
import openpyxl
import pytest
from pypdf import PdfWriter

from entente.record.plan.importers import PlanDraft, PlanUnreadable, read_plan

PARTIES = ("ARL=Arland", "BOR=Borland")
TEXT = """Arland-Borland Action Plan

The two governments adopted this plan.

1. Trade

Both sides value trade.

- Both countries will launch a joint portal.
- Arland will seek to lower barriers.

2. Health

Both sides value health.

- Both countries agreed to share data on outbreaks.
"""
EXPECTED = [
    (
        "1",
        "Trade",
        [("1.1", "Both countries will launch a joint portal."), ("1.2", "Arland will seek to lower barriers.")],
    ),
    ("2", "Health", [("2.1", "Both countries agreed to share data on outbreaks.")]),
]


def shape(draft: PlanDraft) -> list[tuple[str, str, list[tuple[str, str]]]]:
    return [(p.number, p.title, [(c.ref, c.text) for c in p.commitments]) for p in draft.pillars]


def word_file() -> bytes:
    document = docx.Document()
    document.add_heading("Arland-Borland Action Plan", 0)
    document.add_paragraph("The two governments adopted this plan.")
    for title, items in (("Trade", EXPECTED[0][2]), ("Health", EXPECTED[1][2])):
        document.add_heading(title, 1)
        document.add_paragraph(f"Both sides value {title.lower()}.")
        for _, text in items:
            document.add_paragraph(text, style="List Bullet")
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def web_page() -> bytes:
    body = "".join(
        f"<h2>{title}</h2><p>Both sides value it.</p><ul>{''.join(f'<li>{text}</li>' for _, text in items)}</ul>"
        for _, title, items in EXPECTED
    )
    script = "<script>document.write('<li>Arland will pay a million.</li>')</script>"
    return f"<html><head><title>x</title>{script}</head><body><h1>Arland-Borland Action Plan</h1>{script}<p>Adopted.</p>{body}</body></html>".encode()


def pdf_of(lines: list[str]) -> bytes:
    """A one-page PDF written by hand: its text layer is a list of lines."""
    shown = "".join(f"({line}) Tj T* " for line in lines)
    stream = f"BT /F1 10 Tf 14 TL 50 780 Td {shown}ET".encode("latin-1")
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    out, offsets = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, start=1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    return out + b"xref\n0 6\n0000000000 65535 f \n%strailer << /Size 6 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % (
        table,
        len(out),
    )


def workbook(rows: list[list[object]], title: str = "Plan") -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = title
    for row in rows:
        sheet.append(row)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


FILES = {
    "plan.txt": TEXT.encode(),
    "plan.md": TEXT.replace("1. Trade", "## 1. Trade").replace("2. Health", "## 2. Health").encode(),
    "plan.html": web_page(),
    "plan.docx": word_file(),
    "plan.pdf": pdf_of([line for line in TEXT.splitlines() if line]),
}


@pytest.mark.parametrize("name", FILES)
def test_format_gives_the_same_plan(name: str) -> None:
    draft = read_plan(name, FILES[name], parties=PARTIES)
    assert (draft.title, draft.parties, shape(draft)) == ("Arland-Borland Action Plan", ("ARL", "BOR"), EXPECTED)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
def test_encoding_is_read_right(encoding: str) -> None:
    text = TEXT.replace("Trade", "Échanges – café").replace("value", "« value »")
    draft = read_plan("plan.txt", text.encode(encoding), parties=PARTIES)
    assert draft.pillars[0].title == "Échanges – café"
    guessed = {"utf-16-le": 1, "cp1252": 1}.get(encoding, 0)
    assert len(draft.notes) == guessed


def test_rows_keep_what_their_cells_say() -> None:
    data = workbook(
        [
            ["Ref", "Theme", "Commitment", "Party", "Kind", "Strength"],
            ["1.1", "Trade", "Open a portal", "ARL", "standing", ""],
            ["1.2", "Trade", "", "BOR", "", ""],
            ["2.1", "Health", "Share data on outbreaks", "both", "", "best efforts"],
        ]
    )
    draft = read_plan("plan.xlsx", data, parties=PARTIES)
    assert [(c.text, c.obligors, c.kind, c.strength) for c in draft.commitments] == [
        ("Open a portal", ("ARL",), "standing", "firm"),
        ("Share data on outbreaks", ("ARL", "BOR"), "standing", "best_efforts"),
    ]
    assert [(row.reason, row.place) for row in draft.left_out] == [
        ("row without a commitment's text", "sheet “Plan”, row 3")
    ]


def bomb() -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b"<a>" + b" " * 60_000_000 + b"</a>")
    return stream.getvalue()


def entities() -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("word/document.xml", '<!DOCTYPE a [<!ENTITY b "bb">]><a>&b;</a>')
    return stream.getvalue()


def protected_pdf() -> bytes:
    writer = PdfWriter()
    writer.add_blank_page(200, 200)
    writer.encrypt("secret")
    stream = io.BytesIO()
    writer.write(stream)
    return stream.getvalue()


BAD = {
    "empty.txt": (b"", "The file is empty: choose the file that holds the plan's text."),
    "blank.md": (b" \n\n ", "The file is empty: choose the file that holds the plan's text."),
    "junk.txt": (bytes(range(256)) * 40, "The file holds binary data, not text: choose the plan's text, or save it as .txt in UTF-8."),
    "damaged.txt": (
        "Ça va: les deux pays créeront un fonds.\n".encode() + b"caf\xe9\n",
        "The text is damaged or mixes encodings: line 2 is not valid UTF-8; open it, correct that line and save all of it as UTF-8.",
    ),
    "plan.odt": (b"x", "plan.odt has the ending “.odt”, which is not read: save it as one of .csv, .docx, .htm, .html, .md, .pdf, .txt, .xlsx."),
    "scan.pdf": (pdf_of([]), "The PDF holds no text, only pictures of pages: have it recognised (OCR), or import its text as .txt or .docx."),
    "broken.pdf": (b"%PDF-1.4 nothing", "The PDF is damaged and cannot be opened: save it again, or import its text as .docx or .txt."),
    "locked.pdf": (protected_pdf(), "The PDF is protected by a password: save it without one."),
    "lies.txt": (b"%PDF-1.4", "The file ends in .txt but holds a PDF: give it its true ending, or save it as .txt."),
    "lies.docx": (b"plain text", "The file ends in .docx but is not a Word document: save it again as .docx."),
    "locked.xlsx": (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600,
        "The file is protected by a password or is of an older format: save it without a password as .xlsx.",
    ),
    "bomb.docx": (bomb(), "The Word document unpacks to far more than its size (over 20 MB): save its text alone in a new file."),
    "entities.docx": (entities(), "The Word document defines entities of its own, which is not allowed: save it again."),
    "torn.docx": (word_file()[:2000], "The Word document is damaged and cannot be opened: open it, and save it again."),
    "book.docx": (workbook([["a"]]), "The file ends in .docx but holds no Word document: save it again as .docx."),
    "columns.xlsx": (
        workbook([["Ref", "Owner"], ["1", "ARL"]]),
        "No column for the commitment's text was found in sheet “Plan”, row 1 (columns read: A “Ref”, B “Owner”): name one of them “commitment”.",
    ),
    "party.xlsx": (
        workbook([["Commitment", "Party"], ["Open a portal", "XYZ"]]),
        "In sheet “Plan”, row 2, the party “XYZ” is not one of ARL, BOR: correct the cell or name the party.",
    ),
    "kind.csv": (
        b"commitment,kind\nOpen a portal,eternal\n",
        "In row 2 (line 2), the kind “eternal” is not known: write one of deliverable, standing, time_bound, or leave the cell empty.",
    ),
    "script.html": (
        b"<html><script>var plan = 1;</script></html>",
        "The web page holds no text of its own: save the page after it has loaded, or save its text as .txt.",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", BAD)
def test_bad_file_gets_one_sentence(name: str) -> None:
    data, sentence = BAD[name]
    with pytest.raises(PlanUnreadable) as refusal:
        read_plan(name, data, parties=PARTIES)
    assert str(refusal.value) == sentence


def test_too_large_file_is_refused_at_once() -> None:
    with pytest.raises(PlanUnreadable) as refusal:
        read_plan("plan.txt", b"a" * (200 * 1024 * 1024))
    assert str(refusal.value) == "The file has 200 MB, and at most 50 MB are read: split it, or save its text alone."


@pytest.mark.parametrize(
    ("party", "sentence"),
    [
        ("XXQ", "The party code “XXQ” is not an ISO 3166 alpha-3 code: correct it, or give its name as XXQ=Name."),
        ("?", "The party “?” is not understood: write an ISO 3166 code such as KEN, or CODE=Name."),
    ],
)
def test_unknown_party_code_is_refused(party: str, sentence: str) -> None:
    with pytest.raises(PlanUnreadable) as refusal:
        read_plan("plan.txt", TEXT.encode(), parties=(party,))
    assert str(refusal.value) == sentence


def test_unknown_language_is_refused() -> None:
    with pytest.raises(PlanUnreadable) as refusal:
        read_plan("plan.txt", TEXT.encode(), parties=PARTIES, language="tlh")
    assert str(refusal.value) == "Plans in the language “tlh” are not read yet: use one of en, fr, es."


def test_preview_says_what_was_left_out(tmp_path: Path) -> None:
    text = TEXT + "- The ministers met in May.\nDate modified: 2031-02-03\n"
    draft = read_plan("plan.txt", text.encode(), parties=PARTIES)
    assert [(one.text, one.reason, one.place) for one in draft.left_out] == [
        ("Date modified: 2031-02-03", "page furniture", "line 18"),
        ("The two governments adopted this plan.", "preamble", "line 3"),
        ("The ministers met in May.", "promises nothing: a report, a view or a topic", "line 17"),
    ]


def test_progress_ends_with_all_done() -> None:
    calls: list[tuple[int, int]] = []
    read_plan("plan.txt", TEXT.encode(), parties=PARTIES, progress=lambda done, total: calls.append((done, total)))
    assert calls == [(2, 3), (3, 3)]
