"""The question-period note, in the form that foreign ministries publish: reference, date, issue, suggested response, background,
the last facts with their sources.  Ready at once from the record; what nobody has approved says so.
"""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from entente.record.plan.queries import CommitmentView
from entente.surfaces.reports.facts import Facts
from entente.surfaces.reports.model import Block, Manner, Paragraph, Run, Section, words
from entente.surfaces.reports.pieces import (
    evidence_table,
    heading_of,
    last_of_each,
    paragraph,
    paragraphs,
    run,
    runs,
    told,
    voices,
    voices_sentence,
)
from entente.surfaces.web import labels
from entente.surfaces.web.clock import clock_lines
from entente.surfaces.web.rows import owed_by

from .part import Part, Typed

FACTS_SHOWN = 10


def issue(facts: Facts, texts: Typed) -> Section:
    """What the note is about: as its author put it, else the promise by its name."""
    own = paragraphs(_split(texts.get("issue", "")))
    named = tuple(Paragraph(heading_of(promise, facts.reader, is_linked=True)) for promise in facts.promises)
    return Section("issue", words(_("Issue")), own or named)


def response(facts: Facts, texts: Typed) -> Section:
    """What is suggested to be said; until somebody writes it, what the record says, and that nobody has approved it."""
    if own := paragraphs(_split(texts.get("response", ""))):
        return Section("response", words(_("Suggested response")), own)
    blocks: list[Block] = [paragraph(_("Put together from the record. Nobody has approved these words."), Manner.QUIET)]
    for promise in facts.promises:
        blocks.append(paragraph(voices_sentence(promise, facts)))
        blocks.append(paragraph(f"{labels.evidence(facts.evidence(promise)).word}."))
    return Section("response", words(_("Suggested response")), tuple(blocks))


def background(facts: Facts, _texts: Typed) -> Section:
    blocks: list[Block] = []
    for promise in facts.promises:
        blocks += _promised(promise, facts)
        blocks.append(voices(promise, facts))
        for update in last_of_each(facts.updates.get(promise.ref, ())):
            blocks += told(update, facts.reader)
        if clock := facts.clocks.get(promise.ref):
            for line in clock_lines(clock, facts.reader):
                blocks.append(Paragraph((Run(f"{line.sentence} "), run(line.name))))
    return Section("background", words(_("Background")), tuple(blocks))


def _promised(promise: CommitmentView, facts: Facts) -> tuple[Block, ...]:
    """The words of the promise, who owes it, and of what kind it is."""
    reader = facts.reader
    own = reader.said({tag: text.text for tag, text in promise.texts.items()})
    summary = reader.said(promise.summary)
    kind = _("%(kind)s, %(strength)s, owed by %(parties)s.") % {
        "kind": str(labels.KINDS[promise.kind]).capitalize(),
        "strength": labels.STRENGTHS[promise.strength],
        "parties": owed_by(reader.plan, promise.obligors, reader.language),
    }
    blocks: list[Block] = [Paragraph(runs(own), Manner.QUOTE)] if own else []
    blocks += [Paragraph(runs(summary))] if summary and not own else []
    return (*blocks, paragraph(kind))


def last_facts(facts: Facts, _texts: Typed) -> Section:
    """The latest facts, each with its source and how far anybody has checked it."""
    claims = [claim for promise in facts.promises for claim in facts.claims.get(promise.ref, ())]
    kept = sorted(claims, key=lambda claim: (claim.last_on is not None, claim.last_on), reverse=True)[:FACTS_SHOWN]
    blocks = list(evidence_table(kept, facts, _("Last facts, latest first")))
    for promise in facts.promises:
        for finding in facts.findings.get(promise.ref, ()):
            day = facts.reader.day(finding.looked_on)
            who = facts.reader.owner(finding.owner)
            blocks.append(paragraph(_("%(who)s looked on %(date)s and found nothing.") % {"who": who, "date": day}))
    return Section("facts", words(_("Last facts and their sources")), tuple(blocks))


def _split(text: str) -> list[str]:
    return [part.strip() for part in text.replace("\r\n", "\n").split("\n\n") if part.strip()]


PARTS = (
    Part(
        "issue", gettext_lazy("Issue"), issue, gettext_lazy("The question that may be asked. Left empty: the promise.")
    ),
    Part(
        "response",
        gettext_lazy("Suggested response"),
        response,
        gettext_lazy("What is suggested to be said. Left empty: what the record says, marked as approved by nobody."),
    ),
    Part("background", gettext_lazy("Background"), background),
    Part("facts", gettext_lazy("Last facts and their sources"), last_facts),
)
