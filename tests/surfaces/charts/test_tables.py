"""The twin: every number of the picture, with its link."""

from __future__ import annotations

import pytest

from entente.surfaces.charts import Cell, rows, table
from entente.surfaces.charts.figures import Kind

from .some_figures import BARS, FRACTIONS, KINDS, OVER_TIME, RHYTHMS, TIMELINE, figure


@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
def test_each_row_has_a_cell_below_each_heading(kind: Kind) -> None:
    twin = table(figure(kind))

    assert twin.caption == "Where each side stands"
    assert twin.rows
    assert {len(row.cells) + 1 for row in twin.rows} == {len(twin.headings)}


def test_bars_are_rows_with_their_note_and_the_lists_behind_their_numbers() -> None:
    twin = table(figure(BARS))

    assert twin.headings == (
        "Side",
        "Reported",
        "Complete",
        "Substantial",
        "Limited",
        "Not started",
        "Nothing reported yet",
    )
    assert twin.rows[0].cells[1] == Cell("3", "3", "/en/list/?state=0")
    assert twin.rows[0].cells[4] == Cell("0", "0")


def test_a_file_has_numbers_and_days_as_programs_read_them() -> None:
    assert rows(figure(OVER_TIME))[-1] == ["2026-11-29", "5", "1", "2", "0", "20"]
    assert rows(figure(RHYTHMS))[1] == ["Norvania", "2025-03-03", "A meeting"]
    assert rows(figure(FRACTIONS))[1] == ["Norvania", "2", "5"]


def test_marks_are_told_by_their_words() -> None:
    assert rows(figure(TIMELINE))[1:3] == [
        ["A joint list of rivers", "March 2026", "Accepted"],
        ["A gauge at each", "30 September 2026", "Overdue"],
    ]
