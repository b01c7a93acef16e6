"""The table twin of a picture: every number of it, with the list behind it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from .figures import (
    Bars,
    Figure,
    Fractions,
    Kind,
    Matrix,
    OverTime,
    Rhythms,
    State,
    Timeline,
    Value,
)
from .scales import day_words, number_words


@dataclass(frozen=True, slots=True)
class Cell:
    """What stands in a cell, for people and (plain) for programs.  link: the list behind it, "" for none."""

    words: str
    plain: str
    link: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """A row with its own heading.  headings: those of its cells."""

    heading: Cell
    cells: tuple[Cell, ...]
    headings: tuple[str, ...] = ()

    @property
    def named(self) -> tuple[tuple[str, Cell], ...]:
        """Each cell below its heading."""
        return tuple(zip(self.headings, self.cells, strict=True))


@dataclass(frozen=True, slots=True)
class Table:
    """headings: of the first column, then of each cell."""

    caption: str
    headings: tuple[str, ...]
    rows: tuple[Row, ...]


def table(figure: Figure) -> Table:
    """The twin of a figure.  Not one row of it is left out."""
    twin = _table(figure)
    return replace(twin, rows=tuple(replace(row, headings=twin.headings[1:]) for row in twin.rows))


def _table(figure: Figure) -> Table:
    tongue = figure.language
    match figure.kind:
        case Bars(states=states, bars=bars, heading=heading, note_heading=note_heading):
            notes = (note_heading,) if note_heading else ()
            return Table(
                figure.title,
                (heading, *notes, *_labels(states)),
                tuple(
                    Row(_text(bar.label), ((_text(bar.note),) if notes else ()) + _counts(bar.values, tongue))
                    for bar in bars
                ),
            )
        case Matrix(states=states, rows=lines, heading=heading):
            return Table(
                figure.title,
                (heading, *_labels(states)),
                tuple(Row(_text(line.label), _counts(line.values, tongue)) for line in lines),
            )
        case OverTime(states=states, moments=moments, heading=heading):
            return Table(
                figure.title,
                (heading, *_labels(states)),
                tuple(
                    Row(Cell(day_words(moment.on, tongue), moment.on.isoformat()), _counts(moment.values, tongue))
                    for moment in moments
                ),
            )
        case Timeline() | Rhythms() | Fractions() as kind:
            return Table(figure.title, kind.headings, _listed(kind, tongue))


def rows(figure: Figure) -> list[list[str]]:
    """The twin for a file: its headings, then its rows, numbers and days as programs read them."""
    twin = table(figure)
    return [list(twin.headings), *([row.heading.plain, *(cell.plain for cell in row.cells)] for row in twin.rows)]


def is_empty(kind: Kind) -> bool:
    """Whether there is nothing to draw."""
    match kind:
        case Bars(bars=bars):
            return not any(value.number for bar in bars for value in bar.values)
        case Matrix(states=states, rows=lines):
            return not (states and lines)
        case OverTime(states=states, moments=moments):
            return not (states and moments)
        case Timeline(lanes=lanes):
            return not lanes
        case Rhythms(strips=strips):
            return not strips
        case Fractions(rows=fractions):
            return not fractions


def _listed(kind: Timeline | Rhythms | Fractions, tongue: str) -> tuple[Row, ...]:
    match kind:
        case Timeline(states=states, lanes=lanes):
            return tuple(
                Row(_text(lane.label, lane.link), (_text(mark.when), _text(states[mark.state].label)))
                for lane in lanes
                for mark in lane.marks
            )
        case Rhythms(strips=strips):
            return tuple(
                Row(
                    _text(strip.label, strip.link),
                    (Cell(day_words(tick.on, tongue), tick.on.isoformat()), _text(tick.label, tick.link)),
                )
                for strip in strips
                for tick in strip.ticks
            )
        case Fractions(rows=fractions):
            return tuple(
                Row(_text(one.label), (_number(one.done, tongue, one.done_link), _number(one.whole, tongue, one.link)))
                for one in fractions
            )


def _labels(states: Sequence[State]) -> tuple[str, ...]:
    return tuple(state.label for state in states)


def _counts(values: Sequence[Value], tongue: str) -> tuple[Cell, ...]:
    return tuple(Cell(number_words(value.number, tongue), str(value.number), value.link) for value in values)


def _number(number: int, tongue: str, link: str = "") -> Cell:
    return Cell(number_words(number, tongue), str(number), link)


def _text(words: str, link: str = "") -> Cell:
    return Cell(words, words, link)
