"""Pages that are made next and the promises they are about: what is asked about one of these is asked about all at once."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable

from entente.foundation.common.beside import lie_beside
from entente.foundation.common.refs import numbered_ref

OF_A_PROMISE = {"commitment", "ask", "ask_letter", "update", "update_version", "feed_commitment"}
AHEAD = 64
"""So many pages to come are looked at: a promise has others beside its own, for its letters and its feeds."""
PROMISES_MAX = 16
"""So many promises are asked about at once: what is kept of them is small, and a question about more costs each as much."""


class Together:
    """The promises that are asked about together now."""

    def __init__(self) -> None:
        self._promises: Collection[str] = ()

    def before(self, pages: Iterable[str]) -> None:
        """The first of these pages (`grouping.page_of`) is made now, the others come after it."""
        coming = map(promise_of, pages)
        first = next(coming, "")
        if first and first not in self._promises:
            others = dict.fromkeys(one for one in coming if one and one not in self._promises)
            self._promises = [first, *(one for one in others if one != first)][:PROMISES_MAX]
            lie_beside(self._promises)


def promise_of(page: str) -> str:
    """The ref of the promise that a page is about, "" for none."""
    if not page.startswith("["):
        return ""
    name, keys, _query = json.loads(page)
    named = dict(keys)
    return numbered_ref(named["plan"], named["number"]) if name in OF_A_PROMISE else ""
