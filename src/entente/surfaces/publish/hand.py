"""A process that makes pages for another one: what it is handed, at the instant at which that one reads.

It keeps nothing and writes nothing.  When the other one is gone, however it went, this one ends.
"""

from __future__ import annotations

import signal
from collections.abc import Iterator, Sequence
from contextlib import nullcontext, suppress
from dataclasses import dataclass
from datetime import datetime
from multiprocessing.connection import Connection

from django.db import DatabaseError

from entente.foundation.common.errors import Refusal
from entente.foundation.common.shared_instant import instant_of

from .instants import Instant
from .making import Group, MadePage, Maker
from .memory import loaded_program_apart
from .parts import Sight
from .questions import Question, Questions, Told
from .software import software

START = """
import gc
gc.disable()  # what is loaded stays
import sys, django
django.setup()
from entente.surfaces.publish import hand
gc.enable()
hand.work(int(sys.argv[1]))
"""


@dataclass(frozen=True, slots=True)
class Order:
    """What a process begins with.

    instant   name of the instant of the database (`shared_instant`)
    is_noted  whether the questions are wanted
    """

    as_of: datetime
    origin: str
    instant: str
    is_noted: bool


@dataclass(frozen=True, slots=True)
class Begun:
    """That it reads from now on.  software: what it makes pages with."""

    software: str


@dataclass(frozen=True, slots=True)
class Handed:
    """A group of pages that was made.

    statements  that no group before it asked
    questions   that no group before it asked: which statement, values, hash of the answer, what it tells of the clock
    """

    pages: Sequence[MadePage]
    statements: Sequence[str]
    questions: Sequence[tuple[int, str, bytes, Told]]


def work(number: int) -> None:
    """What the process does from its start to its end.  number: the file descriptor that leads to the other one."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the other one is interrupted, and ends this one
    with Connection(number) as channel:
        try:
            _answer(channel, channel.recv())
        except (EOFError, ConnectionError):
            return
        except (Refusal, DatabaseError, OSError) as error:  # told there as if it had happened there
            with suppress(EOFError, OSError):
                channel.send(error)
                while True:  # until the other one has heard it: it may be handing something over at this moment
                    channel.recv()


def _answer(channel: Connection, order: Order) -> None:
    maker, asked = Maker(Sight(Instant.of(order.as_of), order.origin)), _Asked()
    questions = Questions(order.as_of, 0, asked.question)
    with instant_of(order.instant):
        channel.send(Begun(software()))
        with questions.recording() if order.is_noted else nullcontext(), loaded_program_apart():
            for group in _handed_over(channel, maker):
                pages = maker.make(group)
                channel.send(asked.handed(pages))


def _handed_over(channel: Connection, maker: Maker) -> Iterator[Group]:
    while True:
        groups = channel.recv()
        maker.comes(groups)
        yield from groups


class _Asked:
    """The questions since the last group; each statement, which is long, is told once."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}
        self._statements: list[str] = []
        self._questions: list[tuple[int, str, bytes, Told]] = []

    def question(self, _number: int, asked: Question) -> None:
        """Their numbers begin with 0 and leave none out, so they need not be told."""
        if asked.statement not in self._numbers:
            self._numbers[asked.statement] = len(self._numbers)
            self._statements.append(asked.statement)
        self._questions.append((self._numbers[asked.statement], asked.given, asked.answer, asked.told))

    def handed(self, pages: Sequence[MadePage]) -> Handed:
        handed = Handed(pages, self._statements, self._questions)
        self._statements, self._questions = [], []
        return handed
