"""Which questions a changed row can concern: one that names its rows by value has the same answer when none of those changed.

How a statement names its rows is read in `statements`; of any other the answer is asked for again.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import blake2b
from struct import iter_unpack
from typing import Any
from uuid import UUID

from .questions import WRITTEN_INSTANT
from .statements import Column, Reads, Span

VALUE, ROWS = 8, 16
"""Bytes of the hash of a value, and of all rows that have it."""
ANY = 0
"""In place of a hash: of a value that may be equal to others."""
ESCAPED = re.compile(r"\\(.)", re.DOTALL)

Ends = tuple[datetime, datetime]
"""The first and the last of some instants, as the database holds them: SQLite without a time zone."""

Values = dict[int, int]
"""Hash of a value -> hash of all rows of a table that have it in a column."""


class Unnamed(Exception):  # no error: the column is not told by its values
    """A column holds values of a kind that may be equal though they are not written alike."""


def value_of(value: object) -> int | None:
    """A value by its hash, None for none.  What a database may call equal has the same.  Raises Unnamed."""
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, (str, int, UUID)):
        raise Unnamed
    text = str(value).lower().replace("-", "")
    return int.from_bytes(blake2b(text.encode(), digest_size=VALUE).digest())


def given_value(one: Sequence[Any]) -> int | None:
    """A value that a question is given, by its hash, None for none; ANY for one that may be equal to others."""
    kind, value = one
    try:
        return value_of(value) if kind in ("", "uuid") else ANY
    except Unnamed:
        return ANY


def values_of(rows: Iterable[Sequence[object]], at: Mapping[str, int]) -> dict[str, Values]:
    """column -> its values with the hash of their rows.  at: column -> its place in a row.  Left out: one that is Unnamed."""
    found: dict[str, Values] = {column: {} for column in at}
    for row in rows:
        told = int.from_bytes(blake2b(repr(row).encode(), digest_size=ROWS).digest())
        for column in list(found):
            try:
                value = value_of(row[at[column]])
            except Unnamed:
                del found[column]
                continue
            if value is not None:
                found[column][value] = (found[column].get(value, 0) + told) % 2 ** (8 * ROWS)
    return found


def packed(values: Values) -> bytes:
    return b"".join(value.to_bytes(VALUE) + rows.to_bytes(ROWS) for value, rows in values.items())


def changed_between(
    before: Iterable[bytes], now: Iterable[bytes], others: Iterable[bytes] = ()
) -> tuple[set[int], bool]:
    """The values whose rows changed, came or went between two packed states, and whether all there were are as they were.

    others  packed states of rows beside them, which are as they were
    """
    was, is_now = _together(before), _together(now)
    found = {value for value in was.keys() | is_now.keys() if was.get(value) != is_now.get(value)}
    came = found - was.keys()
    return found, found == came and (not came or came.isdisjoint(_together(others)))


def _together(states: Iterable[bytes]) -> Values:
    found: Values = {}
    for state in states:
        for value, rows in iter_unpack(f"{VALUE}s{ROWS}s", state):
            key = int.from_bytes(value)
            found[key] = (found.get(key, 0) + int.from_bytes(rows)) % 2 ** (8 * ROWS)
    return found


def never(_given: str) -> bool:
    """Of a question that no change concerns, whatever it is given."""
    return False


def always(_given: str) -> bool:
    """Of a question that a change may concern, whatever it is given."""
    return True


@dataclass(frozen=True, slots=True)
class Changes:
    """What changed in tables since the last publication.

    tables   those of which anything did
    values   column -> hashes of the values whose rows changed, came or went; only where that is known
    grown    columns of which no value that was there before changed
    texts    column -> these values themselves; only where all of them are texts that are still there
    came     column -> the first and the last instant in rows that came; only where no other row of the table changed
    """

    tables: Collection[str]
    values: Mapping[Column, Collection[int]]
    grown: Collection[Column]
    texts: Mapping[Column, Collection[str]] = field(default_factory=dict)
    came: Mapping[Column, Ends] = field(default_factory=dict)

    def concern(self, selections: Iterable[Reads]) -> Callable[[str], bool]:
        """Whether a question of these selections, with what it is given as JSON, may be answered differently now."""
        wanted = self._wanted(selections)
        if wanted is None:
            return always
        if not wanted:
            return never

        def may(given: str) -> bool:
            values = json.loads(given)
            return not all(self._misses(table, reads, values) for reads, table in wanted)

        return may

    def told_at(self, selections: Iterable[Reads]) -> Sequence[Mapping[int, Collection[int]]] | None:
        """Where the questions of these selections name what changed, so that they can be looked up; None where none can.

        Of each part: where a value stands among those given -> hashes of what changed.  A question that one part concerns
        names such a value in each of these places.
        """
        wanted = self._wanted(selections)
        if wanted is None:
            return None
        found = [
            {at: self.values[table, column] for column, at, _count in self._named(table, reads)}
            for reads, table in wanted
        ]
        return found if all(found) else None

    def _wanted(self, selections: Iterable[Reads]) -> list[tuple[Reads, str]] | None:
        """Each table whose changed rows a selection may read, if it is among those it names; None where that cannot be told."""
        wanted = []
        for reads in selections:
            changed = [table for table in reads.tables if table in self.tables]
            by_name = [table for table in changed if not self._only_grew(table, reads, changed)]
            by_name = [table for table in by_name if not self._only_leads(table, reads, by_name)]
            if not all(table in reads.plain and self._is_told(table, reads) for table in by_name):
                return None
            wanted += [(reads, table) for table in by_name]
        return wanted

    def _named(self, table: str, reads: Reads) -> list[tuple[str, int, int]]:
        return [one for one in reads.named.get(table, ()) if (table, one[0]) in self.values]

    def _spanned(self, table: str, reads: Reads) -> list[tuple[str, Sequence[Span]]]:
        return [one for one in reads.spanned.get(table, ()) if (table, one[0]) in self.texts]

    def _is_told(self, table: str, reads: Reads) -> bool:
        return bool(self._named(table, reads) or self._spanned(table, reads))

    def _only_grew(self, table: str, reads: Reads, changed: Collection[str]) -> bool:
        """Whether its changed rows are new, and led to from none but rows of a table whose own are as they were."""
        if table not in reads.plain:
            return False
        if table in reads.lying:
            column, other, key = reads.lying[table]
            return self._lie_at_what_came((table, column), (other, key)) and self._only_grew(other, reads, changed)
        key, other, _column = reads.joined.get(table, ("", "", ""))
        if not key or (table, key) not in self.grown:
            return False
        return other not in changed or self._is_told(other, reads) or self._only_grew(other, reads, changed)

    def _only_leads(self, table: str, reads: Reads, by_name: Collection[str]) -> bool:
        """Whether its changed rows lead to none but new rows of a table of which every row has to be named."""
        return table in reads.plain and any(
            led_from == table
            and other in by_name
            and self._is_told(other, reads)
            and self._lie_at_what_came((table, column), (other, key))
            for other, (key, led_from, column) in reads.joined.items()
        )

    def _lie_at_what_came(self, mine: Column, other: Column) -> bool:
        """Whether the changed rows of a table name in a column none but rows of another that came since."""
        return mine in self.values and other in self.grown and set(self.values[mine]) <= set(self.values[other])

    def _misses(self, table: str, reads: Reads, values: Sequence[Any]) -> bool:
        """Whether none of its changed rows is among those that a question names."""
        return (
            any(self._is_named_apart(table, one, values) for one in self._named(table, reads))
            or any(
                not any(_holds(span, text, values) for span in spans for text in self.texts[table, column])
                for column, spans in self._spanned(table, reads)
            )
            or any(
                _lie_beyond(self.came[table, column], how, values[at])
                for column, how, at in reads.bounded.get(table, ())
                if (table, column) in self.came
            )
        )

    def _is_named_apart(self, table: str, one: tuple[str, int, int], values: Sequence[Any]) -> bool:
        column, begin, count = one
        hashed = map(given_value, values[begin : begin + count])
        return not any(one == ANY or one in self.values[table, column] for one in hashed)


def ends_of(values: Iterable[object]) -> Ends | None:
    """The earliest and the latest, None where one is no instant; what has no value meets no bound."""
    found = list[datetime]()
    for one in values:
        if isinstance(one, str) and WRITTEN_INSTANT.fullmatch(one):
            found.append(datetime.fromisoformat(one))
        elif isinstance(one, datetime):
            found.append(one)
        elif one is not None:
            return None
    return (min(found), max(found)) if found else None


def _lie_beyond(ends: Ends, how: str, one: Sequence[Any]) -> bool:
    """Whether no instant from the first to the last meets a bound.  one: what the question is given, as its database takes it."""
    kind, value = one
    if kind != "datetime" and not (kind == "" and isinstance(value, str) and WRITTEN_INSTANT.fullmatch(value)):
        return False  # an instant of the publication, or of another kind
    given, (first, last) = datetime.fromisoformat(value), ends
    if (given.tzinfo is None) != (first.tzinfo is None):
        return False
    return {"<=": first > given, "<": first >= given, ">=": last < given, ">": last <= given}[how]


def _holds(span: Span, text: str, values: Sequence[Any]) -> bool:
    """Whether a text may lie within a span, with what the question is given."""
    given = [value for kind, value in values[span.at : span.at + span.count] if kind == "" and isinstance(value, str)]
    if len(given) != span.count:
        return True
    if span.kind == "<":
        return given[0] < text < given[1]
    if span.kind == "LIKE":
        begin = given[0].removesuffix("%")
        is_plain = begin != given[0] and not set("%_\\") & set(ESCAPED.sub("", begin))
        return not is_plain or text.startswith(ESCAPED.sub(r"\1", begin))
    return text in given
