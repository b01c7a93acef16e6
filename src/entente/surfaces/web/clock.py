"""What the calendar tells of a promise: rhythm kept or broken, windows, what it rested on, terms that run out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from entente.record.delivery.queries import BasisChangeView, ClockView, RenewalView, RhythmState, RhythmView, WindowView

from . import labels, labels_of_work
from .labels import Tag
from .reader import Reader
from .wording import Said, spoken


@dataclass(frozen=True, slots=True)
class ClockLine:
    """One thing that the calendar tells.

    sentence  in plain words; name: what it is about, in its own language, empty when the sentence says it
    note      why: the reason of a rhythm, what a changed basis means
    source    address of the source, "" for none; source_label: what a screen reader hears of that link
    """

    tag: Tag
    sentence: str
    name: Said
    note: Said
    source: str = ""
    source_label: str = ""


def clock_lines(clock: ClockView, reader: Reader) -> tuple[ClockLine, ...]:
    """Rhythms, windows, changes of what it rested on, renewals: in this order."""
    return (
        *(_rhythm(rhythm, reader) for rhythm in clock.rhythms),
        *(_window(window, reader, clock.today) for window in clock.windows),
        *(_basis(change, reader) for change in clock.basis_changes),
        *(_renewal(renewal, reader) for renewal in clock.renewals),
    )


def rhythm_words(rhythm: RhythmView, reader: Reader) -> str:
    """ "nothing for 412 days, since 3 May 2025; expected every 90 days, the longest silence in order is 180 days"."""
    spans = {"every": labels_of_work.days(rhythm.every_days), "longest": labels_of_work.days(rhythm.longest_days)}
    if rhythm.last_on is None:
        start = _("nothing yet, for %(days)s; expected every %(every)s, the longest silence in order is %(longest)s")
        return start % {"days": labels_of_work.days(rhythm.days), **spans}
    if rhythm.state is RhythmState.ON:
        return _("last activity on %(date)s; expected every %(every)s") % {"date": reader.day(rhythm.last_on), **spans}
    words = _(
        "nothing for %(days)s, since %(date)s; expected every %(every)s, the longest silence in order is %(longest)s"
    )
    return words % {"days": labels_of_work.days(rhythm.days), "date": reader.day(rhythm.last_on), **spans}


def _rhythm(rhythm: RhythmView, reader: Reader) -> ClockLine:
    words = rhythm_words(rhythm, reader)
    sentence = _("%(who)s: %(words)s.") % {"who": reader.owner(rhythm.owner), "words": words}
    if clause := rhythm.subject.partition("#")[2]:
        sentence = _("Part %(letter)s. %(sentence)s") % {"letter": clause, "sentence": sentence}
    return ClockLine(labels_of_work.rhythm(rhythm.state), sentence, _nothing(reader), reader.said(rhythm.reason))


def _window(window: WindowView, reader: Reader, today: date) -> ClockLine:
    is_closed, is_ahead = window.is_closed(today), window.is_ahead(today)
    words = _("Closed on %(date)s:") if is_closed else _("Open until %(date)s:")
    if is_ahead:
        words = _("Opens on %(date)s:")
    name = reader.said(window.name)
    return ClockLine(
        tag=labels.window(is_closed=is_closed, is_ahead=is_ahead),
        sentence=words % {"date": reader.day(window.first_on if is_ahead else window.last_on)},
        name=name,
        note=_plain(reader.period(window.period), reader),
        source=window.source_address,
        source_label=_("source for %(name)s") % {"name": name.text},
    )


def _basis(change: BasisChangeView, reader: Reader) -> ClockLine:
    name = reader.said(change.basis)
    return ClockLine(
        tag=Tag(_("Basis changed"), "project"),
        sentence=_("What it rested on changed, %(date)s:") % {"date": reader.period(change.happened)},
        name=name,
        note=reader.said(change.note),
        source=change.source_address,
        source_label=_("source for %(name)s") % {"name": name.text},
    )


def _renewal(renewal: RenewalView, reader: Reader) -> ClockLine:
    words = _("Its term ended on %(date)s:") if renewal.is_over else _("Its term ends on %(date)s:")
    return ClockLine(
        tag=Tag(_("Term over"), "closed") if renewal.is_over else Tag(_("Renewal due"), "project"),
        sentence=words % {"date": reader.day(renewal.term_last_on)},
        name=reader.said(renewal.title),
        note=_nothing(reader),
    )


def _nothing(reader: Reader) -> Said:
    return _plain("", reader)


def _plain(text: str, reader: Reader) -> Said:
    """A text that is in the page's own language."""
    return spoken(text, reader.language, reader.language)
