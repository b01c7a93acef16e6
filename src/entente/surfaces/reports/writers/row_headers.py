"""Row headers of the tables in a PDF.

A cell that names its row is a header: a screen reader tells it with each value.  Typst 0.15 can tag such a cell only behind a
switch that its Python package does not offer, so its own tags are changed here, each in its place and to the same length: no
other byte of the file moves.  Where typst one day writes its tags otherwise, nothing is changed and a test says so.
"""

from __future__ import annotations

import re
from collections.abc import Collection

CELL = re.compile(
    rb"(?P<before>\n<</Type/StructElem/S/)TD(?P<between>[^\n]{0,200}?<</O/Table)"
    rb"(?P<headers>/Headers\[\(U(?P<table>\d+)x(?P<column>\d+)y\d+\)\])"
)
"""A data cell, and which column header of which table of the document it lies under, both as typst counts them."""
SCOPE = b"/Scope/Row"


def with_row_headers(pdf: bytes, with_marks: Collection[int]) -> bytes:
    """with_marks: numbers of the tables, from 1, that tell changes in their first column and name the row in their second."""

    def told(cell: re.Match[bytes]) -> bytes:
        names_row = int(cell["column"]) == (1 if int(cell["table"]) in with_marks else 0)
        kind, attribute = (b"TH", SCOPE) if names_row else (b"TD", b"")  # without one, the scopes of both headers hold
        return cell["before"] + kind + cell["between"] + attribute.ljust(len(cell["headers"]))

    return CELL.sub(told, pdf)
