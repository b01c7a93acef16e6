"""Figures with their words in, pictures and their table twins out.  No query, no clock, no Django."""

from .badges import badge, badge_width
from .drawing import svg
from .figures import (
    Bar,
    Bars,
    Done,
    Figure,
    Fractions,
    Lane,
    Mark,
    Matrix,
    MatrixRow,
    Moment,
    OverTime,
    Rhythms,
    Shape,
    State,
    Strip,
    Tick,
    Timeline,
    Value,
)
from .looks import Look
from .tables import Cell, Row, Table, rows, table
from .themes import EMBED, FILE, NARROW, PAGE, PRINT, Theme

__all__ = [
    "EMBED",
    "FILE",
    "NARROW",
    "PAGE",
    "PRINT",
    "Bar",
    "Bars",
    "Cell",
    "Done",
    "Figure",
    "Fractions",
    "Lane",
    "Look",
    "Mark",
    "Matrix",
    "MatrixRow",
    "Moment",
    "OverTime",
    "Rhythms",
    "Row",
    "Shape",
    "State",
    "Strip",
    "Table",
    "Theme",
    "Tick",
    "Timeline",
    "Value",
    "badge",
    "badge_width",
    "rows",
    "svg",
    "table",
]
