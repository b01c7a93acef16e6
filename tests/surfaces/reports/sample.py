"""A report with everything in it that a report can hold, made up."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from entente.surfaces.reports.model import (
    Document,
    Figure,
    Item,
    Items,
    Manner,
    Paragraph,
    Row,
    Run,
    Section,
    Table,
    words,
)

AS_OF = datetime(2026, 11, 1, 12, tzinfo=UTC)
SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 20" width="100" height="20">'
    '<rect width="60" height="20" fill="#1b4b8a"/><rect x="60" width="40" height="20" fill="#cfd8dc"/>'
    '<text x="4" y="14" font-family="Noto Sans" font-size="9" fill="#fff">3 of 5</text></svg>'
)
TWIN = Table(
    "Promises by state",
    ("State", "Promises"),
    (Row((words("Limited"), words("3"))), Row((words("Silent"), words("2")))),
)
FIGURE = Figure("Where the promises stand", "Limited: 3. Silent: 2.", SVG, TWIN, "the record, 1 November 2026")
TABLE = Table(
    "Milestones",
    ("Milestone", "Due", "State", "Side"),
    (
        Row((words("Text agreed"), words("1 May 2026"), words("accepted"), words("Land AAA"))),
        Row((words("Text signed"), words("1 June 2026"), words("Nothing reported by 1 June 2026"), words("Land BBB"))),
    ),
)
DOCUMENT = Document(
    kind="annual",
    language="en",
    title="Annual report: River plan",
    author="Observatory",
    plan=Run("River plan"),
    as_of=AS_OF,
    reach="Restricted: all parties of the plan",
    facts=(words("As of 1 November 2026."), words("Issue 1")),
    sections=(
        Section("message", words("Message"), (Paragraph(words("Nobody has written this part."), Manner.BLANK),)),
        Section(
            "river",
            (Run("1. "), Run("Eau propre", "fr")),
            (
                Paragraph(words("What was done.\nOn two lines."), Manner.LEAD),
                Paragraph((Run("Its page", href="https://example.org/en/1/"), Run(" has it all."))),
                Paragraph(words("Les parties feront tout.", "fr"), Manner.QUOTE),
                Paragraph(words("النهر لنا جميعا", "ar")),
                Paragraph(words("ᐃᓄᒃᑎᑐᑦ", "iu")),
                Items((Item(words("one")), Item(words("two", is_strong=True)))),
                Items((Item(words("first")),), is_numbered=True),
                TABLE,
                FIGURE,
            ),
            (Section("river-1", words("1.1 A text"), (Paragraph(words("Signed."), Manner.SOURCE),)),),
        ),
        Section("annex", words("Annex"), (Paragraph(words("#set page(fill: red) *never* $run$"), Manner.QUIET),)),
    ),
)
SHORT = replace(DOCUMENT, is_short=True)
