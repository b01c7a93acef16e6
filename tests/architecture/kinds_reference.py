"""The page docs/kinds.md, made from the tables of stages: `python -m tests.architecture.kinds_reference` writes it."""

from __future__ import annotations

import os
from collections.abc import Iterator

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "entente.config.settings")
django.setup()

from entente.record.delivery.kinds import KINDS, Kind, Mover, Stage  # noqa: E402 (needs Django to be ready)

from .tree import ROOT  # noqa: E402

PAGE = ROOT / "docs" / "kinds.md"

HEAD = """# Kinds of activity

An activity is what is done to keep a promise. Each kind is one table of stages in one file under
`src/entente/record/delivery/kinds/`; a new kind is one more file, named once in its `__init__.py`. This page is made from
the tables: `python -m tests.architecture.kinds_reference`.

Each side says for itself that a stage is reached. Whose word is needed stands in the table. Where evidence is needed, the
stage is reached only when a claim on it was accepted by somebody who did not make it; until then pages show
"said, not yet checked", or "said by A, not yet by B". Where an activity stands is derived from these words each time it is
read, never stored. Keepers and assessors say what they saw; that moves public evidence alone, never what parties say.

A record may begin in the middle: the first word of a side may be on any stage, and an earlier stage may be told later. From
then on a stage follows one that this side or another party has marked. Saying a stage again with another date replaces one's own
word; the log keeps both. "The calendar" says a stage when the term nears its end; nobody marks it.

Weight: an activity *can fulfil* a promise by itself, *is a part of it* or *contributes to it*. What is done with others
(trilateral, regional, in a forum) never fulfils a promise between the parties by itself.
"""

WHO = {
    Mover.ANY: "one party",
    Mover.ALL: "all parties",
    Mover.GIVER: "the giver",
    Mover.RECEIVER: "the receiver",
}


def page() -> str:
    return "\n".join([HEAD, *(line for kind in KINDS.values() for line in _section(kind))]).rstrip("\n") + "\n"


def _section(kind: Kind) -> Iterator[str]:
    yield from (f"## {kind.label}", "", f"`{kind.code}`{_traits(kind)}", "")
    yield from ("| stage | in words | follows | whose word | roles | evidence |", "|---|---|---|---|---|---|")
    yield from (_row(stage) for stage in kind)
    yield from ("", "```mermaid", kind.mermaid(), "```", "")


def _traits(kind: Kind) -> str:
    traits = [
        (kind.has_term, "has a term"),
        (kind.has_streams, "two streams, counted apart"),
        (kind.is_one_sided, "from one party to another"),
    ]
    return "".join(f"; {words}" for is_so, words in traits if is_so)


def _row(stage: Stage) -> str:
    who = "the calendar" if stage.is_derived else WHO[stage.mover]
    roles = "" if stage.is_derived else ", ".join(sorted(stage.roles))
    after = ", ".join(f"`{code}`" for code in stage.after)
    proof = "accepted" if stage.needs_claim else ""
    return f"| `{stage.code}` | {stage.label} | {after} | {who} | {roles} | {proof} |"


if __name__ == "__main__":
    PAGE.write_text(page(), "utf-8")
