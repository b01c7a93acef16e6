"""PDF files, by way of a child process: a hostile or broken PDF can then neither hang nor bring down the caller."""

from __future__ import annotations

import json
import subprocess
import sys
from collections import Counter
from pathlib import Path

from entente.record.plan.importers.blocks import Reading
from entente.record.plan.importers.draft import LeftOut, PlanUnreadable
from entente.record.plan.importers.readers.lines import blocks_of_lines

CHILD = Path(__file__).with_name("pdf_child.py")
SECONDS = 8
SECONDS_PER_MB = 4
FEWEST_LETTERS = 20
PROTECTED, UNREADABLE = 3, 0


def read(name: str, data: bytes) -> Reading:
    pages = _pages(data)
    if sum(sum(character.isalpha() for character in line) for page in pages for line in page) < FEWEST_LETTERS:
        raise PlanUnreadable(
            "The PDF holds no text, only pictures of pages: "
            "have it recognised (OCR), or import its text as .txt or .docx."
        )
    pages, furniture = _without_running_lines(pages)
    lines, places = [], []
    for number, page in enumerate(pages, start=1):
        lines.extend(page)
        places.extend([f"page {number}"] * len(page))
    blocks, left_out = blocks_of_lines(lines, markdown=False, places=places)
    return Reading(blocks=tuple(blocks), left_out=(*furniture, *left_out))


def _pages(data: bytes) -> list[list[str]]:
    seconds = SECONDS + SECONDS_PER_MB * (len(data) // (1024 * 1024))
    command = [sys.executable, "-I", str(CHILD)]
    try:
        child = subprocess.run(command, input=data, capture_output=True, timeout=seconds, check=False)  # noqa: S603 - our own script
    except subprocess.TimeoutExpired as error:
        raise PlanUnreadable(
            f"The PDF took more than {seconds} seconds to open: save its text as .docx or .txt."
        ) from error
    if child.returncode == PROTECTED:
        raise PlanUnreadable("The PDF is protected by a password: save it without one.")
    if child.returncode != UNREADABLE:
        raise PlanUnreadable(
            "The PDF is damaged and cannot be opened: save it again, or import its text as .docx or .txt."
        )
    pages: list[list[str]] = json.loads(child.stdout)
    return pages


def _without_running_lines(pages: list[list[str]]) -> tuple[list[list[str]], list[LeftOut]]:
    """Headers and footers: lines among the first or last two of a page that come back on most pages."""
    if len(pages) < 3:
        return pages, []
    edges = Counter(_key(line) for page in pages for line in {*page[:2], *page[-2:]} if line.strip())
    running = {key for key, count in edges.items() if count > len(pages) / 2}
    kept, dropped = [], []
    for number, page in enumerate(pages, start=1):
        last = len(page) - 2
        body = []
        for at, line in enumerate(page):
            if (at < 2 or at >= last) and _key(line) in running:
                dropped.append(LeftOut(line.strip(), "page furniture", f"page {number}"))
            else:
                body.append(line)
        kept.append(body)
    return kept, dropped


def _key(line: str) -> str:
    return "".join("#" if character.isdigit() else character for character in line.strip())
