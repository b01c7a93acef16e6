"""What nobody should import: one sentence on standard error, exit code 1, and the record as it was."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from docx import Document
from openpyxl import Workbook
from pypdf import PdfWriter

from .conftest import Ended, Record, counts, document

BOMB_BYTES = 300 * 1024 * 1024


def empty(file: Path) -> None:
    file.write_bytes(b"")


def junk(file: Path) -> None:
    file.write_bytes(bytes(range(256)) * 200)


def pdf_without_text(file: Path) -> None:
    writer = PdfWriter()
    writer.add_blank_page(200, 200)
    writer.write(file)


def damaged(file: Path) -> None:
    """UTF-8 with a byte broken off in its middle, and others that no encoding has."""
    file.write_bytes(document(5).encode() + "El río Bravo y el r".encode() + b"\xc3 Bravo, el r\xff\xc3")


def huge(file: Path) -> None:
    line = b"- Canada and Mexico will share the timetable of every river ferry.\n" * 1000
    with file.open("wb") as out:
        while out.tell() < 200 * 1024 * 1024:
            out.write(line)


def bomb(file: Path, member: str) -> None:
    """A small archive whose named member becomes 300 MB."""
    made = io.BytesIO()
    Document().save(made) if file.suffix == ".docx" else Workbook().save(made)
    with zipfile.ZipFile(made) as sound, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as out:
        for name in sound.namelist():
            if name != member:
                out.writestr(name, sound.read(name))
        with out.open(member, "w", force_zip64=True) as grows:
            for _ in range(BOMB_BYTES >> 20):
                grows.write(b" " * (1 << 20))


def bomb_docx(file: Path) -> None:
    bomb(file, "word/document.xml")


def bomb_xlsx(file: Path) -> None:
    bomb(file, "xl/worksheets/sheet1.xml")


def missing_columns(file: Path) -> None:
    book = Workbook()
    book.active.title = "Promises"
    book.active.append(["Name", "Colour"])
    book.active.append(["Ferry", "green"])
    book.save(file)


def hundred_thousand(file: Path) -> None:
    file.write_text(document(100_000, per_pillar=1000), "utf-8")


BAD: dict[str, tuple[str, Callable[[Path], None], list[str], str]] = {
    "empty": ("plan.txt", empty, [], "empty"),
    "junk": ("plan.txt", junk, [], "text"),
    "junk called Word": ("plan.docx", junk, [], "Word"),
    "junk called PDF": ("plan.pdf", junk, [], "PDF"),
    "PDF without text": ("plan.pdf", pdf_without_text, [], "text"),
    "damaged UTF-8": ("plan.txt", damaged, [], "UTF-8"),
    "200 MB": ("plan.txt", huge, [], "200 MB"),
    "zip bomb as .docx": ("plan.docx", bomb_docx, [], "unpacks"),
    "zip bomb as .xlsx": ("plan.xlsx", bomb_xlsx, [], "unpacks"),
    "100,000 bullets": ("plan.txt", hundred_thousand, [], "100,1"),
    "workbook without the columns": ("plan.xlsx", missing_columns, [], "Promises"),
    "unknown party": (
        "plan.txt",
        lambda file: file.write_text(document(3), "utf-8"),
        ["--party", "ZZZ", "--party", "CAN"],
        "ZZZ",
    ),
    "another ending": ("plan.exe", junk, [], ".exe"),
    "no such file": ("plan.txt", lambda file: None, [], "cannot be read"),
}


@pytest.mark.parametrize("case", BAD)
def test_bad_input_gets_one_sentence_and_leaves_nothing(record: Record, tmp_path: Path, case: str) -> None:
    name, make, options, word = BAD[case]
    make(tmp_path / name)
    rows, files = record.rows(), record.files()

    ended = record.entente("plan", "import", str(tmp_path / name), *options)

    assert refusal(ended) == (1, "", True)
    assert word in ended.err
    assert (record.rows(), record.files()) == (rows, files)


def refusal(ended: Ended) -> tuple[int, str, bool]:
    """Exit code, standard output, and whether standard error is one line that is one sentence."""
    return ended.code, ended.out, bool(re.fullmatch(r"Error: [^\n]+\.\n", ended.err))


def test_taken_name_and_changed_text_are_refused_and_change_nothing(record: Record, tmp_path: Path) -> None:
    file, other = tmp_path / "accord.txt", tmp_path / "other.txt"
    file.write_text(document(5), "utf-8")
    other.write_text(document(4, title="Another Accord").replace("river ferry", "night train to the sea"), "utf-8")
    assert record.entente("plan", "import", str(file), "--name", "accord").code == 0
    rows, files = record.rows(), record.files()

    taken = record.entente("plan", "import", str(other), "--name", "accord")
    file.write_text(document(5).replace("river ferry 3", "mountain railway 3"), "utf-8")
    changed = record.entente("plan", "import", str(file), "--name", "accord")

    assert refusal(taken) == (1, "", True)
    assert taken.err == "Error: The name “accord” is taken by another plan; choose another with --name.\n"
    assert (changed.code, changed.out) == (1, "")
    assert changed.err.splitlines()[-1] == (
        "Error: The plan “accord” is on record with other words; a changed promise takes an amendment that every party signs."
    )
    assert (record.rows(), record.files()) == (rows, files)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "latin-1"])
def test_other_encodings_are_read_right(record: Record, tmp_path: Path, encoding: str) -> None:
    text = (
        document(3)
        .replace("river ferry 2", "the Río Bravo and the Québec façade, 2")
        .replace("share", "share, déjà vu,")
    )
    file = tmp_path / "accord.txt"
    file.write_bytes(text.encode(encoding))

    assert record.entente("plan", "import", str(file)).code == 0

    texts = [
        text for (text,) in record.ask("SELECT text FROM plan_authentictext WHERE field = 'text' ORDER BY subject")
    ]
    assert texts == [
        "Canada and Mexico will share, déjà vu, the timetable of river ferry 1.",
        "Canada and Mexico will share, déjà vu, the timetable of the Río Bravo and the Québec façade, 2.",
        "Canada and Mexico will share, déjà vu, the timetable of river ferry 3.",
    ]


def test_scripts_of_a_page_are_nowhere_in_the_record(record: Record, tmp_path: Path) -> None:
    file = tmp_path / "accord.html"
    bullets = "".join(
        f"<li onclick='alert(1)'>Canada and Mexico will share<script>alert('stolen')</script> ferry {number}."
        "<img src=x onerror=alert(2)></li>"
        for number in range(3)
    )
    file.write_text(
        "<html><head><title>Accord</title><script>var stolen = 1</script></head><body><h1>Accord</h1>"
        f"<h2>1. Waters</h2><ul>{bullets}</ul><iframe src='javascript:alert(3)'></iframe></body></html>",
        "utf-8",
    )

    assert record.entente("plan", "import", str(file)).code == 0

    texts = [
        text for (text,) in record.ask("SELECT text FROM plan_authentictext WHERE field = 'text' ORDER BY subject")
    ]
    assert texts == [f"Canada and Mexico will share ferry {number}." for number in range(3)]
    whole = " ".join(
        str(row)
        for name in record.rows()
        if name.startswith(("plan_", "texts_", "sources_"))
        for row in record.ask(f'SELECT * FROM "{name}"')
    )
    assert [sign for sign in ("stolen", "alert", "onclick", "onerror", "javascript", "<") if sign in whole] == []
    assert counts(record)[2] == 3


def test_folder_that_cannot_be_written_gets_one_sentence(record: Record, tmp_path: Path) -> None:
    """A file stands where the folder of archived bytes should be: not even root can write there."""
    file = tmp_path / "accord.docx"
    made = Document()
    for line in document(5).splitlines():
        made.add_paragraph(line.removeprefix("- "), style="List Bullet" if line.startswith("- ") else None)
    made.save(file)
    (record.var / "snapshots").write_text("in the way")
    rows = record.rows()

    ended = record.entente("plan", "import", str(file))

    assert refusal(ended) == (1, "", True)
    assert record.rows() == rows
