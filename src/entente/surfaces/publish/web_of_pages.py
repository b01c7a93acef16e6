"""Which page leads to which, in the notes: what is reached stays reached as long as no page lost the link that it hung by.

A place is a file that a page leads to; its number follows from its name.  Each has a rank: the order in which places were
first reached.  So every place but the beginnings is led to by one of a lower rank, and while that holds nothing has to be
walked to know that all of them are reached.
"""

from __future__ import annotations

import sqlite3
from array import array
from collections import deque
from collections.abc import Iterable, Sequence
from hashlib import blake2b

from .grouping import page_of

LOST_MAX = 40
"""So many lost links are looked into one by one; with more of them everything is walked."""


def number_of(name: str) -> int:
    """The number of a file: the same in every publication."""
    return int.from_bytes(blake2b(name.encode(), digest_size=8).digest(), signed=True)


class Web:
    """The places of the notes and the links between them.

    The notes' table `page` holds what stands; the rest is to be made.
    """

    def __init__(self, notes: sqlite3.Connection) -> None:
        self._notes = notes
        self._known = set[int]()
        self._lost = set[int]()
        self._led: dict[int, bytes] = {}
        self._rank = 1 + (notes.execute("SELECT max(rank) FROM place").fetchone()[0] or 0)

    def place(self, name: str, address: str) -> int:
        """The number of a file that a page leads to."""
        number = number_of(name)
        if number not in self._known:
            self._known.add(number)
            if self._notes.execute("SELECT 1 FROM place WHERE number = ?", [number]).fetchone() is None:
                row = [number, name, address, page_of(address), self._rank]
                self._notes.execute("INSERT INTO place VALUES (?, ?, ?, ?, ?)", row)
                self._rank += 1
        return number

    def at(self, number: int) -> tuple[str, str, str]:
        """File, address, and what is the same of both in every language."""
        found = self._notes.execute("SELECT name, address, page FROM place WHERE number = ?", [number]).fetchone()
        name, address, page = found
        return name, address, page

    def stands(self, number: int) -> bool:
        return self._notes.execute("SELECT 1 FROM page WHERE number = ?", [number]).fetchone() is not None

    def is_noted(self, address: str) -> bool:
        return self._notes.execute("SELECT 1 FROM page WHERE address = ?", [address]).fetchone() is not None

    def take_out(self, numbers: Iterable[int]) -> None:
        """Pages that have to be made anew; what they led to is kept in mind."""
        for number in numbers:
            (reached,) = self._notes.execute("SELECT reached FROM page WHERE number = ?", [number]).fetchone()
            self._led[number] = reached
            self._notes.execute("DELETE FROM page WHERE number = ?", [number])

    def to_make(self) -> list[int]:
        """The places whose pages were taken out, in the order in which they were first reached."""
        ranks = {number: self._rank_of(number) for number in self._led}
        return sorted((number for number, rank in ranks.items() if rank), key=lambda number: ranks[number] or 0)

    def unreached(self, starts: Sequence[int]) -> list[int]:
        """The places that no page leads to any more; they and their pages are taken out of the notes."""
        if not self._has_lost(starts):
            return []
        reached, waiting = set(starts), deque(starts)
        while waiting:
            for one in self._led_to(waiting.popleft()):
                if one not in reached:
                    reached.add(one)
                    waiting.append(one)
                    self._notes.execute("UPDATE place SET rank = ? WHERE number = ?", [self._rank, one])
                    self._rank += 1
        gone = [number for (number,) in self._notes.execute("SELECT number FROM place") if number not in reached]
        for number in gone:
            self._notes.execute("DELETE FROM page WHERE number = ?", [number])
            self._notes.execute("DELETE FROM place WHERE number = ?", [number])
        return gone

    def _has_lost(self, starts: Sequence[int]) -> bool:
        """Whether a place may have lost every link by which it was reached.

        What a page led to that was reached before the page itself hangs by another one: lists of promises lose such links
        by the hundred when a promise comes in or goes.
        """
        lost = set[int]()
        for number, before in self._led.items():
            rank = self._rank_of(number) or 0
            gone = set(array("q", before)).difference(self._led_to(number))
            lost.update(one for one in gone if one not in lost and rank < (self._rank_of(one) or self._rank))
        lost.difference_update(starts)
        return len(lost) > LOST_MAX or not all(self._hangs_on(one) for one in lost)

    def _hangs_on(self, number: int) -> bool:
        """Whether a page of a lower rank leads to a place."""
        mark = array("q", [number]).tobytes()
        found = self._notes.execute(
            "SELECT page.reached FROM page JOIN place USING (number) WHERE rank < ? AND instr(page.reached, ?)",
            [self._rank_of(number), mark],
        )
        return any(number in array("q", reached) for (reached,) in found)

    def _rank_of(self, number: int) -> int | None:
        found = self._notes.execute("SELECT rank FROM place WHERE number = ?", [number]).fetchone()
        return found[0] if found else None

    def _led_to(self, number: int) -> Sequence[int]:
        found = self._notes.execute("SELECT reached FROM page WHERE number = ?", [number]).fetchone()
        return array("q", found[0]) if found else ()
