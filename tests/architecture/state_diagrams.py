"""The page docs/states.md, made from the tables of transitions: `python -m tests.architecture.state_diagrams` writes it."""

from __future__ import annotations

from entente.foundation.common.transitions import mermaid
from entente.record.assessment.words import CALENDAR_TRANSITIONS
from entente.record.delivery.words import MILESTONE_TRANSITIONS, SESSION_TRANSITIONS, UPDATE_TRANSITIONS

from .tree import ROOT

PAGE = ROOT / "docs" / "states.md"

HEAD = """# States

Made from the tables of transitions in the `words` of each domain (`src/entente/record/delivery/words.py`,
`src/entente/record/assessment/words.py`) by `python -m tests.architecture.state_diagrams`; a test
compares the two. Nothing moves by any other way, and what the calendar tells (overdue, silent, window closed) is no state: it is
worked
out when somebody reads.
"""

DIAGRAMS = (
    (
        "An update",
        "Its own side writes, submits and approves it; whoever wrote any of it never approves it. Published words never "
        "change: a correction is a new version, and once it is published the earlier one is *corrected*.",
        UPDATE_TRANSITIONS,
    ),
    (
        "A milestone",
        "Its own side plans and reports it; another side that takes part accepts or returns the report.",
        MILESTONE_TRANSITIONS,
    ),
    (
        "A calendar, for one party",
        "The keeper, a secretariat or a party proposes dates; each party accepts them for itself and alone ends that. What has "
        "passed stays; whether a report is late follows from the instant at which somebody reads.",
        CALENDAR_TRANSITIONS,
    ),
    ("A session or event", "It is *held* once a claim that it took place was accepted.", SESSION_TRANSITIONS),
)


def page() -> str:
    parts = [f"## {title}\n\n{text}\n\n```mermaid\n{mermaid(table)}\n```\n" for title, text, table in DIAGRAMS]
    return "\n".join([HEAD, *parts])


if __name__ == "__main__":
    PAGE.write_text(page(), "utf-8")
