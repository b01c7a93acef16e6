"""What a tagged PDF tells a screen reader, read with pypdf: the structure, and nothing of the drawing."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

from pypdf import PdfReader


def opened(data: bytes) -> PdfReader:
    return PdfReader(io.BytesIO(data))


def catalogue(reader: PdfReader) -> dict[str, Any]:
    found: Any = reader.trailer["/Root"]
    return dict(found)


def elements(reader: PdfReader) -> Iterator[dict[str, Any]]:
    """The elements of the structure tree, in reading order."""
    root = catalogue(reader)["/StructTreeRoot"].get_object()
    yield from _below(root)


def _below(node: Any) -> Iterator[dict[str, Any]]:
    kids = node.get("/K")
    for kid in kids if isinstance(kids, list) else [kids]:
        one = kid.get_object() if hasattr(kid, "get_object") else kid
        if isinstance(one, dict) and "/S" in one:
            yield one
            yield from _below(one)


def roles(reader: PdfReader) -> list[str]:
    return [str(element["/S"]) for element in elements(reader)]


def text_of(reader: PdfReader) -> str:
    return "\n".join(page.extract_text() for page in reader.pages)
