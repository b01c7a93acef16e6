"""Before a workbook is read: is it one, is it free of macros and passwords, and does it unpack to a reasonable size?"""

from __future__ import annotations

import io
import zipfile

from entente.foundation.common.errors import RuleBroken
from entente.record.plan.importers.readers.package import BROKEN_ZIP

from .words import say

UNPACKED_MAX = 300 * 1024 * 1024
MEMBERS_MAX = 2_000
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


class SheetUnreadable(RuleBroken):
    """The file cannot be read as a workbook of ours.  The sentence says what is wrong, where, and how to mend it."""

    code = "sheet_unreadable"


def open_archive(name: str, data: bytes) -> zipfile.ZipFile:
    """The members of a workbook.  Raises SheetUnreadable."""
    lower = name.lower()
    if not data:
        raise SheetUnreadable(say("empty_file", name=name))
    if lower.endswith((".xlsm", ".xltm", ".xlsb")):
        raise SheetUnreadable(say("macro_file", name=name))
    if data.startswith(OLE):
        raise SheetUnreadable(say("old_file" if lower.endswith(".xls") else "encrypted", name=name))
    if not lower.endswith(".xlsx") or not data.startswith(b"PK"):
        raise SheetUnreadable(say("wrong_type", name=name))
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except BROKEN_ZIP as error:
        raise SheetUnreadable(say("damaged", name=name)) from error
    members = archive.infolist()
    names = {member.filename.lower() for member in members}
    if any(member.flag_bits & 1 for member in members):
        raise SheetUnreadable(say("encrypted", name=name))
    if any(entry.endswith("vbaproject.bin") or "/macrosheets/" in entry for entry in names):
        raise SheetUnreadable(say("macro_file", name=name))
    if len(members) > MEMBERS_MAX or sum(member.file_size for member in members) > UNPACKED_MAX:
        raise SheetUnreadable(say("bomb", name=name, most=UNPACKED_MAX // 1024**2))
    if "xl/workbook.xml" not in names:
        raise SheetUnreadable(say("wrong_type", name=name))
    return archive


class Unpacked(io.RawIOBase):
    """A member as a stream.  What comes out is counted over all members, whatever the directory declared."""

    def __init__(self, archive: zipfile.ZipFile, member: str, file_name: str, so_far: list[int]) -> None:
        super().__init__()
        self.stream, self.file_name, self.so_far = archive.open(member), file_name, so_far

    def read(self, size: int = -1) -> bytes:
        """Raises SheetUnreadable past the limit, and for a member that declares entities of its own."""
        try:
            piece = self.stream.read(size)
        except BROKEN_ZIP as error:
            raise SheetUnreadable(say("damaged", name=self.file_name)) from error
        self.so_far[0] += len(piece)
        if self.so_far[0] > UNPACKED_MAX:
            raise SheetUnreadable(say("bomb", name=self.file_name, most=UNPACKED_MAX // 1024**2))
        if b"<!DOCTYPE" in piece:
            raise SheetUnreadable(say("damaged", name=self.file_name))
        return piece
