"""Bytes of snapshots, kept under their own SHA-256, so that one content is stored once and any change shows."""

from __future__ import annotations

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from entente.foundation.common.canonical import sha256_hex
from entente.foundation.common.errors import RuleBroken


def path_of(sha256: str) -> str:
    """Path inside the store: two levels of folders keep any one of them small."""
    return f"{sha256[:2]}/{sha256[2:4]}/{sha256}"


def keep(content: bytes) -> str:
    """Store the bytes and return their SHA-256.  Writing the same bytes again changes nothing; a half-written file is mended.

    Raises RuleBroken when the disk is full or the folder cannot be written.
    """
    sha256 = sha256_hex(content)
    if read(sha256) is None:
        path = path_of(sha256)
        try:
            default_storage.delete(path)
            default_storage.save(path, ContentFile(content))
        except OSError as error:
            raise RuleBroken(
                f"The archived copy cannot be written ({error.strerror}); make room or correct the rights of the "
                "snapshots folder, then do it again."
            ) from error
    return sha256


def read(sha256: str) -> bytes | None:
    """The bytes, or None when they were removed or are damaged."""
    path = path_of(sha256)
    if not default_storage.exists(path):
        return None
    with default_storage.open(path, "rb") as file:
        content: bytes = file.read()
    return content if sha256_hex(content) == sha256 else None
