"""How long a report may be: what is too long is refused before anything is set, in one sentence that says how to mend it."""

from __future__ import annotations

from collections.abc import Sequence

from entente.foundation.common.errors import RuleBroken

from .model import Block, Document, Figure, Items, Paragraph, Row, Section, Table, plain

PAGES_MAX = 1_000
"""A PDF of so many pages is set within 1.5 GB; what is longer comes in volumes."""
PAGES_OF_VOLUME = 500
VOLUMES_MAX = 12
"""So many make a shelf; nobody has read a longer report."""

LETTERS = 95
"""In a line of a paragraph."""
LETTERS_OF_ROW = 100
"""In a line of a table over its whole width, with the room that its columns leave."""
LINES = 66
"""On a page: as many as make the count right for annual reports and books, measured on several."""
LINES_OF_FIGURE = 14
LONG_PART = 40
"""In lines."""


def pages_about(document: Document) -> int:
    """About how many pages it takes, counted by its words."""
    return (3 if document.has_contents else 1) + round(sum(map(pages_of, document.sections)))


def pages_of(section: Section) -> float:
    """About how many pages a section takes with those below it."""
    return sum(map(_lines_of, section.walk())) / LINES


def pages_of_blocks(blocks: Sequence[Block]) -> float:
    return sum(map(_lines, blocks)) / LINES


def starts_page(section: Section) -> bool:
    """Whether a part is long enough to begin on a page of its own."""
    return pages_of(section) * LINES > LONG_PART


def require_settable(document: Document) -> None:
    """Raises RuleBroken for a report that is too long for a file."""
    pages = pages_about(document)
    if pages > PAGES_MAX:
        raise RuleBroken(too_long(pages))


def require_volumes(document: Document) -> None:
    """Raises RuleBroken for a report that takes more volumes than are made, with how to narrow it."""
    pages, most = pages_about(document), PAGES_OF_VOLUME * VOLUMES_MAX
    if pages <= most:
        return
    longest = max(document.sections, key=pages_of)
    areas = {section.key for section in document.walk() if section.key.startswith("area-")}
    raise RuleBroken(
        beyond_volumes(pages, most, plain(longest.heading), round(pages_of(longest)), len(areas) * most // pages)
    )


def beyond_volumes(pages: int, most: int, part: str, of_part: int, areas: int) -> str:
    """part: the longest one; areas: how many would fit, 0 for a report that is not in areas."""
    if areas:
        return (
            f"This report would have some {pages} pages; at most {most} are made, in volumes. Choose {areas} areas or fewer, or "
            f"leave out “{part}”, which takes {of_part} of them."
        )
    return (
        f"This report would have some {pages} pages; at most {most} are made, in volumes. Leave out “{part}”, which takes "
        f"{of_part} of them, or choose fewer areas."
    )


def too_long(pages: int) -> str:
    return (
        f"This report would have some {pages} pages; at most {PAGES_MAX} are made. Choose fewer areas or parts, or make a "
        "report for each area."
    )


def no_room_to_set(pages: int) -> str:
    return (
        f"There was not memory or time enough to set this report of some {pages} pages. Choose fewer areas or parts, or ask "
        "again when the machine has less to do."
    )


def not_on_one_page(pages: int) -> str:
    return (
        f"A placemat is one page, and this one takes {pages} even in the smallest letters. Choose fewer areas, leave out a "
        "part, or shorten what was typed."
    )


def not_set(why: str) -> str:
    """why: the first words of the program that sets, in its own language."""
    return (
        f"This report could not be set as PDF (“{why}”); nothing is lost. Take away the logo or the part that you changed "
        "last, ask again, and show this sentence to whoever runs this server."
    )


def _lines_of(section: Section) -> float:
    return 2.5 + sum(_lines(block) for block in section.blocks)


def _lines(block: Block) -> float:
    if isinstance(block, Paragraph):
        return 0.6 + _full(len(plain(block.runs)), LETTERS)
    if isinstance(block, Items):
        return 1 + sum(_full(len(plain(item.runs)), LETTERS) for item in block.items)
    if isinstance(block, Figure):
        return LINES_OF_FIGURE + _lines(block.twin)
    return _lines_of_table(block)


def _lines_of_table(table: Table) -> float:
    widths = table.widths()
    whole = sum(widths)
    letters = [max(width * LETTERS_OF_ROW // whole, 4) for width in widths]
    return 3 + sum(_lines_of_row(row, letters) for row in table.rows)


def _lines_of_row(row: Row, letters: list[int]) -> float:
    return 0.6 + max(_full(len(plain(cell)), room) for cell, room in zip(row.cells, letters, strict=True))


def _full(length: int, room: int) -> int:
    return max(-(-length // room), 1)
