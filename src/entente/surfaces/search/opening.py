"""The indexes of the generation that is asked, open.  Opened anew when they change; a damaged one is not asked."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from tantivy import Searcher

from entente.foundation.common.records import Tier

from . import store, tiers
from .bridge import Bridge
from .index import open_index
from .matching import Frequency, frequency_in
from .store import State

TRIES = 3
"""An index may be replaced while it is opened; then it is opened again."""


@dataclass(frozen=True, slots=True)
class Opened:
    """The indexes of one generation, open."""

    state: State
    bridge: Bridge
    searchers: Mapping[str, Searcher]
    frequencies: Mapping[str, Frequency]


_held: dict[str, tuple[tuple[str, int], Opened]] = {}
_looked_at: set[str] = set()
_turn = threading.Lock()


def current() -> Opened | None:
    """The indexes that are asked now; None while there is none that can be trusted.  Opened anew when they change."""
    for _try in range(TRIES):
        folder = store.current()
        if folder is None:
            return None
        with suppress(FileNotFoundError):
            token = str(folder), (folder / "state.json").stat().st_mtime_ns
            with _turn:
                held = _held.get("now")
                if held is not None and held[0] == token:
                    return held[1]
                opened = _opened(folder)
                if opened is not None:
                    _held["now"] = token, opened
                    return opened
    if not store.is_marked_damaged():
        store.mark_damaged()
    return None


def _opened(folder: Path) -> Opened | None:
    """None for a generation that is damaged or not whole."""
    state = store.read_state(folder)
    if state is None or store.is_marked_damaged():
        return None
    try:
        if not store.is_whole(folder, state, seen=_looked_at):
            return None
        searchers = {name: _searcher(folder / name) for name in _in_order(state.indexes)}
    except (ValueError, OSError):
        return None
    frequencies = {name: frequency_in(searcher) for name, searcher in searchers.items()}
    return Opened(state, store.read_bridge(folder), searchers, frequencies)


def _searcher(folder: Path) -> Searcher:
    if not (folder / "meta.json").exists():
        raise FileNotFoundError(folder)
    return open_index(folder).searcher()


def _in_order(names: Iterable[str]) -> Sequence[str]:
    """The widest circle first."""
    order = [Tier.PUBLIC, Tier.PARTIES, Tier.GROUP, Tier.OWN]
    return sorted(names, key=lambda name: (order.index(tiers.tier_of(name)), name))


def forget_open() -> None:
    """Open the indexes anew at the next question."""
    with _turn:
        _held.clear()
        _looked_at.clear()
