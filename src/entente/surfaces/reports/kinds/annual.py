"""The annual report in three parallel parts, as partnerships between governments publish it: the message of the co-chairs,
the institutions, the working groups with their areas.  The same parts, numbered alike, in every language.
"""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from entente.foundation.ledger.queries import LoggedEntry
from entente.record.delivery.queries import ActivityView
from entente.record.plan.queries import CommitmentView, PillarView
from entente.record.verification.queries import ClaimView
from entente.surfaces.reports import drawings
from entente.surfaces.reports.facts import Facts
from entente.surfaces.reports.model import Block, Item, Items, Paragraph, Run, Runs, Section, words
from entente.surfaces.reports.pieces import (
    colon,
    evidence_table,
    heading_of,
    on_the_site,
    paragraph,
    pillar_heading,
    run,
    runs,
    told,
    voices,
    voices_sentence,
)
from entente.surfaces.web.activities import activity_items

from . import common
from .part import Part, Typed


def institutions(facts: Facts, _texts: Typed) -> Section:
    """Part II: the plan as a whole, who carries it, how its sides report, what they signed."""
    parts = (
        Section("profile", words(_("The plan")), (*_summary(facts), *common.where_it_stands(facts))),
        Section("sides", words(_("Each side by its own words")), common.pictures(facts)),
        Section("reporting", words(_("How the sides reported")), common.reporting(facts)),
        Section("joint", words(_("What all have signed")), common.joint_table(facts)),
        Section("bodies", words(_("Who carries it")), common.bodies(facts, list(facts.promises))),
        Section("amendments", words(_("What was changed in the promises")), _amended(facts)),
    )
    return Section("institutions", words(_("Part II. Institutions")), sections=parts)


def _summary(facts: Facts) -> tuple[Block, ...]:
    text = facts.reader.said(facts.plan.summary)
    return (Paragraph(runs(text)),) if text else ()


def _amended(facts: Facts) -> tuple[Block, ...]:
    entries = [
        entry for entry in facts.entries if entry.action in {"plan.amend", "plan.close", "plan.commitment.resolve"}
    ]
    if not entries:
        day = facts.reader.day(facts.since)
        return (paragraph(_("No amendment has come into force since %(date)s.") % {"date": day}),)
    return (Items(tuple(Item(_amendment(entry, facts)) for entry in entries)),)


def _amendment(entry: LoggedEntry, facts: Facts) -> Runs:
    """ "9 October 2026: 2.3 Fewer tests", of the whole plan its name."""
    number = entry.subject.partition("/")[2].partition("@")[0].partition("#")[0]
    promise = next((one for one in facts.promises if one.number == number), None)
    name = heading_of(promise, facts.reader, is_linked=True) if promise else words(number)
    return (
        Run(f"{facts.reader.day(entry.at.date())}{colon()}"),
        *(name or (run(facts.reader.said(facts.plan.title)),)),
    )


def groups(facts: Facts, _texts: Typed) -> Section:
    """Part III: area by area, what its bodies did in the year."""
    parts = tuple(_area(pillar, facts) for pillar in facts.pillars)
    return Section("groups", words(_("Part III. Working groups and areas")), sections=parts)


def _area(pillar: PillarView, facts: Facts) -> Section:
    promises = facts.of_pillar(pillar.number)
    summary = facts.reader.said(pillar.summary)
    blocks: list[Block] = [Paragraph(runs(summary))] if summary else []
    blocks += common.bodies(facts, promises) if promises else ()
    if figure := drawings.fractions(facts, pillar.number):
        blocks.append(figure)
    sections = tuple(_promise(promise, facts) for promise in promises)
    return Section(f"area-{pillar.number}", pillar_heading(pillar, facts.reader), tuple(blocks), sections)


def _promise(promise: CommitmentView, facts: Facts) -> Section:
    """What was promised, who says what, and what was done since."""
    summary = facts.reader.said(promise.summary)
    blocks: list[Block] = [Paragraph(runs(summary))] if summary else []
    blocks += [paragraph(voices_sentence(promise, facts)), voices(promise, facts)]
    updates = [one for one in facts.updates.get(promise.ref, ()) if one.as_of_on >= facts.since]
    for update in updates:
        blocks += told(update, facts.reader)
    if not updates:
        day = facts.reader.day(facts.since)
        blocks.append(paragraph(_("No update on it was published since %(date)s.") % {"date": day}))
    blocks += (*_done(promise, facts), on_the_site(promise, facts.reader))
    return Section(f"commitment-{promise.number}", heading_of(promise, facts.reader), tuple(blocks))


def _done(promise: CommitmentView, facts: Facts) -> tuple[Block, ...]:
    """What is done for it: texts, bodies, talks, and how far each has come."""
    served = [one for one in facts.activities if any(service.commitment == promise.ref for service in one.services)]
    items = tuple(Item(_line(view, facts)) for view in served)
    return (paragraph(_("What is done for it:")), Items(items)) if items else ()


def _line(view: ActivityView, facts: Facts) -> tuple[Run, ...]:
    (item,) = activity_items([view], facts.reader)
    now = item.now or _("no stage reached")
    return (run(item.title, href=item.address), Run(f" ({', '.join((*item.facts, now))})"))


def sources(facts: Facts, _texts: Typed) -> Section:
    """Every public fact that this report rests on, with its source."""
    sections = tuple(
        Section(
            f"evidence-{promise.number}",
            heading_of(promise, facts.reader),
            evidence_table(
                _bearing(promise, facts), facts, _("%(number)s: public evidence") % {"number": promise.number}
            ),
        )
        for promise in facts.promises
        if _bearing(promise, facts)
    )
    empty = () if sections else (paragraph(_("No public evidence is on record.")),)
    return Section("sources", words(_("Annex: facts and their sources")), empty, sections)


def _bearing(promise: CommitmentView, facts: Facts) -> list[ClaimView]:
    return [claim for claim in facts.claims.get(promise.ref, ()) if claim.is_bearing]


MESSAGE = gettext_lazy("Part I. Message of the co-chairs")
PARTS = (
    Part(
        "message",
        MESSAGE,
        common.written("message", MESSAGE),
        gettext_lazy("What the co-chairs say of the year, in their own words, all of them together."),
    ),
    Part("institutions", gettext_lazy("Part II. Institutions"), institutions),
    Part("groups", gettext_lazy("Part III. Working groups and areas"), groups),
    Part("sources", gettext_lazy("Annex: facts and their sources"), sources),
    Part("method", gettext_lazy("How to read this"), common.how_to_read),
)
