"""What a chart shows: words, numbers, days and addresses, brought by whoever asks for the picture."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from .looks import Look


@dataclass(frozen=True, slots=True)
class State:
    """One kind of thing that is counted or shown: how it looks and what it is called."""

    look: Look
    label: str


@dataclass(frozen=True, slots=True)
class Value:
    """A number.  link: address of the list behind it, "" for none."""

    number: int
    link: str = ""


@dataclass(frozen=True, slots=True)
class Bar:
    """One side.  values: one per state of the chart; note: what stands beside it, such as how much it has reported on."""

    label: str
    values: tuple[Value, ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class Bars:
    """Where the promises of each side stand, each bar from one end to the other.

    heading  what a bar is ("Side"); note_heading: what its note tells, "" without notes
    """

    states: tuple[State, ...]
    bars: tuple[Bar, ...]
    heading: str
    note_heading: str = ""


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """One row, a value per state of the chart."""

    label: str
    values: tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class Matrix:
    """Counts, row by state.  heading: what a row is ("Pillar")."""

    states: tuple[State, ...]
    rows: tuple[MatrixRow, ...]
    heading: str


@dataclass(frozen=True, slots=True)
class Moment:
    """One day, a value per state of the chart."""

    on: date
    values: tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class OverTime:
    """How the counts stood on each of some days, oldest first.  heading: what a row of its table is ("Day")."""

    states: tuple[State, ...]
    moments: tuple[Moment, ...]
    heading: str


class Shape(StrEnum):
    """POINT: on a day.  SPAN: between two days, both known.  OPEN: a span whose end lies open."""

    POINT = "point"
    SPAN = "span"
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class Mark:
    """Something on a line of time.  when: its day or days in words; state: position among the states of the chart."""

    first_on: date
    last_on: date
    shape: Shape
    state: int
    when: str


@dataclass(frozen=True, slots=True)
class Lane:
    """One line of time: what it is about, and its marks.  link: where more is told of it."""

    label: str
    marks: tuple[Mark, ...]
    link: str = ""


@dataclass(frozen=True, slots=True)
class Timeline:
    """What is to happen, or did, each on its own line.  headings: of the table (what, when, state)."""

    states: tuple[State, ...]
    lanes: tuple[Lane, ...]
    headings: tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Tick:
    """A day on which something was done.  label: what, in words; link: where it is told."""

    on: date
    label: str = ""
    link: str = ""


@dataclass(frozen=True, slots=True)
class Strip:
    """What was done, day by day, beside what was expected.

    since_on      the first day that counts
    every_days    expected at least so often; longest_days: a longer silence is out of order
    note          the same in words
    """

    label: str
    since_on: date
    every_days: int
    longest_days: int
    ticks: tuple[Tick, ...]
    note: str
    link: str = ""


@dataclass(frozen=True, slots=True)
class Rhythms:
    """Strips of time with their silences.

    done, expected, silence  words of the key: a day with something done, a silence in order, a silence out of order
    headings   of the table (what, day, what was done)
    """

    strips: tuple[Strip, ...]
    done: str
    expected: str
    silence: str
    headings: tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Done:
    """So many of so many.  words: "Milestones accepted: 2 of 5"; link: the list of all; done_link: of those that are done."""

    label: str
    done: int
    whole: int
    words: str
    link: str = ""
    done_link: str = ""


@dataclass(frozen=True, slots=True)
class Fractions:
    """How much of each is done.  headings: of the table (what, done, of)."""

    rows: tuple[Done, ...]
    headings: tuple[str, str, str]


Kind = Bars | Matrix | OverTime | Timeline | Rhythms | Fractions


@dataclass(frozen=True, slots=True)
class Figure:
    """A chart with all that is said around it, in one language.

    code       makes its ids its own among the figures of a page: letters, digits, hyphens
    summary    the same in words; what stands in the picture's place where there is nothing to draw
    unit       what the numbers count ("promises")
    source     whose numbers they are, in words
    as_of      the day they speak of; as_of_words: "as of 29 November 2026"
    cut        said below a picture that shows the first rows only: "{shown} of {all}; the table has every one."
    direction  "ltr" or "rtl"
    """

    code: str
    title: str
    summary: str
    unit: str
    source: str
    as_of: date
    as_of_words: str
    language: str
    kind: Kind
    direction: str = "ltr"
    cut: str = field(default="{shown} / {all}")
