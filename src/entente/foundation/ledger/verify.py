"""Walk a whole log, recompute everything, name the first thing that does not hold.  Reads only, in constant memory."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from django.db.models import Max, Q

from . import merkle, queries
from .models import Entry, Leaf, Node, Opening
from .payload import commitment, instant, parse
from .words import ERASE_ACTION

LEAVES_PER_READ = 4_096

Blob = bytes | memoryview
"""A BinaryField as the database driver gives it."""


@dataclass(frozen=True, slots=True)
class Failure:
    """The first thing that does not hold.

    position  place in the log; None when the entry has none
    subject   ref of what the entry is about; "" when no entry is there to say so
    what      one sentence
    """

    log: str
    position: int | None
    subject: str
    what: str

    def __str__(self) -> str:
        place = "an entry without a place" if self.position is None else f"position {self.position}"
        about = f", about {self.subject}" if self.subject else ""
        return f"Log “{self.log}”, {place}{about}: {self.what}."


@dataclass(frozen=True, slots=True)
class Verification:
    """What a walk over a log found.

    size     entries sealed; root over them (what the leaves give, whatever the nodes say), as far as the walk came
    erased   entries whose content was removed: their leaf stands, but nothing binds their action and subject any more
    waiting  entries not sealed yet
    failure  None when everything holds
    """

    log: str
    size: int
    root: bytes
    erased: int
    waiting: int
    failure: Failure | None

    @property
    def is_sound(self) -> bool:
        return self.failure is None


class _Row(NamedTuple):
    position: int
    hash: Blob
    log: str
    action: str
    subject: str
    owner: str
    post: str
    at: datetime
    commitment: Blob
    payload: Blob | None
    salt: Blob | None
    erased_at: datetime | None


def verify_all() -> Iterator[Verification]:
    """Every log, in alphabetical order."""
    return (verify(log) for log in queries.logs())


def verify(log: str) -> Verification:
    """Openings against commitments, commitments against leaves, leaves against positions, nodes and root.

    It covers what is sealed when it begins.  What it cannot know: whether the whole log was replaced, or its newest
    entries dropped together with all their traces; that takes a root that somebody else kept.
    """
    walk = _Walk(log)
    failure = next(walk.failures(), None)
    return Verification(log, walk.position, merkle.fold(walk.frontier), walk.erased, queries.waiting(log), failure)


class _Walk:
    """One pass over a log: the next position, the frontier of the tree so far, and the removals not yet explained."""

    def __init__(self, log: str) -> None:
        self.log = log
        self.size = queries.size(log)
        self.position = 0
        self.frontier: list[bytes] = []
        self.erased = 0
        self.unexplained: dict[str, tuple[int, str]] = {}
        self.explained: set[str] = set()

    def failures(self) -> Iterator[Failure]:
        """What does not hold, in order.  Of use up to the first: what follows it may follow from it."""
        while self.position < self.size:
            start, stop = self.position, min(self.position + LEAVES_PER_READ, self.size)
            stored = _nodes(self.log, start, stop)
            for row in _rows(self.log, start, stop):
                if row.position != self.position:
                    break
                if fault := _fault(self.log, row) or self._append(row, stored):
                    yield Failure(self.log, row.position, row.subject, fault)
            if self.position < stop:
                yield Failure(self.log, self.position, "", "the leaf is missing")
        yield from self._leftovers()

    def _append(self, row: _Row, stored: dict[merkle.Subtree, bytes]) -> str:
        leaf = bytes(row.hash)
        for level, index, value in merkle.grow(self.frontier, self.position, leaf):
            if stored.get((level, index)) != value:
                return f"the stored hash over the {1 << level} leaves that end here is missing or not theirs"
        self.position += 1
        if row.payload is None:
            self.erased += 1
            self.unexplained[leaf.hex()] = (row.position, row.subject)
        elif row.action == ERASE_ACTION:
            self.explained.add(parse(bytes(row.payload))["content"]["leaf"])
        return ""

    def _leftovers(self) -> Iterator[Failure]:
        """Removals without a notice, nodes past the end, entries that have neither a leaf nor a place in the queue."""
        self.explained.update(_late_notices(self.log, self.size) if self.unexplained else ())
        for leaf, (position, subject) in self.unexplained.items():
            if leaf not in self.explained:
                yield Failure(
                    self.log, position, subject, "what the entry said was removed, and no later entry says so"
                )
        highest = list(Node.objects.filter(log=self.log).values_list("level").annotate(Max("index")))
        size_now = queries.size(self.log)  # read after the nodes: seals may go on meanwhile
        for level, index in highest:
            if level == 0 or (index + 1) << level > size_now:
                yield Failure(self.log, size_now, "", "hashes are stored for leaves past the end of the log")
        lost = Entry.objects.filter(log=self.log, leaf=None, unsealed=None).order_by("id").first()
        if lost:
            yield Failure(self.log, None, lost.subject, "the entry has neither a leaf nor a place among those waiting")


def _fault(log: str, row: _Row) -> str:
    """What does not hold between an entry, its opening and its leaf; "" when all does."""
    if merkle.leaf_hash(bytes(row.commitment)) != bytes(row.hash):
        return "the leaf is not the hash of the entry's commitment"
    if row.log != log:
        return f"the entry calls itself part of the log “{row.log}”"
    if row.payload is None or row.salt is None:
        return "" if row.erased_at else "what the entry said is missing, and nothing says that it was removed"
    if commitment(bytes(row.salt), bytes(row.payload)) != bytes(row.commitment):
        return "what the entry says is not what was committed to"
    body = parse(bytes(row.payload))
    for name in ("action", "subject", "owner", "post"):
        if body[name] != getattr(row, name):
            return f"its {name} is not the one that was committed to, “{body[name]}”"
    return "" if body["at"] == instant(row.at) else f"its instant is not the one that was committed to, {body['at']}"


def _rows(log: str, start: int, stop: int) -> Iterator[_Row]:
    rows = (
        Leaf.objects.filter(log=log, position__gte=start, position__lt=stop)
        .order_by("position")
        .values_list(
            "position", "hash",
            "entry__log", "entry__action", "entry__subject", "entry__owner", "entry__post", "entry__at",
            "entry__commitment",
            "entry__opening__payload", "entry__opening__salt", "entry__opening__erased_at",
        )
    )  # fmt: skip
    return (_Row(*row) for row in rows)


def _nodes(log: str, start: int, stop: int) -> dict[merkle.Subtree, bytes]:
    """The stored subtrees that leaves [start, stop) complete."""
    completed = Q()
    for level in range(1, stop.bit_length()):
        completed |= Q(log=log, level=level, index__gte=start >> level, index__lt=stop >> level)
    if not completed:
        return {}
    nodes = Node.objects.filter(completed).values_list("level", "index", "hash")
    return {(level, index): bytes(value) for level, index, value in nodes}


def _late_notices(log: str, size: int) -> Iterator[str]:
    """The leaves named by notices of removal that came after the walk began."""
    late = Opening.objects.filter(
        Q(entry__leaf=None) | Q(entry__leaf__position__gte=size), entry__log=log, entry__action=ERASE_ACTION
    )
    for payload in late.exclude(payload=None).values_list("payload", flat=True):
        yield parse(bytes(payload or b"{}"))["content"]["leaf"]
