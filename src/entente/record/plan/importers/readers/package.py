"""Zipped XML (.docx, .xlsx), opened with suspicion: sizes are checked before and while anything is unpacked."""

from __future__ import annotations

import io
import lzma
import zipfile
import zlib
from collections.abc import Iterator

from lxml import etree

from entente.record.plan.importers.draft import PlanUnreadable

MOST_MEMBERS = 10_000
MOST_UNPACKED = 300 * 1024 * 1024
ALWAYS_ALLOWED = 20 * 1024 * 1024
MOST_RATIO = 30
CHUNK = 1024 * 1024
BROKEN_ZIP = (
    zipfile.BadZipFile, zlib.error, lzma.LZMAError, NotImplementedError, RuntimeError, ValueError,
    EOFError, OSError, OverflowError, IndexError,
)  # fmt: skip


class Package:
    """The members of a zipped document."""

    def __init__(self, data: bytes, what: str) -> None:
        self.what = what
        self.limit = min(MOST_UNPACKED, max(ALWAYS_ALLOWED, MOST_RATIO * len(data)))
        try:
            self.archive = zipfile.ZipFile(io.BytesIO(data))
        except BROKEN_ZIP as error:
            raise self._damaged() from error
        members = self.archive.infolist()
        self.names = {member.filename for member in members}
        if len(members) > MOST_MEMBERS or sum(member.file_size for member in members) > self.limit:
            raise self._bomb()
        if any(member.flag_bits & 1 for member in members):
            raise PlanUnreadable(f"The {what} is protected by a password: save it without one.")
        self.unpacked = 0

    def read(self, name: str) -> bytes | None:
        """A member's bytes, None when it is absent.  What comes out is counted, whatever the directory declared."""
        if name not in self.names:
            return None
        chunks = []
        try:
            with self.archive.open(name) as stream:
                while chunk := stream.read(CHUNK):
                    self.unpacked += len(chunk)
                    if self.unpacked > self.limit:
                        raise self._bomb()
                    chunks.append(chunk)
        except BROKEN_ZIP as error:
            raise self._damaged() from error
        return b"".join(chunks)

    def elements(
        self, name: str, tags: tuple[str, ...], *, starts: bool = False
    ) -> Iterator[tuple[str, etree._Element]]:
        """Elements of an XML member as they end (and start).  The caller clears what it has read."""
        content = self.read(name)
        if content is None:
            return
        if b"<!DOCTYPE" in content or b"<!ENTITY" in content:
            raise PlanUnreadable(f"The {self.what} defines entities of its own, which is not allowed: save it again.")
        events = ("start", "end") if starts else ("end",)
        parser = etree.iterparse(io.BytesIO(content), events=events, tag=tags, resolve_entities=False, no_network=True)
        try:
            yield from parser
        except etree.XMLSyntaxError as error:
            raise self._damaged() from error

    def _damaged(self) -> PlanUnreadable:
        return PlanUnreadable(f"The {self.what} is damaged and cannot be opened: open it, and save it again.")

    def _bomb(self) -> PlanUnreadable:
        return PlanUnreadable(
            f"The {self.what} unpacks to far more than its size (over {self.limit // (1024 * 1024)} MB): "
            "save its text alone in a new file."
        )
