"""Memory that a publication let go of and the allocator keeps: pictures and letters leave much of it behind them."""

from __future__ import annotations

import ctypes
import gc
from collections.abc import Iterator
from contextlib import contextmanager

AFTER = 250
"""So many files are made before it is given back once more."""


@contextmanager
def loaded_program_apart() -> Iterator[None]:
    """Within it the collector does not walk again through what was loaded before."""
    gc.collect()
    gc.freeze()
    try:
        yield
    finally:
        gc.unfreeze()


def give_back() -> None:
    """To the system, where its C library can (malloc_trim, of glibc)."""
    gc.collect()
    if (trim := getattr(ctypes.CDLL(None), "malloc_trim", None)) is not None:
        trim(0)
