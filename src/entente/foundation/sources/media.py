"""What captured bytes are, from the bytes themselves.  Pure."""

from __future__ import annotations

import zipfile
from pathlib import Path

from entente.foundation.common.errors import RuleBroken

PDF = "application/pdf"
PNG = "image/png"
JPEG = "image/jpeg"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
HTML = "text/html"
TEXT = "text/plain"
MAIL, OUTLOOK = "message/rfc822", "application/vnd.ms-outlook"

ENDINGS = {
    PDF: ".pdf",
    PNG: ".png",
    JPEG: ".jpg",
    DOCX: ".docx",
    XLSX: ".xlsx",
    HTML: ".html",
    TEXT: ".txt",
    MAIL: ".eml",
    OUTLOOK: ".msg",
}
"""Media type -> the ending under which such a copy is downloaded."""

ZIP, OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
BEGINNINGS = {b"%PDF-": PDF, b"\x89PNG\r\n\x1a\n": PNG, b"\xff\xd8\xff": JPEG}
ZIPPED = {"word/document.xml": DOCX, "xl/workbook.xml": XLSX}
"""The member that tells what a zipped document is."""

UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")
"""Text that begins so holds zero bytes by its nature."""

HTML_SIGNS = (b"<!doctype html", b"<html", b"<head", b"<body")
READ_AS = {
    "application/xhtml+xml": HTML,
    "text/csv": TEXT,
    "text/markdown": TEXT,
    "image/jpg": JPEG,
    "application/x-pdf": PDF,
}
"""What an address may call the kinds above."""

UNSAID = frozenset({"", "application/octet-stream", "binary/octet-stream", "application/zip"})
"""Says nothing about what the bytes are."""

HEAD_BYTES = 4096


def media_type_of_file(file: Path, declared: str, address: str) -> str:
    """The media type of a captured file.

    declared  the Content-Type that came with it, "" when none did
    Raises RuleBroken, in one sentence, for bytes that are not archived or are not what their address says they are.
    """
    found = _found(file)
    said = declared.partition(";")[0].strip().lower()
    said = READ_AS.get(said, said)
    if found == "":
        raise RuleBroken(f"{address} sends a kind of file that is not archived ({said or 'unnamed'}).")
    if said in UNSAID or said == found:
        return found
    if {said, found} == {HTML, TEXT}:  # a page without a head is text to its bytes; text that shows markup stays text
        return said
    raise RuleBroken(
        f"{address} says that it sends {said} and sends {found}; what lies about its kind is not archived."
    )


def _found(file: Path) -> str:
    """ "" for bytes of no kind that is archived."""
    with file.open("rb") as opened:
        head = opened.read(HEAD_BYTES)
    for beginning, media_type in BEGINNINGS.items():
        if head.startswith(beginning):
            return media_type
    if head.startswith(ZIP):
        return _zipped(file)
    if b"\x00" in head and not head.startswith(UTF16_MARKS):
        return ""
    opening = head.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    return HTML if any(sign in opening for sign in HTML_SIGNS) else TEXT


def _zipped(file: Path) -> str:
    try:
        with zipfile.ZipFile(file) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, OSError, ValueError):
        return ""
    return next((media_type for member, media_type in ZIPPED.items() if member in names), "")
