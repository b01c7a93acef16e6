"""Run as a script of its own: a PDF on standard input -> JSON on standard output, a list of lines per page.

Bold lines are wrapped in ** as in Markdown.  Exit status 3: protected by a password.  Any other failure ends the
process with a trace, which the parent takes as "damaged".
"""

from __future__ import annotations

import io
import json
import logging
import resource
import sys
from typing import Any

from pypdf import PdfReader

MOST_MEMORY = 2 * 1024**3
MOST_PAGES = 3000
PROTECTED = 3


def main() -> int:
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    logging.disable(logging.CRITICAL)
    reader = PdfReader(io.BytesIO(sys.stdin.buffer.read()))
    if reader.is_encrypted and not reader.decrypt(""):
        return PROTECTED
    pages = [lines_of(page) for page, _ in zip(reader.pages, range(MOST_PAGES), strict=False)]
    json.dump(pages, sys.stdout)
    return 0


def lines_of(page: Any) -> list[str]:
    """The page's lines; a line whose every word is in a bold font is marked."""
    bold_text: set[str] = set()

    def visit(text: str, _cm: Any, _tm: Any, font: Any, _size: Any) -> None:
        name = str(font.get("/BaseFont", "")) if font else ""
        if "bold" in name.casefold() or "black" in name.casefold():
            bold_text.update(part.strip() for part in text.split("\n") if part.strip())

    text = page.extract_text(visitor_text=visit)
    lines = []
    for line in text.split("\n"):
        stripped = line.strip()
        lines.append(
            f"**{stripped}**" if stripped in bold_text and any(c.isalpha() for c in stripped) else line.rstrip()
        )
    return lines


if __name__ == "__main__":
    sys.exit(main())
