"""Reads of the log: entries in order, roots and proofs."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from django.db import connection
from django.db.models import Count, Q, QuerySet

from entente.foundation.common.prepared import prepared
from entente.foundation.common.reading import remembered

from . import merkle, verifier
from .logged import LoggedEntry, entries_of, logged, opened
from .models import Entry, Identity, Leaf, Node, Unsealed
from .when import DayOf, MonthOf
from .words import PUBLIC_LOG

__all__ = [
    "PUBLIC_LOG",
    "Entry",
    "Head",
    "LoggedEntry",
    "TrailFilter",
    "acts_since",
    "consistency_proof",
    "entries",
    "frontier",
    "head",
    "heads",
    "history",
    "history_of",
    "inclusion_proof",
    "latest_for",
    "leaf_hash",
    "logged",
    "logs",
    "months",
    "record_name",
    "root",
    "size",
    "tally",
    "trail",
    "verifier_bytes",
    "waiting",
]

REFS_AT_ONCE = 100
"""As many subjects as one query names: SQLite reads no expression that is deeper than a thousand."""


@dataclass(frozen=True, slots=True)
class Head:
    """How far a log goes: how many entries are sealed in it, and the instant of the last."""

    size: int
    at: datetime


def record_name() -> str:
    """The name of this record, such as entente-3f9a…; "" before set-up gave one.  A command asks `commands.name_record`."""
    return Identity.objects.values_list("name", flat=True).first() or ""


def verifier_bytes() -> bytes:
    """The program that checks a published record: one file, copied beside every log as `ledger/verify.py`."""
    return Path(verifier.__file__).read_bytes()


def logs() -> list[str]:
    """The names of all logs, in alphabetical order.  Reads every entry's log: for verifying, not for pages."""
    named = (model.objects.values_list("log", flat=True).distinct() for model in (Entry, Leaf))
    return sorted(set().union(*named))


def size(log: str, *, as_of: datetime | None = None) -> int:
    """How many entries are sealed in a log; with `as_of`, up to the last one made by then."""
    leaves = Leaf.objects.filter(log=log) if as_of is None else Leaf.objects.filter(log=log, entry__at__lte=as_of)
    last = leaves.order_by("-position").values_list("position", flat=True).first()
    return 0 if last is None else last + 1


def head(log: str = PUBLIC_LOG, *, as_of: datetime) -> Head | None:
    """Up to where a log goes at an instant, None while nothing is in it.  One look at an index, however long it is."""
    leaves = Leaf.objects.filter(log=log, entry__at__lte=as_of).order_by("-position")
    last = leaves.values_list("position", "entry__at").first()
    return None if last is None else Head(last[0] + 1, last[1])


def waiting(log: str | None = None) -> int:
    """How many entries have no leaf yet, in one log or in all."""
    return (Unsealed.objects.all() if log is None else Unsealed.objects.filter(log=log)).count()


def heads() -> dict[str, int]:
    """Log -> how many entries are sealed in it, in alphabetical order.  Two queries a log, however long the logs are."""
    found: dict[str, int] = {}
    last: str | None = ""
    while (last := Leaf.objects.filter(log__gt=last).order_by("log").values_list("log", flat=True).first()) is not None:
        found[last] = size(last)
    return found


def leaf_hash(log: str, position: int) -> str:
    """The hash of the leaf at a position, lower-case hexadecimal; "" when the log is shorter."""
    value = Leaf.objects.filter(log=log, position=position).values_list("hash", flat=True).first()
    return "" if value is None else bytes(value).hex()


def acts_since(log: str, position: int) -> set[tuple[str, str]]:
    """(action, subject) of the sealed entries from a position on.  One query."""
    return set(Leaf.objects.filter(log=log, position__gte=position).values_list("entry__action", "entry__subject"))


def entries(log: str, start: int, count: int) -> list[LoggedEntry]:
    """Sealed entries from a position on, oldest first."""
    return logged(Leaf.objects.filter(log=log, position__gte=start, position__lt=start + count).order_by("position"))


@remembered
def history(
    ref: str,
    *,
    log: str = PUBLIC_LOG,
    limit: int | None = None,
    as_of: datetime | None = None,
    since: datetime | None = None,
) -> list[LoggedEntry]:
    """Sealed entries about a subject and all that lies under it (PLAN covers PLAN/6.4 and PLAN/6.4#b), newest first.

    as_of  leaves out what was made later, since what was made before; None: nothing
    """
    # Through the entry's log, not the leaf's: else SQLite walks the whole log backwards to find a seldom subject.
    which = _under(log, ref) & _by(as_of) & _from(since)
    if limit is None:
        return logged(Leaf.objects.filter(which).order_by("-position"))
    places = list(_places(which, range(limit)))  # sorted first, so that only those shown have their contents read
    return entries_of(_standing_at(log, places)) if places else []


@remembered
def history_of(refs: Sequence[str], *, log: str = PUBLIC_LOG, limit: int, as_of: datetime) -> list[LoggedEntry]:
    """Sealed entries about any of some subjects and what lies under them, newest first.

    A ref that ends in a point stands for the numbers that begin so: PLAN/6. for PLAN/6.4 and what lies under that.
    Two queries, and one more for every hundred refs.
    """
    places: set[int] = set()
    for at in range(0, len(refs), REFS_AT_ONCE):
        chosen = Q()
        for ref in refs[at : at + REFS_AT_ONCE]:
            chosen |= _numbered(log, ref) if ref.endswith(".") else _under(log, ref)
        places.update(_places(chosen & _by(as_of), range(limit)))
    kept = sorted(places, reverse=True)[:limit]
    return entries_of(_standing_at(log, kept)) if kept else []


@prepared
def _places(which: Q, shown: range) -> QuerySet[Leaf, int]:
    return Leaf.objects.filter(which).order_by("-position").values_list("position", flat=True)[: shown.stop]


@prepared
def _standing_at(log: str, places: list[int]) -> QuerySet[Leaf, tuple[Any, ...]]:
    return opened(Leaf.objects.filter(log=log, position__in=places).order_by("-position"))


@remembered
def tally(ref: str, *, as_of: datetime | None = None, since: datetime | None = None) -> dict[tuple[date, str], int]:
    """How many public entries a subject and all that lies under it have, by day (UTC) and action, newest day first."""
    leaves = Leaf.objects.filter(_under(PUBLIC_LOG, ref) & _by(as_of) & _from(since))
    counted = leaves.annotate(on=DayOf("entry__at")).values_list("on", "entry__action")
    return {(on, action): n for on, action, n in counted.annotate(n=Count("pk")).order_by("-on", "entry__action")}


@remembered
def months(ref: str, *, as_of: datetime) -> list[date]:
    """The first days of the months (UTC) that have public entries of a subject or under it, newest first."""
    leaves = Leaf.objects.filter(_under(PUBLIC_LOG, ref) & _by(as_of)).annotate(on=MonthOf("entry__at"))
    return list(leaves.order_by("-on").values_list("on", flat=True).distinct())


@dataclass(frozen=True, slots=True)
class TrailFilter:
    """What an audit trail is narrowed to; "" and None mean all.

    under   a ref, and all that lies under it
    action  the beginning of an action's name: "delivery.update"
    first_on, last_on  days (UTC), both included
    """

    under: str = ""
    action: str = ""
    first_on: date | None = None
    last_on: date | None = None


def trail(
    logs: Sequence[str], wanted: TrailFilter, *, limit: int, offset: int = 0
) -> tuple[int, list[tuple[str, LoggedEntry]]]:
    """How many sealed entries of several logs a filter leaves, and a page of them with their log, newest first."""
    kept = {log: Leaf.objects.filter(_wanted(log, wanted)) for log in logs}
    newest = [
        (at, position, log)
        for log, leaves in kept.items()
        for position, at in leaves.order_by("-position").values_list("position", "entry__at")[: offset + limit]
    ]
    page = sorted(newest, reverse=True)[offset : offset + limit]
    keys = sorted((log, position) for _, position, log in page)
    chosen = Q(pk__in=[])
    for log in kept:
        chosen |= Q(log=log, position__in=[position for there, position in keys if there == log])
    found = dict(zip(keys, logged(Leaf.objects.filter(chosen).order_by("log", "position")), strict=True))
    total = sum(leaves.count() for leaves in kept.values())
    return total, [(log, found[log, position]) for _, position, log in page]


def _wanted(log: str, wanted: TrailFilter) -> Q:
    chosen = _under(log, wanted.under) if wanted.under else Q(log=log)
    if wanted.action:
        chosen &= Q(entry__action__startswith=wanted.action)
    if wanted.first_on:
        chosen &= Q(entry__at__gte=datetime.combine(wanted.first_on, time(), UTC))
    if wanted.last_on:
        chosen &= Q(entry__at__lt=datetime.combine(wanted.last_on + timedelta(days=1), time(), UTC))
    return chosen


def latest_for(
    subject: str, *, log: str = PUBLIC_LOG, action: str = "", before: int | None = None
) -> LoggedEntry | None:
    """The newest sealed entry about exactly this subject.  action: only such; before: only from positions below it."""
    leaves = Leaf.objects.filter(entry__log=log, entry__subject=subject).order_by("-position")
    if action:
        leaves = leaves.filter(entry__action=action)
    if before is not None:
        leaves = leaves.filter(position__lt=before)
    return next(iter(logged(leaves[:1])), None)


def root(log: str, at_size: int | None = None) -> bytes:
    """The RFC 9162 root over the first `at_size` leaves (None: all).  Raises ValueError when the log has fewer."""
    return merkle.fold(frontier(log, _checked(log, at_size)))


def frontier(log: str, at_size: int) -> list[bytes]:
    """The hashes of the complete subtrees that make up the first leaves: all that growing or a root needs."""
    return _hashes(log, merkle.subtrees(0, at_size))


def inclusion_proof(log: str, position: int, at_size: int | None = None) -> list[bytes]:
    """RFC 9162, 2.1.3.1.  Raises ValueError unless position < at_size <= size of the log."""
    within = _checked(log, at_size)
    if not 0 <= position < within:
        raise ValueError(f"log {log!r} has no position {position} among its first {within}")
    return _span_hashes(log, merkle.inclusion_path(position, within))


def consistency_proof(log: str, first: int, second: int | None = None) -> list[bytes]:
    """RFC 9162, 2.1.4.1; empty if `first` is 0 or `second`.  Raises ValueError unless first <= second <= size."""
    whole = _checked(log, second)
    if not 0 <= first <= whole:
        raise ValueError(f"log {log!r} cannot prove that its first {whole} entries begin with {first}")
    return _span_hashes(log, merkle.consistency_path(first, whole)) if first else []


def _checked(log: str, at_size: int | None) -> int:
    now = size(log)
    if at_size is None:
        return now
    if not 0 <= at_size <= now:
        raise ValueError(f"log {log!r} has {now} entries, not {at_size}")
    return at_size


def _span_hashes(log: str, spans: Sequence[merkle.Span]) -> list[bytes]:
    parts = [merkle.subtrees(*span) for span in spans]
    hashes = iter(_hashes(log, [place for part in parts for place in part]))
    return [merkle.fold([next(hashes) for _ in part]) for part in parts]


def _hashes(log: str, places: Iterable[merkle.Subtree]) -> list[bytes]:
    """The stored hashes of complete subtrees, in the order asked for, in at most two queries."""
    wanted = list(places)
    found: dict[merkle.Subtree, bytes] = {}
    if positions := [index for level, index in wanted if level == 0]:
        leaves = Leaf.objects.filter(log=log, position__in=positions).values_list("position", "hash")
        found |= {(0, position): bytes(value) for position, value in leaves}
    if above := [place for place in wanted if place[0]]:
        places_q = Q()
        for level, index in above:
            places_q |= Q(log=log, level=level, index=index)  # the log in each, else SQLite walks the whole log's index
        nodes = Node.objects.filter(places_q).values_list("level", "index", "hash")
        found |= {(level, index): bytes(value) for level, index, value in nodes}
    return [found[place] for place in wanted]


def _under(log: str, ref: str) -> Q:
    """A subject itself and what its ref begins: pillars, commitments and clauses of a plan, clauses of a commitment."""
    same = Q(entry__log=log, entry__subject=ref)
    if connection.vendor == "postgresql":
        deeper = Q(entry__log=log, entry__subject__startswith=f"{ref}/")
        return same | deeper | Q(entry__log=log, entry__subject__startswith=f"{ref}#")
    # SQLite's LIKE takes no index; the text comparison does, byte by byte: "0" follows "/", "$" follows "#".
    deeper = Q(entry__log=log, entry__subject__gt=f"{ref}/", entry__subject__lt=f"{ref}0")
    return same | deeper | Q(entry__log=log, entry__subject__gt=f"{ref}#", entry__subject__lt=f"{ref}$")


def _numbered(log: str, begin: str) -> Q:
    if connection.vendor == "postgresql":
        return Q(entry__log=log, entry__subject__startswith=begin)
    return Q(entry__log=log, entry__subject__gt=begin, entry__subject__lt=f"{begin[:-1]}/")  # "/" follows "."


def _from(since: datetime | None) -> Q:
    return Q() if since is None else Q(entry__at__gte=since)


def _by(as_of: datetime | None) -> Q:
    return Q() if as_of is None else Q(entry__at__lte=as_of)
