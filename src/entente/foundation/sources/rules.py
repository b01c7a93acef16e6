"""Who may add sources, and which bytes are let in.  Pure."""

from __future__ import annotations

from entente.foundation.common.actors import Actor, Capacity
from entente.foundation.common.decisions import ALLOWED, Decision, Denied
from entente.foundation.common.errors import RuleBroken
from entente.foundation.common.rights import may
from entente.foundation.common.transitions import Transitions

from .media import BEGINNINGS, DOCX, HTML, JPEG, MAIL, OLE, OUTLOOK, PDF, PNG, TEXT, UTF16_MARKS, XLSX, ZIP
from .words import CaptureStatus, Showing

MEDIA_TYPES = {
    **{media_type: beginning for beginning, media_type in BEGINNINGS.items()},
    DOCX: ZIP,
    XLSX: ZIP,
    HTML: b"",
    TEXT: b"",
    MAIL: b"",
    OUTLOOK: OLE,
}
"""Media type -> the bytes such a file begins with (b"": must be text).  Nothing else is archived."""

SUFFIXES = {
    ".pdf": PDF,
    ".png": PNG,
    ".jpg": JPEG,
    ".jpeg": JPEG,
    ".docx": DOCX,
    ".xlsx": XLSX,
    ".html": HTML,
    ".htm": HTML,
    ".txt": TEXT,
    ".md": TEXT,
    ".csv": TEXT,
    ".eml": MAIL,
    ".msg": OUTLOOK,
}

_OVER = frozenset(
    {CaptureStatus.KEPT, CaptureStatus.UNCHANGED, CaptureStatus.GONE, CaptureStatus.REFUSED, CaptureStatus.FAILED}
)
CAPTURE_TRANSITIONS: Transitions = {
    CaptureStatus.WAITING: frozenset({CaptureStatus.RUNNING}),
    CaptureStatus.RUNNING: frozenset({CaptureStatus.RUNNING}) | _OVER,
}
"""Running follows on running when the process that ran it was killed."""


def can_add(by: Actor) -> Decision:
    """Who writes for a party, a keeper or an assessor adds sources; the software adds those that a plan package brings."""
    return may(by, "source.add")


def can_archive(by: Actor, *, owner: str) -> Decision:
    """Whoever keeps a document keeps its copies."""
    if by.capacity is not Capacity.SYSTEM and by.owner != owner:
        return Denied("only its owner archives a copy of a source")
    return may(by, "source.add")


def can_capture(by: Actor, *, owner: str, address: str, is_on: bool) -> Decision:
    """As `can_archive`, where the operator lets the software fetch addresses and there is one to fetch."""
    allowed = can_archive(by, owner=owner)
    if not allowed:
        return allowed
    if not address:
        return Denied("this source has no address; upload a copy of it")
    if not is_on:
        return Denied("fetching from addresses is switched off here; save the page and upload it")
    return ALLOWED


def can_remove(by: Actor, *, owner: str, is_removed: bool) -> Decision:
    """An approver or keeper of its own side removes the bytes of a copy, once."""
    if by.capacity is not Capacity.SYSTEM and by.owner != owner:
        return Denied("only its own side removes the bytes of a copy")
    if is_removed:
        return Denied("the bytes of this copy were removed before")
    return may(by, "source.remove")


def can_have_copy(by: Actor, *, owner: str, showing: str) -> Decision:
    """Its owner has every archived copy; anybody else those of which the copy itself may be shown."""
    if showing == Showing.COPY or by.capacity is Capacity.SYSTEM or (by.reads_records and by.owner == owner):
        return ALLOWED
    return Denied("of this copy only a reference or a quotation may be shown")


def can_have_quotation(by: Actor, *, owner: str, showing: str) -> Decision:
    """As for the copy, and everybody where a quotation may be shown.  showing: "" for what is not archived."""
    if showing != Showing.REFERENCE or by.capacity is Capacity.SYSTEM or (by.reads_records and by.owner == owner):
        return ALLOWED
    return Denied("of this copy only a reference may be shown")


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


def require_web_address(address: str) -> None:
    """Raise RuleBroken for an address that a page would show as a link and no browser should follow.  "": there is none."""
    if address and not address.lower().startswith(("http://", "https://")):
        raise RuleBroken(f"“{address[:80]}” is no address on the web; give one that begins with https:// or http://.")
