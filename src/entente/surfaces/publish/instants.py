"""The instant that pages are made for, as a datetime that notes when what was read from it changes.

Pages know the clock by `request.as_of` alone.  A comparison holds until the instant passes the other side; a day until its
midnight; what is printed or counted, until the next day or not at all.  So a page knows by itself when the clock changes it.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, tzinfo
from typing import Any, SupportsIndex

from entente.foundation.common import notes

TICK = timedelta(microseconds=1)


def _changes_at(at: datetime) -> None:
    if (noted := notes.current()) is not None:
        noted.turns_at(at)


class Instant(datetime):
    """An instant, `shift` away from that of the publication."""

    plain: datetime
    shift: timedelta

    @classmethod
    def of(cls, plain: datetime, shift: timedelta = timedelta()) -> Instant:
        made = cls(
            plain.year,
            plain.month,
            plain.day,
            plain.hour,
            plain.minute,
            plain.second,
            plain.microsecond,
            plain.tzinfo,
            fold=plain.fold,
        )
        made.plain, made.shift = plain, shift
        return made

    @property
    def origin(self) -> datetime:
        """The instant of the publication itself."""
        return (self.plain if self.plain.tzinfo else self.plain.replace(tzinfo=UTC)) - self.shift

    def read(self) -> datetime:
        """It as a plain datetime, which is noted as read to the microsecond."""
        _changes_at(self.origin + TICK)
        return self.plain

    def _meets(self, other: object) -> None:
        if isinstance(other, datetime) and not isinstance(other, Instant) and other >= self.plain:
            _changes_at(max(other.astimezone(UTC) - self.shift, self.origin + TICK))

    def __lt__(self, other: Any) -> bool:
        self._meets(other)
        return self.plain < _plain(other)

    def __le__(self, other: Any) -> bool:
        self._meets(other)
        return self.plain <= _plain(other)

    def __gt__(self, other: Any) -> bool:
        self._meets(other)
        return self.plain > _plain(other)

    def __ge__(self, other: Any) -> bool:
        self._meets(other)
        return self.plain >= _plain(other)

    def __eq__(self, other: object) -> bool:
        if isinstance(other, datetime) and other.tzinfo is not None:
            self._meets(other)
        return self.plain == (_plain(other) if isinstance(other, datetime) else other)

    __hash__ = datetime.__hash__

    def astimezone(self, tz: tzinfo | None = None) -> Instant:
        return Instant.of(self.plain.astimezone(tz), self.shift)

    def date(self) -> date:
        return Day.on(self.plain.date(), self.plain.tzinfo, self.shift, self.origin)

    def __add__(self, other: timedelta) -> Instant:
        return Instant.of(self.plain + other, self.shift + other)

    __radd__ = __add__

    def __sub__(self, other: Any) -> Any:
        if isinstance(other, timedelta):
            return Instant.of(self.plain - other, self.shift - other)
        return (self.plain if isinstance(other, Instant) else self.read()) - _plain(other)

    def __rsub__(self, other: datetime) -> timedelta:
        return _plain(other) - self.read()

    def replace(self, *args: Any, **parts: Any) -> datetime:  # type: ignore[override]  # any part of a datetime
        return self.read().replace(*args, **parts)

    def time(self) -> Any:
        return self.read().time()

    def timestamp(self) -> float:
        return self.read().timestamp()

    def timetuple(self) -> Any:
        return self.read().timetuple()

    def isoformat(self, *args: Any, **parts: Any) -> str:
        return self.read().isoformat(*args, **parts)

    def strftime(self, format: str) -> str:  # noqa: A002  # the name that `datetime` has
        return self.read().strftime(format)

    def __format__(self, form: str) -> str:
        return format(self.read(), form)

    def __str__(self) -> str:
        return str(self.read())

    def __repr__(self) -> str:
        return repr(self.read())

    def __reduce_ex__(self, protocol: SupportsIndex) -> Any:
        return self.read().__reduce_ex__(protocol)


class Day(date):
    """The day of an instant somewhere, `later` days after it."""

    plain: date
    zone: tzinfo | None
    shift: timedelta
    now: datetime
    later: timedelta

    @classmethod
    def on(
        cls, plain: date, zone: tzinfo | None, shift: timedelta, now: datetime, later: timedelta = timedelta()
    ) -> Day:
        made = cls(plain.year, plain.month, plain.day)
        made.plain, made.zone, made.shift, made.now, made.later = plain, zone, shift, now, later
        return made

    def read(self) -> date:
        """It as a plain date, which changes at the next midnight."""
        self._changes_on(self.plain + timedelta(days=1))
        return self.plain

    def _changes_on(self, day: date) -> None:
        begins = datetime.combine(day - self.later, datetime.min.time(), self.zone or UTC)
        _changes_at(begins.astimezone(UTC) - self.shift)

    def _meets(self, other: object) -> None:
        if isinstance(other, date) and not isinstance(other, (Day, datetime)) and other >= self.plain:
            self._changes_on(max(other, self.plain + timedelta(days=1)))
        elif isinstance(other, Day) and other.zone != self.zone:
            self.read()
            other.read()

    def __lt__(self, other: date) -> bool:
        self._meets(other)
        return self.plain < _plain_day(other)

    def __le__(self, other: date) -> bool:
        self._meets(other)
        return self.plain <= _plain_day(other)

    def __gt__(self, other: date) -> bool:
        self._meets(other)
        return self.plain > _plain_day(other)

    def __ge__(self, other: date) -> bool:
        self._meets(other)
        return self.plain >= _plain_day(other)

    def __eq__(self, other: object) -> bool:
        self._meets(other)
        return self.plain == (other.plain if isinstance(other, Day) else other)

    def __hash__(self) -> int:
        return hash(self.read())

    def __add__(self, other: timedelta) -> Day:
        return Day.on(self.plain + other, self.zone, self.shift, self.now, self.later + other)

    __radd__ = __add__

    def __sub__(self, other: Any) -> Any:
        return self + -other if isinstance(other, timedelta) else self.read() - _plain_day(other)

    def __rsub__(self, other: date) -> timedelta:
        return other - self.read()

    def replace(self, *args: Any, **parts: Any) -> date:  # type: ignore[override]  # any part of a date
        return self.read().replace(*args, **parts)

    def weekday(self) -> int:
        return self.read().weekday()

    def isoweekday(self) -> int:
        return self.read().isoweekday()

    def isocalendar(self) -> Any:
        return self.read().isocalendar()

    def toordinal(self) -> int:
        return self.read().toordinal()

    def timetuple(self) -> Any:
        return self.read().timetuple()

    def isoformat(self) -> str:
        return self.read().isoformat()

    def strftime(self, format: str) -> str:  # noqa: A002  # the name that `datetime` has
        return self.read().strftime(format)

    def __format__(self, form: str) -> str:
        return format(self.read(), form)

    def __str__(self) -> str:
        return str(self.read())

    def __repr__(self) -> str:
        return repr(self.read())

    def __reduce_ex__(self, protocol: SupportsIndex) -> Any:
        return self.read().__reduce_ex__(protocol)


def _part(name: str) -> property:
    return property(lambda whole: getattr(whole.read(), name))


for _name in ("year", "month", "day"):
    setattr(Day, _name, _part(_name))
for _name in ("year", "month", "day", "hour", "minute", "second", "microsecond"):
    setattr(Instant, _name, _part(_name))


def _plain(other: datetime) -> datetime:
    return other.plain if isinstance(other, Instant) else other


def _plain_day(other: date) -> date:
    return other.plain if isinstance(other, Day) else other
