"""Pieces that several kinds of report are put together from: the words of the pages, as runs, paragraphs and tables."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.utils.translation import gettext as _

from entente.record.assessment.queries import Column, Reported
from entente.record.delivery.queries import UpdateView
from entente.record.plan.queries import CommitmentView, PillarView
from entente.record.verification.queries import ClaimView
from entente.surfaces.web import labels, links
from entente.surfaces.web.evidence import SourceLine, evidence_items
from entente.surfaces.web.joint import joint_item
from entente.surfaces.web.pages.commitment.sides import party_columns, sides_sentence
from entente.surfaces.web.reader import Reader
from entente.surfaces.web.rows import title_of
from entente.surfaces.web.standings import column_tag
from entente.surfaces.web.wording import Said

from .facts import Facts
from .model import Block, Manner, Paragraph, Row, Run, Runs, Table, words

SOURCES_SHOWN = 3


def colon() -> str:
    """A colon as the language of the report sets it: in French with a space before it."""
    return _(": ")


def run(text: Said, *, is_strong: bool = False, href: str = "") -> Run:
    """A wording, marked where it is in another language than the report's."""
    return Run(text.text, text.language if text.attrs else "", href, is_strong)


def runs(text: Said) -> Runs:
    return (run(text),) if text else ()


def paragraph(text: str, manner: Manner = Manner.PLAIN) -> Paragraph:
    return Paragraph(words(text), manner)


def paragraphs(texts: Iterable[str], manner: Manner = Manner.PLAIN) -> tuple[Paragraph, ...]:
    return tuple(paragraph(text, manner) for text in texts if text)


def lowered(text: str) -> str:
    """A sentence as it goes on behind a colon; the names of months and of bodies in it keep their letters."""
    return text[:1].lower() + text[1:]


def labelled(label: str, text: Said) -> tuple[Paragraph, ...]:
    """ "Next step: …", nothing where nothing was said."""
    return (Paragraph((Run(f"{label} ", is_strong=True), run(text))),) if text else ()


def typed(text: str, empty: str) -> tuple[Paragraph, ...]:
    """What an author typed, a paragraph for each of its own; while there is none it says so."""
    kept = [part.strip() for part in text.replace("\r\n", "\n").split("\n\n") if part.strip()]
    return paragraphs(kept) if kept else (paragraph(empty, Manner.BLANK),)


def heading_of(promise: CommitmentView, reader: Reader, *, is_linked: bool = False) -> Runs:
    """ "6.4 Youth Lab"; is_linked: leading to its page, where it stands in a text or a table."""
    address = address_of(promise, reader) if is_linked else ""
    return (Run(f"{promise.number} ", href=address), run(title_of(promise, reader.plan, reader.language), href=address))


def on_the_site(promise: CommitmentView, reader: Reader) -> Paragraph:
    """Where everything about a promise can be read."""
    words_of = _("All of it: commitment %(number)s on the site") % {"number": promise.number}
    return Paragraph(words(words_of, href=address_of(promise, reader)), Manner.QUIET)


def address_of(promise: CommitmentView, reader: Reader) -> str:
    return links.href("commitment", reader.language, plan=reader.plan.slug, number=promise.number)


def pillar_heading(pillar: PillarView, reader: Reader) -> Runs:
    title = reader.said(pillar.title or {tag: text.text for tag, text in pillar.titles.items()})
    return (Run(f"{pillar.number}. "), *runs(title)) if title else words(pillar.number)


def nothing_by(column: Column, reader: Reader) -> str:
    """What the clock says of a side that owes a report, "" for nothing."""
    if column.dues.last is not None and column.dues.is_late:
        return _("Nothing reported by %(date)s") % {"date": reader.day(column.dues.last.due_on)}
    return ""


def voices(promise: CommitmentView, facts: Facts) -> Table:
    """The voices side by side, a row each: every side that owes it, and what there is together.  Never merged."""
    reader = facts.reader
    owing = [column for column in facts.columns(promise) if column.owes]
    rows = [_voice(column, reader) for column in owing]
    together = joint_item(facts.joint[promise.ref], reader)
    evidence = labels.evidence(facts.evidence(promise)).word
    rows.append(Row((words(_("All together")), words(together.tag.word), words(" ".join(together.facts)))))
    rows.append(Row((words(_("Public evidence")), words(evidence), ())))
    return Table(
        _("%(number)s: who says what") % {"number": promise.number},
        (_("Voice"), _("Says"), _("When, and why")),
        tuple(rows),
    ).without_empty_columns()


def _voice(column: Column, reader: Reader) -> Row:
    (shown,) = party_columns([column], reader)
    lines: list[Run] = []
    for at, status in enumerate(shown.statuses):
        part = _("part %(letter)s:") % {"letter": status.part} + " " if status.part else ""
        proof = f", {lowered(status.proof.word)}" if status.proof else ""
        start = "\n" if at else ""
        lines.append(Run(f"{start}{part}{status.tag.word}{proof} ({', '.join(status.facts)}). "))
        lines.extend(runs(status.reason))
    if column.state is Reported.NO_CHANGE and column.no_change_on:
        lines.append(Run(_("as of %(date)s") % {"date": reader.day(column.no_change_on)}))
    word, late = voice_word(column, reader), nothing_by(column, reader)
    if late and late != word:
        lines.append(Run(f"\n{late}" if lines else late))
    return Row((runs(shown.name), words(word), tuple(lines)))


def voice_word(column: Column, reader: Reader) -> str:
    """What a side says in one word or two; while it says nothing, that it does not, and by which date."""
    if tag := column_tag(column):
        return tag.word
    return nothing_by(column, reader) or labels.reported(column.state).word


def voices_sentence(promise: CommitmentView, facts: Facts) -> str:
    return sides_sentence(facts.columns(promise), facts.reader)


def last_of_each(updates: Iterable[UpdateView]) -> list[UpdateView]:
    """The last update of each side, of those that stand latest first."""
    last: dict[str, UpdateView] = {}
    for update in updates:
        last.setdefault(update.owner, update)
    return list(last.values())


def told(update: UpdateView, reader: Reader) -> tuple[Block, ...]:
    """An update: who and when, then its words as its side wrote them."""
    name = _("%(who)s, as of %(date)s") % {"who": reader.owner(update.owner), "date": reader.day(update.as_of_on)}
    reach = _reach(update)
    head = Paragraph((Run(name, is_strong=True), *words(f" ({reach})" if reach else "")))
    if update.is_no_change:
        return (head, paragraph(str(labels.REPORTED[Reported.NO_CHANGE]) + "."))
    done = reader.said(update.done)
    return (
        head,
        *((Paragraph(runs(done)),) if done else ()),
        *labelled(_("Next step:"), reader.said(update.next_step)),
        *labelled(_("Challenges:"), reader.said(update.challenges)),
    )


def _reach(update: UpdateView) -> str:
    """That an update is not public, as far as the reader is told of its tier."""
    if update.working is None:
        return ""
    return {"own": _("own side only"), "parties": _("all parties"), "group": _("working group")}.get(
        update.working.tier, ""
    )


def evidence_rows(claims: Sequence[ClaimView], facts: Facts) -> tuple[Row, ...]:
    """Facts with their sources, latest first: what, when, where it stands and where it can be read."""
    latest = sorted(claims, key=lambda claim: (claim.last_on is not None, claim.last_on), reverse=True)
    items = evidence_items(latest, facts.reader, addresses=facts.addresses)
    return tuple(
        Row(
            (
                (run(item.statement),),
                words(item.when or _("undated")),
                words(item.standing.tag.word if item.standing else _("Background")),
                _sources(item.sources),
            )
        )
        for item in items
    )


def evidence_table(claims: Sequence[ClaimView], facts: Facts, caption: str) -> tuple[Block, ...]:
    rows = evidence_rows(claims, facts)
    head = (_("Fact"), _("When"), _("Checked"), _("Source"))
    return (Table(caption, head, rows),) if rows else (paragraph(_("No public evidence is on record.")),)


def _sources(sources: Sequence[SourceLine]) -> Runs:
    told: list[Run] = []
    for at, source in enumerate(sources[:SOURCES_SHOWN]):
        told.extend(words(labels.semicolon() if at else ""))
        told.append(
            run(source.title, href=source.address if source.address.startswith(("http://", "https://")) else "")
        )
        told.extend(words(f" ({', '.join(source.facts)})" if source.facts else ""))
    more = len(sources) - SOURCES_SHOWN
    return (*told, *words(labels.semicolon() + _("and %(number)d more") % {"number": more} if more > 0 else ""))
