"""Mails as Outlook saves them: a compound file [MS-CFB] that holds the properties of a message [MS-OXMSG]."""

from __future__ import annotations

import struct
from collections.abc import Mapping, Sequence

SECTOR, SMALL, CUTOFF = 512, 64, 4096
END, FREE, FAT, NONE = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD, 0xFFFFFFFF
Tree = Mapping[str, "bytes | Tree"]


def outlook_mail(says_from: str, body: str, attached: Sequence[tuple[str, bytes]] = ()) -> bytes:
    """A message with its sender's words, a plain body, and documents attached by value."""
    message: dict[str, bytes | Tree] = {
        "__nameid_version1.0": {
            "__substg1.0_00020102": b"",
            "__substg1.0_00030102": b"",
            "__substg1.0_00040102": b"",
        },
        "__substg1.0_001A001F": "IPM.Note".encode("utf-16-le"),
        "__substg1.0_007D001F": f"From: {says_from}\r\nSubject: Form\r\n".encode("utf-16-le"),
        "__substg1.0_1000001F": body.encode("utf-16-le"),
        "__properties_version1.0": struct.pack("<8x4I8x", 0, len(attached), 0, len(attached))
        + _property(0x001F, 0x001A, 18)
        + _property(0x001F, 0x007D, 2 * len(says_from) + 40)
        + _property(0x001F, 0x1000, 2 * len(body) + 2)
        + _property(0x0003, 0x3FDE, 65001),
    }
    for number, (name, content) in enumerate(attached):
        message[f"__attach_version1.0_#{number:08X}"] = {
            "__substg1.0_3707001F": name.encode("utf-16-le"),
            "__substg1.0_37010102": content,
            "__properties_version1.0": bytes(8)
            + _property(0x001F, 0x3707, 2 * len(name) + 2)
            + _property(0x0102, 0x3701, len(content))
            + _property(0x0003, 0x3705, 1),
        }
    return compound(message)


def _property(kind: int, key: int, value: int) -> bytes:
    return struct.pack("<HHIII", kind, key, 6, value, 0)


def compound(tree: Tree) -> bytes:
    """A compound file of version 3; streams under 4,096 bytes lie in the small sectors of the root, as they must."""
    entries: list[list[int | str | bytes]] = []  # name, kind, child, right, content
    _add("Root Entry", tree, entries, is_root=True)
    sectors, small = _Sectors(SECTOR), _Sectors(SMALL)
    places = []
    for _name, kind, _child, _right, content in entries:
        assert isinstance(content, bytes)
        chain = small if len(content) < CUTOFF else sectors
        places.append((chain.place(content), len(content)) if kind == 2 and content else (END, 0))
    stream = b"".join(small.kept)
    places[0] = (sectors.place(stream), len(stream))
    small_table = sectors.place(
        struct.pack(f"<{len(small.chain)}I", *small.chain).ljust(SECTOR * (len(small.chain) // 128 + 1), b"\xff")
    )
    first_directory = sectors.place(b"".join(_entry(one, place) for one, place in zip(entries, places, strict=True)))
    fat = 1
    while fat * 128 < len(sectors.chain) + fat:
        fat += 1
    at = [len(sectors.kept) + number for number in range(fat)]
    chain = [*sectors.chain, *[FAT] * fat]
    table = struct.pack(f"<{fat * 128}I", *chain, *[FREE] * (fat * 128 - len(chain)))
    header = struct.pack(
        "<8s16xHHHHH6xIIIIIIIII109I",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 0x3E, 3, 0xFFFE, 9, 6, 0, fat, first_directory, 0, CUTOFF,
        small_table, (len(small.chain) * 4 + SECTOR - 1) // SECTOR, END, 0, *at, *[FREE] * (109 - fat),
    )  # fmt: skip
    return header + b"".join(sectors.kept) + table


class _Sectors:
    """Pieces of one size and the chains that they form."""

    def __init__(self, size: int) -> None:
        self.size = size
        self.kept: list[bytes] = []
        self.chain: list[int] = []

    def place(self, content: bytes) -> int:
        first = len(self.kept)
        pieces = [content[at : at + self.size].ljust(self.size, b"\0") for at in range(0, len(content), self.size)]
        self.kept += pieces
        self.chain += [first + number + 1 for number in range(len(pieces) - 1)] + [END]
        return first


def _add(name: str, content: bytes | Tree, entries: list[list[int | str | bytes]], *, is_root: bool = False) -> int:
    number = len(entries)
    if isinstance(content, bytes):
        entries.append([name, 2, NONE, NONE, content])
        return number
    entries.append([name, 5 if is_root else 1, NONE, NONE, b""])
    before = None
    for child in sorted(content, key=lambda one: (len(one), one.upper())):
        key = _add(child, content[child], entries)
        if before is None:
            entries[number][2] = key
        else:
            entries[before][3] = key
        before = key
    return number


def _entry(entry: list[int | str | bytes], place: tuple[int, int]) -> bytes:
    name, kind, child, right, _content = entry
    text = str(name).encode("utf-16-le")
    start, size = place
    return struct.pack(
        "<64sHBBIII16xI8x8xIQ", text, len(text) + 2, kind, 1, NONE, right, child, 0, start, size
    )  # fmt: skip
