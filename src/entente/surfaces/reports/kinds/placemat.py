"""The placemat: one page on its side, for the table: key messages, where it stands, each area in a line, what comes next."""

from __future__ import annotations

from dataclasses import replace

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from entente.record.assessment.queries import EvidenceState, JointState
from entente.record.delivery.queries import MilestoneStatus
from entente.surfaces.reports import drawings
from entente.surfaces.reports.facts import Facts
from entente.surfaces.reports.model import Block, Item, Items, Row, Run, Section, Table, words
from entente.surfaces.reports.pieces import colon, lowered, paragraph, pillar_heading, run
from entente.surfaces.web import labels, labels_of_work

from . import common
from .part import Part, Typed

NEXT_SHOWN, CHANGES_SHOWN = 5, 6


def stands(facts: Facts, _texts: Typed) -> Section:
    blocks: list[Block] = [common.in_sentences(facts)]
    if figure := drawings.standing(facts):
        blocks.append(replace(figure, twin=figure.twin.turned()))
    signed = sum(view.state is JointState.AGREED for view in facts.joint.values())
    blocks.append(paragraph(_("Joint statuses that all have signed: %(number)d.") % {"number": signed}))
    return Section("stands", words(_("Where it stands")), tuple(blocks))


def areas(facts: Facts, _texts: Typed) -> Section:
    """Each pillar in a line: how many promises, how many with public evidence."""
    rows = tuple(
        Row(
            (
                pillar_heading(pillar, facts.reader),
                words(str(len(facts.of_pillar(pillar.number)))),
                words(str(_found(facts, pillar.number))),
            )
        )
        for pillar in facts.pillars
    )
    head = (_("Area"), _("Promises"), str(labels.EVIDENCE[EvidenceState.FOUND]))
    return Section("areas", words(_("Areas")), (Table(_("Area by area"), head, rows),) if rows else ())


def _found(facts: Facts, pillar: str) -> int:
    return sum(facts.evidence(promise) is EvidenceState.FOUND for promise in facts.of_pillar(pillar))


def ahead(facts: Facts, _texts: Typed) -> Section:
    """The milestones that come next, and those whose day has passed."""
    done = {MilestoneStatus.ACCEPTED, MilestoneStatus.REPORTED}
    steps = sorted(
        (step for step in common.all_milestones(facts) if step.status not in done), key=lambda step: step.due_last_on
    )
    items = tuple(
        Item(
            (
                Run(f"{facts.reader.period(step.due)}{colon()}", is_strong=True),
                run(facts.reader.said(step.title)),
                Run(f" ({facts.reader.owner(step.owner)}, {lowered(_state(step.status, is_overdue=step.is_overdue))})"),
            )
        )
        for step in steps[:NEXT_SHOWN]
    )
    blocks: tuple[Block, ...] = (Items(items),) if items else (paragraph(_("No milestones are planned.")),)
    return Section("ahead", words(_("What comes next")), blocks)


def _state(status: str, *, is_overdue: bool) -> str:
    return labels_of_work.milestone(status, is_overdue=is_overdue).word


def changed(facts: Facts, _texts: Typed) -> Section:
    title = _("What changed since %(date)s") % {"date": facts.reader.day(facts.since)}
    return Section("changes", words(title), common.changed(facts, CHANGES_SHOWN))


MESSAGES = gettext_lazy("Key messages")
PARTS = (
    Part(
        "messages",
        MESSAGES,
        common.written("messages", MESSAGES),
        gettext_lazy("Two or three sentences for the table. A blank line begins a new one."),
    ),
    Part("stands", gettext_lazy("Where it stands"), stands),
    Part("areas", gettext_lazy("Areas"), areas),
    Part("ahead", gettext_lazy("What comes next"), ahead),
    Part("changes", gettext_lazy("What changed"), changed),
)
