"""Before a file is read: its size, what it truly is, and its characters."""

from __future__ import annotations

import codecs
import re

from entente.record.plan.importers.draft import PlanUnreadable

MOST_BYTES = 50 * 1024 * 1024
MOST_CHARACTERS = 50_000_000
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ZIPPED = {".docx": "a Word document", ".xlsx": "an Excel workbook"}
SIGNATURES: tuple[tuple[bytes, str, set[str]], ...] = (
    (b"%PDF-", "a PDF", {".pdf"}),
    (b"PK\x03\x04", "a zipped file such as a Word document or an Excel workbook", set(ZIPPED)),
    (OLE, "an old Office file or one protected by a password", set(ZIPPED)),
    (b"\x89PNG", "a picture", set()),
    (b"\xff\xd8\xff", "a picture", set()),
    (b"GIF8", "a picture", set()),
    (b"\x1f\x8b", "a compressed file", set()),
    (b"{\\rtf", "a rich-text file", set()),
)
VALID_MULTIBYTE = re.compile(rb"[\xc3-\xf4][\x80-\xbf]{1,3}")
CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
SAMPLE = 65536


def check_bytes(suffix: str, data: bytes) -> None:
    """Refuse what is empty, too large, or not what its name says."""
    if len(data) > MOST_BYTES:
        raise PlanUnreadable(
            f"The file has {len(data) // (1024 * 1024)} MB, and at most {MOST_BYTES // (1024 * 1024)} MB are read: "
            "split it, or save its text alone."
        )
    if not data.strip(b" \t\r\n\x00\xef\xbb\xbf"):
        raise PlanUnreadable("The file is empty: choose the file that holds the plan's text.")
    head = data[:1024].lstrip()
    for signature, what, suffixes in SIGNATURES:
        if head.startswith(signature) and suffix not in suffixes:
            raise PlanUnreadable(
                f"The file ends in {suffix} but holds {what}: give it its true ending, or save it as {suffix}."
            )
    if suffix in ZIPPED and head.startswith(OLE):
        raise PlanUnreadable(
            f"The file is protected by a password or is of an older format: save it without a password as {suffix}."
        )
    if suffix in ZIPPED and not data.startswith(b"PK"):
        raise PlanUnreadable(f"The file ends in {suffix} but is not {ZIPPED[suffix]}: save it again as {suffix}.")
    if suffix == ".pdf" and b"%PDF-" not in data[:1024]:
        raise PlanUnreadable("The file ends in .pdf but is not a PDF: give it its true ending, or save it as a PDF.")


def text_of(data: bytes) -> tuple[str, tuple[str, ...]]:
    """The characters of a text file, and a note when the encoding was guessed."""
    text, notes = _decoded(data)
    if CONTROLS.search(text[:SAMPLE]) and _junk_share(text[:SAMPLE]) > 0.01:
        raise PlanUnreadable(
            "The file holds binary data, not text: choose the plan's text, or save it as .txt in UTF-8."
        )
    if "\x00" in text:
        text = text.replace("\x00", " ")
    return text.replace("\r\n", "\n").replace("\r", "\n"), notes


def _junk_share(text: str) -> float:
    return len(CONTROLS.findall(text)) / max(1, len(text))


def _decoded(data: bytes) -> tuple[str, tuple[str, ...]]:
    for mark, encoding in (
        (codecs.BOM_UTF8, "utf-8-sig"),
        (codecs.BOM_UTF16_LE, "utf-16"),
        (codecs.BOM_UTF16_BE, "utf-16"),
    ):
        if data.startswith(mark):
            return _strictly(data, encoding)
    if silent := _utf16_without_mark(data):
        text, _ = _strictly(data, silent)
        return text, ("The file was read as UTF-16, which it does not say itself.",)
    try:
        return data.decode("utf-8"), ()
    except UnicodeDecodeError as error:
        return _not_utf8(data, error)


def _strictly(data: bytes, encoding: str) -> tuple[str, tuple[str, ...]]:
    try:
        return data.decode(encoding), ()
    except UnicodeDecodeError as error:
        raise _damaged(data, error.start, encoding.removesuffix("-sig").upper()) from error


def _utf16_without_mark(data: bytes) -> str:
    sample = data[:2000]
    if len(sample) < 8:
        return ""
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    half = len(sample) // 2
    if odd > half * 0.6 and even < half * 0.05:
        return "utf-16-le"
    if even > half * 0.6 and odd < half * 0.05:
        return "utf-16-be"
    return ""


def _not_utf8(data: bytes, error: UnicodeDecodeError) -> tuple[str, tuple[str, ...]]:
    """Windows-1252 when no UTF-8 is in it at all; a mixture is damage that only its owner can mend."""
    if VALID_MULTIBYTE.search(data[: error.start]) or _mostly_utf8(data):
        raise _damaged(data, error.start, "UTF-8")
    try:
        text = data.decode("cp1252")
    except UnicodeDecodeError as again:
        raise PlanUnreadable(
            "The file holds binary data, not text: choose the plan's text, or save it as .txt in UTF-8."
        ) from again
    return text, ("The file is not UTF-8; it was read as Windows-1252 (Latin-1): look at its accents.",)


def _mostly_utf8(data: bytes) -> bool:
    high = sum(1 for byte in data[:SAMPLE] if byte > 0x7F)
    valid = sum(len(match.group()) for match in VALID_MULTIBYTE.finditer(data[:SAMPLE]))
    return valid * 2 > high


def _damaged(data: bytes, at: int, encoding: str) -> PlanUnreadable:
    line = data.count(b"\n", 0, at) + 1
    return PlanUnreadable(
        f"The text is damaged or mixes encodings: line {line} is not valid {encoding}; "
        "open it, correct that line and save all of it as UTF-8."
    )
