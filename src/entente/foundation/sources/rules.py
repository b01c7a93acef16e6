"""Who may add sources, and which bytes are let in.  Pure."""

from __future__ import annotations

from entente.foundation.common.actors import Actor, Capacity
from entente.foundation.common.decisions import ALLOWED, Decision, Denied
from entente.foundation.common.errors import RuleBroken

from .words import Showing

MEDIA_TYPES = {
    "application/pdf": b"%PDF-",
    "image/png": b"\x89PNG\r\n\x1a\n",
    "image/jpeg": b"\xff\xd8\xff",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": b"PK\x03\x04",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": b"PK\x03\x04",
    "text/html": b"",
    "text/plain": b"",
}
"""Media type -> the bytes such a file begins with (b"": must be text).  Nothing else is archived."""

UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")
"""Text that begins so holds zero bytes by its nature."""

SUFFIXES = {
    ".pdf": "application/pdf",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".html": "text/html",
    ".htm": "text/html",
    ".txt": "text/plain",
    ".md": "text/plain",
    ".csv": "text/plain",
}


def can_add(by: Actor) -> Decision:
    """Parties, keepers and assessors keep sources of their own; the software adds those that a plan package brings."""
    if by.is_signed_in or by.capacity is Capacity.SYSTEM:
        return ALLOWED
    return Denied("only somebody who acts for a party, a keeper or an assessor adds sources")


def can_archive(by: Actor, *, owner: str) -> Decision:
    """Whoever keeps a document keeps its copies."""
    if by.capacity is Capacity.SYSTEM or (by.is_signed_in and by.owner == owner):
        return ALLOWED
    return Denied("only its owner archives a copy of a source")


def can_have_copy(by: Actor, *, owner: str, showing: str) -> Decision:
    """Its owner has every archived copy; anybody else those of which the copy itself may be shown."""
    if showing == Showing.COPY or by.capacity is Capacity.SYSTEM or (by.is_signed_in and by.owner == owner):
        return ALLOWED
    return Denied("of this copy only a reference or a quotation may be shown")


def media_type_of(file_name: str, content: bytes, *, bytes_max: int) -> str:
    """The media type of an upload, from its suffix and its first bytes.  Raises RuleBroken in one sentence."""
    suffix = "." + file_name.rsplit(".", 1)[-1].lower() if "." in file_name else ""
    media_type = SUFFIXES.get(suffix)
    if media_type is None:
        raise RuleBroken(
            f"“{file_name}” is not a kind of file that is archived; use one of {', '.join(sorted(SUFFIXES))}."
        )
    if not content:
        raise RuleBroken(f"“{file_name}” is empty; choose the file again.")
    if len(content) > bytes_max:
        raise RuleBroken(
            f"“{file_name}” has {len(content):,} bytes, more than the {bytes_max:,} allowed; upload the part that is cited."
        )
    beginning = MEDIA_TYPES[media_type]
    is_text = beginning == b"" and (content.startswith(UTF16_MARKS) or b"\x00" not in content[:4096])
    if not (is_text or (beginning and content.startswith(beginning))):
        raise RuleBroken(f"“{file_name}” does not hold what its ending {suffix} says; save it again in that format.")
    return media_type
