"""Memory that a publication let go of and the allocator keeps: pictures and letters leave much of it behind them."""

from __future__ import annotations

import ctypes
import gc
from collections.abc import Iterator
from contextlib import contextmanager

AFTER = 250
"""So many files are made before it is given back once more."""
SELDOM = (50_000, 20, 100)
"""How many new objects the collector waits for, and for how many of its rounds: a page makes thousands and leaves few."""


@contextmanager
def loaded_program_apart() -> Iterator[None]:
    """Within it the collector does not walk again through what was loaded before, and comes seldom."""
    often = gc.get_threshold()
    gc.collect()
    gc.freeze()
    gc.set_threshold(*SELDOM)
    try:
        yield
    finally:
        gc.set_threshold(*often)
        gc.unfreeze()


def give_back() -> None:
    """To the system, where its C library can (malloc_trim, of glibc).

    Only what is new is looked through for it: what the pages have in common is walked in a tenth of a second, and stays.
    """
    gc.collect(1)
    if (trim := getattr(ctypes.CDLL(None), "malloc_trim", None)) is not None:
        trim(0)
