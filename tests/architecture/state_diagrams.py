"""The page docs/states.md, made from the tables of transitions: `python -m tests.architecture.state_diagrams` writes it."""

from __future__ import annotations

from entente.foundation.common.transitions import mermaid
from entente.record.assessment.assessing_words import TRANSITIONS as ASSESSMENT_TRANSITIONS
from entente.record.assessment.words import CALENDAR_TRANSITIONS
from entente.record.delivery.words import MILESTONE_TRANSITIONS, SESSION_TRANSITIONS, UPDATE_TRANSITIONS
from entente.record.plan.words import CHANGES
from entente.record.plan.words import TRANSITIONS as PLAN_TRANSITIONS

from .tree import ROOT

PAGE = ROOT / "docs" / "states.md"

HEAD = """# States

Made from the tables of transitions in `words.py` of `src/entente/record/plan`, `…/delivery` and `…/assessment`, and in
`assessing_words.py` there, by
`python -m tests.architecture.state_diagrams`; a test
compares the two. Nothing moves by any other way, and what the calendar tells (overdue, silent, window closed) is no state: it is
worked
out when somebody reads.
"""

DIAGRAMS = (
    (
        "A plan",
        "Its owner adopts it; it is closed by the last signature under a table that says what becomes of each promise. What "
        "the parties report in a closed plan is frozen.",
        PLAN_TRANSITIONS,
    ),
    (
        "A change of what is agreed: an amendment, a succession",
        "One side writes it and puts it to all parties; it is *agreed* with the last signature and never changes then. Its "
        "side may take it back before, to change it or to give it up.",
        CHANGES,
    ),
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
    (
        "An outside assessment",
        "Coded, where the method asks for it by two who do not see each other's codes; consolidated by a third or by both; "
        "sent to whom it concerns with a last day for a reply. After that day the clock publishes it, with the reply or "
        "with the word that none came; before it the assessor may take it back. A correction is a new version.",
        ASSESSMENT_TRANSITIONS,
    ),
    ("A session or event", "It is *held* once a claim that it took place was accepted.", SESSION_TRANSITIONS),
)


def page() -> str:
    parts = [f"## {title}\n\n{text}\n\n```mermaid\n{mermaid(table)}\n```\n" for title, text, table in DIAGRAMS]
    return "\n".join([HEAD, *parts])


if __name__ == "__main__":
    PAGE.write_text(page(), "utf-8")
