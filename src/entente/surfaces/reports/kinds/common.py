"""Parts that more than one kind has."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from django.utils.translation import gettext as _

from entente.record.delivery.queries import MilestoneView
from entente.record.plan.queries import CommitmentView
from entente.surfaces.reports import drawings
from entente.surfaces.reports.facts import Facts
from entente.surfaces.reports.model import Block, Figure, Item, Items, Paragraph, Row, Run, Section, Table, words
from entente.surfaces.reports.pieces import colon, paragraph, paragraphs, run, typed
from entente.surfaces.web import dates, labels, standing
from entente.surfaces.web.changes import named_changes
from entente.surfaces.web.joint import joint_item
from entente.surfaces.web.milestones import milestone_items
from entente.surfaces.web.reporting import tally_words

from .part import Typed

CHANGES_SHOWN = 400
COLUMNS_MAX = 5
"""A table of more columns than these and than its rows is turned: their headings would touch."""


def written(key: str, title: object) -> Callable[[Facts, Typed], Section]:
    """A part that its authors type."""

    def make(_facts: Facts, texts: Typed) -> Section:
        return Section(key, words(str(title)), typed(texts.get(key, ""), _("Nobody has written this part yet.")))

    return make


def in_sentences(facts: Facts) -> Paragraph:
    """The plan in a few sentences."""
    return paragraph(" ".join(standing.sentences(facts.plan, facts.picture)))


def where_it_stands(facts: Facts) -> tuple[Block, ...]:
    """The plan in plain sentences, then each side by its own words."""
    blocks: list[Block] = [in_sentences(facts)]
    if figure := drawings.standing(facts):
        has_many = len(figure.twin.head) > max(COLUMNS_MAX, len(figure.twin.rows))
        blocks.append(replace(figure, twin=figure.twin.turned()) if has_many else figure)
    return tuple(blocks)


def pictures(facts: Facts) -> tuple[Figure, ...]:
    """Each side pillar by pillar, and over time."""
    made = []
    for party in facts.plan.parties:
        made += [drawings.matrix(facts, party.code), drawings.over_time(facts, party.code)]
    return tuple(figure for figure in made if figure is not None)


def reporting(facts: Facts) -> tuple[Block, ...]:
    """How each side reported by the dates that it accepted."""
    told = []
    for side in facts.overview.sides:
        tallies = dict.fromkeys(tally for tally in (side.passed, side.current) if tally is not None)
        words_of = labels.side_by_side(tally_words(tally, facts.reader.language) for tally in tallies)
        name = facts.reader.party(side.party)
        if words_of:
            told.append(_("%(party)s: %(words)s.") % {"party": name, "words": words_of})
        elif side.owed:
            told.append(_("%(party)s has accepted no date by which it reports.") % {"party": name})
    return paragraphs(told)


def joint_table(facts: Facts) -> tuple[Block, ...]:
    """The promises of which all have signed a status, and those where the sides differ."""
    rows = []
    for promise in facts.promises:
        item = joint_item(facts.joint[promise.ref], facts.reader)
        if item.signed is not None or item.facts or facts.joint[promise.ref].values:
            rows.append(Row((words(promise.number), words(item.tag.word), words(item.sentence))))
    if not rows:
        return (paragraph(_("The sides have signed no joint status yet.")),)
    return (Table(_("What there is together"), (_("Commitment"), _("Joint status"), _("In words")), tuple(rows)),)


def changed(facts: Facts, limit: int = CHANGES_SHOWN) -> tuple[Block, ...]:
    """What the public log tells since the day, newest first."""
    entries = facts.entries[:limit]
    items = []
    for change in named_changes(entries, facts.plan, facts.reader.language, as_of=facts.reader.as_of):
        head = ", ".join(part for part in (change.day, change.number) if part)
        text = (Run(colon()), run(change.text)) if change.text else ()
        items.append(
            Item((Run(head, href=change.address), Run(f"{colon()}{change.action}"), *text, *words(f" ({change.by})")))
        )
    if not items:
        day = facts.reader.day(facts.since)
        return (paragraph(_("Nothing was put on the public record since %(date)s.") % {"date": day}),)
    more = len(facts.entries) - len(entries)
    rest = (paragraph(_("More on the page “What changed”: %(number)d.") % {"number": more}),) if more > 0 else ()
    return (Items(tuple(items)), *rest)


def milestone_table(facts: Facts, views: list[MilestoneView], caption: str) -> tuple[Block, ...]:
    items = milestone_items(views, facts.reader)
    rows = tuple(
        Row(
            (
                (Run(f"{item.number} "), run(item.title)),
                words(item.due),
                words(item.tag.word),
                words(", ".join(item.facts)),
            )
        )
        for item in items
    )
    head = (_("Milestone"), _("Due"), _("State"), _("Whose, and what came of it"))
    return (Table(caption, head, rows),) if rows else (paragraph(_("No milestones are planned.")),)


def all_milestones(facts: Facts) -> list[MilestoneView]:
    return [view for promise in facts.promises for view in facts.milestones.get(promise.ref, ())]


def how_to_read(_facts: Facts, _texts: Typed) -> Section:
    """What the words mean, and what a reader must not conclude."""
    told = (
        _("Each side speaks for itself, and its words stand as it wrote them. No figure counts two sides together."),
        _("A joint status is what all parties have signed. It is no average of what they say."),
        _("“Nothing reported” says that no report is on record. It does not say that nothing was done."),
        _(
            "“Not yet checked” says that nobody but its maker has read the sources. "
            "“Own side” says that only somebody of the same side has."
        ),
        _("“Searched, none found” says who looked, where and when. It is no proof that there is nothing."),
    )
    return Section("method", words(_("How to read this")), paragraphs(told))


def last_day(facts: Facts) -> str:
    return dates.day(facts.reader.as_of.date(), facts.reader.language)


def bodies(facts: Facts, promises: list[CommitmentView]) -> tuple[Block, ...]:
    """Which bodies carry which promises, by party."""
    by_body: dict[tuple[str, str], tuple[Run, list[str]]] = {}
    for promise in promises:
        for lead in facts.leads.get(promise.ref, ()):
            known = by_body.setdefault((lead.party, lead.organisation), (run(facts.reader.said(lead.name)), []))
            if promise.number not in known[1]:
                known[1].append(promise.number)
    rows = tuple(
        Row(
            (
                (name,),
                words(facts.reader.party(party) if party else _("Between or outside the parties")),
                words(", ".join(numbers)),
            )
        )
        for (party, _slug), (name, numbers) in by_body.items()
    )
    if not rows:
        return (paragraph(_("No body is on record as carrying these promises.")),)
    return (Table(_("Bodies that carry the promises"), (_("Body"), _("Side"), _("Commitments")), rows),)
