"""Bytes of snapshots, kept under their own SHA-256, so that one content is stored once and any change shows."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from django.core.files.base import ContentFile, File
from django.core.files.storage import default_storage
from django.db import connection

from entente.foundation.common.canonical import sha256_hex
from entente.foundation.common.errors import Refusal, RuleBroken

from .files import UNFINISHED

READ_BYTES = 1024 * 1024


class NotWritten(RuleBroken):
    """The store took nothing: full, closed or out of reach.  Nothing of it is on record."""

    code = "not_written"


def path_of(sha256: str) -> str:
    """Path inside the store: two levels of folders keep any one of them small."""
    return f"{sha256[:2]}/{sha256[2:4]}/{sha256}"


class NotReadable(Refusal):
    """The store does not answer, though it may again."""

    status = 503
    code = "not_readable"


def keep(content: bytes) -> str:
    """Store the bytes and return their SHA-256.  Writing the same bytes again changes nothing; a damaged file is mended.

    Raises NotWritten when the disk is full, the folder cannot be written or the bucket does not answer.
    """
    sha256 = sha256_hex(content)
    with _written():
        if not is_whole(sha256):
            default_storage.save(path_of(sha256), ContentFile(content))
    return sha256


def keep_file(file: Path) -> str:
    """As `keep`, for bytes that lie in a file and need not fit in memory."""
    with file.open("rb") as opened, _written():
        sha256 = hashlib.file_digest(opened, "sha256").hexdigest()
        if not is_whole(sha256):
            opened.seek(0)
            default_storage.save(path_of(sha256), File(opened))
    return sha256


def read(sha256: str) -> bytes | None:
    """The bytes, or None when they were removed or are damaged.  Raises NotReadable."""
    path = path_of(sha256)
    try:
        if not default_storage.exists(path):
            return None
        with default_storage.open(path, "rb") as file:
            content: bytes = file.read()
    except OSError as error:
        raise NotReadable(f"The archive of copies does not answer ({error.strerror}); try again later.") from error
    return content if sha256_hex(content) == sha256 else None


def lock(sha256: str) -> None:
    """Hold a content for the rest of the transaction, so that nobody removes what another is about to put on record.

    SQLite has one writer at a time already.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [int(sha256[:15], 16)])


def is_whole(sha256: str) -> bool:
    """Whether the bytes are there and have their hash."""
    path = path_of(sha256)
    if not default_storage.exists(path):
        return False
    digest = hashlib.sha256()
    with default_storage.open(path, "rb") as file:
        while part := file.read(READ_BYTES):
            digest.update(part)
    return digest.hexdigest() == sha256


def discard(sha256: str) -> None:
    """Take the bytes away; what is not there changes nothing."""
    default_storage.delete(path_of(sha256))


def kept_before(instant: datetime) -> Iterator[str]:
    """The hash of every content that was stored before an instant, in no order."""
    return (name for path, name in _stored(instant) if path == path_of(name))


def forget_unfinished(instant: datetime) -> int:
    """Files that a kill left half-written before an instant; no reader ever saw them.  Returns how many."""
    found = [path for path, name in _stored(instant) if name.endswith(UNFINISHED)]
    for path in found:
        default_storage.delete(path)
    return len(found)


def _stored(before: datetime) -> Iterator[tuple[str, str]]:
    """Path and name of every file where contents lie."""
    for first in _folders(""):
        for second in _folders(first):
            for name in default_storage.listdir(f"{first}/{second}")[1]:
                path = f"{first}/{second}/{name}"
                if default_storage.get_modified_time(path) < before:
                    yield path, name


def _folders(path: str) -> list[str]:
    """The folders of two figures that hold contents; others, such as uploads on their way, are not the store's."""
    try:
        return [name for name in default_storage.listdir(path)[0] if len(name) == 2]
    except FileNotFoundError:  # nothing was ever stored
        return []


@contextmanager
def _written() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise NotWritten(
            f"The archived copy cannot be written ({error.strerror}); make room or correct the rights of the "
            "snapshots folder, then do it again."
        ) from error
