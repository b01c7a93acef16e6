"""Many pages are made by all processors: this process makes some, and others that it starts make the rest.

Each of them is a program of its own, freshly started, which reads the database at the instant at which this one reads.
What they make comes back here, where it is written and noted.  A small publication starts none: a start takes seconds.
"""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from array import array
from collections import deque
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import replace
from itertools import islice
from multiprocessing.connection import Connection, wait

from django.conf import settings

from entente.foundation.common.notes import Notes
from entente.foundation.common.shared_instant import Offer

from .hand import START, Begun, Handed, Order
from .kept_parts import KeptParts
from .making import Group, MadePage, Maker, is_of_parts
from .parts import Sight
from .questions import Question, Questions
from .software import software
from .words import PublicationRefused

MANY = 1200
"""From so many pages on others help: to make them takes longer than to start a process, which takes two seconds."""
PROCESSES_MAX = 8
"""So many make pages at most: what they make is written by one."""
GROUPS_MAX = 16
"""So many groups are handed over at once: neighbours, which read much that is the same."""
LOOKED_AT = 64
"""So many groups that wait are looked at by who makes pages here: a promise has others beside its own page."""
AHEAD = 4
"""So few groups are left to a process when it is handed more."""
ENDING_SECONDS = 5


def processes_wanted() -> int:
    """How many make pages: as many as the operator wants, else as there are processors."""
    asked: int = settings.ENV.publish_processes
    return asked or min(len(os.sched_getaffinity(0)), PROCESSES_MAX)


class Hands:
    """What is to be made, and who makes it.  questions, parts: None where nobody notes or keeps them."""

    def __init__(
        self, sight: Sight, offer: Offer, questions: Questions | None, parts: KeptParts | None, *, processes: int
    ) -> None:
        self._sight, self._offer, self._questions = sight, offer, questions
        self._to_start = processes - 1 if offer.is_possible else 0
        self._maker = Maker(sight, parts)
        self._given = 0
        self._waiting: deque[Group] = deque()
        self._own: deque[Group] = deque()
        self._others: list[_Other] = []

    def give(self, group: Group) -> None:
        """Pages to be made: one in its languages."""
        self._given += len(group)
        (self._own if is_of_parts(group) else self._waiting).append(group)

    def take(self) -> Sequence[MadePage]:
        """Some that were made meanwhile, or else here and now; none when there is nothing left to make."""
        if self._to_start and self._given >= MANY:
            self._start()
        pages = self._arrived(0)
        self._hand_on()
        if pages:
            return pages
        if not self._own:
            self._own.extend(self._share())
            self._maker.comes(self._own, islice(self._waiting, LOOKED_AT) if self._own else ())
        if self._own:
            return self._maker.make(self._own.popleft())
        while any(other.owes for other in self._others):
            if pages := self._arrived(None):
                return pages
        return ()

    def _start(self) -> None:
        order = Order(self._sight.as_of.plain, self._sight.origin, self._offer.name(), self._questions is not None)
        with suppress(OSError):  # no more processes are allowed here, or no memory is left for one: it goes on without
            for _one in range(self._to_start):
                self._others.append(_Other(order))
        self._to_start = 0

    def _arrived(self, seconds: float | None) -> Sequence[MadePage]:
        if not self._others:
            return ()
        ready = wait([other.channel for other in self._others], seconds)
        pages: list[MadePage] = []
        for other in [one for one in self._others if one.channel in ready]:
            told = other.heard()
            if isinstance(told, Handed):
                pages += other.pages(told, self._questions)
            elif told.software != software() or not self._offer.is_same():
                self._others.remove(other)  # it would make other pages than this one
                other.end()
            else:
                other.has_begun = True
        return pages

    def _hand_on(self) -> None:
        """More for each that has little left, whenever something waits: one that had nothing to do tells nothing."""
        for other in self._others:
            if other.has_begun and other.owes <= AHEAD and (share := self._share()):
                other.hand(share)

    def _share(self) -> list[Group]:
        """Neighbours for one who makes pages: fewer towards the end, so that all end at the same time."""
        fair = len(self._waiting) // (2 * (len(self._others) + 1))
        many = min(max(1, min(fair, GROUPS_MAX)), len(self._waiting))
        return [self._waiting.popleft() for _one in range(many)]

    def end(self) -> None:
        for other in self._others:
            other.channel.close()
        for other in self._others:
            other.end()


@contextmanager
def hands(
    sight: Sight, offer: Offer, questions: Questions | None, parts: KeptParts | None = None, *, processes: int
) -> Iterator[Hands]:
    """Who makes the pages; at the end no other process is left."""
    made = Hands(sight, offer, questions, parts, processes=processes)
    try:
        yield made
    finally:
        made.end()


class _Other:
    """A process that makes pages for this one.

    has_begun  it reads at the instant of this one and makes the same pages
    owes       groups handed to it that have not come back
    """

    def __init__(self, order: Order) -> None:
        here, there = socket.socketpair()
        with there:
            self._process = subprocess.Popen(  # noqa: S603  # our own program
                [sys.executable, "-c", START, str(there.fileno())],
                env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path)), "PYTHONSAFEPATH": "1"},
                pass_fds=[there.fileno()],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
            )
        self.channel = Connection(here.detach())
        self.has_begun = False
        self.owes = 0
        self._statements: list[str] = []
        self._numbers = array("I")
        self._tell(order)

    def hand(self, groups: list[Group]) -> None:
        self.owes += len(groups)
        self._tell(groups)

    def heard(self) -> Begun | Handed:
        """The next that it tells.  Raises what it raised, PublicationRefused when it is gone."""
        try:
            told = self.channel.recv()
        except (EOFError, OSError) as gone:
            raise _ended() from gone
        if isinstance(told, Exception):
            raise told
        assert isinstance(told, (Begun, Handed))
        return told

    def pages(self, handed: Handed, questions: Questions | None) -> list[MadePage]:
        """What it made, with the numbers that its questions have here."""
        self.owes -= 1
        self._statements += handed.statements
        if questions is None:
            return list(handed.pages)
        for statement, given, answer, told in handed.questions:
            self._numbers.append(questions.number(Question(self._statements[statement], given, answer, told)))
        return [replace(page, noted=self._renumbered(page.noted)) for page in handed.pages]

    def _renumbered(self, noted: Notes) -> Notes:
        return Notes({self._numbers[number] for number in noted.asked}, noted.until, noted.newest)

    def end(self) -> None:
        """It ends when nobody is at the other end, at the latest when it has made what it is making."""
        self.channel.close()
        try:
            self._process.wait(ENDING_SECONDS)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()

    def _tell(self, what: object) -> None:
        try:
            self.channel.send(what)
        except OSError as gone:
            raise _ended() from gone


def _ended() -> PublicationRefused:
    return PublicationRefused(
        "A process that made pages was ended from outside or found no memory; publish again, with "
        "ENTENTE_PUBLISH_PROCESSES=1 where memory is short.  The site that was there before stays as it was."
    )
