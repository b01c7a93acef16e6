"""The Word files opened by another program than the one that wrote them: LibreOffice reads each and prints it."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest
from django.utils import translation

from entente.surfaces.reports.compose import Choice, compose
from entente.surfaces.reports.forms import Form, as_file
from entente.surfaces.reports.words import Kind, Reach
from tests.cast import ANA

from .conftest import AS_OF
from .pdf_parts import opened, text_of

pytestmark = pytest.mark.office
LANGUAGES = ("en", "es", "fr")
LISTED = re.compile(r"(.+?)\.{3,}(\d+)")
"""A line of a list of contents: heading, dots, page."""


@pytest.mark.usefixtures("plan")
def test_libreoffice_opens_every_kind_in_every_language_and_a_placemat_is_one_page(tmp_path: Path) -> None:
    for kind in Kind:
        for language in LANGUAGES:
            _write(tmp_path, kind, language)
    folder = f"-env:UserInstallation=file://{tmp_path}/profile"
    command = ["soffice", folder, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path)]
    files = sorted(str(file) for file in tmp_path.glob("*.docx"))
    subprocess.run([*command, *files], check=True, capture_output=True, timeout=120)
    for file in files:
        read = opened(Path(file).with_suffix(".pdf").read_bytes())
        reach, kind = Path(file).with_suffix(".txt").read_text().split("\n")
        first, *others = (page.extract_text().count(reach) for page in read.pages)
        assert (first, others) == (3, [2] * len(others))  # at head and foot, and once on the cover or below the title
        assert kind in " ".join(text_of(read).split())
        if "placemat" in file:
            assert len(read.pages) == 1


def _write(folder: Path, kind: Kind, language: str) -> None:
    """The Word file, and beside it what must stand on each of its pages."""
    number = "1.1" if kind is Kind.NOTE else ""
    with translation.override(language):
        document = compose(Choice(kind, "tri-plan", language, Reach.OWN, number=number), by=ANA, as_of=AS_OF)
        (folder / f"{kind}-{language}.docx").write_bytes(as_file(document, Form.WORD))
        (folder / f"{kind}-{language}.txt").write_text(f"{document.reach}\n{kind.label}")


@pytest.mark.usefixtures("plan")
def test_the_list_of_contents_of_a_word_file_tells_the_page_of_each_heading(tmp_path: Path) -> None:
    _write(tmp_path, Kind.ANNUAL, "en")
    word = tmp_path / f"{Kind.ANNUAL}-en.docx"
    folder = f"-env:UserInstallation=file://{tmp_path}/profile"
    command = ["soffice", folder, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path), str(word)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    pages = [page.extract_text() for page in opened(word.with_suffix(".pdf").read_bytes()).pages]
    listed = [LISTED.fullmatch(line.strip()) for line in pages[1].splitlines()]
    told = {match[1]: int(match[2]) for match in listed if match}
    assert len(told) > 5
    assert [heading for heading, page in told.items() if heading not in pages[page - 1]] == []
