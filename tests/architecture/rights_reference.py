"""The tables of docs/rights.md, made from the table of rights: `python -m tests.architecture.rights_reference`."""

from __future__ import annotations

import os
import re
from typing import NamedTuple

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "entente.config.settings")
django.setup()

from entente.foundation.common.actors import Capacity, Role  # noqa: E402 (needs Django to be ready)
from entente.foundation.common.records import Tier  # noqa: E402
from entente.foundation.common.rights import RIGHTS  # noqa: E402
from tests.surfaces.state_cells import BY_TIER, MAY, SHARES, STATES, WAYS  # noqa: E402

from .tree import ROOT  # noqa: E402

PAGE = ROOT / "docs" / "rights.md"
MARK = "<!-- What follows is made from the table of rights: python -m tests.architecture.rights_reference -->\n\n"

FOR_WHOM = (Capacity.PARTY, Capacity.KEEPER, Capacity.ASSESSOR)


class Reader(NamedTuple):
    """A kind of reader, and what it reads of another side's records that are out: the tiers, by name.

    own: whether it reads its own side's records, whatever their tier, state and embargo
    """

    name: str
    own: bool
    others: frozenset[str]


OF_GROUP, OF_OTHER_GROUP = "group it sits in", "another group"
TIERS = (Tier.OWN.value, Tier.PARTIES.value, OF_GROUP, OF_OTHER_GROUP, Tier.PUBLIC.value)

READERS = (
    Reader("post of a party, whatever its roles", True, frozenset({Tier.PARTIES, Tier.PUBLIC})),
    Reader("the same, sitting in the group", True, frozenset({Tier.PARTIES, OF_GROUP, Tier.PUBLIC})),
    Reader("post of a keeper or an assessor", True, frozenset({Tier.PUBLIC})),
    Reader("the same, with the role secretariat", True, frozenset({Tier.PARTIES, Tier.PUBLIC})),
    Reader("the same, sitting in the group and no secretariat", True, frozenset({OF_GROUP, Tier.PUBLIC})),
    Reader("post with the role administrator alone, of any side", False, frozenset({Tier.PUBLIC})),
    Reader("reader without a log-in", False, frozenset({Tier.PUBLIC})),
)
"""What `readable` must answer.  Written by hand, so that the test that walks every cell compares two things."""


def tables() -> str:
    return "\n".join([*_actions(), "", *_states(), "", *_tiers(), "", *_reading()]) + "\n"


def page() -> str:
    """docs/rights.md: what people wrote above the mark, the present tables below it."""
    head, mark, _ = PAGE.read_text("utf-8").partition(MARK)
    return head + mark + tables()


def written() -> dict[str, tuple[set[Capacity], set[Role], str]]:
    """The table of actions as the committed page says it: action -> for whom, roles, what the others are told."""
    found = {}
    for line in PAGE.read_text("utf-8").splitlines():
        row = re.fullmatch(r"\| `([\w.-]+)` \| ([^|]+) \| ([^|]+) \| ([^|]+) \|", line)
        if row:
            found[row[1]] = (
                {Capacity(name) for name in row[2].strip().split(", ")},
                {Role(name) for name in row[3].strip().split(", ")},
                row[4].strip(),
            )
    return found


def _actions() -> list[str]:
    lines = [
        "## Who may come to do what",
        "",
        "| action | acting for a | with one of the roles | all others are told |",
    ]
    lines.append("|---|---|---|---|")
    for action, right in RIGHTS.items():
        whom = ", ".join(capacity.value for capacity in FOR_WHOM if capacity in right.capacities)
        roles = ", ".join(role.value for role in Role if role in right.roles)
        lines.append(f"| `{action}` | {whom} | {roles} | {right.denied} |")
    return lines


def _states() -> list[str]:
    """From the table that a test walks through page and API: `tests/surfaces/state_cells.py`."""
    lines = [
        "## What may be done in which state, to something of party AAA",
        "",
        "AAA and BBB are parties that take part and owe the promise; the observatory keeps the record, and the draft of a plan",
        "is its own. What stands in no row is nobody’s. A test walks every row by page and by API.",
        "",
        "| thing | state | what | by whom |",
        "|---|---|---|---|",
    ]
    for thing, states in STATES.items():
        for state in states:
            acts = MAY.get((thing, state), {})
            lines += [f"| {thing} | {state} | {what} | {acts[what]} |" for what in WAYS[thing] if what in acts]
            lines += [] if acts else [f"| {thing} | {state} | nothing | |"]
    return lines


def _tiers() -> list[str]:
    lines = [
        "## What is done to another side’s thing, by its tier",
        "",
        "Whoever does not read a thing is told that there is none.",
        "",
        f"| thing | state | what | {' | '.join(SHARES)} |",
        "|---" * (len(SHARES) + 3) + "|",
    ]
    for (thing, state), acts in BY_TIER.items():
        for what, by in acts.items():
            lines.append(f"| {thing} | {state} | {what} | {' | '.join(by.get(tier) or 'nobody' for tier in SHARES)} |")
    return lines


def _reading() -> list[str]:
    lines = ["## Who reads what", "", f"| reader | own side’s | {' | '.join(f'others’: {tier}' for tier in TIERS)} |"]
    lines.append("|---" * (len(TIERS) + 2) + "|")
    for reader in READERS:
        cells = ["yes" if reader.own else "public only", *("yes" if tier in reader.others else "no" for tier in TIERS)]
        lines.append(f"| {reader.name} | {' | '.join(cells)} |")
    return lines


def main() -> None:
    PAGE.write_text(page(), "utf-8")


if __name__ == "__main__":
    main()
