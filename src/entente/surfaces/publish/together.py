"""Pages that are made next and the promises they are about: what is asked about one of these is asked about all at once."""

from __future__ import annotations

import json
from collections.abc import Iterable

from entente.foundation.common.beside import lie_beside, lies
from entente.foundation.common.refs import numbered_ref

from .grouping import page_of

OF_A_PROMISE = {"commitment", "ask", "ask_letter", "update", "update_version", "feed_commitment"}


PROMISES_MAX = 16
"""So many promises are asked about at once: what is kept of them is small."""


def come_next(addresses: Iterable[str], later: Iterable[str] = ()) -> None:
    """These pages are made one after the other, before any other; the later ones perhaps after them."""
    promises = _promises(addresses)
    if not all(map(lies, promises)):
        lie_beside([*promises, *(ref for ref in _promises(later) if ref not in promises)][:PROMISES_MAX])


def _promises(addresses: Iterable[str]) -> dict[str, None]:
    return dict.fromkeys(ref for address in addresses if (ref := promise_of(page_of(address))))


def promise_of(page: str) -> str:
    """The ref of the promise that a page (`page_of`) is about, "" for none."""
    if not page.startswith("["):
        return ""
    name, keys, _query = json.loads(page)
    named = dict(keys)
    return numbered_ref(named["plan"], named["number"]) if name in OF_A_PROMISE else ""
