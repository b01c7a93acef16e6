"""The briefing book for a meeting: scenario, speaking points, where it stands, the voices, what changed, open points, annex."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from entente.record.assessment.queries import JointState
from entente.record.delivery.queries import RhythmState
from entente.record.plan.queries import CommitmentView
from entente.record.verification.queries import Proof
from entente.surfaces.reports.facts import Facts
from entente.surfaces.reports.model import Block, Item, Items, Paragraph, Row, Run, Runs, Section, Table, words
from entente.surfaces.reports.pieces import (
    address_of,
    colon,
    evidence_table,
    heading_of,
    last_of_each,
    lowered,
    nothing_by,
    on_the_site,
    paragraph,
    pillar_heading,
    run,
    runs,
    told,
    voice_word,
    voices,
)
from entente.surfaces.web import labels, labels_of_work
from entente.surfaces.web.clock import rhythm_words
from entente.surfaces.web.joint import joint_item
from entente.surfaces.web.milestones import fraction

from . import common
from .part import Part, Typed


def stands(facts: Facts, _texts: Typed) -> Section:
    return Section("stands", words(_("Where it stands")), (*common.where_it_stands(facts), *common.joint_table(facts)))


def sides(facts: Facts, _texts: Typed) -> Section:
    """Commitment by commitment, the voices side by side and the last word of each side."""
    areas = tuple(
        Section(
            f"area-{pillar.number}",
            pillar_heading(pillar, facts.reader),
            (),
            tuple(_promise(promise, facts) for promise in facts.of_pillar(pillar.number)),
        )
        for pillar in facts.pillars
    )
    return Section("voices", words(_("The voices side by side")), (), areas)


def _promise(promise: CommitmentView, facts: Facts) -> Section:
    summary = facts.reader.said(promise.summary)
    blocks: list[Block] = [Paragraph(runs(summary))] if summary else []
    blocks.append(voices(promise, facts))
    for update in last_of_each(facts.updates.get(promise.ref, ())):
        blocks += told(update, facts.reader)
    blocks.append(on_the_site(promise, facts.reader))
    return Section(f"commitment-{promise.number}", heading_of(promise, facts.reader), tuple(blocks))


def changed(facts: Facts, _texts: Typed) -> Section:
    title = _("What changed since %(date)s") % {"date": facts.reader.day(facts.since)}
    return Section("changes", words(title), common.changed(facts))


def open_points(facts: Facts, _texts: Typed) -> Section:
    """What somebody will ask about: told by the record, in its order, without a mark or a rank."""
    points = (*_unreported(facts), *(point for promise in facts.promises for point in _points(promise, facts)))
    items = tuple(map(Item, points))
    blocks: tuple[Block, ...] = (Items(items),) if items else (paragraph(_("The record shows no open points.")),)
    return Section("open", words(_("Open points")), blocks)


def _unreported(facts: Facts) -> Iterator[Runs]:
    """Of which promises nothing was reported by the day that a side accepted: a line for each side and day."""
    reader = facts.reader
    found: dict[str, list[Run]] = {}
    for promise in facts.promises:
        for column in facts.columns(promise):
            if late := nothing_by(column, reader):
                line = f"{reader.party(column.party.code)}{colon()}{lowered(late)}{colon()}"
                found.setdefault(line, []).append(Run(promise.number, href=address_of(promise, reader)))
    for line, numbers in found.items():
        listed = [one for number in numbers for one in (Run(", "), number)]
        yield (Run(line), *listed[1:])


def _points(promise: CommitmentView, facts: Facts) -> Iterator[Runs]:
    reader = facts.reader
    name = (Run(promise.number, href=address_of(promise, reader)), Run(colon()))
    if facts.joint[promise.ref].state in {JointState.DIFFER, JointState.UNPROVEN}:
        yield (*name, Run(joint_item(facts.joint[promise.ref], reader).sentence))
    for claim in facts.claims.get(promise.ref, ()):
        if claim.proof.state in {Proof.DISPUTED, Proof.REJECTED}:
            yield (*name, run(reader.said(claim.statement)), Run(f" ({labels_of_work.PROOF[claim.proof.state]})"))
    for step in facts.milestones.get(promise.ref, ()):
        if step.is_overdue:
            tag = labels_of_work.milestone(step.status, is_overdue=True).word
            facts_of = f" ({reader.owner(step.owner)}, {reader.period(step.due)}, {lowered(tag)})"
            yield (*name, run(reader.said(step.title)), Run(facts_of))
    for obstacle in facts.obstacles.get(promise.ref, ()):
        if obstacle.cleared_on is None:
            yield (*name, run(reader.said(obstacle.text)), Run(f" ({reader.owner(obstacle.owner)})"))
    yield from _by_clock(promise, facts, name)


def _by_clock(promise: CommitmentView, facts: Facts, name: Runs) -> Iterator[Runs]:
    reader, clock = facts.reader, facts.clocks.get(promise.ref)
    if clock is None:
        return
    for rhythm in clock.rhythms:
        if rhythm.state in {RhythmState.SILENT, RhythmState.LATE}:
            yield (*name, Run(f"{reader.owner(rhythm.owner)}{colon()}{rhythm_words(rhythm, reader)}."))
    for renewal in clock.renewals:
        day = reader.day(renewal.term_last_on)
        yield (*name, run(reader.said(renewal.title)), Run(" " + _("(its term: until %(date)s)") % {"date": day}))


def annex(facts: Facts, _texts: Typed) -> Section:
    """The tables behind it: every commitment in one row, the milestones, the facts with their sources."""
    sections = (
        Section("annex-commitments", words(_("Commitments")), (_every(facts),)),
        Section(
            "annex-milestones",
            words(_("Milestones")),
            common.milestone_table(facts, common.all_milestones(facts), _("Milestones, next due first")),
        ),
        Section("annex-sources", words(_("Facts and their sources")), _evidence(facts)),
    )
    return Section("annex", words(_("Annex tables")), (), sections)


def _every(facts: Facts) -> Table:
    names = [facts.reader.party(party.code) for party in facts.plan.parties]
    rows = []
    for promise in facts.promises:
        steps = facts.milestones.get(promise.ref, ())
        cells = [voice_word(column, facts.reader) for column in facts.columns(promise)]
        evidence = labels.evidence(facts.evidence(promise)).word
        rows.append(
            Row(
                (
                    heading_of(promise, facts.reader, is_linked=True),
                    *map(words, cells),
                    words(evidence),
                    words(fraction(steps) or "–"),
                )
            )
        )
    head = (_("Commitment"), *names, _("Public evidence"), _("Milestones"))
    return Table(_("Every commitment in one row"), head, tuple(rows))


def _evidence(facts: Facts) -> tuple[Block, ...]:
    claims = [claim for promise in facts.promises for claim in facts.claims.get(promise.ref, ()) if claim.is_bearing]
    return evidence_table(claims, facts, _("Facts and their sources, latest first"))


SCENARIO, SPEAKING = gettext_lazy("Scenario of the meeting"), gettext_lazy("Speaking points")
PARTS = (
    Part(
        "scenario",
        SCENARIO,
        common.written("scenario", SCENARIO),
        gettext_lazy("Day, place, who takes part, what the meeting is to bring, in which order it goes."),
    ),
    Part(
        "speaking",
        SPEAKING,
        common.written("speaking", SPEAKING),
        gettext_lazy("What our side says. A blank line begins a new point."),
    ),
    Part("stands", gettext_lazy("Where it stands"), stands),
    Part("voices", gettext_lazy("The voices side by side"), sides),
    Part("changes", gettext_lazy("What changed"), changed),
    Part("open", gettext_lazy("Open points"), open_points),
    Part("annex", gettext_lazy("Annex tables"), annex),
    Part("method", gettext_lazy("How to read this"), common.how_to_read, is_chosen=False),
)
