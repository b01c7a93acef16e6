"""Two issues of a report compared: what was added, changed and removed, each where it stands."""

from __future__ import annotations

from dataclasses import replace

from entente.surfaces.reports.marking import marked
from entente.surfaces.reports.model import (
    Block,
    Document,
    Figure,
    Item,
    Items,
    Mark,
    Paragraph,
    Row,
    Section,
    Table,
    dumped,
    loaded,
    plain,
    words,
)

from .sample import DOCUMENT, FIGURE, TABLE


def of(*blocks: Block, key: str = "one") -> Document:
    return replace(DOCUMENT, sections=(Section(key, words(key), blocks),))


def paragraphs(*texts: str) -> Document:
    return of(*(Paragraph(words(text)) for text in texts))


def marks(document: Document) -> list[tuple[str, str]]:
    return [
        (block.mark.value, plain(block.runs))
        for section in document.walk()
        for block in section.blocks
        if isinstance(block, Paragraph)
    ]


def test_the_same_document_has_no_mark() -> None:
    assert marked(DOCUMENT, DOCUMENT, "") == DOCUMENT


def test_paragraphs_added_changed_and_removed() -> None:
    before = paragraphs("The text was agreed in May.", "Old and gone.", "It stays.")
    now = paragraphs("The text was agreed in June.", "It stays.", "Something else altogether, all of it new.")
    assert marks(marked(now, before, "")) == [
        ("changed", "The text was agreed in [May] June."),
        ("removed", "Old and gone."),
        ("", "It stays."),
        ("added", "Something else altogether, all of it new."),
    ]


def test_where_a_line_may_break_is_no_change() -> None:
    bound = replace(TABLE, caption="Jalons\u00a0: les valeurs")
    plain_spaces = replace(TABLE, caption="Jalons : les valeurs")
    now, before = (
        of(Paragraph(words("Fait\u00a0: 12\u00a0%")), bound),
        of(Paragraph(words("Fait : 12 %")), plain_spaces),
    )
    assert marked(now, before, "") == now


def test_nothing_is_lost_when_all_is_removed() -> None:
    assert marks(marked(of(), paragraphs("One.", "Two."), "")) == [("removed", "One."), ("removed", "Two.")]


def test_a_section_that_is_gone_stands_where_it_stood() -> None:
    one, two, three = (Section(key, words(key), (Paragraph(words(key)),)) for key in ("one", "two", "three"))
    found = marked(replace(DOCUMENT, sections=(one, three)), replace(DOCUMENT, sections=(one, two, three)), "")
    assert [(section.key, section.mark.value) for section in found.sections] == [
        ("one", ""),
        ("two-removed", "removed"),
        ("three", ""),
    ]


def test_sections_in_another_order_are_not_new() -> None:
    one, two = (Section(key, words(key), (Paragraph(words(key)),)) for key in ("one", "two"))
    found = marked(replace(DOCUMENT, sections=(two, one)), replace(DOCUMENT, sections=(one, two)), "")
    assert [section.mark for section in found.sections] == [Mark.NONE, Mark.NONE]


def test_a_row_is_the_same_row_while_its_name_is() -> None:
    before = of(Table("T", ("a", "b"), (Row((words("x"), words("1"))), Row((words("y"), words("2"))))))
    now = of(Table("T", ("a", "b"), (Row((words("x"), words("9"))), Row((words("z"), words("3"))))))
    (table,) = marked(now, before, "").sections[0].blocks
    assert isinstance(table, Table)
    assert [(row.mark.value, plain(row.cells[0])) for row in table.rows] == [
        ("changed", "x"),
        ("added", "z"),
        ("removed", "y"),
    ]


def test_lines_and_figures_are_marked_too() -> None:
    twin = replace(FIGURE.twin, rows=FIGURE.twin.rows[:1])
    before = of(Items((Item(words("a")),)), replace(FIGURE, twin=twin))
    listed, figure = marked(of(Items((Item(words("a")), Item(words("b")))), FIGURE), before, "").sections[0].blocks
    assert isinstance(listed, Items)
    assert [item.mark.value for item in listed.items] == ["", "added"]
    assert isinstance(figure, Figure)
    assert figure.mark is Mark.CHANGED
    assert [row.mark.value for row in figure.twin.rows] == ["", "added"]


def test_a_document_is_kept_as_text_and_read_back() -> None:
    found = marked(DOCUMENT, paragraphs("Gone."), "Marked against issue 1.")
    assert loaded(dumped(found)) == found


def test_a_table_turned_has_its_columns_as_rows() -> None:
    turned = FIGURE.twin.turned()
    assert turned.head == ("State", "Limited", "Silent")
    assert [[plain(cell) for cell in row.cells] for row in turned.rows] == [["Promises", "3", "2"]]
