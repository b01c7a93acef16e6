"""The manifest of a publication: path -> SHA-256 of each of its files, in the canonical bytes whose hash goes on the log."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice
from operator import lt

from entente.foundation.common.canonical import canonical_bytes, sha256_hex
from entente.foundation.common.errors import RuleBroken

HEX_LETTERS = 64
PLAIN = bytes(sorted({*range(0x20, 0x7F)} - {*b'"\\'}))
"""What a path may consist of to stand in JSON as it is."""


@dataclass(frozen=True, slots=True)
class FileList:
    """body: the manifest as canonical JSON; sha256: its hash; files: how many it names."""

    body: bytes
    sha256: str
    files: int


def file_list(files: Iterable[tuple[str, str]]) -> FileList:
    """files: path below the published folder and its SHA-256 in hexadecimal, of every file outside `ledger/`; cheapest by path.

    Raises RuleBroken for a path that leads out of the folder or into `ledger/`, and for what is no hash.
    """
    paths, hashes = [], []
    for path, digest in files:
        paths.append(path)
        hashes.append(digest)
    if _are_plain(paths) and _stay_inside(paths) and _are_hashes(hashes):
        lines = ",".join([f'"{path}":"{digest}"' for path, digest in zip(paths, hashes, strict=True)])
        body, number = f"{{{lines}}}".encode(), len(paths)
    else:
        named = dict(zip(paths, hashes, strict=True))
        for path, digest in named.items():
            if not (_stay_inside([path]) and _are_hashes([digest])):
                raise RuleBroken(
                    f"“{path}” cannot stand in a manifest: a path inside the folder, outside ledger/, with its SHA-256."
                )
        body, number = canonical_bytes(named), len(named)
    return FileList(body, sha256_hex(body), number)


def _are_plain(paths: list[str]) -> bool:
    """Whether each stands in JSON as it is, and all are in order: all are looked at at once."""
    return not "".join(paths).encode().translate(None, PLAIN) and all(map(lt, paths, islice(paths, 1, None)))


def _stay_inside(paths: list[str]) -> bool:
    """Whether each is a path inside the folder and outside `ledger/`: all are looked at at once."""
    around = "\0/" + "/\0/".join(paths) + "/"
    return not paths or not any(part in around for part in ("//", "/./", "/../", "\0/ledger/"))


def _are_hashes(hashes: list[str]) -> bool:
    return {*map(len, hashes)} <= {HEX_LETTERS} and not "".join(hashes).encode().translate(None, b"0123456789abcdef")
