"""Two folders change places in one step, while one process at a time writes there."""

from __future__ import annotations

import ctypes
import errno
import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from .words import PublicationRefused

AT_WORKING_FOLDER = -100
RENAME_EXCHANGE = 2


@contextmanager
def locked(file: Path, out: Path) -> Iterator[None]:
    """Within it a lock is held, by one process at a time; a killed one lets it go."""
    while True:
        with file.open("a") as held:
            try:
                fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                raise PublicationRefused(f"Another publication is writing “{out}”; wait until it has ended.") from None
            if not _is_at(file, held.fileno()):
                continue  # the one before took its lock away between our opening and our holding it
            try:
                yield
            finally:
                file.unlink(missing_ok=True)
            return


def _is_at(file: Path, descriptor: int) -> bool:
    try:
        return os.path.samestat(os.fstat(descriptor), file.stat())
    except FileNotFoundError:
        return False


def swap(new: Path, out: Path) -> None:
    """Put the new site in the old one's place; the old one is then where the new one was written."""
    if not out.exists() or not any(out.iterdir()):
        new.rename(out)
    elif not _exchange(new, out):
        raise PublicationRefused(
            f"The file system of “{out}” cannot swap two folders at once; publish on another disk and copy from there."
        )


def _exchange(one: Path, other: Path) -> bool:
    """Swap two folders in one step, as Linux can (renameat2); False where the system or the disk cannot."""
    renameat2 = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
    if renameat2 is None:
        return False
    names = os.fsencode(one), os.fsencode(other)
    if renameat2(AT_WORKING_FOLDER, names[0], AT_WORKING_FOLDER, names[1], RENAME_EXCHANGE) == 0:
        return True
    code = ctypes.get_errno()
    if code in (errno.EINVAL, errno.ENOSYS):
        return False
    raise OSError(code, os.strerror(code))
